#include "engine/core/number_range.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace spotter {
namespace {

std::string number_text(double value, bool whole) {
    char text[32];
    const auto end = whole ? std::to_chars(text, text + sizeof(text), std::llround(value))
                           : std::to_chars(text, text + sizeof(text), value);
    return {text, end.ptr};
}

template <class Number>
std::optional<double> parsed(const std::string& text) {
    Number value{};
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end) return std::nullopt;
    return static_cast<double>(value);
}

}  // namespace

bool contains(const NumberRange& range, double value) {
    const bool enough = range.above_least ? value > range.least : value >= range.least;
    const bool not_too_much = range.below_most ? value < range.most : value <= range.most;
    return enough && not_too_much;
}

std::string range_text(const NumberRange& range) {
    const std::string least = number_text(range.least, range.whole);
    if (std::isinf(range.most)) return (range.above_least ? "above " : "at least ") + least;
    const std::string most = number_text(range.most, range.whole);
    if (range.above_least) {
        return "above " + least + (range.below_most ? " and below " : " and at most ") + most;
    }
    return "from " + least + (range.below_most ? " to below " : " to ") + most;
}

std::string not_a_number_text(const std::string& text, const NumberRange& range) {
    const auto value = range.whole ? parsed<long long>(text) : parsed<double>(text);
    if (value && std::isfinite(*value) && contains(range, *value)) return {};
    return "'" + text + "' is not a " + (range.whole ? "whole number " : "number ") +
           range_text(range);
}

}  // namespace spotter
