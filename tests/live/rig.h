#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>

#include "engine/live/pipeline.h"
#include "tests/live/fakes.h"

namespace spotter {

// A pipeline whose every step the test sees and whose clock only the test moves.
class Rig {
  public:
    Rig() {
        hooks.now = [this] { return clock.now(); };
        hooks.on_update = [this] {
            {
                const std::scoped_lock lock(mutex_);
                ++updates_;
            }
            changed_.notify_all();
        };
    }

    // The hooks may be changed before the first call.
    LivePipeline& live() {
        if (!pipeline_) pipeline_ = std::make_unique<LivePipeline>(hooks);
        return *pipeline_;
    }
    void destroy() { pipeline_.reset(); }

    template <class Condition>
    Snapshot until(Condition condition) {
        std::uint64_t seen = 0;
        while (true) {
            const Snapshot snapshot = live().snapshot();
            if (condition(snapshot)) return snapshot;
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return updates_ != seen; });
            seen = updates_;
        }
    }
    Snapshot until_state(SourceState state) {
        return until([&](const Snapshot& s) { return s.state == state; });
    }

    std::shared_ptr<Script> watch(std::shared_ptr<Script> script = std::make_shared<Script>(),
                                  bool reconnects = true) {
        live().set_source({"scripted", reconnects, [script](std::stop_token) {
                               return std::make_unique<ScriptedSource>(script);
                           }});
        return script;
    }

    // Delivers a frame and waits until all threads have done with it.
    Snapshot step(Script& script, Frame frame) {
        const std::uint64_t captured = live().snapshot().counters.captured;
        const MediaTime time = frame.time;
        script.add(std::move(frame));
        return until([&](const Snapshot& s) {
            return s.counters.captured > captured && s.judged == time && s.posed &&
                   s.posed->time == time;
        });
    }
    // The same for the frames from one time to another, at a rate.
    Snapshot play(Script& script, double from, double to, double rate, int value = 0,
                  std::uint32_t epoch = 0) {
        Snapshot last;
        for (int i = 0; from + i / rate <= to + 1e-9; ++i) {
            last = step(script, frame_at(from + i / rate, value, epoch));
        }
        return last;
    }

    LiveHooks hooks;
    ManualClock clock;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t updates_ = 0;
    std::unique_ptr<LivePipeline> pipeline_;
};

inline Recognizer fake_recognizer(
    std::unique_ptr<PoseEstimator> pose = std::make_unique<FakePose>(),
    std::unique_ptr<ClipClassifier> classifier = std::make_unique<FakeClassifier>()) {
    return {std::move(pose), std::make_unique<FakeInput>(), std::move(classifier), {}, {"rest"}};
}

inline std::unique_ptr<FakeClassifier> classifier_that(std::function<void(const Clip&)> act) {
    return std::make_unique<FakeClassifier>([act = std::move(act)](const Clip& clip) {
        act(clip);
        return still_scores(clip);
    });
}

// Of frames 1/30 s apart from 0 on: the last one before a window is covered (it may begin half
// an interval late), and a moment at which one is.
inline constexpr double kNoWindowYet = 1.9;
inline constexpr double kFirstWindow = 1.95;

}  // namespace spotter
