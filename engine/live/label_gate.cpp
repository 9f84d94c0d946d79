#include "engine/live/label_gate.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"

namespace spotter {

LabelGate::LabelGate(Labels labels, Labels idle_labels, Thresholds thresholds)
    : labels_(std::move(labels)), idle_labels_(std::move(idle_labels)), thresholds_(thresholds) {}

const Decision& LabelGate::update(MediaTime time, const Scores& scores) {
    if (scores.size() != labels_.size() || scores.empty()) {
        throw Error("decide label", "",
                    std::to_string(scores.size()) + " scores for " +
                        std::to_string(labels_.size()) + " labels",
                    "use a model folder whose labels fit its weights");
    }
    if (time < last_) reset();
    last_ = time;
    if (decision_.certainty == Certainty::watching) decide(Certainty::unsure, {}, time);

    follow_candidate(time, scores);
    const bool takes = candidate_ && candidate_ != current_ &&
                       held_for_dwell(std::max(candidate_since_, decision_.since), time);
    if (takes) {
        decide(Certainty::sure, candidate_, time);
    } else if (current_ && scores[*current_] < static_cast<float>(thresholds_.exit) &&
               held_for_dwell(decision_.since, time)) {
        decide(Certainty::unsure, {}, time);
    }
    return decision_;
}

void LabelGate::reset() {
    decision_ = {};
    current_.reset();
    candidate_.reset();
}

bool LabelGate::held_for_dwell(MediaTime since, MediaTime time) const {
    return time - since >= from_seconds(thresholds_.dwell_s);
}

void LabelGate::follow_candidate(MediaTime time, const Scores& scores) {
    const auto highest = std::max_element(scores.begin(), scores.end());
    std::optional<std::size_t> candidate;
    if (*highest >= static_cast<float>(thresholds_.enter)) {
        candidate = static_cast<std::size_t>(highest - scores.begin());
    }
    if (candidate != candidate_) candidate_since_ = time;
    candidate_ = candidate;
}

void LabelGate::decide(Certainty certainty, std::optional<std::size_t> label, MediaTime time) {
    current_ = label;
    decision_ = {certainty, label ? labels_[*label] : std::string(), false, time};
    decision_.idle = label && contains(idle_labels_, decision_.label);
}

}  // namespace spotter
