#include "app/config_file.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <toml++/toml.h>

#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr const char* kStep = "read configuration";

std::string place(const std::filesystem::path& file, const toml::source_region& where) {
    return file.string() + ":" + std::to_string(where.begin.line);
}

// A scalar as it would be written on the command line; empty for what is none.
std::string text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* yes = node.as_boolean()) return yes->get() ? "true" : "false";
    if (!node.is_number()) return {};
    std::ostringstream out;
    node.visit([&out](const auto& value) {
        if constexpr (toml::is_number<decltype(value)>) out << value.get();
    });
    return out.str();
}

void apply_table(const toml::table& table, const std::string& prefix,
                 const std::filesystem::path& file, Settings& settings,
                 std::vector<std::string>& unknown) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const toml::table* inner = node.as_table(); inner != nullptr && prefix.empty()) {
            apply_table(*inner, name + ".", file, settings, unknown);
        } else if (const SettingKey* setting = find_setting(name)) {
            try {
                setting->set(settings, text_of(node));
            } catch (const std::invalid_argument& error) {
                throw Error(kStep, place(file, node.source()), name + ": " + error.what(),
                            "correct that line");
            }
        } else {
            unknown.push_back(place(file, key.source()) + ": unknown key '" + name + "'");
        }
    }
}

}  // namespace

std::vector<std::string> apply_config_file(const std::filesystem::path& file, Settings& settings) {
    std::vector<std::string> unknown;
    if (!std::filesystem::exists(file)) return unknown;
    std::ifstream in(file);
    std::stringstream text;
    if (!in || !(text << in.rdbuf())) {
        // An empty file leaves the stream failed, and is fine.
        if (std::filesystem::is_regular_file(file) && std::filesystem::is_empty(file)) {
            return unknown;
        }
        throw Error(kStep, file.string(), "cannot be read", "check that it is a file of yours");
    }
    try {
        const toml::table table = toml::parse(text.str());
        apply_table(table, "", file, settings, unknown);
    } catch (const toml::parse_error& error) {
        throw Error(kStep, place(file, error.source()), std::string(error.description()),
                    "correct that line");
    }
    return unknown;
}

}  // namespace spotter
