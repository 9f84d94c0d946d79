#include "app/cli/parser.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

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
        add_setting(parser, app, key, hidden ? "" : "Recognition");
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
void expect_seconds(CLI::Option* option, bool zero_allowed) {
    option->type_name("SECONDS")->check(CLI::Validator(
        [zero_allowed](const std::string& text) -> std::string {
            char* end = nullptr;
            const double value = std::strtod(text.c_str(), &end);
            const bool number = end != text.c_str() && *end == '\0' && std::isfinite(value);
            const double least = zero_allowed ? 0 : 0.01;
            if (number && value >= least && value <= 1e6) return {};
            return "'" + text + "' is not a number of seconds" + (zero_allowed ? "" : " above 0");
        },
        ""));
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
