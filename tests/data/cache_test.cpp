#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/capture/make_video.h"
#include "tests/temp_folder.h"
#include "training/data/disk_cache.h"
#include "training/data/frame_cache.h"
#include "training/data/pose_cache.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

std::string key(int number) {
    return std::string(63, '0') + std::to_string(number);
}

// Sees somebody in every picture but the first, and counts how often it was asked.
class CountingEstimator : public PoseEstimator {
  public:
    explicit CountingEstimator(std::atomic<int>& calls) : calls_(calls) {}
    std::optional<Pose> estimate(const ImageView& rgb, double seconds) override {
        ++calls_;
        if (seconds <= 0) return std::nullopt;
        Pose pose;
        pose.image[kNose].x = static_cast<float>(rgb.width) * 0.5F;
        pose.world[kLeftWrist].z = static_cast<float>(seconds);
        pose.presence = 0.75F;
        pose.view = PersonView::whole;
        return pose;
    }
    void reset() override {}
    void choose_person(float, float) override {}

  private:
    std::atomic<int>& calls_;
};

fs::path make_clip(const TempFolder& folder, const std::string& name, int first_number = 0) {
    VideoRecipe recipe;
    recipe.ticks = even_ticks(20, 100);
    recipe.first_number = first_number;
    fs::create_directories((folder / name).parent_path());
    make_video(folder / name, recipe);
    return folder / name;
}

}  // namespace

TEST_CASE("what was put into a cache is found, by another program too") {
    const TempFolder folder;
    DiskCache(folder / "cache", "test1", 1000).put(key(1), "bytes");
    DiskCache cache(folder / "cache", "test1", 1000);
    CHECK(cache.find(key(1)) == "bytes");
    CHECK_FALSE(cache.find(key(2)));
    CHECK_FALSE(DiskCache(folder / "cache", "test2", 1000).find(key(1)));
}

TEST_CASE("a damaged or cut entry counts as not there") {
    const TempFolder folder;
    DiskCache cache(folder / "cache", "test1", 1000);
    cache.put(key(1), "bytes");
    const fs::path file = folder / ("cache/" + key(1) + ".test1");
    const std::string whole = bytes_of(file);
    for (const std::string& damaged :
         {std::string(), whole.substr(0, 30), whole.substr(0, whole.size() - 1), whole + "x"}) {
        write_bytes(file, damaged);
        CHECK_FALSE(cache.find(key(1)));
    }
    cache.put(key(1), "bytes");
    CHECK(cache.find(key(1)) == "bytes");
}

TEST_CASE("a cache stays below its limit; what was not used for longest goes first") {
    const TempFolder folder;
    DiskCache cache(folder / "cache", "test1", 1000);
    const std::string bytes(200, 'x');  // and 64 of checksum
    for (int i = 1; i <= 3; ++i) {
        cache.put(key(i), bytes);
        const fs::path file = folder / ("cache/" + key(i) + ".test1");
        fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(10 - i));
    }
    CHECK(cache.find(key(1)));
    cache.put(key(4), bytes);
    CHECK(cache.find(key(1)));
    CHECK_FALSE(cache.find(key(2)));
    CHECK(cache.find(key(3)));
    CHECK(cache.find(key(4)));
    cache.put(key(5), std::string(2000, 'x'));
    CHECK_FALSE(cache.find(key(5)));
}

TEST_CASE("a cache that cannot be written to keeps nothing and says nothing") {
    const TempFolder folder;
    write_bytes(folder / "cache", "a file");
    DiskCache cache(folder / "cache", "test1", 1000);
    cache.put(key(1), "bytes");
    CHECK_FALSE(cache.find(key(1)));
}

TEST_CASE("a track of poses is the same after it was kept") {
    PoseTrack track;
    track.width = 640;
    track.height = 480;
    track.times = {MediaTime(0), MediaTime(33'366'700)};
    Pose pose;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        const auto value = static_cast<float>(i);
        pose.image[i] = {value, value + 0.25F, -value, 1 / (1 + value)};
        pose.world[i] = {-value, value * 0.125F, value};
    }
    pose.presence = 0.875F;
    pose.view = PersonView::cut_off;
    track.poses = {std::nullopt, pose};
    const std::string bytes = bytes_of_track(track);
    const auto read = track_from_bytes(bytes);
    REQUIRE(read);
    CHECK(read->width == 640);
    CHECK(read->height == 480);
    CHECK(read->times == track.times);
    CHECK_FALSE(read->poses[0]);
    REQUIRE(read->poses[1]);
    CHECK(read->poses[1]->view == PersonView::cut_off);
    CHECK(bytes_of_track(*read) == bytes);
    for (std::size_t size = 0; size < bytes.size(); size += 13) {
        CHECK_FALSE(track_from_bytes(bytes.substr(0, size)));
    }
    CHECK_FALSE(track_from_bytes(bytes + "x"));
}

TEST_CASE("poses of a clip are found once, by its bytes") {
    const TempFolder folder;
    const fs::path clip = make_clip(folder, "a.mp4");
    std::atomic<int> calls = 0;
    CountingEstimator pose(calls);
    PoseCache cache(folder / "cache");
    const JobToken token;
    const PoseTrack track = clip_poses(clip, cache, pose, token);
    CHECK(track.width == 64);
    CHECK(track.height == 48);
    REQUIRE(track.size() == 20);
    CHECK_FALSE(track.poses[0]);
    CHECK(track.poses[1]->image[kNose].x == 32);
    CHECK(calls == 20);
    fs::copy_file(clip, folder / "elsewhere.mp4");
    CHECK(bytes_of_track(clip_poses(folder / "elsewhere.mp4", cache, pose, token)) ==
          bytes_of_track(track));
    CHECK(calls == 20);
    make_clip(folder, "a.mp4", 500);
    clip_poses(clip, cache, pose, token);
    CHECK(calls == 40);
}

TEST_CASE("poses of a dataset are found side by side, and from the cache the next time") {
    const TempFolder folder;
    Dataset dataset;
    dataset.folder = folder / "";
    for (int i = 0; i < 6; ++i) {
        DatasetClip clip;
        clip.file = "squat/" + std::to_string(i) + ".mp4";
        clip.label = "squat";
        make_clip(folder, clip.file, 100 * i);
        dataset.clips.push_back(clip);
    }
    write_bytes(folder / "squat/3.mp4", "no video");
    std::atomic<int> calls = 0;
    const PoseEstimatorFactory factory = [&] { return std::make_unique<CountingEstimator>(calls); };
    PoseCache cache(folder / "cache");
    JobToken token;
    const std::vector<std::size_t> all = {0, 1, 2, 3, 4, 5};
    const DatasetPoses first = dataset_poses(dataset, all, cache, factory, 3, token);
    REQUIRE(first.tracks.size() == 6);
    REQUIRE(first.rejected.size() == 1);
    CHECK(first.rejected[0].name == "squat/3.mp4");
    CHECK(first.tracks[3].empty());
    CHECK(first.tracks[5].size() == 20);
    CHECK(calls == 100);
    CHECK(token.progress().fraction == 1);
    const DatasetPoses again = dataset_poses(dataset, {5, 0}, cache, factory, 3, token);
    CHECK(again.found == 0);
    CHECK(calls == 100);
    CHECK(bytes_of_track(again.tracks[0]) == bytes_of_track(first.tracks[5]));
}

TEST_CASE("finding poses can be cancelled, and fails as its estimators do") {
    const TempFolder folder;
    Dataset dataset;
    dataset.folder = folder / "";
    make_clip(folder, "squat/a.mp4");
    dataset.clips.push_back({"squat/a.mp4", "squat", "a", "", "", 0, 0, Split::none});
    PoseCache cache(folder / "cache");
    std::atomic<int> calls = 0;
    std::stop_source stop;
    stop.request_stop();
    JobToken cancelled(stop.get_token());
    CHECK_THROWS_AS(dataset_poses(
                        dataset, {0}, cache,
                        [&] { return std::make_unique<CountingEstimator>(calls); }, 1, cancelled),
                    Cancelled);
    CHECK(calls == 0);
    JobToken token;
    const PoseEstimatorFactory broken = []() -> std::unique_ptr<PoseEstimator> {
        throw Error("load pose model", "x.tflite", "the file is missing");
    };
    CHECK_THROWS_WITH(dataset_poses(dataset, {0}, cache, broken, 2, token), Contains("x.tflite"));
}

TEST_CASE("pictures of clips are kept in memory and on the disk, within limits") {
    const TempFolder folder;
    int made = 0;
    const auto make = [&] {
        ++made;
        FrameTrack track;
        for (int i = 0; i < 2; ++i) {
            Image picture(8, 4);
            picture.data()[0] = static_cast<std::uint8_t>(made);
            track.times.push_back(MediaTime(i));
            track.pictures.push_back(std::make_shared<Image>(picture));
        }
        return track;
    };
    const std::size_t bytes = 2 * 8 * 4 * 3;
    {
        FrameCache cache(folder / "cache", {2 * bytes, 1 << 20});
        const FrameTrackPtr first = cache.get(key(1), "224 center", make);
        CHECK(cache.get(key(1), "224 center", make) == first);
        CHECK(made == 1);
        cache.get(key(1), "224 person", make);
        cache.get(key(2), "224 center", make);
        CHECK(made == 3);
        CHECK(cache.in_memory() == 2 * bytes);
        const FrameTrackPtr again = cache.get(key(1), "224 center", make);  // from the disk
        CHECK(made == 3);
        CHECK(again->pictures[1]->data()[0] == 1);
        CHECK(again->times == first->times);
    }
    FrameCache other(folder / "cache", {1, 1 << 20});
    CHECK(other.get(key(2), "224 center", make)->pictures[0]->data()[0] == 3);
    CHECK(other.in_memory() == 0);
    CHECK(made == 3);
}

TEST_CASE("bytes that are no pictures are not read as such") {
    FrameTrack track;
    track.times = {MediaTime(5)};
    track.pictures = {std::make_shared<Image>(2, 2)};
    const std::string bytes = bytes_of_frames(track);
    CHECK(frames_from_bytes(bytes));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_FALSE(frames_from_bytes(bytes.substr(0, size)));
    }
    std::string lying = bytes;
    lying[0] = '\x7f';
    lying[3] = '\x7f';
    CHECK_FALSE(frames_from_bytes(lying));
    CHECK(frames_from_bytes(bytes_of_frames({}))->pictures.empty());
}
