#include "app/typed_path.h"

namespace spotter {

std::string typed_path(const std::string& text, const Environment& environment) {
    constexpr const char* kSpaces = " \t\r\n";
    const auto first = text.find_first_not_of(kSpaces);
    if (first == std::string::npos) return {};
    const std::string path = text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
    if (path != "~" && !path.starts_with("~/")) return path;
    const auto home = environment("HOME");
    return home ? *home + path.substr(1) : path;
}

}  // namespace spotter
