#include "app/cli/usage_text.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "capture/video_name.h"

namespace spotter {
namespace {

// The program and the commands that were named, as in `spotter`, `sessions`, `list`.
std::vector<const CLI::App*> chosen_apps(const CLI::App& app) {
    std::vector<const CLI::App*> chain = {&app};
    for (auto chosen = app.get_subcommands(); !chosen.empty();
         chosen = chosen.front()->get_subcommands()) {
        chain.push_back(chosen.front());
    }
    return chain;
}

std::string command_text(const CLI::App& app) {
    std::string command = "spotter";
    const std::vector<const CLI::App*> chain = chosen_apps(app);
    for (std::size_t i = 1; i < chain.size(); ++i) command += " " + chain[i]->get_name();
    return command;
}

// What to type to find out.
std::string hint_for(const CLI::App& app) {
    return "see '" + command_text(app) + " --help'";
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
    return app.get_subcommands(
        [](const CLI::App* command) { return !command->get_name().empty(); });
}

// How many letters must be put in, left out or changed to make one of the other.
std::size_t letters_apart(const std::string& one, const std::string& other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t k = 0; k < other.size(); ++k) {
            const std::size_t same = diagonal + (one[i] == other[k] ? 0 : 1);
            diagonal = row[k + 1];
            row[k + 1] = std::min({same, row[k] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string no_command_text(const CLI::App& app, const std::string& word) {
    const CLI::App& last = *chosen_apps(app).back();
    std::string nearest;
    std::size_t apart = 3;
    for (const CLI::App* command : commands_of(last)) {
        const std::size_t letters = letters_apart(word, command->get_name());
        if (letters >= apart) continue;
        apart = letters;
        nearest = command->get_name();
    }
    const bool first = &last == &app;
    return "there is no command '" + (first ? "" : last.get_name() + " ") + word + "'; " +
           (nearest.empty() ? hint_for(app)
                            : "did you mean '" + command_text(app) + " " + nearest + "'?");
}

// Of words that nobody asked for. Who names a video without an option finds out what to do.
std::string extras_text(const CLI::App& app) {
    const std::vector<std::string> words = app.remaining(true);
    const std::string& first = words.front();
    const bool alone = app.get_subcommands().empty();
    if (is_video_name(first) && (alone || app.got_subcommand("live"))) {
        const bool spaced = first.find(' ') != std::string::npos;
        const std::string video = spaced ? '"' + first + '"' : first;
        return "not expected here: " + first + "; watch it with 'spotter live --source " + video +
               "', or label it with 'spotter predict " + video + "'";
    }
    if (alone && first.rfind('-', 0) != 0) return no_command_text(app, first);
    std::string text = "not expected here:";
    for (const std::string& word : words) text += " " + word;
    return text + "; " + hint_for(app);
}

// The option that CLI11's text begins with, or names after "Could not convert: ". The program
// itself has options of the same names as its commands.
const CLI::Option* option_in(const CLI::App& app, const std::string& text) {
    std::vector<const CLI::App*> chain = chosen_apps(app);
    std::ranges::reverse(chain);
    for (const CLI::App* const chosen : chain) {
        for (const CLI::Option* const option : chosen->get_options()) {
            const std::string name = option->get_name();
            if (text.rfind(name + ":", 0) == 0 || text.find(": " + name + " =") != text.npos) {
                return option;
            }
        }
    }
    return nullptr;
}

std::string joined(const std::vector<std::string>& words, const std::string& last) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? last : ", ";
        text += words[i];
    }
    return text;
}

// Of a value that is none for its type, where the option does not say itself what it takes.
std::string conversion_text(const CLI::Option& option) {
    if (option.get_items_expected_max() == 0) return option.get_name() + ": it takes no value";
    return option.get_name() + ": '" + joined(option.results(), " ") + "' is not " +
           option.get_type_name();
}

std::string mismatch_text(const CLI::Option& option) {
    if (option.count() < 2) return option.get_name() + ": its value is missing";
    return option.get_name() + ": it is given " + std::to_string(option.count()) +
           " times; give it once";
}

std::string required_text(const CLI::App& app, const std::string& text) {
    const CLI::App& last = *chosen_apps(app).back();
    if (text.rfind("A subcommand", 0) != 0) return text;
    std::vector<std::string> names;
    for (const CLI::App* const command : commands_of(last)) names.push_back(command->get_name());
    return last.get_name() + ": say which: " + joined(names, " or ");
}

// "--a excludes --b", "--a requires --b".
std::string pair_text(const std::string& text, const std::string& verb, const std::string& between,
                      const std::string& end) {
    const std::size_t at = text.find(verb);
    if (at == text.npos) return text;
    return text.substr(0, at) + between + text.substr(at + verb.size()) + end;
}

std::string what_is_wrong(const CLI::App& app, const CLI::ParseError& error) {
    const std::string text = error.what();
    const CLI::Option* const option = option_in(app, text);
    if (option && dynamic_cast<const CLI::ConversionError*>(&error)) {
        return conversion_text(*option);
    }
    if (option && dynamic_cast<const CLI::ArgumentMismatch*>(&error)) return mismatch_text(*option);
    if (dynamic_cast<const CLI::RequiredError*>(&error)) return required_text(app, text);
    if (dynamic_cast<const CLI::RequiresError*>(&error)) {
        return pair_text(text, " requires ", " needs ", " too");
    }
    if (dynamic_cast<const CLI::ExcludesError*>(&error)) {
        return pair_text(text, " excludes ", " and ", " cannot be given together");
    }
    return text;
}

}  // namespace

std::string swallowed_option_text(const CLI::App& app) {
    for (const CLI::App* const chosen : chosen_apps(app)) {
        for (const CLI::Option* const option : chosen->get_options()) {
            if (!option->nonpositional() || option->get_items_expected_max() == 0) continue;
            for (const std::string& value : option->results()) {
                if (value.rfind("--", 0) != 0 || !chosen->get_option_no_throw(value)) continue;
                return option->get_name() + ": its value is missing before " + value + "; " +
                       hint_for(app);
            }
        }
    }
    return {};
}

std::string usage_text(const CLI::App& app, const CLI::ParseError& error) {
    const std::string swallowed = swallowed_option_text(app);
    if (!swallowed.empty()) return swallowed;
    const bool extras = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
    if (extras) return extras_text(app);
    const std::vector<std::string> left = app.remaining(true);
    const bool no_command = dynamic_cast<const CLI::RequiredError*>(&error) &&
                            !commands_of(*chosen_apps(app).back()).empty();
    if (no_command && !left.empty() && left.front().rfind('-', 0) != 0) {
        return no_command_text(app, left.front());
    }
    std::string text = what_is_wrong(app, error) + "; " + hint_for(app);
    std::ranges::replace(text, '\n', ' ');
    return text;
}

}  // namespace spotter
