#include "capture/playback.h"

#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;
using std::chrono::milliseconds;

namespace {

// Pictures 100 ms apart.
class ScriptedVideo : public FrameSource {
  public:
    explicit ScriptedVideo(int count, bool seekable = true) : count_(count), seekable_(seekable) {}

    SourceInfo info() const override {
        SourceInfo info;
        info.frame_rate = 10;
        info.duration = count_ * kStep;
        return info;
    }
    std::optional<Frame> read(std::stop_token) override {
        if (next_ >= count_) return std::nullopt;
        Frame frame;
        frame.time = next_++ * kStep;
        frame.number = number_++;
        frame.epoch = epoch_;
        return frame;
    }
    bool seek(MediaTime time) override {
        if (!seekable_) return false;
        next_ = std::min(static_cast<int>((time + kStep / 2) / kStep), count_ - 1);
        ++epoch_;
        return true;
    }

    static constexpr MediaTime kStep = milliseconds(100);

  private:
    const int count_;
    const bool seekable_;
    int next_ = 0;
    std::uint64_t number_ = 0;
    std::uint32_t epoch_ = 0;
};

// Time that passes only while somebody waits; `on_wait` happens when a wait begins.
class SimulatedClock : public PlaybackClock {
  public:
    SteadyTime now() const override { return now_; }
    void wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable_any&,
                    const std::stop_token& stop, SteadyTime when,
                    const std::function<bool()>& woken) override {
        if (on_wait) {
            lock.unlock();
            std::exchange(on_wait, nullptr)();
            lock.lock();
        }
        if (!stop.stop_requested() && !woken()) now_ = when;
    }
    void pass(MediaTime time) { now_ += time; }

    std::function<void()> on_wait;

  private:
    SteadyTime now_{};
};

struct Player {
    std::shared_ptr<PlaybackControl> control = std::make_shared<PlaybackControl>();
    std::shared_ptr<SimulatedClock> clock = std::make_shared<SimulatedClock>();
    PlaybackSource source;

    explicit Player(int count, bool seekable = true)
        : source(std::make_unique<ScriptedVideo>(count, seekable), control, clock) {}

    // Milliseconds of the next picture's presentation time; -1 at the end.
    int next() {
        const auto frame = source.read({});
        return frame ? static_cast<int>(frame->time / milliseconds(1)) : -1;
    }
    int passed() const {
        return static_cast<int>(clock->now().time_since_epoch() / milliseconds(1));
    }
};

}  // namespace

TEST_CASE("a recording plays in real time") {
    Player player(4);
    for (const int time : {0, 100, 200, 300}) {
        CHECK(player.next() == time);
        CHECK(player.passed() == time);
    }
    CHECK(player.next() == -1);
}

TEST_CASE("speed scales the pace from where it is and is limited") {
    Player player(10);
    player.next();
    player.next();
    player.control->set_speed(2);
    player.next();
    CHECK(player.passed() == 150);
    player.control->set_speed(0.5);
    player.next();
    CHECK(player.passed() == 350);
    player.control->set_speed(100);
    CHECK(player.control->state().speed == PlaybackControl::kFastest);
    player.control->set_speed(0);
    CHECK(player.control->state().speed == PlaybackControl::kSlowest);
}

TEST_CASE("pictures keep their presentation times and get the time of delivery") {
    Player player(3);
    player.next();
    const auto frame = player.source.read({});
    REQUIRE(frame);
    CHECK(frame->time == milliseconds(100));
    CHECK(frame->captured == player.clock->now());
    CHECK(player.control->state().position == milliseconds(100));
}

TEST_CASE("a reader who was late catches up without waiting") {
    Player player(10);
    player.next();
    player.clock->pass(milliseconds(350));
    CHECK(player.next() == 100);
    CHECK(player.next() == 200);
    CHECK(player.next() == 300);
    CHECK(player.passed() == 350);
    CHECK(player.next() == 400);
    CHECK(player.passed() == 400);
}

TEST_CASE("after a long sleep it goes on from where it is") {
    Player player(10);
    player.next();
    player.clock->pass(std::chrono::seconds(60));
    player.next();
    CHECK(player.next() == 200);
    CHECK(player.passed() == 60'100);
}

TEST_CASE("a pause holds the picture back until playing goes on") {
    Player player(5);
    player.next();
    player.clock->on_wait = [&] { player.control->pause(); };
    std::jthread window([&] {
        while (!player.control->state().paused) std::this_thread::yield();
        player.control->resume();
    });
    CHECK(player.next() == 100);
    CHECK(player.next() == 200);
}

TEST_CASE("while it waits for somebody it shows its first picture, and pausing changes nothing") {
    Player player(5);
    player.control->set_waiting(true);
    CHECK(player.next() == 0);
    player.control->pause();
    player.control->resume();
    player.clock->pass(milliseconds(2000));
    std::stop_source stop;
    std::optional<Frame> frame;
    {
        const std::jthread reader([&] { frame = player.source.read(stop.get_token()); });
        stop.request_stop();
    }
    CHECK_FALSE(frame);
    player.control->set_waiting(false);
    for (const int time : {100, 200}) {
        CHECK(player.next() == time);
        CHECK(player.passed() == 2000 + time);
    }
}

TEST_CASE("who paused while it waited stays paused") {
    Player player(5);
    player.control->set_waiting(true);
    player.next();
    player.control->pause();
    player.control->set_waiting(false);
    CHECK(player.control->state().paused);
}

TEST_CASE("a stop ends a pause") {
    Player player(5);
    player.next();
    player.control->pause();
    std::stop_source stop;
    std::optional<Frame> frame;
    {
        const std::jthread reader([&] { frame = player.source.read(stop.get_token()); });
        stop.request_stop();
    }
    CHECK_FALSE(frame);
}

TEST_CASE("the first picture is shown even while paused") {
    Player player(5);
    player.control->pause();
    CHECK(player.next() == 0);
}

TEST_CASE("a seek is shown at once, starts an epoch and a new pace") {
    Player player(50);
    player.next();
    player.clock->on_wait = [&] { player.control->seek(milliseconds(3000)); };
    const auto frame = player.source.read({});
    REQUIRE(frame);
    CHECK(frame->time == milliseconds(3000));
    CHECK(frame->epoch == 1);
    CHECK(player.passed() == 0);
    CHECK(player.next() == 3100);
    CHECK(player.passed() == 100);
}

TEST_CASE("a seek while paused shows that picture and stays paused") {
    Player player(50);
    player.next();
    player.control->pause();
    player.control->seek(milliseconds(2000));
    CHECK(player.next() == 2000);
    CHECK(player.control->state().paused);
}

TEST_CASE("a seek is under way until its own picture was delivered") {
    Player player(10);
    CHECK_FALSE(player.control->state().seeking);
    player.next();
    player.control->pause();
    player.control->seek(milliseconds(500));
    CHECK(player.control->state().seeking);
    CHECK(player.next() == 500);
    CHECK_FALSE(player.control->state().seeking);
    CHECK(player.control->state().position == milliseconds(500));
    // Of two the last one counts.
    player.control->seek(milliseconds(200));
    player.control->seek(milliseconds(700));
    CHECK(player.next() == 700);
    CHECK_FALSE(player.control->state().seeking);
}

TEST_CASE("the picture that waits until it is due says when that is") {
    Player player(10);
    player.next();
    CHECK_FALSE(player.control->state().next);
    std::optional<MediaTime> next;
    player.clock->on_wait = [&] { next = player.control->state().next; };
    player.next();
    CHECK(next == milliseconds(100));
    CHECK_FALSE(player.control->state().next);
}

TEST_CASE("steps go picture by picture, both ways, and pause") {
    Player player(50);
    player.next();
    player.control->step(2);
    CHECK(player.next() == 100);
    CHECK(player.next() == 200);
    CHECK(player.control->state().paused);
    player.control->step(-1);
    CHECK(player.next() == 100);
    player.control->step(-1);
    CHECK(player.next() == 0);
    player.control->step(-1);
    CHECK(player.next() == 0);
    player.control->step(1);
    CHECK(player.next() == 100);
}

TEST_CASE("a loop goes on from the start in a new epoch") {
    Player player(3);
    player.control->set_loop(true);
    for (const int time : {0, 100, 200, 0, 100, 200, 0}) CHECK(player.next() == time);
    CHECK(player.source.read({})->epoch == 2);
}

TEST_CASE("a source that cannot seek ends in spite of a loop and ignores seeks") {
    Player player(2, false);
    player.control->set_loop(true);
    CHECK(player.next() == 0);
    player.control->seek(milliseconds(0));
    CHECK(player.next() == 100);
    CHECK(player.next() == -1);
}

TEST_CASE("a held end waits for a seek or for playing again") {
    Player player(2);
    player.control->set_hold_at_end(true);
    player.next();
    player.next();
    const auto wait_for_end = [&] {
        while (!player.control->state().ended) std::this_thread::yield();
    };
    {
        const std::jthread window([&] {
            wait_for_end();
            player.control->seek(milliseconds(100));
        });
        CHECK(player.next() == 100);
        CHECK_FALSE(player.control->state().ended);
    }
    const std::jthread window([&] {
        wait_for_end();
        player.control->resume();
    });
    CHECK(player.next() == 0);
}

TEST_CASE("an empty recording ends, looped or not") {
    Player player(0);
    player.control->set_loop(true);
    CHECK(player.next() == -1);
}
