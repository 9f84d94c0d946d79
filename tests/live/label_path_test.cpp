#include "engine/live/label_path.h"

#include <catch2/catch.hpp>

#include "engine/live/segments.h"

namespace spotter {
namespace {

constexpr MediaTime kLength = std::chrono::seconds(2);
const Labels kLabels = {"rest", "move"};

// Windows that end every `step` seconds, by how likely "move" is in each.
std::vector<ScannedWindow> windows_of(const std::vector<float>& moves, double step = 0.5) {
    std::vector<ScannedWindow> windows;
    double end = 2;
    for (const float move : moves) {
        windows.push_back({from_seconds(end), {1 - move, move}});
        end += step;
    }
    return windows;
}

std::vector<std::size_t> course_of(const std::vector<float>& moves, double step = 0.5) {
    return likeliest_labels(windows_of(moves, step), kLength);
}

std::vector<std::string> said_of(const std::vector<float>& moves) {
    std::vector<std::string> said;
    for (const TimelinePoint& point :
         timeline_from_windows(windows_of(moves), kLabels, kLength, {0.6, 0.4, 0.5})) {
        said.push_back(point.label);
    }
    return said;
}

using Course = std::vector<std::size_t>;

}  // namespace

TEST_CASE("a moment of doubt changes nothing in a course of labels") {
    CHECK(course_of({0.9F, 0.9F, 0.9F, 0.1F, 0.9F, 0.9F, 0.9F}) == Course(7, 1));
    CHECK(course_of({0.1F, 0.1F, 0.1F, 0.7F, 0.7F, 0.1F, 0.1F}) == Course(7, 0));
}

TEST_CASE("what lasts changes the course where it begins") {
    std::vector<float> moves(10, 0.1F);
    moves.insert(moves.end(), 10, 0.9F);
    Course expected(10, 0);
    expected.insert(expected.end(), 10, 1);
    CHECK(course_of(moves) == expected);
}

TEST_CASE("how many windows there are does not decide about a course") {
    // Three seconds of mild evidence, then two and a half of it against.
    for (const double step : {0.1, 0.25, 0.5}) {
        std::vector<float> moves(static_cast<std::size_t>(3 / step), 0.6F);
        moves.insert(moves.end(), static_cast<std::size_t>(2.5 / step), 0.3F);
        CHECK(course_of(moves, step) == Course(moves.size(), 0));
    }
}

TEST_CASE("a hole lets the course begin anew") {
    std::vector<ScannedWindow> windows = windows_of({0.9F, 0.9F, 0.9F, 0.9F});
    windows.push_back({std::chrono::seconds(60), {0.7F, 0.3F}});
    CHECK(likeliest_labels(windows, kLength) == Course{1, 1, 1, 1, 0});
    windows.back().end = windows[3].end + std::chrono::milliseconds(500);
    CHECK(likeliest_labels(windows, kLength) == Course(5, 1));
    windows.back().end = std::chrono::seconds(1);  // a jump back in time
    CHECK(likeliest_labels(windows, kLength) == Course{1, 1, 1, 1, 0});
}

TEST_CASE("a score of zero rules nothing out") {
    CHECK(course_of({1, 1, 1, 0, 1, 1, 1}) == Course(7, 1));
}

TEST_CASE("no windows, no course; one window is its highest label") {
    CHECK(likeliest_labels({}, kLength).empty());
    CHECK(course_of({0.6F}) == Course{1});
}

TEST_CASE("a stretch is unsure that never reaches the enter threshold") {
    CHECK(said_of({0.55F, 0.58F, 0.55F}) == std::vector<std::string>(3, ""));
    CHECK(said_of({0.55F, 0.61F, 0.55F}) == std::vector<std::string>(3, "move"));
    CHECK(said_of({}).empty());
}

TEST_CASE("a stretch is unsure that is below the exit threshold on average") {
    const std::vector<ScannedWindow> windows = {{std::chrono::seconds(2), {0.3F, 0.61F, 0.09F}},
                                                {std::chrono::seconds(3), {0.3F, 0.16F, 0.54F}},
                                                {std::chrono::seconds(4), {0.3F, 0.36F, 0.34F}}};
    const Labels labels = {"rest", "move", "other"};
    const Thresholds low{0.6, 0.3, 0.5};
    const Thresholds high{0.6, 0.4, 0.5};
    CHECK(timeline_from_windows(windows, labels, kLength, low)[1].label == "move");
    CHECK(timeline_from_windows(windows, labels, kLength, high)[1].label.empty());
}

}  // namespace spotter
