#include "engine/pose/one_euro.h"

#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "engine/pose/pose_smoother.h"

using namespace spotter;

namespace {

float smoothed(OneEuroFilter& filter, float value, double elapsed_s, double scale = 1) {
    std::array values{value};
    filter.smooth(values, elapsed_s, scale);
    return values[0];
}

}  // namespace

TEST_CASE("the first value passes as it is, also after a reset") {
    OneEuroFilter filter(1, {.min_cutoff = 0.05, .beta = 80});
    CHECK(smoothed(filter, 7, 0) == 7);
    CHECK(smoothed(filter, 9, 0.03) != 9);
    filter.reset();
    CHECK(smoothed(filter, 5, 0.03) == 5);
}

TEST_CASE("a value at rest stays, a trembling one is steadied") {
    OneEuroFilter filter(1, {.min_cutoff = 0.05, .beta = 0});
    CHECK(smoothed(filter, 10, 0) == 10);
    CHECK(smoothed(filter, 10, 0.033) == 10);
    for (int i = 0; i < 20; ++i)
        CHECK(std::abs(smoothed(filter, i % 2 == 0 ? 11.0F : 9.0F, 0.033) - 10) < 0.05F);
}

TEST_CASE("fast motion is followed closely") {
    OneEuroFilter filter(1, {.min_cutoff = 0.05, .beta = 80});
    float value = 0;
    float out = smoothed(filter, value, 0);
    for (int i = 0; i < 30; ++i) out = smoothed(filter, value += 0.1F, 0.033);
    CHECK(out == Approx(value).margin(0.05));
}

TEST_CASE("when no time has passed, values pass and are not remembered") {
    OneEuroFilter filter(1, {.min_cutoff = 0.05, .beta = 0});
    smoothed(filter, 10, 0);
    CHECK(smoothed(filter, 50, 0) == 50);
    CHECK(smoothed(filter, 50, -1) == 50);
    CHECK(smoothed(filter, 10, 0.033) == 10);
}

TEST_CASE("visibility settles in the same time at any frame rate") {
    const auto visibility_after_one_second = [](int rate) {
        PoseSmoother smoother;
        Pose pose;
        smoother.smooth(pose, 0, 100);
        for (int i = 0; i < rate; ++i) {
            pose.image[3].visibility = 1;
            smoother.smooth(pose, 1.0 / rate, 100);
        }
        return pose.image[3].visibility;
    };
    CHECK(visibility_after_one_second(30) == Approx(1 - std::pow(0.9, 30)).epsilon(1e-4));
    CHECK(visibility_after_one_second(10) == Approx(visibility_after_one_second(60)).epsilon(1e-4));
}
