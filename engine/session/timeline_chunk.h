#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/session/session.h"

namespace spotter {

// One entry of a timeline, on its way to the store.
struct TimelineScores {
    SessionTime time{};
    std::size_t model = 0;                  // ModelUse by order, from 0
    std::int16_t label = -1;                // index of the label that stood; -1: none
    std::vector<std::uint8_t> scores_x255;  // one per label of the model: score × 255
};

// Rounds to the nearest 255th.
std::vector<std::uint8_t> quantized(const Scores& scores);

// Some hundred timeline points as they lie in the database: a byte with the number of labels (of
// more than 255: a zero, and the number as a varint), then for each point the time since the one
// before in ms (zigzag varint; the first one since the session's start), the label + 1 (varint),
// and the scores, a byte each.
class TimelineChunk {
  public:
    static constexpr std::size_t kMostPoints = 256;
    // With many labels it holds fewer points: it is written anew with each of them.
    static constexpr std::size_t kMostBytes = 96 * 1024;

    // False: it is full, or the point has another number of labels; it was not taken. An empty
    // one takes any.
    [[nodiscard]] bool add(const TimelineScores& point);
    std::span<const std::uint8_t> bytes() const { return bytes_; }

  private:
    std::vector<std::uint8_t> bytes_;
    std::size_t labels_ = 0;
    std::size_t points_ = 0;
    std::int64_t last_ms_ = 0;
};

// Appends the points of a chunk to `track`. False: the bytes make no sense, or have another
// number of labels than `labels`.
[[nodiscard]] bool append_chunk(std::span<const std::uint8_t> bytes, std::size_t labels,
                                TimelineTrack& track);

}  // namespace spotter
