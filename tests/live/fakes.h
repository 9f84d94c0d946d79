#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/bounded_queue.h"
#include "engine/core/clip.h"
#include "engine/core/source.h"

namespace spotter {

// Time that only the test moves.
class ManualClock {
  public:
    SteadyTime now() const { return SteadyTime(SteadyTime::duration(ticks_.load())); }
    void advance(SteadyTime::duration by) { ticks_ += by.count(); }

  private:
    std::atomic<SteadyTime::rep> ticks_{1'000'000'000};
};

// A door that a fake waits at until the test opens it.
class Door {
  public:
    void open() {
        {
            const std::scoped_lock lock(mutex_);
            open_ = true;
        }
        changed_.notify_all();
    }
    // Waits until somebody stands at the door.
    void wait_for_visitor() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return visitors_ > 0; });
    }
    void pass() {
        std::unique_lock lock(mutex_);
        ++visitors_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return open_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    int visitors_ = 0;
};

// A frame whose only pixel has this value.
inline Frame frame_at(double seconds, int value = 0, std::uint32_t epoch = 0) {
    Frame frame;
    frame.image = Image(1, 1);
    frame.image.data()[0] = static_cast<std::uint8_t>(value);
    frame.time = from_seconds(seconds);
    frame.captured = SteadyTime(frame.time);
    frame.epoch = epoch;
    return frame;
}

struct SourceEnds {};
struct SourceFails {
    std::string line;
};
using Step = std::variant<Frame, SourceEnds, SourceFails>;

// What a scripted source does; the test adds steps while it is read.
class Script {
  public:
    Script() = default;
    explicit Script(std::vector<Step> steps) {
        for (Step& step : steps) add(std::move(step));
    }
    void add(Step step) { (void)steps_.try_push(std::move(step)); }
    std::optional<Step> next(std::stop_token stop) { return steps_.pop(std::move(stop)); }

    SourceInfo info{SourceKind::camera, "scripted", 1, 1, 30, {}, false};

  private:
    BoundedQueue<Step> steps_{100'000};
};

class ScriptedSource : public FrameSource {
  public:
    explicit ScriptedSource(std::shared_ptr<Script> script) : script_(std::move(script)) {}
    SourceInfo info() const override { return script_->info; }
    std::optional<Frame> read(std::stop_token stop) override {
        auto step = script_->next(stop);
        if (!step || std::holds_alternative<SourceEnds>(*step)) return std::nullopt;
        if (const auto* failure = std::get_if<SourceFails>(&*step)) {
            throw std::runtime_error(failure->line);
        }
        return std::get<Frame>(std::move(*step));
    }

  private:
    const std::shared_ptr<Script> script_;
};

// Finds whole people everywhere; `before` may wait or throw.
class FakePose : public PoseEstimator {
  public:
    struct Log {
        std::atomic<int> resets{0};
        std::atomic<int> estimates{0};
        std::atomic<float> chosen_x{-1};
    };
    explicit FakePose(std::function<void()> before = {},
                      std::shared_ptr<Log> log = std::make_shared<Log>())
        : before_(std::move(before)), log_(std::move(log)) {}

    std::optional<Pose> estimate(const ImageView&, double) override {
        ++log_->estimates;
        if (before_) before_();
        Pose pose;
        pose.view = PersonView::whole;
        return pose;
    }
    void reset() override { ++log_->resets; }
    void choose_person(float x, float) override { log_->chosen_x = x; }

  private:
    const std::function<void()> before_;
    const std::shared_ptr<Log> log_;
};

// A clip is the pixels of its frames.
class FakeInput : public ClipInput {
  public:
    ImagePtr prepare(const ImageView& rgb, const std::optional<Pose>&, MediaTime) override {
        auto copy = std::make_shared<Image>(1, 1);
        copy->data()[0] = rgb.data[0];
        return copy;
    }
    Clip assemble(std::span<const ObservationPtr> window) override {
        Clip clip;
        clip.end = window.back()->time;
        for (const ObservationPtr& seen : window) clip.pictures.push_back(seen->prepared);
        return clip;
    }
    void reset() override {}
    bool needs_pose() const override { return false; }
};

inline Scores still_scores(const Clip& clip) {
    double sum = 0;
    for (const ImagePtr& picture : clip.pictures) sum += picture->data()[0];
    const auto move = static_cast<float>(sum / static_cast<double>(clip.pictures.size()) / 200);
    return {1 - move, move};
}

// Labels "rest" (pixels 0) and "move" (pixels 200), unless told otherwise.
class FakeClassifier : public ClipClassifier {
  public:
    explicit FakeClassifier(std::function<Scores(const Clip&)> answer = still_scores,
                            Labels labels = {"rest", "move"}, ClipWindow window = {})
        : answer_(std::move(answer)), labels_(std::move(labels)), window_(window) {}
    const Labels& labels() const override { return labels_; }
    ClipWindow window() const override { return window_; }
    Scores classify(const Clip& clip) override { return answer_(clip); }

  private:
    const std::function<Scores(const Clip&)> answer_;
    const Labels labels_;
    const ClipWindow window_;
};

}  // namespace spotter
