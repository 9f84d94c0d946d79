#pragma once

#include "training/fit/train.h"

namespace spotter {

// What libspotter_fit_torch.so does for training/fit/train.h, as is said there.
struct TorchTraining {
    decltype(&train) run;
};

extern "C" const TorchTraining* spotter_torch_training();

}  // namespace spotter
