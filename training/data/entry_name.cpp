#include "training/data/entry_name.h"

#include <array>
#include <cstddef>
#include <filesystem>

#include "training/data/label_name.h"

namespace spotter {
namespace {

constexpr std::size_t kLongestName = 1000;
constexpr std::size_t kLongestPart = 255;

bool has_control_character(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) return true;
    }
    return false;
}

std::optional<std::string> part_problem(std::string_view part) {
    if (part.empty() || part == ".") return "its path has an empty part; pack it again";
    if (part == "..") return "its path leads outside; pack it again from its folder";
    if (part.size() > kLongestPart) return "its name is too long; rename it";
    return std::nullopt;
}

std::optional<std::string> path_problem(std::string_view name) {
    if (name.empty()) return "it has no name; pack it again";
    if (!is_valid_utf8(name)) return "its name is not UTF-8; rename it";
    if (has_control_character(name)) return "its name has a control character in it; rename it";
    if (name.find('\\') != std::string_view::npos)
        return "its name has a backslash in it; rename it";
    if (name.front() == '/' || (name.size() > 1 && name[1] == ':'))
        return "its path is absolute; pack it again from its folder";
    if (name.size() > kLongestName) return "its name is too long; rename it";
    while (true) {
        const std::size_t slash = std::min(name.find('/'), name.size());
        if (const auto problem = part_problem(name.substr(0, slash))) return problem;
        if (slash == name.size()) return std::nullopt;
        name.remove_prefix(slash + 1);
    }
}

}  // namespace

std::optional<std::string> EntryNames::problem_of(const std::string& name) {
    if (auto problem = path_problem(name)) return problem;
    if (case_folded(std::filesystem::path(name).extension().string()) == ".zip") {
        return "it is an archive in an archive; unpack it yourself first";
    }
    const auto [at, is_new] = taken_.try_emplace(case_folded(name), name);
    if (is_new) return std::nullopt;
    if (at->second == name) return "its name stands twice; rename one of the two";
    return "its name is that of " + at->second + " when case is ignored; rename one of the two";
}

bool is_folder_or_system_entry(std::string_view name) {
    const std::string_view last = name.substr(name.rfind('/') + 1);
    return name.ends_with('/') || name.starts_with("__MACOSX/") || last == ".DS_Store" ||
           last == "Thumbs.db" || last == "desktop.ini";
}

std::string printable(std::string_view text) {
    constexpr std::size_t kLongest = 200;
    std::string line;
    const bool valid = is_valid_utf8(text);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool shown = byte >= 0x20 && byte != 0x7f && (valid || byte < 0x80);
        line += shown ? c : '?';
    }
    if (line.size() <= kLongest) return line;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0U) == 0x80U) --end;
    return line.substr(0, end) + "…";
}

}  // namespace spotter
