#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/core/clock.h"
#include "engine/core/labels.h"
#include "engine/core/thresholds.h"

namespace spotter {

// watching: no whole window was seen yet; unsure: no label holds; sure: one does.
enum class Certainty { watching, unsure, sure };

// What Spotter says about the present moment.
struct Decision {
    Certainty certainty = Certainty::watching;
    std::string label;  // when sure, else empty
    bool idle = false;  // the label is one of the model's idle labels ("rest", "other")
    MediaTime since{};  // on the source's clock; when the gate changed to this

    bool same_as(const Decision& other) const {
        return certainty == other.certainty && label == other.label;
    }
};

// Scores over time -> a label that does not flicker. A label must be the highest and at or above
// `enter` for the dwell time to be taken, and stands until it is below `exit` or another one was
// taken. Two changes are never less than the dwell time apart. One thread at a time.
class LabelGate {
  public:
    LabelGate() = default;
    LabelGate(Labels labels, Labels idle_labels, Thresholds thresholds);

    // `scores`: one per label, at a time not before the last one's (an earlier one resets first).
    // Throws Error when there are more or fewer.
    const Decision& update(MediaTime time, const Scores& scores);
    // Back to watching; at a new source, a jump, a gap.
    void reset();
    const Decision& decision() const { return decision_; }

  private:
    bool held_for_dwell(MediaTime since, MediaTime time) const;
    void follow_candidate(MediaTime time, const Scores& scores);
    void decide(Certainty certainty, std::optional<std::size_t> label, MediaTime time);

    Labels labels_;
    Labels idle_labels_;
    Thresholds thresholds_;
    Decision decision_;
    MediaTime last_{};
    std::optional<std::size_t> current_;    // the label of decision_
    std::optional<std::size_t> candidate_;  // highest and at or above enter, since …
    MediaTime candidate_since_{};
};

}  // namespace spotter
