#include "training/fit/batch_parts.h"

#include <algorithm>

#include "training/fit/learning_task.h"

namespace spotter {
namespace {

// Two clips of VideoMAE-S in bfloat16, one of VideoMAE-B.
constexpr double kKeptBytes = 600e6;

// Kept for the backward pass, for each token, layer and unit of its width: the inputs of both norms
// in float32; and in the type of the products both norms' results, the projections, what was
// attended to and, four times as wide, the input and the result of GELU.
constexpr double kKeptInFloat = 2 * 4;
constexpr double kKeptValues = 2 + 3 + 1 + 2 * 4;

}  // namespace

int batch_parts(const TrainingPlan& plan, const VideoMaeConfig& config, int batch) {
    const at::Device device = device_of(plan);
    if (device.is_cuda() || plan.part == TrainedPart::head) return plan.accumulate;
    const int layers = plan.part == TrainedPart::full ? config.layers : plan.last_layers;
    const double value_bytes = type_of(plan, device) == at::kFloat ? 4 : 2;
    const double clip_bytes = 1.0 * config.tokens() * layers * config.hidden_size *
                              (kKeptInFloat + kKeptValues * value_bytes);
    const int together = std::max(1, static_cast<int>(kKeptBytes / clip_bytes));
    return std::max(plan.accumulate, (batch + together - 1) / together);
}

}  // namespace spotter
