#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/session/session.h"

// Names of values in docs/log-format.md, in the order of their enumerators.
namespace spotter {

inline constexpr std::array<std::string_view, 3> kLabelStates = {"watching", "unsure", "sure"};
inline constexpr std::array<std::string_view, 2> kUnits = {to_string(WeightUnit::kg),
                                                           to_string(WeightUnit::lb)};
inline constexpr std::array<std::string_view, 4> kSetKinds = {"normal", "warm_up", "drop_set",
                                                              "to_failure"};
inline constexpr std::array<std::pair<const char*, std::uint64_t SessionCounters::*>, 6>
    kCounterNames = {{{"captured", &SessionCounters::captured},
                      {"replaced_unseen", &SessionCounters::replaced_unseen},
                      {"posed", &SessionCounters::posed},
                      {"classified", &SessionCounters::classified},
                      {"stale", &SessionCounters::stale},
                      {"not_recorded", &SessionCounters::not_recorded}}};

template <std::size_t N, class Enum>
std::string_view name_in(const std::array<std::string_view, N>& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

// Nothing: it is none of them.
template <class Enum, std::size_t N>
std::optional<Enum> value_in(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace spotter
