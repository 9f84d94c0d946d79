#include "app/recorded_clips.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "app/clip_recorder.h"
#include "capture/open_source.h"
#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using spotter::test::TempFolder;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto kStep = std::chrono::nanoseconds(33'333'333);

FramePtr frame_at(int number, std::uint32_t epoch = 0, int width = 320) {
    auto out = std::make_shared<Frame>();
    out->image = Image(width, 240);
    out->time = 5s + kStep * number;
    out->number = static_cast<std::uint64_t>(number);
    out->epoch = epoch;
    return out;
}

int frames_in(const fs::path& file) {
    const auto source = open_source({SourceKind::file, file.string()});
    int count = 0;
    while (source->read({})) ++count;
    return count;
}

}  // namespace

TEST_CASE("a recording holds the frames and the poses that were found meanwhile") {
    const TempFolder folder;
    const fs::path file = folder / "recording.mp4";
    ClipRecorder recorder(file);
    for (int i = 0; i < 30; ++i) {
        const FramePtr frame = frame_at(i);
        recorder.add_frame(frame);
        if (i % 2 == 0) recorder.add_pose(*frame, i == 4 ? std::nullopt : std::optional(Pose()));
    }
    CHECK(recorder.length() == kStep * 29);
    const PoseTrack track = recorder.finish();
    CHECK(track.width == 320);
    REQUIRE(track.size() == 15);
    CHECK(track.times.front() == 0s);
    CHECK(track.times.back() == kStep * 28);
    CHECK_FALSE(track.poses[2]);
    CHECK(frames_in(file) == 30);
}

TEST_CASE("a recording ends where the camera was lost or changed") {
    const TempFolder folder;
    const fs::path file = folder / "recording.mp4";
    ClipRecorder recorder(file);
    for (int i = 0; i < 10; ++i) recorder.add_frame(frame_at(i));
    for (int i = 10; i < 20; ++i) recorder.add_frame(frame_at(i, 1));
    for (int i = 20; i < 30; ++i) recorder.add_frame(frame_at(i, 0, 640));
    CHECK(recorder.length() == kStep * 9);
    recorder.finish();
    CHECK(frames_in(file) == 10);
}

TEST_CASE("a recording without a picture is refused, and one that is left leaves nothing") {
    const TempFolder folder;
    const fs::path file = folder / "recording.mp4";
    {
        ClipRecorder recorder(file);
        CHECK_THROWS_WITH(recorder.finish(), Catch::Contains("no picture came"));
    }
    {
        ClipRecorder recorder(file);
        for (int i = 0; i < 5; ++i) recorder.add_frame(frame_at(i));
    }
    CHECK_FALSE(fs::exists(file));
}

TEST_CASE("a clip's part of the poses begins at zero") {
    PoseTrack track;
    for (int i = 0; i < 10; ++i) {
        track.times.push_back(std::chrono::seconds(i));
        track.poses.emplace_back();
    }
    const PoseTrack part = part_of_track(track, 3, 6);
    REQUIRE(part.size() == 4);
    CHECK(part.times.front() == 0s);
    CHECK(part.times.back() == 3s);
    CHECK(part_of_track(track, 20, 30).empty());
}
