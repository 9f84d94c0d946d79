#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/cli/commands.h"

namespace spotter {

struct PretrainCommandOptions {
    std::vector<std::string> inputs;
    std::string base;  // empty: the model that settings name
    std::string name;
    double mask_ratio = 0.9;
    int epochs = 100;
    int batch = 16;
    double lr = 3e-4;
    std::uint64_t seed = 1;
    bool resume = false;
    bool replace = false;
    bool json = false;
};

// Masked pretraining, told as run_train() tells.
ExitCode run_pretrain(const CommandContext& context, const PretrainCommandOptions& options);

}  // namespace spotter
