#include "engine/core/natural_order.h"

#include <algorithm>
#include <cstddef>

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
    const int order = compare(a, b);
    return order != 0 ? order < 0 : a < b;
}

}  // namespace spotter
