#include "training/fit/learning_task.h"

#include <ATen/autocast_mode.h>

#include "engine/core/error.h"

namespace spotter {

at::Device device_of(const TrainingPlan& plan) {
    const bool cuda = has_device(Device::cuda);
    if (plan.device == Device::cuda && !cuda) {
        throw Error("train", "cuda", "there is no CUDA device that LibTorch can use",
                    "use --device cpu");
    }
    return plan.device != Device::cpu && cuda ? at::kCUDA : at::kCPU;
}

at::ScalarType type_of(const TrainingPlan& plan, at::Device device) {
    if (plan.precision != Precision::automatic) {
        return plan.precision == Precision::bfloat16 ? at::kBFloat16 : at::kFloat;
    }
    if (device.is_cuda()) return at::kBFloat16;
#if defined(__x86_64__)
    // 1.5 times as fast as float32 for the default model, on one core of an EPYC of 2024.
    if (__builtin_cpu_supports("avx512bf16")) return at::kBFloat16;
#endif
    return at::kFloat;
}

Autocast::Autocast(at::Device device, at::ScalarType type)
    : device_(device.type()), before_(at::autocast::is_autocast_enabled(device_)) {
    at::autocast::set_autocast_enabled(device_, type != at::kFloat);
    if (type != at::kFloat) at::autocast::set_autocast_dtype(device_, type);
    at::autocast::increment_nesting();
}

Autocast::~Autocast() {
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(device_, before_);
}

}  // namespace spotter
