#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/pose.h"
#include "engine/live/activity.h"
#include "engine/live/rep_counter.h"
#include "engine/live/rep_events.h"
#include "engine/live/set_tracker.h"

namespace spotter {

// The workout so far, to be shown. Cheap to copy.
struct WorkoutView {
    MediaTime now{};                                     // on the workout's clock
    std::shared_ptr<const std::vector<SetRecord>> sets;  // in order; null: none yet
    bool set_runs = false;                               // the last of them
    std::optional<MediaTime> rest;      // since the last set's end, while none runs
    std::optional<MediaTime> count_in;  // what is left of a count-in

    // The set that runs, or the last one; null: none yet.
    const SetRecord* set() const { return sets && !sets->empty() ? &sets->back() : nullptr; }
};

// Poses and activities of one source after another -> reps, sets and rests on one clock. It is the
// source's own until the first begin_epoch(); from then on it begins with 0, follows the source's
// within an epoch and what `captured` says between two. Times that are given are the source's
// own. One thread at a time.
class Workout {
  public:
    // What happened since the last call, in order; each call below may add to it.
    std::vector<WorkoutEvent> take_events();

    // From now on times are not comparable with earlier ones.
    void begin_epoch();
    // A frame was looked at; `captured` is only compared with that of other frames. Reps are
    // counted in the picture where no pose is to be had.
    void add(MediaTime time, SteadyTime captured, const std::optional<Pose>& pose,
             const PictureSignals& picture = {});
    // A frame of the activity's time was added.
    void judge(Activity activity);
    // Nothing comes for a while: what is nearly done counts, and the set goes on.
    void interrupt();
    // The recording is over: what is nearly done counts, the set ends, and what comes is ignored
    // until another epoch begins, which is another workout.
    void finish();
    // Another source: the set ends, and what comes is another workout.
    void begin_anew();

    // The user's: reps of the set that runs or of the last one; nothing is scored for so long;
    // when sets end.
    void correct(int by);
    void count_in(MediaTime duration);
    void set_rules(SetRules rules) { tracker_.set_rules(rules); }

    WorkoutView view() const;

  private:
    MediaTime workout_time(MediaTime source) const { return source + offset_; }
    bool scores(MediaTime start) const { return !scored_from_ || start >= *scored_from_; }
    void look(MediaTime time, const std::optional<Pose>& pose, const PictureSignals& picture);
    void count(const std::vector<Rep>& reps);
    void count_in_picture(std::vector<Rep> reps);
    void forget_motion();
    void show();
    void keep(std::vector<WorkoutEvent> events);

    RepCounter counter_;
    RepCounter picture_counter_{RepProof::strict};
    std::optional<MediaTime> alone_since_;  // since when there is no pose
    SetTracker tracker_;
    std::vector<WorkoutEvent> events_;
    std::shared_ptr<const std::vector<SetRecord>> shown_;
    MediaTime now_{};
    MediaTime offset_{};  // workout's time less source's, in this epoch
    bool placed_ = true;  // offset_ holds
    bool over_ = false;
    std::optional<SteadyTime> captured_;
    std::optional<MediaTime> scored_from_;
    struct Hold {
        std::string label;
        MediaTime start{};
    };
    std::optional<Hold> hold_;
};

}  // namespace spotter
