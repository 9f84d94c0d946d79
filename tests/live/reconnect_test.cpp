#include <deque>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/live/rig.h"

using namespace spotter;

namespace {

// A camera that is there or not at each attempt to open it.
class Camera {
  public:
    explicit Camera(bool reconnects = true) : reconnects_(reconnects) {}

    // One entry per attempt: a script to play, or nothing when it cannot be opened.
    void then(std::shared_ptr<Script> script) { attempts_.push_back(std::move(script)); }
    LiveSource source() {
        return {"camera:0", reconnects_, [this](std::stop_token) -> std::unique_ptr<FrameSource> {
                    const auto script = attempts_.front();
                    if (attempts_.size() > 1) attempts_.pop_front();
                    if (!script) throw Error("open camera", "camera:0", "it is not there");
                    return std::make_unique<ScriptedSource>(script);
                }};
    }

  private:
    const bool reconnects_;
    std::deque<std::shared_ptr<Script>> attempts_;  // the last one stays
};

std::shared_ptr<Script> script_of(std::vector<Step> steps) {
    return std::make_shared<Script>(std::move(steps));
}

// Notes how long the pipeline wanted to wait, moves the clock on by it, and goes on at once
// until `most` waits were made; then waits until stopped.
class Waits {
  public:
    Waits(Rig& rig, std::size_t most) {
        rig.hooks.wait = [state = state_, &rig, most](std::chrono::nanoseconds wanted,
                                                      const std::stop_token& stop) {
            std::unique_lock lock(state->mutex);
            state->made.push_back(
                std::chrono::duration_cast<std::chrono::milliseconds>(wanted).count());
            state->changed.notify_all();
            if (state->made.size() < most) {
                rig.clock.advance(wanted);
            } else {
                std::condition_variable_any never;
                never.wait(lock, stop, [] { return false; });
            }
        };
    }
    std::vector<long> until(std::size_t count) {
        std::unique_lock lock(state_->mutex);
        state_->changed.wait(lock, [&] { return state_->made.size() >= count; });
        return state_->made;
    }

  private:
    // Shared with the pipeline, which may outlive this.
    struct State {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::vector<long> made;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace

TEST_CASE("a camera that is not there is tried again with growing delay") {
    Camera camera;
    camera.then(nullptr);
    Rig rig;
    Waits waits(rig, 7);
    rig.live().set_source(camera.source());
    CHECK(waits.until(7) == std::vector<long>{500, 1000, 2000, 4000, 8000, 10000, 10000});
    const Snapshot s = rig.live().snapshot();
    CHECK(s.state == SourceState::reconnecting);
    CHECK(s.notice == "open camera: camera:0: it is not there");
    CHECK(s.retry_at == rig.clock.now() + std::chrono::seconds(10));
    CHECK(s.source.name == "camera:0");
}

TEST_CASE("a camera that was unplugged comes back by itself, and delays begin anew") {
    const auto last = std::make_shared<Script>();
    Camera camera;
    camera.then(script_of({frame_at(50), SourceFails{"unplugged"}}));
    camera.then(nullptr);
    camera.then(nullptr);
    camera.then(script_of({frame_at(3), SourceFails{"unplugged again"}}));
    camera.then(last);
    Rig rig;
    Waits waits(rig, 99);
    rig.live().set_source(camera.source());
    rig.live().set_recognizer(fake_recognizer());
    CHECK(waits.until(4) == std::vector<long>{500, 1000, 2000, 500});
    CHECK(rig.play(*last, 7, 10, 30).decision.label == "rest");
    const Snapshot s = rig.until_state(SourceState::running);
    CHECK(s.counters.captured == 2 + 91);
    CHECK(s.notice.empty());
    CHECK(s.source.name == "scripted");
}

TEST_CASE("a camera that opens but never delivers is not tried ever faster") {
    Camera camera;
    camera.then(nullptr);
    camera.then(script_of({SourceFails{"busy"}}));
    camera.then(script_of({SourceFails{"busy"}}));
    camera.then(nullptr);
    Rig rig;
    Waits waits(rig, 4);
    rig.live().set_source(camera.source());
    CHECK(waits.until(4) == std::vector<long>{500, 1000, 2000, 4000});
}

TEST_CASE("unplugging takes the label away") {
    Rig rig;
    Waits waits(rig, 1);
    rig.live().set_recognizer(fake_recognizer());
    const auto script = rig.watch();
    REQUIRE(rig.play(*script, 0, 3, 30).decision.label == "rest");
    script->add(SourceFails{"unplugged"});
    const Snapshot s = rig.until(
        [](const Snapshot& now) { return now.state == SourceState::reconnecting && !now.judged; });
    CHECK(s.decision.certainty == Certainty::watching);
    CHECK(s.capture_rate == 0);
    CHECK(s.person == PersonView::away);
}

TEST_CASE("a recording ends and keeps its last label") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer());
    const auto script = rig.watch(std::make_shared<Script>(), false);
    rig.play(*script, 0, 3, 30);
    script->add(SourceEnds{});
    CHECK(rig.until_state(SourceState::ended).decision.label == "rest");
}

TEST_CASE("a recording that cannot be read fails with one line") {
    Camera file(false);
    SECTION("at once") {
        file.then(nullptr);
    }
    SECTION("in the middle") {
        file.then(script_of({frame_at(0), SourceFails{"open camera: camera:0: it is not there"}}));
    }
    Rig rig;
    rig.live().set_source(file.source());
    CHECK(rig.until_state(SourceState::failed).notice == "open camera: camera:0: it is not there");
}

TEST_CASE("a live stream that ends is opened again, one of known length is over") {
    const auto script = script_of({frame_at(0), SourceEnds{}});
    Rig rig;
    Waits waits(rig, 1);
    SECTION("endless") {
        rig.watch(script);
        const Snapshot s = rig.until_state(SourceState::reconnecting);
        CHECK(s.notice == "watch: scripted: the stream ended");
    }
    SECTION("of known length") {
        script->info.duration = from_seconds(10);
        rig.watch(script);
        rig.until_state(SourceState::ended);
        CHECK(waits.until(0).empty());
    }
}

TEST_CASE("another source is opened without waiting for the lost one") {
    Camera camera;
    camera.then(nullptr);
    Rig rig;
    Waits waits(rig, 1);
    rig.live().set_source(camera.source());
    waits.until(1);
    rig.watch();
    CHECK(rig.until_state(SourceState::running).source.name == "scripted");
}

TEST_CASE("a source is left while it is being opened or read") {
    Rig rig;
    rig.live().set_source({"slow", true, [&](const std::stop_token& stop) {
                               std::mutex mutex;
                               std::condition_variable_any never;
                               std::unique_lock lock(mutex);
                               never.wait(lock, stop, [] { return false; });
                               return std::unique_ptr<FrameSource>();
                           }});
    rig.until_state(SourceState::opening);
    rig.watch();
    rig.until_state(SourceState::running);
    rig.live().clear_source();
    const Snapshot s = rig.until_state(SourceState::none);
    CHECK(s.source.name.empty());
}

TEST_CASE("changes of state and decision come as events, in order") {
    Camera camera;
    const auto script = std::make_shared<Script>();
    camera.then(script);
    camera.then(nullptr);
    Rig rig;
    Waits waits(rig, 1);
    rig.live().set_recognizer(fake_recognizer());
    rig.live().set_source(camera.source());
    rig.play(*script, 0, 3, 30);
    script->add(SourceFails{"unplugged"});
    std::vector<std::string> told;
    while (told.size() < 6) {
        const auto event = rig.live().wait_event({});
        if (event->state_changed) told.push_back(event->notice.empty() ? "state" : event->notice);
        if (event->decision_changed) told.push_back("decision " + event->decision.label);
    }
    CHECK(told == std::vector<std::string>{"state", "state", "decision ", "decision rest",
                                           "unplugged", "decision "});
}

TEST_CASE("whoever waits for an event ends when asked to stop") {
    LivePipeline live;
    std::stop_source stop;
    bool got = true;
    std::jthread reader([&] { got = live.wait_event(stop.get_token()).has_value(); });
    stop.request_stop();
    reader.join();
    CHECK_FALSE(got);
}

TEST_CASE("a pipeline ends in every wait") {
    Rig rig;
    SECTION("for a source and a recognizer") {
        rig.live();
    }
    SECTION("for a frame") {
        rig.live().set_recognizer(fake_recognizer());
        rig.watch();
        rig.until_state(SourceState::running);
    }
    SECTION("for the next observation") {
        rig.live().set_recognizer(fake_recognizer());
        const auto script = rig.watch();
        rig.step(*script, frame_at(0));
    }
    SECTION("for a camera to come back") {
        Camera camera;
        camera.then(nullptr);
        rig.live().set_source(camera.source());
        rig.until_state(SourceState::reconnecting);
        rig.destroy();
    }
    SECTION("for a recording that is over") {
        rig.watch(script_of({SourceEnds{}}), false);
        rig.until_state(SourceState::ended);
    }
    rig.destroy();
}
