#include "app/typed_path.h"

#include <charconv>

namespace spotter {
namespace {

// "file:///a%20b" is "/a b".
std::string path_of_uri(const std::string& uri) {
    constexpr std::size_t kScheme = 7;
    std::string out;
    for (std::size_t i = kScheme; i < uri.size(); ++i) {
        unsigned byte = 0;
        const char* const digits = uri.data() + i + 1;
        if (uri[i] == '%' && i + 2 < uri.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += uri[i];
        }
    }
    return out;
}

}  // namespace

std::string typed_path(const std::string& text, const Environment& environment) {
    constexpr const char* kSpaces = " \t\r\n";
    const auto first = text.find_first_not_of(kSpaces);
    if (first == std::string::npos) return {};
    std::string path = text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
    const bool quoted = path.size() > 2 && (path.front() == '\'' || path.front() == '"') &&
                        path.back() == path.front();
    if (quoted) path = path.substr(1, path.size() - 2);
    if (path.starts_with("file:///")) return path_of_uri(path);
    if (path != "~" && !path.starts_with("~/")) return path;
    const auto home = environment("HOME");
    return home ? *home + path.substr(1) : path;
}

}  // namespace spotter
