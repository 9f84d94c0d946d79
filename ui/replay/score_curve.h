#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace spotter {

// One label's score over the entries of a timeline, × 255, with the least and the highest over
// longer and longer stretches, so that any stretch is summed up in a few steps however long it
// is. Immutable.
class ScoreCurve {
  public:
    struct Range {
        std::uint8_t least = 255;
        std::uint8_t most = 0;
        void add(const Range& other);
        friend bool operator==(const Range&, const Range&) = default;
    };

    ScoreCurve() = default;
    explicit ScoreCurve(std::vector<std::uint8_t> scores_x255);

    std::size_t size() const { return scores_.size(); }
    std::uint8_t at(std::size_t index) const { return scores_[index]; }
    // Over the entries [first, last). Precondition: first < last <= size().
    Range range(std::size_t first, std::size_t last) const;

  private:
    static constexpr std::size_t kFactor = 16;

    std::vector<std::uint8_t> scores_;
    // levels_[k][i]: over kFactor^(k+1) entries from i × kFactor^(k+1) on.
    std::vector<std::vector<Range>> levels_;
};

// Scores further apart than this, seconds, tell nothing of the time between them.
inline constexpr double kCurveHole_s = 2;

// What is drawn in one column of a plot.
struct CurveColumn {
    double time_s = 0;  // of its middle, or of the entry when there is one alone
    ScoreCurve::Range range;
    bool joined = false;  // to the one before: there is no hole between them
};

// A curve over `columns` equal parts of [from_s, to_s), at most one for each, from the entry
// before to the entry after, so that lines reach the borders. Nothing within a part: no column.
// `times_s` ascends; entries further apart than `hole_s` are not joined. No extreme is lost.
std::vector<CurveColumn> curve_columns(std::span<const double> times_s, const ScoreCurve& curve,
                                       double from_s, double to_s, int columns, double hole_s);

}  // namespace spotter
