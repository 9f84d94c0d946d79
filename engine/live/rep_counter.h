#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/pose.h"
#include "engine/live/activity.h"
#include "engine/live/oscillation.h"
#include "engine/live/rep_events.h"
#include "engine/live/rep_evidence.h"

namespace spotter {

// Counts the repetitions of whatever exercise is done, from poses at the camera's rate, without
// knowing any exercise: see Note [counting reps] in rep_counter.cpp. Poses come in order of time;
// a step back begins anew. Activities are on the same clock. The reps that come back have label,
// times and range, and are each given once, in order. One thread at a time.
class RepCounter {
  public:
    explicit RepCounter(RepProof proof = RepProof::usual) : proof_(proof) {}

    // `pose`: nothing while nobody is seen. Returns the reps that are complete with this frame.
    std::vector<Rep> add(MediaTime time, const std::optional<Pose>& pose);
    // The same for a picture in which no pose is to be had; such a counter wants strict proof.
    std::vector<Rep> add(MediaTime time, const PictureSignals& picture);
    // Returns the reps that count now that they are known to be ones.
    std::vector<Rep> judge(const Activity& activity);
    // At the end of a recording: the last rep too, when it is well on its way back.
    std::vector<Rep> finish();
    // Forgets everything; before another source or another person.
    void reset();

  private:
    // A run of one and the same motion.
    struct Bout {
        int number = 0;
        LabelVote vote;
        MediaTime begin{};    // reps lie after this
        MediaTime covered{};  // from here on, the motion is known to be an exercise
        MotionAxis axis;
        std::vector<float> swings;         // of the newest reps; not empty: the axis stands
        std::vector<float> lengths;        // of them, seconds
        std::vector<RepTrace> traces;      // of them
        bool proven = false;               // since the activity came: it has reps
        bool doubtful = false;             // as all its activities were
        std::optional<MediaTime> quiet{};  // since when nothing says that it goes on

        void remember(const RepCandidate& rep);
        bool goes_on_with(const RepCandidate& one) const;  // just as its reps were
    };

    // What is done in a stretch of motion.
    struct Found {
        std::vector<MotionSample> samples;  // of the stretch
        std::vector<float> motion;          // of them, along the axis
        std::vector<RepCandidate> reps;
    };

    std::vector<Rep> add(const MotionSample& sample);
    bool comes_after(MediaTime time);
    void start_bout(const Activity& activity);
    bool has_ended(const Activity& activity) const;
    void follow_motion();
    void change_motion(MediaTime from);
    bool begins_anew(MediaTime from);
    MediaTime begin_of_motion(MediaTime first, MediaTime turn) const;
    std::span<const MotionSample> motion_since(MediaTime time) const;
    std::vector<RepCandidate> done_cycles(std::span<const MotionSample> samples,
                                          std::span<const float> motion, float usual,
                                          RepProof proof, bool is_over);
    float usual_swing(std::span<const MotionSample> samples, std::span<const float> motion) const;
    RepProof proof(bool is_over) const;
    Found look(MediaTime from, RepProof proof, bool is_over);
    std::vector<Rep> count(bool is_over);
    void settle(MediaTime first);

    RepProof proof_;
    std::vector<MotionSample> motion_;  // of the last seconds
    std::optional<Bout> bout_;
    std::optional<Bout> last_bout_;  // it may go on
    int bouts_ = 0;
    MediaTime counted_until_ = MediaTime::min();
};

}  // namespace spotter
