#include "training/data/label_name.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace spotter {
namespace {

constexpr std::size_t kLongestLabel = 100;

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0;  // 0: not UTF-8
};

// The first one of `text`; surrogates, overlong forms and values beyond Unicode are refused.
CodePoint first_code_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes > text.size()) return {};
    std::uint32_t value = lead & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0U) != 0x80U) return {};
        value = value << 6 | (byte(i) & 0x3fU);
    }
    const bool overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000);
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (overlong || surrogate || value > 0x10ffff) return {};
    return {value, bytes};
}

std::uint32_t lower(std::uint32_t letter) {
    const auto within = [&](std::uint32_t first, std::uint32_t last) {
        return letter >= first && letter <= last;
    };
    if (within('A', 'Z')) return letter + 32;
    if (within(0xc0, 0xde) && letter != 0xd7) return letter + 32;
    if (within(0x100, 0x137) || within(0x14a, 0x177)) return letter | 1U;
    if (within(0x139, 0x148) || within(0x179, 0x17e)) return letter + (letter & 1U);
    if (within(0x391, 0x3a9)) return letter + 32;
    if (within(0x410, 0x42f)) return letter + 32;
    if (within(0x400, 0x40f)) return letter + 80;
    return letter;
}

void append_utf8(std::string& text, std::uint32_t value) {
    const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (value < 0x80) {
        add(value);
    } else if (value < 0x800) {
        add(0xc0U | value >> 6);
        add(0x80U | (value & 0x3fU));
    } else if (value < 0x10000) {
        add(0xe0U | value >> 12);
        add(0x80U | (value >> 6 & 0x3fU));
        add(0x80U | (value & 0x3fU));
    } else {
        add(0xf0U | value >> 18);
        add(0x80U | (value >> 12 & 0x3fU));
        add(0x80U | (value >> 6 & 0x3fU));
        add(0x80U | (value & 0x3fU));
    }
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t bytes = first_code_point(text).bytes;
        if (bytes == 0) return false;
        text.remove_prefix(bytes);
    }
    return true;
}

std::string case_folded(std::string_view text) {
    std::string folded;
    while (!text.empty()) {
        const CodePoint next = first_code_point(text);
        if (next.bytes == 0) return folded + std::string(text);
        append_utf8(folded, lower(next.value));
        text.remove_prefix(next.bytes);
    }
    return folded;
}

std::optional<std::string> label_problem(std::string_view label) {
    if (label.empty()) return "is empty";
    if (!is_valid_utf8(label)) return "is not UTF-8";
    if (label.size() > kLongestLabel) {
        return "is longer than " + std::to_string(kLongestLabel) + " bytes";
    }
    for (const char c : label) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '/') return "has a slash in it";
        if (c == '\\') return "has a backslash in it";
        if (byte < 0x20 || byte == 0x7f) return "has a control character in it";
    }
    if (label.front() == '.') return "begins with a dot";
    if (label.front() == ' ' || label.back() == ' ') return "has a space before or after it";
    return std::nullopt;
}

std::string label_key(std::string_view label) {
    std::string key = case_folded(label);
    std::replace_if(
        key.begin(), key.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    return key;
}

std::string known_label(const Labels& known, const std::string& label) {
    if (std::find(known.begin(), known.end(), label) != known.end()) return label;
    const std::string key = label_key(label);
    for (const std::string& other : known) {
        if (label_key(other) == key) return other;
    }
    return label;
}

bool is_idle_label(std::string_view label) {
    const std::string key = label_key(label);
    return key == "rest" || key == "other";
}

void sort_labels(Labels& labels) {
    std::sort(labels.begin(), labels.end(), [](const std::string& a, const std::string& b) {
        return std::pair(is_idle_label(a), std::string_view(a)) <
               std::pair(is_idle_label(b), std::string_view(b));
    });
}

}  // namespace spotter
