#include "training/data/clip_cutter.h"

#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

// One window is one second: five pictures, a quarter of a second apart.
const ClipWindow kWindow{5, std::chrono::milliseconds(250)};

struct Cut {
    double begin;
    double end;
    std::vector<double> times;
    friend bool operator==(const Cut&, const Cut&) = default;
};

std::vector<Cut> cut(const std::vector<double>& times, double stride,
                     const std::vector<std::uint32_t>& epochs = {}) {
    std::vector<Cut> out;
    ClipCutter cutter(kWindow, from_seconds(stride), [&](const CutClip& clip) {
        Cut made{to_seconds(clip.begin), to_seconds(clip.end), {}};
        for (const FramePtr& frame : clip.frames) made.times.push_back(to_seconds(frame->time));
        out.push_back(made);
    });
    for (std::size_t i = 0; i < times.size(); ++i) {
        auto frame = std::make_shared<Frame>();
        frame->time = from_seconds(times[i]);
        if (i < epochs.size()) frame->epoch = epochs[i];
        cutter.add(frame);
    }
    cutter.finish();
    return out;
}

}  // namespace

TEST_CASE("clips are windows of time that touch, with every picture of the span") {
    const auto clips = cut({0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25}, 1);
    REQUIRE(clips.size() == 2);
    CHECK(clips[0] == Cut{0, 1, {0, 0.25, 0.5, 0.75, 1.0}});
    CHECK(clips[1] == Cut{1, 2, {1.0, 1.25, 1.5, 1.75, 2.0}});
}

TEST_CASE("a clip reaches from the picture before its window to the one after it") {
    const auto clips = cut({0.1, 0.4, 0.7, 1.0, 1.3, 1.6, 1.9, 2.2}, 0.5);
    REQUIRE(clips.size() == 3);
    CHECK(clips[0] == Cut{0.1, 1.1, {0.1, 0.4, 0.7, 1.0, 1.3}});
    CHECK(clips[1] == Cut{0.6, 1.6, {0.4, 0.7, 1.0, 1.3, 1.6}});
    CHECK(clips[2] == Cut{1.1, 2.1, {1.0, 1.3, 1.6, 1.9, 2.2}});
}

TEST_CASE("no clip spans a hole; after it windows begin anew") {
    const auto clips = cut({0, 0.4, 0.8, 1.2, 2.0, 2.4, 2.8, 3.2}, 1);
    REQUIRE(clips.size() == 2);
    CHECK(clips[0] == Cut{0, 1, {0, 0.4, 0.8, 1.2}});
    CHECK(clips[1] == Cut{2, 3, {2.0, 2.4, 2.8, 3.2}});
}

TEST_CASE("no clip spans a change of epoch or a step back") {
    CHECK(cut({0, 0.5, 1, 1.5, 2}, 1, {0, 0, 0, 1, 1}).size() == 1);
    CHECK(cut({0, 0.5, 1, 0.5, 1, 1.5}, 1).size() == 2);
}

TEST_CASE("a recording shorter than a window is one shorter clip, of its longest piece") {
    CHECK(cut({0, 0.3, 0.6}, 1) == std::vector<Cut>{{0, 0.6, {0, 0.3, 0.6}}});
    CHECK(cut({0, 0.2, 1, 1.2, 1.6, 3, 3.1}, 1) == std::vector<Cut>{{1, 1.6, {1, 1.2, 1.6}}});
    CHECK(cut({}, 1).empty());
}

TEST_CASE("the rest after the last window is left out, but for less than half an interval") {
    CHECK(cut({0, 0.5, 1, 1.5, 1.8}, 1).size() == 1);
    CHECK(cut({0, 0.5, 1, 1.5, 1.9}, 1) ==
          std::vector<Cut>{{0, 1, {0, 0.5, 1}}, {1, 2, {1, 1.5, 1.9}}});
    CHECK(cut({0, 0.5, 0.9}, 1) == std::vector<Cut>{{0, 1, {0, 0.5, 0.9}}});
}
