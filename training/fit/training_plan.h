#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/core/number_range.h"
#include "engine/model/classifier.h"
#include "engine/model/videomae_config.h"

namespace spotter {

// Which weights learn: the classifier alone (the encoder's features are computed once and kept),
// the last layers with it, or all.
enum class TrainedPart { head, last, full };

// Everything a training does, apart from what it is shown. The same plan, examples, threads and
// machine give the same weights.
struct TrainingPlan {
    TrainedPart part = TrainedPart::full;
    int last_layers = 2;     // of TrainedPart::last
    int head_views = 8;      // of TrainedPart::head: varied views of each clip that are kept
    int epochs = 20;         // at most; see patience
    std::int64_t steps = 0;  // instead of epochs, for an endless set
    std::int64_t steps_per_epoch = 0;  // of an endless set: how often it is measured
    int batch = 16;                    // clips of one step, over all ranks and accumulated parts
    int accumulate = 1;                // parts a rank's batch is computed in
    double lr = 5e-4;
    double final_lr_share = 0;   // of lr, where the cosine ends
    double warmup_share = 0.05;  // of all steps
    double weight_decay = 0.05;  // of matrices; biases and norms have none
    double beta1 = 0.9;
    double beta2 = 0.999;
    // Matrices of the layers are learnt by Muon, the rest by AdamW: the root mean square of its
    // steps, relative to lr. 0: all by AdamW, whose steps are 0.2 to 0.4.
    double muon = 0;
    double layer_decay = 1;      // lr of a layer, relative to the one above it
    double drop_path = 0;        // of the last layer; rises linearly from 0
    double label_smoothing = 0;  // share spread over all labels
    bool weigh_classes = false;  // by inverse frequency
    double clip_norm = 0;        // of the whole gradient; 0: not clipped
    double ema = 0;              // decay of averaged weights per step; 0: none
    int patience = 0;            // epochs without a better one until it stops; 0: never
    std::uint64_t seed = 1;
    int threads = 0;  // of LibTorch and of the loader; 0: as many as cores
    double checkpoint_minutes = 5;
    Device device = Device::automatic;
    Precision precision = Precision::automatic;
};

// What a user may ask of a plan.
namespace plan_range {
inline constexpr NumberRange kEpochs = {.least = 1, .most = 100'000, .whole = true};
inline constexpr NumberRange kBatch = {.least = 1, .most = 65'536, .whole = true};
inline constexpr NumberRange kLr = {.least = 0, .most = 10, .above_least = true};
inline constexpr NumberRange kWeightDecay = {.least = 0, .most = 10};
inline constexpr NumberRange kLayerDecay = {.least = 0, .most = 1, .above_least = true};
// Warm-up, drop path, label smoothing.
inline constexpr NumberRange kShare = {.least = 0, .most = 1, .below_most = true};
inline constexpr NumberRange kClipNorm = {.least = 0,
                                          .most = std::numeric_limits<double>::infinity()};
inline constexpr NumberRange kPatience = {.least = 0, .most = 100'000, .whole = true};
inline constexpr NumberRange kMaskRatio = {.least = 0.1, .most = 0.98};
}  // namespace plan_range

// Throws Error that names the field when a value is out of range.
void check_plan(const TrainingPlan& plan);

// How many clips there are to learn from.
struct ClipCount {
    std::size_t all = 0;
    std::size_t typical = 0;  // of a label: half of the labels have at most so many
};
ClipCount count_clips(std::vector<std::size_t> of_labels);

// What suits so many clips a label: the head alone for few, then the last two layers, then all,
// each with the settings that go with it.
TrainingPlan plan_for_clips(const ClipCount& clips, const VideoMaeConfig& config);
TrainingPlan plan_for_part(TrainedPart part, const VideoMaeConfig& config);

// Why plan_for_clips() chose so, in one line for the user.
std::string plan_reason(const TrainingPlan& plan, const ClipCount& clips);

// "head", "last:2", "full".
std::string part_text(const TrainingPlan& plan);
// The inverse; false when `text` is none of them.
bool parse_part(const std::string& text, TrainingPlan& plan);

// The learning rate at `step` of `steps`: linear from 0 to lr over the warm-up, then a half
// cosine down to final_lr_share.
double learning_rate(const TrainingPlan& plan, std::int64_t step, std::int64_t steps);

// The plan as one line of JSON, without threads and device: what a resumed training must share.
std::string plan_json(const TrainingPlan& plan);

}  // namespace spotter
