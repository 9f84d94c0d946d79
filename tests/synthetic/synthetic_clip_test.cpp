#include "training/synthetic/synthetic_clip.h"

#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "engine/core/error.h"

using namespace spotter;

namespace {

bool same(const PoseTrack& a, const PoseTrack& b) {
    if (a.times != b.times || a.width != b.width || a.height != b.height) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a.poses[i].has_value() != b.poses[i].has_value()) return false;
        if (!a.poses[i]) continue;
        for (std::size_t j = 0; j < kJointCount; ++j) {
            if (a.poses[i]->image[j].x != b.poses[i]->image[j].x) return false;
            if (a.poses[i]->world[j].z != b.poses[i]->world[j].z) return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("a clip is the same in every order, and another with another seed", "[synthetic]") {
    const SyntheticClip seventh = make_synthetic_clip(1, 7);
    make_synthetic_clip(1, 8);
    CHECK(same(make_synthetic_clip(1, 7).track, seventh.track));
    CHECK(make_synthetic_clip(1, 7).label == seventh.label);
    CHECK_FALSE(same(make_synthetic_clip(2, 7).track, seventh.track));
    CHECK_FALSE(same(make_synthetic_clip(1, 6).track, seventh.track));
}

TEST_CASE("clips have as many poses as the window, in order of time", "[synthetic]") {
    for (std::uint64_t i = 0; i < 100; ++i) {
        const SyntheticClip clip = make_synthetic_clip(3, i);
        REQUIRE(clip.track.size() == 16);
        REQUIRE(clip.track.poses.size() == 16);
        CHECK(std::ranges::is_sorted(clip.track.times));
        CHECK(to_seconds(clip.track.times.back() - clip.track.times.front()) ==
              Approx(2).margin(0.2));
    }
}

TEST_CASE("poses are numbers, near the picture, with visibilities from 0 to 1", "[synthetic]") {
    for (std::uint64_t i = 0; i < 300; ++i) {
        const SyntheticClip clip = make_synthetic_clip(4, i);
        INFO(clip.label << " " << clip.kind << " " << i);
        for (const auto& pose : clip.track.poses) {
            if (!pose) continue;
            for (std::size_t j = 0; j < kJointCount; ++j) {
                const Landmark& at = pose->image[j];
                REQUIRE(std::isfinite(at.x + at.y + at.z));
                REQUIRE((at.visibility >= 0 && at.visibility <= 1));
                REQUIRE(std::abs(at.x) < 20.F * static_cast<float>(clip.track.width));
                REQUIRE(std::abs(pose->world[j].y) < 3);
            }
            const float hips = pose->world[kLeftHip].x + pose->world[kRightHip].x;
            CHECK(std::abs(hips) < 0.35F);
        }
    }
}

TEST_CASE("every label is drawn, and the others count as other", "[synthetic]") {
    std::map<std::string, int> seen;
    for (std::uint64_t i = 0; i < 1500; ++i) ++seen[make_synthetic_clip(5, i).label];
    CHECK(seen.size() == synthetic_labels().size());
    CHECK(seen["other"] > 200);

    SyntheticOptions four;
    four.labels = {"bicep_curl", "squat", "rest", "other"};
    seen.clear();
    for (std::uint64_t i = 0; i < 300; ++i) ++seen[make_synthetic_clip(5, i, four).label];
    CHECK(seen.size() == 4);
    CHECK(seen["other"] > 150);
}

TEST_CASE("labels that are left out are never drawn", "[synthetic]") {
    SyntheticOptions options;
    options.without = {"plank", "row"};
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::string label = make_synthetic_clip(6, i, options).label;
        CHECK(label != "plank");
        CHECK(label != "row");
    }
    // Nor is anybody who holds such an exercise still.
    options.without = synthetic_labels();
    std::erase_if(options.without, [](const std::string& label) {
        return label == "rest" || label == "other" || label == "squat";
    });
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::string kind = make_synthetic_clip(6, i, options).kind;
        if (kind.starts_with("held: ")) CHECK(kind == "held: squat");
    }
}

TEST_CASE("kinds have names of their own and the labels that motion is computed for",
          "[synthetic]") {
    std::set<std::string> names;
    for (const SyntheticKind& kind : synthetic_kinds()) {
        CHECK(names.insert(kind.name).second);
        CHECK(contains(synthetic_labels(), kind.label));
    }
    CHECK(names.size() > 80);
    for (const SyntheticKind& kind : synthetic_kinds({"squat"})) CHECK(kind.label != "squat");
}

TEST_CASE("labels without motion are refused", "[synthetic]") {
    SyntheticOptions options;
    options.labels = {"handstand", "other"};
    CHECK_THROWS_AS(make_synthetic_clip(1, 1, options), Error);
    options.labels = {"squat"};
    CHECK_THROWS_AS(make_synthetic_clip(1, 1, options), Error);
}
