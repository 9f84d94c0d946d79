#pragma once

namespace spotter {

enum class WeightUnit { kg, lb };

constexpr const char* to_string(WeightUnit unit) {
    return unit == WeightUnit::lb ? "lb" : "kg";
}

// What is lifted.
struct Weight {
    double amount = 0;
    WeightUnit unit = WeightUnit::kg;

    friend bool operator==(const Weight&, const Weight&) = default;
};

}  // namespace spotter
