#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/labels.h"
#include "engine/core/thresholds.h"
#include "engine/live/label_gate.h"
#include "engine/live/score_smoother.h"

namespace spotter {

// What somebody does, as far as it is counted: exercises that have reps, or one that is held as
// a plank is.
enum class Doing { unsure, nothing, reps, hold };

// How likely one exercise is.
struct LabelScore {
    std::string label;
    float score = 0;
};

// What is known of the exercise. It comes up to some seconds after the motion it speaks of.
struct Activity {
    MediaTime time{};    // of the newest picture of the window
    MediaTime length{};  // of the window: it speaks of time - length … time
    Doing doing = Doing::unsure;
    bool doubtful = false;              // likely, not sure: asks for strict proof
    std::vector<LabelScore> exercises;  // those with reps
    std::string hold;                   // the likeliest exercise that is held
};

// Scores over time -> what somebody does. Which exercise it is may long be unsure, or change to
// and fro, when it is quite sure that it is one: the scores of all exercises together decide, by
// the same thresholds and as slowly as LabelGate does for one label. What reaches the exit
// threshold without being sure yet is doubtful. One thread at a time.
class ActivityGate {
  public:
    ActivityGate() = default;
    ActivityGate(Labels labels, const Labels& idle_labels, Thresholds thresholds);

    // `scores`: one per label, of the window of `length` that ends at `time`.
    Activity update(MediaTime time, MediaTime length, const Scores& scores);
    // The same for scores that speak of a whole recording: nothing has to hold.
    Activity judge_at_once(MediaTime time, MediaTime length, const Scores& scores) const;
    // At a new source, a jump, a gap.
    void reset();

  private:
    Scores sums_of(const Scores& scores) const;
    Activity named(MediaTime time, MediaTime length, const Scores& scores) const;

    Labels labels_;
    std::vector<Doing> kinds_;  // of each label
    Thresholds thresholds_;
    ScoreSmoother smoother_{std::chrono::milliseconds(300)};
    LabelGate gate_;
};

// Which exercise a set is: the likeliest over all of its time.
class LabelVote {
  public:
    void add(const std::vector<LabelScore>& exercises);
    // Empty: none was named.
    std::string best() const;
    // How likely it is any of them: the mean of what they scored together, 0 … 1.
    float strength() const;

  private:
    std::vector<LabelScore> sums_;
    int votes_ = 0;
};

}  // namespace spotter
