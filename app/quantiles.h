#pragma once

#include <string>
#include <vector>

#include "app/cli/json_output.h"

namespace spotter {

// How a measurement spreads; zeros when nothing was measured.
struct Quantiles {
    double median = 0;
    double p95 = 0;
    std::size_t count = 0;
};

// By nearest rank.
Quantiles quantiles(std::vector<double> values);

Json to_json(const Quantiles& quantiles);

}  // namespace spotter
