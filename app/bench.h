#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/cli/commands.h"
#include "app/quantiles.h"

namespace spotter {

// One stage, measured.
struct BenchStage {
    std::string name;  // "forward pass"
    std::string unit;  // "ms", "us"
    Quantiles time;
};

struct BenchReport {
    std::string cpu;
    int cores = 0;
    int threads = 0;
    std::string model;
    std::string device;
    std::string precision;
    std::string build;
    std::string video;
    std::vector<BenchStage> stages;
    double peak_memory_mb = 0;
};

// Measures every stage that this build has, in about fifteen seconds; `progress` gets what is
// being measured. Throws Error as loading and opening do, Cancelled when interrupted.
BenchReport measure_stages(const CommandContext& context, const BenchOptions& options,
                           const std::function<void(const std::string&)>& progress);

}  // namespace spotter
