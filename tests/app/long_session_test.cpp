#include <cmath>
#include <cstdlib>
#include <memory>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/resource.h>

#include "app/session_recorder.h"
#include "engine/session/session_store.h"
#include "tests/live/rig.h"
#include "tests/live/scripted_person.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;

namespace {

constexpr double kRate = 30;
constexpr double kCycle_s = 60;  // half of it squats, two seconds each; half of it rest
constexpr double kSet_s = 30;

bool squats_at(double seconds) {
    return std::fmod(seconds, kCycle_s) < kSet_s;
}

class SquatPose : public FakePose {
  public:
    std::optional<Pose> estimate(const ImageView&, double seconds) override {
        return pose_of(squats_at(seconds) ? squatted(out_and_back(seconds, 2)) : Posture());
    }
};

Recognizer squat_recognizer() {
    const auto answer = [](const Clip& clip) {
        return squats_at(to_seconds(clip.end)) ? Scores{0.05F, 0.95F} : Scores{0.95F, 0.05F};
    };
    return fake_recognizer(std::make_unique<SquatPose>(),
                           std::make_unique<FakeClassifier>(answer, Labels{"rest", "squat"}));
}

long resident_kilobytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

// A live run that is kept; the test moves its time.
class LongRun {
  public:
    explicit LongRun(const std::filesystem::path& data) : recorder({data}), data_(data) {
        recorder.listen(rig_.hooks);
        recorder.use({0s, "fake", "", {"rest", "squat"}, {"rest"}}, {});
        recorder.watch(SourceKind::camera, "scripted");
        rig_.live().set_recognizer(squat_recognizer());
        events_ = std::make_unique<Worker>("live events", [this](const std::stop_token& stop) {
            while (const auto event = rig_.live().wait_event(stop)) recorder.take(*event);
        });
        script_ = rig_.watch();
    }
    // Frames at the camera's rate; a clip is waited for five times a second.
    Snapshot play(double seconds) {
        Snapshot last;
        for (const double end = seconds_ + seconds; seconds_ < end; ++frame_) {
            seconds_ = static_cast<double>(frame_) / kRate;
            rig_.clock.advance(std::chrono::nanoseconds(33'333'333));
            const MediaTime time = from_seconds(seconds_);
            script_->add(frame_at(seconds_));
            last = rig_.until([&](const Snapshot& s) {
                const bool seen = s.posed && s.posed->time == time;
                return seen && (frame_ % 6 != 0 || s.judged == time);
            });
            if (frame_ > 0 && std::fmod(seconds_, kCycle_s) == 0) {
                wait_for_disk(static_cast<std::size_t>(seconds_ / kCycle_s));
            }
        }
        return last;
    }
    void finish() {
        events_->request_stop();
        events_->join();
        recorder.finish();
        rig_.destroy();
    }

    SessionRecorder recorder;

  private:
    // A minute takes a fifth of a second here, in which a disk that is slow for a moment would do
    // nothing at all.
    void wait_for_disk(std::size_t sets) {
        const auto written = [this] {
            const std::vector<SessionSummary> sessions = SessionStore(data_).list();
            return sessions.empty() ? 0 : static_cast<std::size_t>(sessions[0].sets);
        };
        while (written() < sets) std::this_thread::sleep_for(5ms);
    }

    const std::filesystem::path data_;
    Rig rig_;
    std::shared_ptr<Script> script_;
    std::unique_ptr<Worker> events_;
    long frame_ = 0;
    double seconds_ = 0;
};

}  // namespace

// Twenty minutes; SPOTTER_LONG_RUN_MINUTES=180 is the three hours that a session may last.
TEST_CASE("a long live session loses nothing and takes no more memory as it goes on") {
    const char* asked = std::getenv("SPOTTER_LONG_RUN_MINUTES");
    const int minutes = asked != nullptr ? std::atoi(asked) : 20;
    const TempFolder home;
    LongRun run(home / "data");
    run.play(60);
    const long before = resident_kilobytes();
    const Snapshot last = run.play((minutes - 1) * 60.0);
    const long after = resident_kilobytes();
    run.finish();
    INFO("kilobytes " << before << ", then " << after);

    const std::vector<SetRecord>& sets = *last.workout.sets;
    CHECK(sets.size() == static_cast<std::size_t>(minutes));
    // What the window draws of it stays small.
    CHECK(last.history.spans.size() < 20);
    CHECK(last.counters.replaced_unseen == 0);
    const Session kept = SessionStore(home / "data").read(run.recorder.uuid());
    CHECK(kept.counters.not_recorded == 0);
    REQUIRE(kept.sets.size() == sets.size());
    std::size_t reps = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        CHECK(kept.sets[i].reps == sets[i].count());
        CHECK(sets[i].count() == 15);
        reps += sets[i].reps.size();
    }
    CHECK(kept.reps.size() == reps);
    REQUIRE(kept.timeline.size() == 1);
    CHECK(kept.timeline[0].times_ms.size() >= static_cast<std::size_t>((minutes - 1) * 60 * 5));
    // A sanitizer keeps books of its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK(after - before < 16'000);
#endif
}
