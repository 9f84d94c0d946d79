#include "engine/core/sampler.h"

#include <random>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

std::vector<MediaTime> regular(double rate, double seconds, double start = 0) {
    std::vector<MediaTime> times;
    for (int i = 0; i / rate <= seconds; ++i) times.push_back(from_seconds(start + i / rate));
    return times;
}

// What a picture captured at this moment shows: a motion that never repeats.
double motion(MediaTime time) {
    return to_seconds(time);
}

}  // namespace

TEST_CASE("the same motion gives the same clip at every frame rate") {
    const ClipWindow window;
    const double end = 5.0;
    for (const double rate : {10.0, 15.0, 24.0, 30.0, 60.0}) {
        CAPTURE(rate);
        const auto times = regular(rate, 6);
        const auto indices = sample_window(times, from_seconds(end), window);
        REQUIRE(indices);
        REQUIRE(indices->size() == 16);
        for (std::size_t k = 0; k < 16; ++k) {
            const double wanted = end - (15.0 - static_cast<double>(k)) * 4 / 30;
            CHECK(std::abs(motion(times[(*indices)[k]]) - wanted) <= 0.5 / rate + 1e-9);
        }
    }
}

TEST_CASE("jitter moves a picture by no more than the jitter and half a frame") {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> jitter(-0.012, 0.012);
    auto times = regular(30, 6);
    for (MediaTime& time : times) time += from_seconds(jitter(random));
    const auto indices = sample_window(times, from_seconds(5), ClipWindow{});
    REQUIRE(indices);
    for (std::size_t k = 0; k < 16; ++k) {
        const double wanted = 5 - (15.0 - static_cast<double>(k)) * 4 / 30;
        CHECK(std::abs(to_seconds(times[(*indices)[k]]) - wanted) <= 0.5 / 30 + 0.012);
    }
}

TEST_CASE("every fourth frame of a 30 fps video is taken") {
    const auto times = regular(30, 3);
    const auto indices = sample_window(times, times[80], ClipWindow{});
    REQUIRE(indices);
    for (std::size_t k = 0; k < 16; ++k) CHECK((*indices)[k] == 80 - 4 * (15 - k));
}

TEST_CASE("there is no clip before one whole window was seen") {
    const auto times = regular(30, 1.9);
    CHECK_FALSE(sample_window(times, times.back(), ClipWindow{}));
    CHECK_FALSE(sample_window({}, MediaTime{}, ClipWindow{}));
    CHECK(sample_window(regular(30, 2.0), from_seconds(2.0), ClipWindow{}));
}

TEST_CASE("a hole longer than two intervals leaves no clip") {
    auto times = regular(30, 5);
    const auto hole = [&](double from, double to) {
        auto cut = times;
        std::erase_if(cut,
                      [&](MediaTime t) { return t > from_seconds(from) && t < from_seconds(to); });
        return sample_window(cut, from_seconds(5), ClipWindow{});
    };
    CHECK(hole(4.0, 4.2));
    CHECK_FALSE(hole(4.0, 4.4));
    CHECK(hole(1.0, 2.0));  // before the window
}

TEST_CASE("a window that begins or ends inside a hole is not covered") {
    auto times = regular(30, 12);
    std::erase_if(times, [](MediaTime t) { return t > from_seconds(5) && t < from_seconds(8); });
    CHECK(sample_window(times, from_seconds(5), ClipWindow{}));
    CHECK_FALSE(sample_window(times, from_seconds(5.5), ClipWindow{}));
    CHECK_FALSE(sample_window(times, from_seconds(8), ClipWindow{}));
    CHECK_FALSE(sample_window(times, from_seconds(9.5), ClipWindow{}));
    CHECK(sample_window(times, from_seconds(10), ClipWindow{}));
}

TEST_CASE("a short clip repeats its first and last pictures") {
    const auto times = regular(10, 0.5);
    const auto indices = sample_window_padded(times, times.back(), ClipWindow{});
    REQUIRE(indices.size() == 16);
    CHECK(indices.front() == 0);
    CHECK(indices[8] == 0);
    CHECK(indices.back() == times.size() - 1);
}

TEST_CASE("windows of a recording end a stride apart, up to its last frame") {
    const ClipWindow window;
    const auto ends = window_ends(from_seconds(1), from_seconds(5.2), window, from_seconds(1));
    REQUIRE(ends.size() == 3);
    CHECK(to_seconds(ends[0]) == Approx(3.0));
    CHECK(to_seconds(ends[2]) == Approx(5.0));
}

TEST_CASE("a recording shorter than a window has one, at its end") {
    const auto ends =
        window_ends(from_seconds(0), from_seconds(0.7), ClipWindow{}, from_seconds(1));
    REQUIRE(ends.size() == 1);
    CHECK(to_seconds(ends[0]) == Approx(0.7));
}
