#include "app/cli/parser.h"

#include <algorithm>

namespace spotter {
namespace {

bool is_recognition(const SettingKey& key) {
    return key.name != "log_level";
}

void add_setting(Parser& parser, CLI::App& app, const SettingKey& key, const std::string& group) {
    app.add_option_function<std::string>(
           flag_of(key.name),
           [&parser, name = key.name](const std::string& text) {
               parser.line.settings.emplace_back(name, text);
           },
           key.help)
        ->type_name(key.value)
        ->group(group);
}

}  // namespace

std::string flag_of(const std::string& setting) {
    std::string flag = "--" + setting;
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

void add_common(Parser& parser, CLI::App& app, bool recognition, bool hidden) {
    app.set_help_flag("-h,--help", "Say all about it and exit")->group("Options");
    for (const SettingKey& key : setting_keys()) {
        if (!key.flag || !is_recognition(key) || !recognition) continue;
        add_setting(parser, app, key, hidden ? kHiddenGroup : "Recognition");
    }
    app.add_option_function<std::string>(
           "--data-dir", [&parser](const std::string& folder) { parser.line.data_dir = folder; },
           "Folder of your models and sessions (default: ~/.local/share/spotter)")
        ->type_name("DIR")
        ->group("Options");
    app.add_option_function<std::string>(
           "--config", [&parser](const std::string& file) { parser.line.config_file = file; },
           "Configuration file (default: ~/.config/spotter/config.toml)")
        ->type_name("FILE")
        ->group("Options");
    for (const SettingKey& key : setting_keys()) {
        if (key.flag && !is_recognition(key)) add_setting(parser, app, key, "Options");
    }
}

// Validators without a description, so that help shows the type's name alone.
void expect(CLI::Option* option, std::function<std::string(const std::string&)> wrong) {
    option->check(CLI::Validator(std::move(wrong), ""));
}

void expect_seconds(CLI::Option* option, bool zero_allowed) {
    const NumberRange range = {.least = zero_allowed ? 0 : 0.01, .most = 1e6};
    option->type_name("SECONDS");
    expect(option, [range, zero_allowed](const std::string& text) -> std::string {
        if (not_a_number_text(text, range).empty()) return {};
        return "'" + text + "' is not a number of seconds" + (zero_allowed ? "" : " above 0");
    });
}

void expect_number(CLI::Option* option, const NumberRange& range) {
    expect(option, [range](const std::string& text) { return not_a_number_text(text, range); });
}

void expect_whole(CLI::Option* option, double least, double most) {
    expect_number(option, {.least = least, .most = most, .whole = true});
}

void expect_one_of(CLI::Option* option, std::vector<std::string> words) {
    expect(option, [words = std::move(words)](const std::string& text) -> std::string {
        if (std::ranges::find(words, text) != words.end()) return {};
        return "'" + text + "' is not one of " + CLI::detail::join(words, ", ");
    });
}

void add_output(CLI::App& app, const std::string& flag, std::optional<std::string>& output,
                const std::string& help) {
    app.add_option_function<std::vector<std::string>>(
           flag,
           [&output](const std::vector<std::string>& values) {
               output = values.empty() || values.front().empty() ? "-" : values.front();
           },
           help)
        ->expected(0, 1)
        ->type_name("[FILE]")
        ->group("Results");
}

}  // namespace spotter
