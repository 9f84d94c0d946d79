#include "engine/session/timeline_chunk.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace spotter {
namespace {

constexpr std::uint64_t kLowBits = 0x7f;
constexpr std::uint64_t kMore = 0x80;
constexpr unsigned kBitsPerByte = 7;

void put_varint(std::vector<std::uint8_t>& out, std::uint64_t value) {
    for (; value > kLowBits; value >>= kBitsPerByte) {
        out.push_back(static_cast<std::uint8_t>((value & kLowBits) | kMore));
    }
    out.push_back(static_cast<std::uint8_t>(value));
}

// Takes a number off the front; nothing when the bytes end before it does.
std::optional<std::uint64_t> take_varint(std::span<const std::uint8_t>& bytes) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += kBitsPerByte) {
        if (bytes.empty()) return std::nullopt;
        const std::uint64_t byte = bytes.front();
        bytes = bytes.subspan(1);
        value |= (byte & kLowBits) << shift;
        if ((byte & kMore) == 0) return value;
    }
    return std::nullopt;
}

constexpr std::size_t kMostInByte = std::numeric_limits<std::uint8_t>::max();

void put_labels(std::vector<std::uint8_t>& out, std::size_t labels) {
    out.push_back(labels > kMostInByte ? 0 : static_cast<std::uint8_t>(labels));
    if (labels > kMostInByte) put_varint(out, labels);
}

// Takes the number of labels off the front. False: it is another one.
bool take_labels(std::span<const std::uint8_t>& bytes, std::size_t labels) {
    if (bytes.empty()) return false;
    const std::size_t first = bytes.front();
    bytes = bytes.subspan(1);
    return labels > kMostInByte ? first == 0 && take_varint(bytes) == labels : first == labels;
}

// Small numbers of either sign become small ones.
std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}

std::int64_t from_zigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

}  // namespace

std::vector<std::uint8_t> quantized(const Scores& scores) {
    constexpr float kMost = 255;
    std::vector<std::uint8_t> out;
    out.reserve(scores.size());
    for (const float score : scores) {
        const float inside = score > 0 ? std::min(score, 1.0F) : 0;  // also where it is no number
        out.push_back(static_cast<std::uint8_t>(std::lround(inside * kMost)));
    }
    return out;
}

bool TimelineChunk::add(const TimelineScores& point) {
    const std::size_t labels = point.scores_x255.size();
    if (points_ == 0) {
        labels_ = labels;
        put_labels(bytes_, labels);
    } else if (points_ == kMostPoints || labels != labels_ || bytes_.size() + labels > kMostBytes) {
        return false;
    }
    put_varint(bytes_, zigzag(point.time.count() - last_ms_));
    put_varint(bytes_, static_cast<std::uint64_t>(point.label + 1));
    bytes_.insert(bytes_.end(), point.scores_x255.begin(), point.scores_x255.end());
    last_ms_ = point.time.count();
    ++points_;
    return true;
}

bool append_chunk(std::span<const std::uint8_t> bytes, std::size_t labels, TimelineTrack& track) {
    if (!take_labels(bytes, labels)) return false;
    std::int64_t time_ms = 0;
    while (!bytes.empty()) {
        const auto step = take_varint(bytes);
        const auto label = step ? take_varint(bytes) : std::nullopt;
        if (!label || bytes.size() < labels || *label > labels) return false;
        // Of nonsense the sum may wrap round; the check after it finds that.
        time_ms = static_cast<std::int64_t>(static_cast<std::uint64_t>(time_ms) +
                                            static_cast<std::uint64_t>(from_zigzag(*step)));
        if (time_ms < 0 || time_ms > std::numeric_limits<std::uint32_t>::max()) return false;
        track.times_ms.push_back(static_cast<std::uint32_t>(time_ms));
        track.labels.push_back(static_cast<std::int16_t>(static_cast<int>(*label) - 1));
        track.scores_x255.insert(track.scores_x255.end(), bytes.begin(),
                                 bytes.begin() + static_cast<std::ptrdiff_t>(labels));
        bytes = bytes.subspan(labels);
    }
    return true;
}

}  // namespace spotter
