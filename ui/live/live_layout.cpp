#include "ui/live/live_layout.h"

#include <algorithm>
#include <cmath>

namespace spotter {

namespace {

constexpr float kTallRow = 88;     // name and number above the bar
constexpr float kShortRow = 38;    // the least height for that
constexpr float kCompactRow = 14;  // the least height of one line
constexpr float kWidestCompactRow = 30;

constexpr float kPadding = 12;            // of the card of confidences
constexpr float kHeader = 28;             // its title
constexpr float kLowestCoach = 52;        // of its card: a number and what it means
constexpr float kLowestWholeCoach = 210;  // for everything
constexpr float kGoodCoach = 260;         // enough, where labels are many
constexpr float kGoodRow = 21;            // of a label then

// The workout above the confidences, in a column of this width.
void lay_out_column(LiveLayout& out, const Rect& column, float gap, float unit,
                    std::size_t label_count) {
    const auto count = static_cast<float>(std::max<std::size_t>(label_count, 1));
    // What is left to the workout when each label has a row of this height.
    const auto beside = [&](float row) {
        return column.height - gap - (2 * kPadding + kHeader + count * row) * unit;
    };
    const float wanted = std::min(column.height * 0.54F, column.width * 1.15F);
    const float good = std::min(wanted, std::max(beside(kGoodRow), kGoodCoach * unit));
    const float height = std::max(std::min(good, beside(kCompactRow)),
                                  std::min(kLowestCoach * unit, column.height / 4));
    out.coach = column.top(height);
    out.coach_compact = height < kLowestWholeCoach * unit;
    out.scores = column.below(column.height - height - gap);
}

void lay_out_rows(LiveLayout& out, float unit, std::size_t label_count) {
    const float pad = kPadding * unit;
    const float header = kHeader * unit;
    out.score_rows = {out.scores.x + pad, out.scores.y + pad + header, out.scores.width - 2 * pad,
                      out.scores.height - 2 * pad - header};
    const auto count = static_cast<float>(std::max<std::size_t>(label_count, 1));
    const float share = out.score_rows.height / count;
    out.rows_compact = share < kShortRow * unit;
    if (out.rows_compact) {
        out.row_height = std::clamp(share, kCompactRow * unit, kWidestCompactRow * unit);
    } else {
        out.row_height = std::min(share, kTallRow * unit);
    }
    out.rows_scroll = out.row_height * count > out.score_rows.height + 0.5F;
}

}  // namespace

float unit_for(float width, float height, float scale) {
    const float fit = std::min(width / (1280 * scale), height / (720 * scale));
    const float grow = fit > 1 ? 1 + (fit - 1) * 0.7F : fit;
    // The last bound keeps the proportions of a window that is too small for its scale.
    const float unit = std::min(scale * std::clamp(grow, 0.75F, 2.0F), height / 400);
    return std::max(std::round(unit * 8) / 8, 0.5F);
}

LiveLayout layout_for(Rect area, float unit, std::size_t label_count, bool with_playback) {
    area.width = std::max(area.width, 320.0F);
    area.height = std::max(area.height, 180.0F);
    LiveLayout out;
    out.unit = unit;
    const float gap = 12 * unit;
    const float margin = 16 * unit;

    out.top_bar = area.top(60 * unit);
    const Rect body = {area.x + margin, out.top_bar.bottom(), area.width - 2 * margin,
                       area.height - out.top_bar.height - margin};
    const float side = std::clamp(area.width * 0.27F, 200 * unit, 400 * unit);
    lay_out_column(out, body.right_part(side), gap, unit, label_count);
    Rect left = body.left(body.width - side - gap);

    const auto take_bottom = [&](float h) {
        const Rect part = left.below(h);
        left.height -= h + gap;
        return part;
    };
    if (with_playback) out.playback = take_bottom(48 * unit);
    out.timeline = take_bottom(58 * unit);
    out.hero = take_bottom(std::max(0.155F * area.height, 64 * unit));
    out.video = left;
    lay_out_rows(out, unit, label_count);
    return out;
}

}  // namespace spotter
