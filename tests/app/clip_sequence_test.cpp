#include "app/evaluation/clip_sequence.h"

#include <set>

#include <catch2/catch.hpp>

#include "app/evaluation/track_windows.h"
#include "app/filmstrip_uri.h"
#include "tests/app/clips.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;

namespace {

DatasetClip clip(const std::string& file, const std::string& label, double seconds = 2) {
    DatasetClip out;
    out.file = file;
    out.label = label;
    out.end_s = seconds;
    return out;
}

}  // namespace

TEST_CASE("clips in a row are one recording whose truth is known") {
    const TempFolder folder;
    make_clip(folder / "a.mp4", 1);
    make_clip(folder / "b.mp4", 2);
    make_clip(folder / "c.mp4", 1);
    ClipSequence clips({clip("a.mp4", "squat"), clip("b.mp4", "other"), clip("c.mp4", "other")},
                       folder / "", {});
    MediaTime last = -from_seconds(1);
    int frames = 0;
    while (const auto frame = clips.read({})) {
        CHECK(frame->time > last);
        CHECK(frame->number == static_cast<std::uint64_t>(frames));
        CHECK(frame->epoch == 0);
        last = frame->time;
        ++frames;
    }
    CHECK(frames == 120);
    REQUIRE(clips.truth().size() == 2);
    CHECK(clips.truth()[0].label == "squat");
    CHECK(clips.truth()[0].end_s == Approx(1).margin(0.05));
    CHECK(clips.truth()[1].end_s == Approx(4).margin(0.1));
}

TEST_CASE("clips of a label stand together in sets, in the same order for the same seed") {
    Labels labels;
    for (int i = 0; i < 20; ++i) {
        labels.emplace_back("a");
        labels.emplace_back("b");
    }
    const std::vector<double> lengths(labels.size(), 2);
    const auto once = set_order(labels, lengths, 10, 1);
    REQUIRE(once.size() == labels.size());
    CHECK(set_order(labels, lengths, 10, 1) == once);
    CHECK(set_order(labels, lengths, 10, 2) != once);
    CHECK(std::set<std::size_t>(once.begin(), once.end()).size() == labels.size());
    int changes = 0;
    for (std::size_t i = 1; i < once.size(); ++i) {
        changes += labels[once[i]] != labels[once[i - 1]] ? 1 : 0;
    }
    CHECK(changes <= 7);  // four sets of five clips each
}

TEST_CASE("poses of several clips become one recording at the size of the first") {
    PoseTrack small{100, 50, {}, {}};
    PoseTrack large{200, 100, {}, {}};
    for (int i = 0; i < 3; ++i) {
        Pose pose;
        pose.image[kNose].x = 10;
        for (PoseTrack* track : {&small, &large}) {
            track->times.push_back(from_seconds(5 + i));
            track->poses.emplace_back(pose);
        }
    }
    large.poses[1].reset();
    const std::vector<PoseTrack> tracks = {small, large};
    const PoseTrack joined = joined_tracks(tracks, from_seconds(0.5));
    REQUIRE(joined.size() == 6);
    CHECK(joined.times.front() == MediaTime::zero());
    CHECK(joined.times[3] == from_seconds(2.5));
    CHECK(joined.poses[0]->image[kNose].x == 10);
    CHECK(joined.poses[3]->image[kNose].x == 5);
    CHECK_FALSE(joined.poses[4]);
}

TEST_CASE("pictures side by side become a JPEG that a page can hold") {
    const std::string uri = filmstrip_uri({Image(80, 60), Image(40, 60)});
    CHECK(uri.starts_with("data:image/jpeg;base64,/9j/"));
    CHECK(uri.size() % 4 == 23 % 4);
    CHECK(filmstrip_uri({}).empty());
}
