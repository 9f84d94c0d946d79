#include "engine/session/timeline_chunk.h"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

using namespace spotter;
using namespace std::chrono_literals;

namespace {

std::vector<std::uint8_t> copy_of(const TimelineChunk& chunk) {
    return {chunk.bytes().begin(), chunk.bytes().end()};
}

}  // namespace

TEST_CASE("scores are kept in 255ths, whatever they are") {
    CHECK(quantized({0, 1, 0.5F, 2, -1, std::nanf("")}) ==
          std::vector<std::uint8_t>{0, 255, 128, 255, 0, 0});
}

TEST_CASE("points come out of a chunk as they went in, also when time runs backwards") {
    TimelineChunk chunk;
    REQUIRE(chunk.add({5000ms, 0, 1, {1, 2, 3}}));
    REQUIRE(chunk.add({5033ms, 0, -1, {4, 5, 6}}));
    REQUIRE(chunk.add({4000ms, 0, 2, {255, 0, 128}}));
    TimelineTrack track;
    REQUIRE(append_chunk(chunk.bytes(), 3, track));
    CHECK(track.times_ms == std::vector<std::uint32_t>{5000, 5033, 4000});
    CHECK(track.labels == std::vector<std::int16_t>{1, -1, 2});
    CHECK(track.scores_x255 == std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6, 255, 0, 128});
}

TEST_CASE("three hours at fifteen a second take less than two megabytes") {
    std::size_t bytes = 0;
    TimelineChunk chunk;
    for (int i = 0; i < 3 * 3600 * 15; ++i) {
        const TimelineScores point{SessionTime(i * 1000 / 15), 0, 1, {10, 20, 30, 195}};
        if (chunk.add(point)) continue;
        bytes += chunk.bytes().size();
        chunk = {};
        REQUIRE(chunk.add(point));
    }
    CHECK(bytes < 2'000'000);
}

TEST_CASE("a chunk takes no more than it can hold, and one number of labels") {
    TimelineChunk chunk;
    for (std::size_t i = 0; i < TimelineChunk::kMostPoints; ++i) {
        REQUIRE(chunk.add({SessionTime(i), 0, 0, {1}}));
    }
    CHECK_FALSE(chunk.add({1s, 0, 0, {1}}));
    TimelineChunk other;
    REQUIRE(other.add({0s, 0, 0, {1}}));
    CHECK_FALSE(other.add({1s, 0, 0, {1, 2}}));
}

TEST_CASE("points of models with hundreds and thousands of labels come out as they went in") {
    for (const std::size_t labels : {0U, 1U, 255U, 256U, 400U, 10'000U}) {
        CAPTURE(labels);
        std::vector<std::uint8_t> scores(labels);
        for (std::size_t i = 0; i < labels; ++i) scores[i] = static_cast<std::uint8_t>(i % 256);
        const auto last = static_cast<std::int16_t>(static_cast<int>(labels) - 1);
        TimelineChunk chunk;
        REQUIRE(chunk.add({5000ms, 0, last, scores}));
        REQUIRE(chunk.add({5033ms, 0, -1, scores}));
        TimelineTrack track;
        REQUIRE(append_chunk(chunk.bytes(), labels, track));
        CHECK(track.labels == std::vector<std::int16_t>{last, -1});
        REQUIRE(track.scores_x255.size() == 2 * labels);
        CHECK(std::equal(scores.begin(), scores.end(), track.scores_x255.begin()));
        CHECK_FALSE(append_chunk(chunk.bytes(), labels + 1, track));
    }
}

TEST_CASE("with many labels a chunk is full before it is large") {
    const TimelineScores point{1s, 0, 0, std::vector<std::uint8_t>(10'000)};
    TimelineChunk chunk;
    int points = 0;
    for (; chunk.add(point); ++points) REQUIRE(points < 20);
    CHECK(points == 9);
    // One point is taken whatever it takes.
    CHECK(TimelineChunk().add({1s, 0, 0, std::vector<std::uint8_t>(200'000)}));
}

TEST_CASE("chunks are the bytes that older ones are") {
    TimelineChunk chunk;
    REQUIRE(chunk.add({5000ms, 0, 1, std::vector<std::uint8_t>(255, 7)}));
    std::vector<std::uint8_t> bytes = {255, 0x90, 0x4e, 2};
    bytes.resize(bytes.size() + 255, 7);
    CHECK(copy_of(chunk) == bytes);
}

TEST_CASE("damaged chunks are refused") {
    TimelineChunk chunk;
    REQUIRE(chunk.add({5000ms, 0, 1, {1, 2, 3}}));
    const std::vector<std::uint8_t> whole = copy_of(chunk);
    TimelineTrack track;
    CHECK_FALSE(append_chunk({}, 3, track));
    CHECK_FALSE(append_chunk(whole, 2, track));
    for (std::size_t size = 2; size < whole.size(); ++size) {
        CHECK_FALSE(append_chunk(std::span(whole).first(size), 3, track));
    }
    std::vector<std::uint8_t> wrong = whole;
    wrong[3] = 9;  // a label that there is not
    CHECK_FALSE(append_chunk(wrong, 3, track));
    // A number without an end, and a time before the session.
    CHECK_FALSE(append_chunk(std::vector<std::uint8_t>(20, 0xff), 255, track));
    CHECK_FALSE(append_chunk(std::vector<std::uint8_t>{1, 1, 0, 0}, 1, track));
}
