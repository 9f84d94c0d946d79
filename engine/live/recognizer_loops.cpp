#include "engine/live/recognizer_loops.h"

#include <chrono>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/live/observation.h"

namespace spotter {
namespace {

double milliseconds(SteadyTime::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

// Runs `work` on each recognizer in turn until `stop`; what it throws ends the recognizer.
template <class Work>
void for_each_recognizer(HandOver<RecognizerInUse>& recognizers, LiveBoard& board,
                         const LiveHooks& hooks, const std::stop_token& stop, Work work) {
    std::uint64_t seen = 0;
    while (const auto next = recognizers.wait_newer(seen, stop)) {
        RecognizerInUse& recognizer = **next;
        const std::stop_callback end(stop, [&] { recognizer.retired.request_stop(); });
        try {
            work(recognizer, recognizer.retired.get_token());
        } catch (...) {
            const std::string failure = describe_current_exception();
            log_error(failure);
            board.recognizer_failed(recognizer.id, failure, hooks.now());
            if (hooks.on_update) hooks.on_update();
        }
    }
}

}  // namespace

RecognizerInUse::RecognizerInUse(std::uint64_t number, Recognizer recognizer,
                                 std::shared_ptr<PoseInUse> follows, const ClipWindow& clip_window)
    : id(number),
      pose(std::move(follows)),
      input(std::move(recognizer.input)),
      classifier(std::move(recognizer.classifier)),
      window(clip_window),
      // The first picture of a window may lie half an interval before it.
      ring(window.length() + window.interval, 2 * window.interval) {}

void PoseLoop::run(std::stop_token stop) {
    for_each_recognizer(recognizers_, board_, hooks_, stop,
                        [this](RecognizerInUse& recognizer, const std::stop_token& retired) {
                            input_epoch_.reset();
                            observe_all(recognizer, retired);
                        });
}

void PoseLoop::observe_all(RecognizerInUse& recognizer, const std::stop_token& retired) {
    while (!retired.stop_requested()) {
        const std::optional<FramePtr> frame = frames_.wait_take(retired);
        if (!frame) return;
        observe(recognizer, **frame);
        if (hooks_.on_update) hooks_.on_update();
    }
}

std::optional<Pose> PoseLoop::estimate(PoseInUse& pose, const Frame& frame) {
    if (pose.epoch != frame.epoch) pose.estimator->reset();
    pose.epoch = frame.epoch;
    if (const auto chosen = chosen_.take()) {
        pose.estimator->choose_person(chosen->first, chosen->second);
    }
    return pose.estimator->estimate(frame.image, to_seconds(frame.time));
}

void PoseLoop::observe(RecognizerInUse& recognizer, const Frame& frame) {
    const SteadyTime began = hooks_.now();
    if (recognizer.input && input_epoch_ != frame.epoch) recognizer.input->reset();
    input_epoch_ = frame.epoch;
    std::optional<Pose> pose;
    if (recognizer.pose) pose = estimate(*recognizer.pose, frame);
    if (recognizer.pose && hooks_.on_pose) hooks_.on_pose(frame, pose);
    ObservationPtr seen = observation_from_frame(frame, std::move(pose), recognizer.input.get());
    const SteadyTime now = hooks_.now();
    board_.posed({frame.number, frame.time, frame.captured, seen->width, seen->height, seen->pose},
                 seen->picture, frame.epoch, milliseconds(now - began), now);
    recognizer.ring.push(frame.time, frame.epoch, std::move(seen));
}

void InferenceLoop::run(std::stop_token stop) {
    for_each_recognizer(recognizers_, board_, hooks_, stop,
                        [this](RecognizerInUse& recognizer, const std::stop_token& retired) {
                            if (recognizer.classifier) classify_all(recognizer, retired);
                        });
}

void InferenceLoop::classify_all(RecognizerInUse& recognizer, const std::stop_token& retired) {
    std::uint64_t seen = 0;
    while (const auto newest = recognizer.ring.wait_newer(seen, retired)) {
        seen = newest->first;
        if (const auto window = recognizer.ring.newest_window(recognizer.window)) {
            seen = window->sequence;
            classify(recognizer, *window);
        } else {
            const Observation& last = *newest->second.item;
            board_.watching({recognizer.id, last.epoch, recognizer.window.length()}, last.time,
                            hooks_.now());
        }
        if (hooks_.on_update) hooks_.on_update();
    }
}

void InferenceLoop::classify(RecognizerInUse& recognizer,
                             const TimeRing<ObservationPtr>::Window& window) {
    const Observation& last = *window.items.back();
    const SteadyTime began = hooks_.now();
    const Scores scores = recognizer.classifier->classify(recognizer.input->assemble(window.items));
    const SteadyTime now = hooks_.now();
    const auto judgement =
        board_.classified({recognizer.id, last.epoch, recognizer.window.length()}, window.end,
                          last.captured, scores, milliseconds(now - began), now);
    if (judgement && hooks_.on_judged) hooks_.on_judged(*judgement);
}

}  // namespace spotter
