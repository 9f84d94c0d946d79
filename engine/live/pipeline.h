#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "engine/core/clip.h"
#include "engine/core/frame.h"
#include "engine/core/latest.h"
#include "engine/core/pose.h"
#include "engine/core/source.h"
#include "engine/core/thresholds.h"
#include "engine/live/snapshot.h"

namespace spotter {

// How to open what is to be watched. `open` runs in the capture thread, again at each
// reconnection; it throws Error when it cannot, and gives up once its token is stopped.
struct LiveSource {
    std::string name;         // for people, until the source is open and says its own
    bool reconnects = false;  // cameras and streams: tried again until they are there
    std::function<std::unique_ptr<FrameSource>(std::stop_token)> open;
};

// Everything that turns frames into labels, loaded and ready.
struct Recognizer {
    std::unique_ptr<PoseEstimator> pose;         // nothing: keep the one in use, if any
    std::unique_ptr<ClipInput> input;            // nothing only without a classifier
    std::unique_ptr<ClipClassifier> classifier;  // nothing: poses only
    Thresholds thresholds;
    Labels idle_labels;
};

// What tests replace and the window adds. Everything may be called from any pipeline thread.
struct LiveHooks {
    std::function<SteadyTime()> now = std::chrono::steady_clock::now;
    // Waits this long or until the token is stopped; empty: really waits.
    std::function<void(std::chrono::nanoseconds, std::stop_token)> wait;
    // Something in the snapshot or the frame changed: wake the window. May be empty.
    std::function<void()> on_update;
    // Every frame: when it was captured, and again once it was looked at (nothing: nobody is
    // there). Capture and pose wait for them, so they return at once. May be empty.
    std::function<void(const FramePtr& frame)> on_frame;
    std::function<void(const Frame& frame, const std::optional<Pose>& pose)> on_pose;
    // Every clip whose result was used; from the inference thread, and as quick. May be empty.
    std::function<void(const Judgement& judgement)> on_judged;
};

// Camera to labels on three threads of its own: capture (reads, never waits for the others),
// pose (each newest frame -> observation) and inference (each newest window -> scores). Between
// them the newest wins and losses are counted. Changes of source and recognizer are taken over
// by the threads at their next step while everything else runs on. The owner may call any method
// from any thread; the destructor stops and joins.
class LivePipeline {
  public:
    explicit LivePipeline(LiveHooks hooks = {});
    ~LivePipeline();
    LivePipeline(const LivePipeline&) = delete;
    LivePipeline& operator=(const LivePipeline&) = delete;

    // Leaves the source in use and opens this one.
    void set_source(LiveSource source);
    // Closes the source; state `none`.
    void clear_source();
    // Closes the source for a while, as if it were lost, and says `why`: the reps that are done
    // count, and set and rest go on once resume_source() opens it again.
    void hold_source(const std::string& why);
    void resume_source(LiveSource source);
    // Goes over to this one; what the old one was still computing is counted stale. Loading is
    // the caller's, in a Job: the old one works until this call. Throws Error when parts are
    // missing.
    void set_recognizer(Recognizer recognizer);
    // Follow whoever stands at this point of the frame (pixels).
    void choose_person(float x, float y);

    // The workout (Snapshot::workout): adds or takes away reps of the set that runs, else of the
    // last one; scores nothing for a while; says when sets end, also of the one that runs.
    void correct_reps(int by);
    void count_in(MediaTime duration);
    void set_rules(const SetRules& rules);
    // The set that runs ends, and what comes is another workout.
    void end_workout();
    // The recording is at its end, though its source waits for a seek: once its last picture was
    // looked at, the last rep counts, the set ends, and what comes is another workout. What was
    // done is still shown until it comes.
    void finish_workout();

    Snapshot snapshot() const;
    // The newest frame for display; its `captured` gives its age. take() gives it once, peek()
    // as often as asked. Frame numbers and epochs run on through changes of source.
    Latest<FramePtr>& frames();
    // The next change of state or decision, rep or set; waits for one. Nothing once `stop` is
    // requested. At most 1024 are kept for a reader that is late or absent; then the oldest goes.
    std::optional<LiveEvent> wait_event(std::stop_token stop);

  private:
    class Threads;
    void watch(LiveSource source, bool goes_on);
    std::unique_ptr<Threads> threads_;
};

}  // namespace spotter
