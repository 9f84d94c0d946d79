#include "engine/core/natural_order.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace spotter {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Its place among others; a slash ends a folder's name, as if nothing came after it.
int rank(char c) {
    if (c == '/') return 0;
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

// The letters U+00C0 … U+017F without their accents; 0: it is no letter.
constexpr std::array<char, 192> kPlain = [] {
    constexpr std::string_view kLetters =
        "aaaaaaaceeeeiiiidnooooo ouuuuyts"
        "aaaaaaaceeeeiiiidnooooo ouuuuyty"
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkk"
        "llllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    static_assert(kLetters.size() == 192);
    std::array<char, 192> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = kLetters[i] == ' ' ? '\0' : kLetters[i];
    return out;
}();

// Of UTF-8, with accents left out: those of the letter itself, and those that follow one.
std::string without_accents(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text[0]);
        const auto second = static_cast<unsigned char>(text.size() > 1 ? text[1] : '\0');
        const bool two_bytes = first >= 0xc3 && first <= 0xcd && (second & 0xc0U) == 0x80;
        const unsigned letter = ((first & 0x1fU) << 6U) | (second & 0x3fU);
        if (two_bytes && letter >= 0x300 && letter < 0x370) {
            text.remove_prefix(2);
            continue;
        }
        const char plain = two_bytes && letter < 0x180 ? kPlain.at(letter - 0xc0) : '\0';
        out += plain != '\0' ? plain : text[0];
        text.remove_prefix(plain != '\0' ? 2 : 1);
    }
    return out;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Takes the digits at the front of `text`, which has one there, without leading zeros.
std::string_view take_number(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    std::string_view number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(number.size());
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
    return number;
}

// Negative, zero or positive.
int compare(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        if (is_digit(a.front()) && is_digit(b.front())) {
            const std::string_view left = take_number(a);
            const std::string_view right = take_number(b);
            if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
            if (const int order = left.compare(right); order != 0) return order;
        } else {
            const int order = rank(a.front()) - rank(b.front());
            if (order != 0) return order;
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
    const bool plain = is_ascii(a) && is_ascii(b);
    const int order = plain ? compare(a, b) : compare(without_accents(a), without_accents(b));
    return order != 0 ? order < 0 : a < b;
}

}  // namespace spotter
