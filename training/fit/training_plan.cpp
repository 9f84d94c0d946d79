#include "training/fit/training_plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <nlohmann/json.hpp>

#include "engine/core/counted.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

// So many clips of a label teach only the classifier (measured on people: docs/evaluation.md), so
// many the last layers.
constexpr std::size_t kHeadClips = 10;
constexpr std::size_t kLastClips = 100;

void require(bool right, const char* field, const std::string& range) {
    if (!right) throw Error("plan training", field, "must be " + range);
}

void require(const NumberRange& range, double value, const char* field) {
    require(contains(range, value), field, range_text(range));
}

}  // namespace

void check_plan(const TrainingPlan& plan) {
    using namespace plan_range;
    require(kEpochs, plan.epochs, "epochs");
    require(kBatch, plan.batch, "batch");
    require(plan.accumulate >= 1 && plan.accumulate <= plan.batch, "accumulate",
            "from 1 to the batch");
    require(kLr, plan.lr, "lr");
    require(plan.last_layers >= 1, "last", "at least one layer");
    require(plan.head_views >= 1 && plan.head_views <= 1000, "views", "from 1 to 1000");
    require(plan.steps >= 0 && plan.steps_per_epoch >= 0, "steps", "at least 0");
    require(plan.final_lr_share >= 0 && plan.final_lr_share <= 1, "final lr", "from 0 to 1");
    require(kShare, plan.warmup_share, "warm-up");
    require(kWeightDecay, plan.weight_decay, "weight decay");
    require(kShare, plan.beta1, "betas");
    require(kShare, plan.beta2, "betas");
    require(plan.muon >= 0 && plan.muon <= 100, "muon", "from 0 to 100");
    require(kLayerDecay, plan.layer_decay, "layer decay");
    require(kShare, plan.drop_path, "drop path");
    require(kShare, plan.label_smoothing, "label smoothing");
    require(kShare, plan.ema, "ema");
    require(kClipNorm, plan.clip_norm, "clip norm");
    require(kPatience, plan.patience, "patience");
    require(plan.threads >= 0 && plan.threads <= 1024, "threads", "from 0 to 1024");
}

TrainingPlan plan_for_part(TrainedPart part, const VideoMaeConfig& config) {
    TrainingPlan plan;
    plan.part = part;
    plan.label_smoothing = 0.1;
    plan.weigh_classes = true;
    plan.patience = 3;
    plan.clip_norm = 1;
    if (part == TrainedPart::head) {
        plan.epochs = 40;
        plan.batch = 32;
        plan.lr = 3e-3;
        plan.label_smoothing = 0.05;
        plan.patience = 8;
        return plan;
    }
    plan.epochs = 20;
    plan.warmup_share = 0.1;
    plan.layer_decay = 0.75;
    plan.drop_path = 0.1;
    // A small model bears, and needs, larger steps than the ones of 12 layers.
    const bool small = parameter_count(config) < 5'000'000;
    plan.batch = small ? 16 : 4;
    plan.lr = (small ? 5e-4 : 1e-4) * (part == TrainedPart::last ? 1 : 0.6);
    return plan;
}

ClipCount count_clips(std::vector<std::size_t> of_labels) {
    if (of_labels.empty()) return {};
    std::sort(of_labels.begin(), of_labels.end());
    return {std::accumulate(of_labels.begin(), of_labels.end(), std::size_t{0}),
            of_labels[(of_labels.size() - 1) / 2]};
}

TrainingPlan plan_for_clips(const ClipCount& clips, const VideoMaeConfig& config) {
    if (clips.typical <= kHeadClips) return plan_for_part(TrainedPart::head, config);
    const bool few = clips.typical <= kLastClips;
    return plan_for_part(few ? TrainedPart::last : TrainedPart::full, config);
}

std::string plan_reason(const TrainingPlan& plan, const ClipCount& clips) {
    const std::string count = counted(clips.all, "training clip") + ", " +
                              std::to_string(clips.typical) + " of a typical label: ";
    if (plan.part == TrainedPart::head) {
        return count + "only the classifier learns, the encoder stays as it is";
    }
    if (plan.part == TrainedPart::last) {
        return count + "the classifier and the last " + counted(plan.last_layers, "layer") +
               " learn";
    }
    return count + "the whole model learns";
}

std::string part_text(const TrainingPlan& plan) {
    if (plan.part == TrainedPart::head) return "head";
    if (plan.part == TrainedPart::full) return "full";
    return "last:" + std::to_string(plan.last_layers);
}

bool parse_part(const std::string& text, TrainingPlan& plan) {
    if (text == "head" || text == "full") {
        plan.part = text == "head" ? TrainedPart::head : TrainedPart::full;
        return true;
    }
    const std::string prefix = "last:";
    const std::string digits = text.substr(std::min(prefix.size(), text.size()));
    if (text.rfind(prefix, 0) != 0 || digits.empty() || digits.size() > 3 ||
        digits.find_first_not_of("0123456789") != std::string::npos || std::stoi(digits) < 1) {
        return false;
    }
    plan.part = TrainedPart::last;
    plan.last_layers = std::stoi(digits);
    return true;
}

double learning_rate(const TrainingPlan& plan, std::int64_t step, std::int64_t steps) {
    const double warmup = std::floor(plan.warmup_share * static_cast<double>(steps));
    const auto at = static_cast<double>(step);
    if (at < warmup) return plan.lr * (at + 1) / warmup;
    const double span = std::max(1.0, static_cast<double>(steps) - warmup);
    const double share = std::min(1.0, (at - warmup) / span);
    const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * share));
    return plan.lr * (plan.final_lr_share + (1 - plan.final_lr_share) * cosine);
}

std::string plan_json(const TrainingPlan& plan) {
    const nlohmann::json json = {{"part", part_text(plan)},
                                 {"head_views", plan.head_views},
                                 {"epochs", plan.epochs},
                                 {"steps", plan.steps},
                                 {"steps_per_epoch", plan.steps_per_epoch},
                                 {"batch", plan.batch},
                                 {"lr", plan.lr},
                                 {"final_lr_share", plan.final_lr_share},
                                 {"warmup_share", plan.warmup_share},
                                 {"weight_decay", plan.weight_decay},
                                 {"betas", {plan.beta1, plan.beta2}},
                                 {"muon", plan.muon},
                                 {"layer_decay", plan.layer_decay},
                                 {"drop_path", plan.drop_path},
                                 {"label_smoothing", plan.label_smoothing},
                                 {"weigh_classes", plan.weigh_classes},
                                 {"clip_norm", plan.clip_norm},
                                 {"ema", plan.ema},
                                 {"patience", plan.patience},
                                 {"seed", plan.seed}};
    return json.dump();
}

}  // namespace spotter
