#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/pose.h"
#include "engine/live/oscillation.h"
#include "engine/live/rep_events.h"
#include "engine/live/rep_evidence.h"

namespace spotter {

// What is known of the exercise. It comes up to some seconds after the motion it speaks of.
struct LabelVerdict {
    MediaTime time{};       // of the newest picture of the window
    MediaTime length{};     // of the window: the verdict speaks of time - length … time
    std::string label;      // empty: unsure
    bool idle = false;      // the label is no exercise
    bool held = false;      // an exercise without reps, as a plank is
    bool doubtful = false;  // likely, not sure: asks for strict proof
};

// Counts the repetitions of whatever exercise the verdicts name, from poses at the camera's
// rate, without knowing any exercise: see Note [counting reps] in rep_counter.cpp. Poses come in
// order of time; a step back begins anew. Verdicts are on the same clock. The reps that come back
// have label, times and range, and are each given once, in order. One thread at a time.
class RepCounter {
  public:
    explicit RepCounter(RepProof proof = RepProof::usual) : proof_(proof) {}

    // `pose`: nothing while nobody is seen. Returns the reps that are complete with this frame.
    std::vector<Rep> add(MediaTime time, const std::optional<Pose>& pose);
    // The same for a picture in which no pose is to be had; such a counter wants strict proof.
    std::vector<Rep> add(MediaTime time, const PictureSignals& picture);
    // Returns the reps that count now that their exercise is known.
    std::vector<Rep> judge(const LabelVerdict& verdict);
    // At the end of a recording: the last rep too, when most of its way back was seen.
    std::vector<Rep> finish();
    // Forgets everything; before another source or another person.
    void reset();

  private:
    // A run of one exercise.
    struct Bout {
        std::string label;
        MediaTime begin{};    // reps lie after this
        MediaTime covered{};  // from here on, the motion is known to be the exercise
        MotionAxis axis;
        std::vector<float> swings;          // of the newest reps; not empty: the axis stands
        std::vector<float> lengths;         // of them, seconds
        bool proven = false;                // since the label came: it has reps
        bool doubtful = false;              // as all its verdicts were
        std::optional<MediaTime> unsure{};  // since when no label was sure

        void remember(float swing, float seconds);
    };

    std::vector<Rep> add(const MotionSample& sample);
    bool comes_after(MediaTime time);
    void start_bout(const LabelVerdict& verdict);
    void end_bout();
    std::span<const MotionSample> motion_since(MediaTime time) const;
    std::vector<RepCandidate> done_cycles(std::span<const MotionSample> samples,
                                          std::span<const float> motion, float usual, bool is_over);
    float usual_swing(std::span<const MotionSample> samples, std::span<const float> motion) const;
    std::vector<Rep> count(bool is_over);
    void settle(MediaTime first);

    RepProof proof_;
    std::vector<MotionSample> motion_;  // of the last seconds
    std::optional<Bout> bout_;
    std::optional<Bout> last_bout_;      // it may go on
    std::optional<LabelVerdict> rival_;  // the first verdict of an exercise that may take over
    MediaTime counted_until_ = MediaTime::min();
};

}  // namespace spotter
