#include "engine/live/pipeline.h"

#include <cstdint>
#include <mutex>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/worker.h"
#include "engine/live/capture_loop.h"
#include "engine/live/recognizer_loops.h"

namespace spotter {

class LivePipeline::Threads {
  public:
    explicit Threads(LiveHooks given)
        : hooks(std::move(given)),
          capture(sources, board, hooks),
          pose(recognizers, capture.for_pose(), board, hooks),
          inference(recognizers, board, hooks),
          inference_thread("inference", [this](std::stop_token stop) { inference.run(stop); }),
          pose_thread("pose", [this](std::stop_token stop) { pose.run(stop); }),
          capture_thread("capture", [this](std::stop_token stop) { capture.run(stop); }) {}

    // All at once, so that nobody waits for the sum of what the threads are still doing.
    ~Threads() {
        capture_thread.request_stop();
        pose_thread.request_stop();
        inference_thread.request_stop();
    }

    void tell() const {
        if (hooks.on_update) hooks.on_update();
    }

    const LiveHooks hooks;
    LiveBoard board;
    HandOver<WatchedSource> sources;
    HandOver<RecognizerInUse> recognizers;
    CaptureLoop capture;
    PoseLoop pose;
    InferenceLoop inference;

    std::mutex changing;
    // Guarded by changing:
    std::uint64_t recognizers_so_far = 0;
    std::shared_ptr<PoseInUse> pose_in_use;

    // Last, so that they end before what they use.
    Worker inference_thread;
    Worker pose_thread;
    Worker capture_thread;
};

LivePipeline::LivePipeline(LiveHooks hooks)
    : threads_(std::make_unique<Threads>(std::move(hooks))) {}

LivePipeline::~LivePipeline() = default;

void LivePipeline::set_source(LiveSource source) {
    watch(std::move(source), false);
}

void LivePipeline::clear_source() {
    threads_->sources.set(nullptr);
}

void LivePipeline::hold_source(const std::string& why) {
    threads_->sources.set(std::make_shared<WatchedSource>(WatchedSource{{}, true, why, {}}));
}

void LivePipeline::resume_source(LiveSource source) {
    watch(std::move(source), true);
}

void LivePipeline::watch(LiveSource source, bool goes_on) {
    if (!source.open) throw Error("watch", source.name, "it cannot be opened");
    threads_->sources.set(
        std::make_shared<WatchedSource>(WatchedSource{std::move(source), goes_on, {}, {}}));
}

void LivePipeline::set_recognizer(Recognizer recognizer) {
    if (recognizer.classifier && !recognizer.input) {
        throw Error("change recognizer", "", "a classifier needs an input");
    }
    ClipWindow window;
    Labels labels;
    if (recognizer.classifier) {
        window = recognizer.classifier->window();
        labels = recognizer.classifier->labels();
    }
    const Labels idle_labels = recognizer.idle_labels;
    const Thresholds thresholds = recognizer.thresholds;

    const std::scoped_lock lock(threads_->changing);
    if (recognizer.pose) {
        threads_->pose_in_use =
            std::make_shared<PoseInUse>(PoseInUse{std::move(recognizer.pose), {}});
    }
    const std::uint64_t id = ++threads_->recognizers_so_far;
    auto next =
        std::make_shared<RecognizerInUse>(id, std::move(recognizer), threads_->pose_in_use, window);
    threads_->board.recognizer_changed(id, labels, idle_labels, thresholds, threads_->hooks.now());
    threads_->recognizers.set(std::move(next));
}

void LivePipeline::choose_person(float x, float y) {
    threads_->pose.choose_person(x, y);
}

void LivePipeline::correct_reps(int by) {
    threads_->board.correct_reps(by, threads_->hooks.now());
    threads_->tell();
}

void LivePipeline::count_in(MediaTime duration) {
    threads_->board.count_in(duration);
    threads_->tell();
}

void LivePipeline::set_rules(const SetRules& rules) {
    threads_->board.set_rules(rules);
}

void LivePipeline::end_workout() {
    threads_->board.end_workout(threads_->hooks.now());
    threads_->tell();
}

void LivePipeline::finish_workout() {
    threads_->board.finish_workout(threads_->hooks.now());
    threads_->tell();
}

Snapshot LivePipeline::snapshot() const {
    Snapshot out = threads_->board.snapshot();
    out.counters.replaced_unseen = threads_->capture.for_pose().lost();
    return out;
}

Latest<FramePtr>& LivePipeline::frames() {
    return threads_->capture.for_display();
}

std::optional<LiveEvent> LivePipeline::wait_event(std::stop_token stop) {
    return threads_->board.wait_event(std::move(stop));
}

}  // namespace spotter
