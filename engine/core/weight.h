#pragma once

#include <optional>
#include <string_view>

namespace spotter {

enum class WeightUnit { kg, lb };

constexpr const char* to_string(WeightUnit unit) {
    return unit == WeightUnit::lb ? "lb" : "kg";
}

constexpr std::optional<WeightUnit> parse_weight_unit(std::string_view name) {
    for (const WeightUnit unit : {WeightUnit::kg, WeightUnit::lb}) {
        if (name == to_string(unit)) return unit;
    }
    return std::nullopt;
}

// What is lifted.
struct Weight {
    double amount = 0;
    WeightUnit unit = WeightUnit::kg;

    friend bool operator==(const Weight&, const Weight&) = default;
};

}  // namespace spotter
