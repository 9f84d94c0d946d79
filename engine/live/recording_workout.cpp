#include "engine/live/recording_workout.h"

#include <utility>

namespace spotter {

RecordingWorkout::RecordingWorkout(const Labels& labels, const Labels& idle_labels,
                                   const Thresholds& thresholds, MediaTime window_length,
                                   const SetRules& rules)
    : labels_(labels), window_length_(window_length), gate_(labels, idle_labels, thresholds) {
    workout_.set_rules(rules);
}

void RecordingWorkout::observed(const Observation& observation) {
    if (epoch_ && *epoch_ != observation.epoch) {
        workout_.begin_epoch();
        gate_.reset();
    }
    epoch_ = observation.epoch;
    workout_.add(observation.time, observation.captured, observation.pose, observation.picture);
}

void RecordingWorkout::classified(const ScannedWindow& window) {
    Activity activity = gate_.update(window.end, window_length_, window.scores);
    was_sure_ = was_sure_ || (activity.doing != Doing::unsure && !activity.doubtful);
    if (!was_sure_) windows_.push_back(window);
    workout_.judge(std::move(activity));
}

std::vector<SetRecord> RecordingWorkout::finish() {
    if (!was_sure_ && !windows_.empty()) judge_as_a_whole();
    workout_.finish();
    const WorkoutView view = workout_.view();
    return view.sets ? *view.sets : std::vector<SetRecord>();
}

void RecordingWorkout::judge_as_a_whole() {
    const Prediction whole = prediction_from_windows(labels_, windows_);
    const MediaTime end = windows_.back().end;
    const MediaTime length = end - windows_.front().end + window_length_;
    workout_.judge(gate_.judge_at_once(end, length, whole.scores));
}

}  // namespace spotter
