#include "training/data/group_name.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "training/data/label_name.h"

namespace spotter {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Where "_g05" ends in `stem`; npos: there is none.
std::size_t ucf101_group_end(std::string_view stem) {
    for (std::size_t at = stem.rfind("_g"); at != std::string_view::npos && at > 0;
         at = stem.rfind("_g", at - 1)) {
        std::size_t end = at + 2;
        while (end < stem.size() && is_digit(stem[end])) ++end;
        const std::size_t digits = end - at - 2;
        if (digits >= 2 && digits <= 3 && (end == stem.size() || stem[end] == '_')) return end;
    }
    return std::string_view::npos;
}

bool says_nothing(std::string_view name, std::string_view label) {
    constexpr std::array kWords = {"",    "clip", "clips", "video", "vid",  "img", "mov",
                                   "dsc", "pxl",  "take",  "rep",   "part", "set", "movie"};
    const std::string key = label_key(name);
    return key == label_key(label) || std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

// "anna_3" -> "anna", "anna (2)" -> "anna", "clip12" -> "clip"; as it is when it does not end with
// a number that is set apart, or that stands behind a word that says nothing.
std::string_view without_number(std::string_view name, std::string_view label) {
    std::string_view rest = name;
    if (rest.ends_with(')')) rest.remove_suffix(1);
    const std::size_t before = rest.size();
    while (!rest.empty() && is_digit(rest.back())) rest.remove_suffix(1);
    if (rest.size() == before) return name;
    const std::size_t apart = rest.size();
    while (!rest.empty() && std::string_view("_- (.").find(rest.back()) != rest.npos) {
        rest.remove_suffix(1);
    }
    return rest.size() < apart || says_nothing(rest, label) ? rest : name;
}

}  // namespace

bool is_ucf101_name(std::string_view stem) {
    return ucf101_group_end(stem) != std::string_view::npos;
}

std::string group_from_name(std::string_view stem, std::string_view label) {
    if (const std::size_t end = ucf101_group_end(stem); end != std::string_view::npos) {
        return std::string(stem.substr(0, end));
    }
    std::string_view name = stem;
    while (true) {
        const std::string_view shorter = without_number(name, label);
        if (says_nothing(shorter, label)) return name == stem ? "" : std::string(name);
        if (shorter == name) return std::string(name);
        name = shorter;
    }
}

}  // namespace spotter
