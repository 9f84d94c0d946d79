#include "engine/pose/landmarks.h"

#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

// Outputs of a model that puts every landmark at (x, y) pixels of 256, with empty heat maps.
struct Outputs {
    std::vector<float> points = std::vector<float>(39 * 5, 0.0F);
    std::vector<float> heatmaps = std::vector<float>(64 * 64 * 39, -20.0F);
    std::vector<float> world = std::vector<float>(39 * 3, 0.0F);

    Outputs(float x, float y) {
        for (std::size_t i = 0; i < 39; ++i) {
            points[i * 5] = x;
            points[i * 5 + 1] = y;
        }
    }
    float& heat(std::size_t landmark, std::size_t x, std::size_t y) {
        return heatmaps[(y * 64 + x) * 39 + landmark];
    }
    RegionLandmarks decoded() const { return decode_landmarks(points, 0.9F, heatmaps, world); }
};

}  // namespace

TEST_CASE("a landmark moves to the centre of gravity of its heat map nearby") {
    Outputs outputs(128, 128);
    outputs.heat(5, 33, 30) = 20;
    outputs.heat(5, 31, 30) = 20;
    outputs.heat(5, 36, 30) = 20;  // outside the 7 × 7 cells around (32, 32)
    const RegionLandmarks found = outputs.decoded();
    CHECK(found.points[5].x == Approx(32.0 / 64).epsilon(1e-4));
    CHECK(found.points[5].y == Approx(30.0 / 64).epsilon(1e-4));
    CHECK(found.points[6].x == 0.5F);
}

TEST_CASE("an unsure heat map moves nothing") {
    Outputs outputs(128, 128);
    outputs.heat(5, 33, 30) = -0.1F;
    CHECK(outputs.decoded().points[5].x == 0.5F);
}

TEST_CASE("landmarks outside the region stay where they are") {
    for (const float at : {-300.0F, 256.0F, 1e30F}) {
        Outputs outputs(at, 128);
        std::fill(outputs.heatmaps.begin(), outputs.heatmaps.end(), 20.0F);
        CHECK(outputs.decoded().points[5].x == at / 256);
    }
}

TEST_CASE("landmarks of a turned region are turned into the frame, metres too") {
    Outputs outputs(128, 25.6F);
    outputs.points[2] = 256;
    outputs.world[1] = -1;
    outputs.world[2] = 0.5F;
    const Region on_its_side{{100, 100}, 50, std::numbers::pi_v<float> / 2};
    const Pose pose = pose_from_landmarks(outputs.decoded(), on_its_side);
    CHECK(pose.presence == 0.9F);
    CHECK(pose.image[0].x == Approx(120));
    CHECK(pose.image[0].y == Approx(100));
    CHECK(pose.image[0].z == Approx(50));
    CHECK(pose.image[0].visibility == 0.5F);
    CHECK(pose.world[0].x == Approx(1));
    CHECK(pose.world[0].y == Approx(0).margin(1e-6));
    CHECK(pose.world[0].z == 0.5F);
}
