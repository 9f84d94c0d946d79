#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include "engine/core/clip.h"
#include "engine/core/latest.h"
#include "engine/core/ring.h"
#include "engine/live/hand_over.h"
#include "engine/live/live_board.h"
#include "engine/live/pipeline.h"

namespace spotter {

// A pose estimator and the epoch it follows; outlives the recognizer that brought it when the
// next one brings none. Of the pose thread alone.
struct PoseInUse {
    std::unique_ptr<PoseEstimator> estimator;
    std::optional<std::uint32_t> epoch;
};

// A recognizer while it is the one in use: the pose thread fills the ring, the inference thread
// reads it.
struct RecognizerInUse {
    RecognizerInUse(std::uint64_t number, Recognizer recognizer, std::shared_ptr<PoseInUse> follows,
                    const ClipWindow& clip_window);

    const std::uint64_t id;
    const std::shared_ptr<PoseInUse> pose;             // of the pose thread; may be nothing
    const std::unique_ptr<ClipInput> input;            // prepare: pose thread, assemble: inference
    const std::unique_ptr<ClipClassifier> classifier;  // of the inference thread
    const ClipWindow window;
    TimeRing<ObservationPtr> ring;
    std::stop_source retired;
};

// The body of the pose thread: each newest frame becomes an observation in the ring. When pose
// or preparation throws, it gives up until another recognizer is there.
class PoseLoop {
  public:
    PoseLoop(HandOver<RecognizerInUse>& recognizers, Latest<FramePtr>& frames, LiveBoard& board,
             const LiveHooks& hooks)
        : recognizers_(recognizers), frames_(frames), board_(board), hooks_(hooks) {}

    void run(std::stop_token stop);
    // Any thread; done before the next frame.
    void choose_person(float x, float y) { chosen_.publish({x, y}); }

  private:
    void observe_all(RecognizerInUse& recognizer, const std::stop_token& retired);
    std::optional<Pose> estimate(PoseInUse& pose, const Frame& frame);
    void observe(RecognizerInUse& recognizer, const Frame& frame);

    HandOver<RecognizerInUse>& recognizers_;
    Latest<FramePtr>& frames_;
    LiveBoard& board_;
    const LiveHooks& hooks_;
    Latest<std::pair<float, float>> chosen_;
    std::optional<std::uint32_t> input_epoch_;  // of the recognizer in use
};

// The body of the inference thread: one clip at a time, each the newest there is when the last
// one is done. When the model throws, it gives up until another recognizer is there.
class InferenceLoop {
  public:
    InferenceLoop(HandOver<RecognizerInUse>& recognizers, LiveBoard& board, const LiveHooks& hooks)
        : recognizers_(recognizers), board_(board), hooks_(hooks) {}

    void run(std::stop_token stop);

  private:
    void classify_all(RecognizerInUse& recognizer, const std::stop_token& retired);
    void classify(RecognizerInUse& recognizer, const TimeRing<ObservationPtr>::Window& window);

    HandOver<RecognizerInUse>& recognizers_;
    LiveBoard& board_;
    const LiveHooks& hooks_;
};

}  // namespace spotter
