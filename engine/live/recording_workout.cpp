#include "engine/live/recording_workout.h"

namespace spotter {

RecordingWorkout::RecordingWorkout(const Labels& labels, const Labels& idle_labels,
                                   const Thresholds& thresholds, MediaTime window_length,
                                   const SetRules& rules)
    : labels_(labels),
      idle_labels_(idle_labels),
      thresholds_(thresholds),
      window_length_(window_length),
      gate_(labels, idle_labels, thresholds) {
    workout_.set_rules(rules);
}

void RecordingWorkout::observed(const Observation& observation) {
    if (epoch_ && *epoch_ != observation.epoch) {
        workout_.begin_epoch();
        gate_.reset();
        smoother_.reset();
    }
    epoch_ = observation.epoch;
    workout_.add(observation.time, observation.captured, observation.pose, observation.picture);
}

void RecordingWorkout::classified(const ScannedWindow& window) {
    const Decision& decision =
        gate_.update(window.end, smoother_.update(window.end, window.scores));
    was_sure_ = was_sure_ || decision.certainty == Certainty::sure;
    if (!was_sure_) windows_.push_back(window);
    workout_.judge(window.end, window_length_, decision);
}

std::vector<SetRecord> RecordingWorkout::finish() {
    if (!was_sure_ && !windows_.empty()) judge_as_a_whole();
    workout_.finish();
    const WorkoutView view = workout_.view();
    return view.sets ? *view.sets : std::vector<SetRecord>();
}

void RecordingWorkout::judge_as_a_whole() {
    const Prediction whole = prediction_from_windows(labels_, windows_);
    if (whole.confidence < thresholds_.exit) return;
    const bool sure = whole.confidence >= thresholds_.enter;
    const bool idle = contains(idle_labels_, whole.label);
    const MediaTime end = windows_.back().end;
    const MediaTime length = end - windows_.front().end + window_length_;
    workout_.judge(end, length,
                   {sure ? Certainty::sure : Certainty::unsure, whole.label, idle, end});
}

}  // namespace spotter
