#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "engine/core/frame.h"
#include "engine/core/thresholds.h"
#include "engine/live/activity.h"
#include "engine/live/history.h"
#include "engine/live/label_gate.h"
#include "engine/live/rate_meter.h"
#include "engine/live/score_smoother.h"
#include "engine/live/snapshot.h"
#include "engine/live/workout.h"

namespace spotter {

// What a result was made of. A result is used only while both are current.
struct ResultOrigin {
    std::uint64_t recognizer = 0;
    std::uint32_t epoch = 0;
    MediaTime window{};  // length of the clip
};

// The pipeline's books: its threads report what happened (`at`: when), anyone reads the snapshot
// and the events. Whether a result still counts is decided here, under one lock. Any thread may
// call any method; none but wait_event() waits.
class LiveBoard {
  public:
    // Another source than before: the history goes, another workout begins.
    void opening(const std::string& name, SteadyTime at);
    void opened(const SourceInfo& info, SteadyTime at);
    void lost(const std::string& notice, SteadyTime retry_at, SteadyTime at);
    // Nothing is watched for a while; no notice: it is about to be watched again. The last reps
    // count, as far as they are done.
    void held(const std::string& notice, SteadyTime at);
    void failed(const std::string& notice, SteadyTime at);
    void ended(SteadyTime at);
    void closed(SteadyTime at);

    // From now on times are not comparable with earlier ones: forgets label and pose.
    std::uint32_t begin_epoch(SteadyTime at);
    void captured(const Frame& frame);

    // `id`: never used before. Forgets the label.
    void recognizer_changed(std::uint64_t id, const Labels& labels, const Labels& idle_labels,
                            const Thresholds& thresholds, SteadyTime at);
    // Its results are not used from now on, poses excepted.
    void recognizer_failed(std::uint64_t id, const std::string& failure, SteadyTime at);

    void posed(const PosedFrame& posed, const PictureSignals& picture, std::uint32_t epoch,
               double pose_ms, SteadyTime at);
    // No whole window ends at `time`.
    void watching(const ResultOrigin& origin, MediaTime time, SteadyTime at);
    // Nothing: the result is stale and was not used. Throws Error when there are more or fewer
    // scores than labels.
    std::optional<Judgement> classified(const ResultOrigin& origin, MediaTime time,
                                        SteadyTime captured, const Scores& scores,
                                        double inference_ms, SteadyTime at);

    // See LivePipeline.
    void correct_reps(int by, SteadyTime at);
    void count_in(MediaTime duration);
    void set_rules(const SetRules& rules);
    void end_workout(SteadyTime at);
    void finish_workout(SteadyTime at);

    Snapshot snapshot() const;
    // See LivePipeline::wait_event.
    std::optional<LiveEvent> wait_event(std::stop_token stop);

  private:
    // Call these with mutex_ held.
    bool current(const ResultOrigin& origin) const;
    void set_state(SourceState state, const std::string& notice, SteadyTime at);
    void forget_label(SteadyTime at);
    void show_decision(SteadyTime at);
    LiveEvent event(SteadyTime at) const;
    void add_event(LiveEvent event);
    void end_workout_with_recording(SteadyTime at);
    void tell_workout(SteadyTime at);
    void tell_workout_over(SteadyTime at);

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    // Guarded by mutex_:
    Snapshot snapshot_;  // without history and label age, which are made when asked for
    std::uint64_t recognizer_ = 0;
    LabelGate gate_;
    ActivityGate activity_;
    ScoreSmoother smoother_;
    LabelHistory history_;
    Workout workout_;
    bool at_end_ = false;  // of a recording whose workout is to finish
    RateMeter capture_rate_;
    SteadyTime newest_captured_{};
    std::optional<SteadyTime> label_captured_;
    std::deque<LiveEvent> events_;
};

}  // namespace spotter
