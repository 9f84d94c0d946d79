#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "engine/live/rep_counter.h"
#include "tests/live/activities.h"
#include "training/synthetic/synthetic_clip.h"

using namespace spotter;

namespace {

// What a counter says of a recording, with the label that is said at each moment.
int counted(const SyntheticTrack& recording, const std::function<std::string(double)>& label_at) {
    RepCounter counter;
    std::size_t reps = 0;
    MediaTime next{};
    for (std::size_t i = 0; i < recording.track.size(); ++i) {
        const MediaTime now = recording.track.times[i];
        reps += counter.add(now, recording.track.poses[i]).size();
        if (now < next) continue;
        next = now + std::chrono::milliseconds(100);
        reps += counter.judge(activity_of(label_at(to_seconds(now)), now)).size();
    }
    return static_cast<int>(reps);
}

// The label comes as late as a window of two seconds, and stands as long, makes it.
std::string late_label(const SyntheticTrack& recording, double seconds) {
    const double end = to_seconds(recording.end);
    const double begin = std::min(to_seconds(recording.begin) + 2.3, end + 1);
    return seconds > begin && seconds < end + 1.6 ? recording.label : "other";
}

// It comes after six seconds, and then goes away every three, and is another one every three.
std::string faltering_label(const SyntheticTrack& recording, double seconds) {
    const double end = to_seconds(recording.end);
    const double begin = std::min(to_seconds(recording.begin) + 6, end);
    if (seconds < begin || seconds > end + 1.6) return "other";
    const int third = static_cast<int>((seconds - begin) / 3) % 4;
    if (third == 1 || third == 3) return third == 1 ? "other" : "";
    return third == 0 ? recording.label : "another";
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
    const auto label_at = GENERATE(late_label, faltering_label);
    for (const std::string label :
         {"squat", "bicep_curl", "lateral_raise", "push_up", "deadlift", "shoulder_press",
          "jumping_jack", "row", "pull_up", "lunge", "tricep_extension", "front_raise"}) {
        CAPTURE(label, label_at == late_label);
        int near = 0;
        int seen = 0;
        std::string counts;
        for (int i = 0; i < kRecordings; ++i) {
            SyntheticTrackOptions options;
            options.label = label;
            options.reps = kReps;
            const SyntheticTrack recording =
                make_synthetic_track(5, static_cast<std::uint64_t>(i), options);
            if (!is_seen(recording.track)) continue;
            ++seen;
            const int found =
                counted(recording, [&](double at) { return label_at(recording, at); });
            counts += std::to_string(found) + " ";
            // Arms that alternate: each counts, and the last rep is of one arm.
            const bool alternate = std::abs(found - (2 * kReps - 1)) <= 1;
            near += std::abs(found - kReps) <= 1 || alternate ? 1 : 0;
        }
        CAPTURE(counts);
        CHECK(seen >= 3);
        CHECK(near >= seen - (label_at == late_label ? 1 : 2));
    }
}
