#include "ui/replay/score_curve.h"

#include <catch2/catch.hpp>

#include "ui/replay/replay_layout.h"

using namespace spotter;

namespace {

std::vector<std::uint8_t> noise(std::size_t count) {
    std::vector<std::uint8_t> out;
    std::uint32_t state = 12345;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        out.push_back(static_cast<std::uint8_t>(state >> 24U));
    }
    return out;
}

ScoreCurve::Range slowly(const std::vector<std::uint8_t>& scores, std::size_t first,
                         std::size_t last) {
    ScoreCurve::Range out;
    for (std::size_t i = first; i < last; ++i) out.add({scores[i], scores[i]});
    return out;
}

std::vector<double> evenly(std::size_t count, double step) {
    std::vector<double> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(static_cast<double>(i) * step);
    return out;
}

}  // namespace

TEST_CASE("a curve sums up any stretch as a walk over it would") {
    const auto scores = noise(5000);
    const ScoreCurve curve(scores);
    for (std::size_t first = 0; first < scores.size(); first += 113) {
        for (const std::size_t length : {1, 2, 15, 16, 17, 255, 256, 300, 4096, 4999}) {
            const std::size_t last = std::min(first + length, scores.size());
            CHECK(curve.range(first, last) == slowly(scores, first, last));
        }
    }
    CHECK(curve.range(0, 5000) == slowly(scores, 0, 5000));
}

TEST_CASE("three hours of a curve are at most a column a part, and no peak is lost") {
    // 15 a second.
    constexpr std::size_t kEntries = 3 * 3600 * 15;
    std::vector<std::uint8_t> scores(kEntries, 3);
    scores[77777] = 250;
    const auto times = evenly(kEntries, 1 / 15.0);
    const ScoreCurve curve(scores);
    const auto columns = curve_columns(times, curve, 0, 3 * 3600, 640, 2);
    CHECK(columns.size() <= 642);
    int peaks = 0;
    for (const CurveColumn& column : columns) {
        CHECK(column.range.least == 3);
        peaks += column.range.most == 250 ? 1 : 0;
    }
    CHECK(peaks == 1);
}

TEST_CASE("columns together hold all entries in sight, and one on either side") {
    const auto scores = noise(1000);
    const auto times = evenly(1000, 0.1);
    const ScoreCurve curve(scores);
    const auto columns = curve_columns(times, curve, 20, 60, 37, 2);
    ScoreCurve::Range all;
    for (const CurveColumn& column : columns) all.add(column.range);
    CHECK(all == slowly(scores, 199, 601));
    CHECK(columns.front().time_s == Approx(19.9));
    CHECK(columns.back().time_s == Approx(60.0));
    for (std::size_t i = 1; i < columns.size(); ++i) {
        CHECK(columns[i].joined);
        CHECK(columns[i].time_s > columns[i - 1].time_s);
    }
}

TEST_CASE("a hole in a curve is not bridged") {
    std::vector<double> times = {0, 1, 2, 30, 31};
    const ScoreCurve curve({10, 20, 30, 40, 50});
    const auto columns = curve_columns(times, curve, 0, 40, 400, 2);
    REQUIRE(columns.size() == 5);
    CHECK(columns[2].joined);
    CHECK_FALSE(columns[3].joined);
    CHECK(columns[4].joined);
}

TEST_CASE("there is nothing to draw of nothing") {
    CHECK(curve_columns({}, ScoreCurve(), 0, 10, 100, 2).empty());
    const ScoreCurve curve({1});
    const std::vector<double> times = {5};
    CHECK(curve_columns(times, curve, 10, 10, 100, 2).empty());
    CHECK(curve_columns(times, curve, 0, 10, 0, 2).empty());
    CHECK(curve_columns(times, curve, 0, 10, 100, 2).size() == 1);
}

TEST_CASE("places on the timeline and times are each other's inverse") {
    const TimeScale scale = {10, 70, 100, 600};
    CHECK(scale.x_of(10) == 100);
    CHECK(scale.x_of(70) == 700);
    CHECK(scale.time_at(scale.x_of(33)) == Approx(33));
    CHECK(scale.seconds_in(10) == Approx(1));
}

TEST_CASE("the ruler's marks are round and far enough apart") {
    CHECK(ruler_step_s({0, 60, 0, 600}, 80) == 10);
    CHECK(ruler_step_s({0, 1, 0, 1000}, 80) == 0.1);
    CHECK(ruler_step_s({0, 10800, 0, 1000}, 80) == 1800);
    CHECK(ruler_step_s({0, 1e7, 0, 100}, 80) == 7200);
}

TEST_CASE("the parts of Replay never overlap and stay inside their area") {
    struct Size {
        float width, height, unit;
    };
    for (const Size& size : {Size{1200, 720, 1}, Size{1200, 720, 1.3F}, Size{1800, 1080, 1.5F},
                             Size{600, 400, 0.6F}, Size{3700, 2160, 3}}) {
        for (const bool comparing : {false, true}) {
            CAPTURE(size.width, size.unit, comparing);
            const Rect area = {70, 0, size.width, size.height};
            const ReplayLayout layout = replay_layout_for(area, size.unit, comparing);
            const std::vector<Rect> parts = {layout.header,   layout.picture, layout.transport,
                                             layout.side,     layout.legend,  layout.overview,
                                             layout.ruler,    layout.plot,    layout.segments,
                                             layout.compared, layout.sets};
            CHECK(layout.compared.empty() != comparing);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (parts[i].empty()) continue;
                CHECK(area.contains(parts[i]));
                for (std::size_t k = i + 1; k < parts.size(); ++k) {
                    CHECK_FALSE(parts[i].overlaps(parts[k]));
                }
            }
            CHECK(layout.picture.height > size.height * 0.2F);
        }
    }
}
