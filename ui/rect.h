#pragma once

#include <algorithm>

namespace spotter {

// A rectangle of the window, pixels; empty when a side is not positive.
struct Rect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    static constexpr float kSlack = 0.01F;

    float right() const { return x + width; }
    float bottom() const { return y + height; }
    bool empty() const { return width <= 0 || height <= 0; }
    bool contains(float px, float py) const {
        return px >= x && px < right() && py >= y && py < bottom();
    }
    // Within a hundredth of a pixel, as overlaps().
    bool contains(const Rect& other) const {
        return other.x >= x - kSlack && other.y >= y - kSlack &&
               other.right() <= right() + kSlack && other.bottom() <= bottom() + kSlack;
    }
    bool overlaps(const Rect& other) const {
        return !empty() && !other.empty() && x < other.right() - kSlack &&
               other.x < right() - kSlack && y < other.bottom() - kSlack &&
               other.y < bottom() - kSlack;
    }
    Rect inset(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
    Rect inset(float dx, float dy) const {
        return {x + dx, y + dy, width - 2 * dx, height - 2 * dy};
    }
    // A part of that height at the top or the bottom, or of that width at a side.
    Rect top(float h) const { return {x, y, width, h}; }
    Rect below(float h) const { return {x, bottom() - h, width, h}; }
    Rect left(float w) const { return {x, y, w, height}; }
    Rect right_part(float w) const { return {right() - w, y, w, height}; }
};

// The largest rectangle of the shape `width` : `height` inside `area`, in its middle.
inline Rect fitted(const Rect& area, float width, float height) {
    if (area.empty() || width <= 0 || height <= 0) return {area.x, area.y, 0, 0};
    const float scale = std::min(area.width / width, area.height / height);
    const float w = width * scale;
    const float h = height * scale;
    return {area.x + (area.width - w) / 2, area.y + (area.height - h) / 2, w, h};
}

// Hands out parts of an area, one after the other, with a gap between them.
class Cutter {
  public:
    Cutter(const Rect& area, float gap) : rest_(area), gap_(gap) {}
    Rect top(float height) {
        const Rect part = rest_.top(std::min(height, std::max(rest_.height, 0.F)));
        rest_ = rest_.below(rest_.height - part.height - gap_);
        return part;
    }
    Rect below(float height) {
        const Rect part = rest_.below(std::min(height, std::max(rest_.height, 0.F)));
        rest_.height -= part.height + gap_;
        return part;
    }
    Rect left(float width) {
        const Rect part = rest_.left(std::min(width, std::max(rest_.width, 0.F)));
        rest_ = rest_.right_part(rest_.width - part.width - gap_);
        return part;
    }
    Rect right(float width) {
        const Rect part = rest_.right_part(std::min(width, std::max(rest_.width, 0.F)));
        rest_.width -= part.width + gap_;
        return part;
    }
    const Rect& rest() const { return rest_; }

  private:
    Rect rest_;
    float gap_;
};

}  // namespace spotter
