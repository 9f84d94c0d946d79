#include "training/fit/training_threads.h"

#include <algorithm>
#include <thread>

namespace spotter {
namespace {

// Of one clip's forward pass; the default model takes 0.2.
constexpr double kSmallGflop = 5;

}  // namespace

TrainingThreads training_threads(const TrainingPlan& plan, const VideoMaeConfig& config) {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int all = plan.threads > 0 ? plan.threads : cores;
    const bool cuda = plan.device != Device::cpu && has_device(Device::cuda);
    if (cuda || gflop_per_clip(config) >= kSmallGflop) return {all, all, 1};
    const int half = std::max(1, all / 2);
    // What a clip looks like to a frozen encoder takes as long to draw as to compute; to draw one
    // takes a small part of the time that it takes to learn from it.
    if (plan.part == TrainedPart::head) return {half, std::max(1, all - half), 1};
    return {all, half, std::min(all, plan.batch)};
}

}  // namespace spotter
