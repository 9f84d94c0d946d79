#include <algorithm>
#include <cstdlib>
#include <optional>

#include <catch2/catch.hpp>

#include "engine/live/rep_counter.h"
#include "tests/live/activities.h"
#include "training/synthetic/synthetic_clip.h"

using namespace spotter;

namespace {

// What a counter says of a recording whose label comes as late as a window of two seconds, and
// stands as long, makes it.
int counted(const SyntheticTrack& recording) {
    constexpr double kLate = 2.3;
    constexpr double kLater = 1.6;
    RepCounter counter;
    std::size_t reps = 0;
    MediaTime next{};
    for (std::size_t i = 0; i < recording.track.size(); ++i) {
        const MediaTime now = recording.track.times[i];
        reps += counter.add(now, recording.track.poses[i]).size();
        if (now < next) continue;
        next = now + std::chrono::milliseconds(100);
        const double begin =
            std::min(to_seconds(recording.begin) + kLate, to_seconds(recording.end) + 1);
        const bool on =
            to_seconds(now) > begin && to_seconds(now) < to_seconds(recording.end) + kLater;
        reps += counter.judge(activity_of(on ? recording.label : "other", now)).size();
    }
    return static_cast<int>(reps);
}

// Whether the person stays in the picture; the camera of computed motion may turn away.
bool is_seen(const PoseTrack& track) {
    std::size_t seen = 0;
    for (const std::optional<Pose>& pose : track.poses) {
        if (!pose) continue;
        const auto better = [&](Joint left, Joint right) {
            return std::max(pose->image[left].visibility, pose->image[right].visibility);
        };
        seen += std::min(better(kLeftWrist, kRightWrist), better(kLeftHip, kRightHip)) > 0.3F;
    }
    return seen >= 0.9 * static_cast<double>(track.size());
}

}  // namespace

TEST_CASE("sets of computed motion are counted, whatever the exercise", "[synthetic]") {
    constexpr int kRecordings = 8;
    constexpr int kReps = 6;
    for (const std::string label :
         {"squat", "bicep_curl", "lateral_raise", "push_up", "deadlift", "shoulder_press",
          "jumping_jack", "row", "pull_up", "lunge", "tricep_extension", "front_raise"}) {
        CAPTURE(label);
        int near = 0;
        int seen = 0;
        for (int i = 0; i < kRecordings; ++i) {
            SyntheticTrackOptions options;
            options.label = label;
            options.reps = kReps;
            const SyntheticTrack recording =
                make_synthetic_track(5, static_cast<std::uint64_t>(i), options);
            if (!is_seen(recording.track)) continue;
            ++seen;
            const int found = counted(recording);
            // Arms that alternate: each counts, and the last rep is of one arm.
            const bool alternate = std::abs(found - (2 * kReps - 1)) <= 1;
            near += std::abs(found - kReps) <= 1 || alternate ? 1 : 0;
        }
        CHECK(seen >= 3);
        CHECK(near >= seen - 1);
    }
}
