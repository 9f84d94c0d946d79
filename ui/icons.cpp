#include "ui/icons.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace spotter {

namespace {

constexpr float kPi = 3.14159265F;

// Draws in a square of 24 × 24 units.
class Pen {
  public:
    Pen(ImDrawList& list, const Rect& area, ImU32 color)
        : list_(list), color_(color), scale_(std::min(area.width, area.height) / 24) {
        origin_ = {area.x + (area.width - 24 * scale_) / 2,
                   area.y + (area.height - 24 * scale_) / 2};
        width_ = std::max(1.0F, 1.9F * scale_);
    }
    void line(std::initializer_list<ImVec2> points, bool closed = false) const {
        for (const ImVec2& point : points) list_.PathLineTo(at(point));
        list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
    }
    void fill(std::initializer_list<ImVec2> points) const {
        for (const ImVec2& point : points) list_.PathLineTo(at(point));
        list_.PathFillConvex(color_);
    }
    void box(float x, float y, float w, float h, float round) const {
        list_.AddRect(at({x, y}), at({x + w, y + h}), color_, round * scale_, 0, width_);
    }
    void solid(float x, float y, float w, float h, float round) const {
        list_.AddRectFilled(at({x, y}), at({x + w, y + h}), color_, round * scale_);
    }
    void ring(float x, float y, float r) const {
        list_.AddCircle(at({x, y}), r * scale_, color_, 0, width_);
    }
    void dot(float x, float y, float r) const {
        list_.AddCircleFilled(at({x, y}), r * scale_, color_);
    }
    // From angle `a` to `b`, in parts of a half turn, clockwise from the right.
    void arc(float x, float y, float r, float a, float b) const {
        list_.PathArcTo(at({x, y}), r * scale_, a * kPi, b * kPi);
        list_.PathStroke(color_, ImDrawFlags_None, width_);
    }

  private:
    ImVec2 at(const ImVec2& p) const {
        return {origin_.x + p.x * scale_, origin_.y + p.y * scale_};
    }
    ImDrawList& list_;
    ImU32 color_;
    float scale_;
    float width_ = 1;
    ImVec2 origin_;
};

void draw_settings(const Pen& pen) {
    for (const float y : {6.5F, 12.F, 17.5F}) pen.line({{4, y}, {20, y}});
    pen.dot(15, 6.5F, 2.8F);
    pen.dot(8, 12, 2.8F);
    pen.dot(14, 17.5F, 2.8F);
}

void draw_chip(const Pen& pen) {
    pen.box(6, 6, 12, 12, 2.5F);
    for (const float x : {9.5F, 14.5F}) {
        pen.line({{x, 3}, {x, 6}});
        pen.line({{x, 18}, {x, 21}});
        pen.line({{3, x}, {6, x}});
        pen.line({{18, x}, {21, x}});
    }
}

void draw_skeleton_icon(const Pen& pen) {
    pen.dot(12, 4.6F, 2.4F);
    pen.line({{5, 11.5F}, {8, 9}, {16, 9}, {19, 11.5F}});
    pen.line({{12, 9}, {12, 14.5F}});
    pen.line({{8, 21}, {12, 14.5F}, {16, 21}});
}

void draw_model(const Pen& pen) {
    pen.line({{12, 3}, {20, 7.5F}, {20, 16.5F}, {12, 21}, {4, 16.5F}, {4, 7.5F}}, true);
    pen.line({{4, 7.5F}, {12, 12}, {20, 7.5F}});
    pen.line({{12, 12}, {12, 21}});
}

void draw_corners(const Pen& pen, float a, float b) {
    for (const float sx : {0.F, 1.F}) {
        for (const float sy : {0.F, 1.F}) {
            const auto fx = [&](float v) { return sx > 0 ? 24 - v : v; };
            const auto fy = [&](float v) { return sy > 0 ? 24 - v : v; };
            pen.line({{fx(a), fy(b)}, {fx(b), fy(b)}, {fx(b), fy(a)}});
        }
    }
}

void draw_sign(const Pen& pen, Icon icon) {
    if (icon == Icon::help) {
        pen.arc(12, 9.2F, 3.6F, -1, 0.35F);
        pen.line({{13.8F, 12.2F}, {12, 14}, {12, 15}});
        pen.dot(12, 18.4F, 1.4F);
    } else if (icon == Icon::info) {
        pen.ring(12, 12, 9);
        pen.dot(12, 7.8F, 1.3F);
        pen.line({{12, 11.3F}, {12, 16.8F}});
    } else {
        pen.line({{12, 3.5F}, {21.5F, 20}, {2.5F, 20}}, true);
        pen.line({{12, 9.5F}, {12, 14.2F}});
        pen.dot(12, 17, 1.3F);
    }
}

void draw_trash(const Pen& pen) {
    pen.line({{4.5F, 7}, {19.5F, 7}});
    pen.line({{9.5F, 6.5F}, {9.5F, 4}, {14.5F, 4}, {14.5F, 6.5F}});
    pen.line({{6.5F, 7}, {7.5F, 20.5F}, {16.5F, 20.5F}, {17.5F, 7}});
}

void draw_pencil(const Pen& pen) {
    pen.line({{4, 20}, {5.2F, 15.3F}, {16.2F, 4.3F}, {19.7F, 7.8F}, {8.7F, 18.8F}, {4, 20}});
    pen.line({{13.6F, 6.9F}, {17.1F, 10.4F}});
}

void draw_arrow(const Pen& pen, bool up) {
    const float from = up ? 15.F : 4.5F;
    const float to = up ? 4.5F : 15.F;
    const float wing = up ? 9.F : 10.5F;
    pen.line({{12, from}, {12, to}});
    pen.line({{7.5F, wing}, {12, to}, {16.5F, wing}});
    pen.line({{4, 15}, {4, 19.5F}, {20, 19.5F}, {20, 15}});
}

// Undo, or mirrored redo; a step back, or mirrored a step on.
void draw_steps(const Pen& pen, Icon icon) {
    const bool mirrored = icon == Icon::redo || icon == Icon::step_on;
    const auto x = [mirrored](float v) { return mirrored ? 24 - v : v; };
    if (icon == Icon::undo || icon == Icon::redo) {
        pen.line({{x(8), 4.5F}, {x(4), 8.5F}, {x(8), 12.5F}});
        pen.line({{x(4), 8.5F}, {x(14), 8.5F}});
        mirrored ? pen.arc(10, 13.5F, 5, 0.5F, 1.5F) : pen.arc(14, 13.5F, 5, -0.5F, 0.5F);
        pen.line({{x(14), 18.5F}, {x(9), 18.5F}});
    } else {
        pen.line({{x(6.5F), 5.5F}, {x(6.5F), 18.5F}});
        pen.fill({{x(9.5F), 12}, {x(18), 6}, {x(18), 18}});
    }
}

// The signs of the screens, and of what is done on them.
void draw_more(const Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::teach:
            pen.line({{12, 4.5F}, {22, 9}, {12, 13.5F}, {2, 9}}, true);
            pen.line({{6, 11}, {6, 16.5F}, {12, 19}, {18, 16.5F}, {18, 11}});
            break;
        case Icon::history:
            pen.ring(12, 12, 8.5F);
            pen.line({{12, 7}, {12, 12}, {15.5F, 14}});
            break;
        case Icon::replay:
            pen.box(3, 4.5F, 18, 11, 2.5F);
            pen.fill({{10.2F, 7}, {14.8F, 10}, {10.2F, 13}});
            pen.line({{3, 19.5F}, {21, 19.5F}});
            pen.dot(9, 19.5F, 2.3F);
            break;
        case Icon::record:
            pen.ring(12, 12, 8.5F);
            pen.dot(12, 12, 4.5F);
            break;
        case Icon::stop:
            pen.solid(5.5F, 5.5F, 13, 13, 2);
            break;
        case Icon::plus:
            pen.line({{12, 5}, {12, 19}});
            pen.line({{5, 12}, {19, 12}});
            break;
        case Icon::minus:
            pen.line({{5, 12}, {19, 12}});
            break;
        case Icon::folder:
            pen.line({{3, 6}, {9, 6}, {11.5F, 8.5F}, {21, 8.5F}, {21, 18.5F}, {3, 18.5F}}, true);
            break;
        case Icon::file:
            pen.line({{6, 3.5F}, {13.5F, 3.5F}, {18, 8}, {18, 20.5F}, {6, 20.5F}}, true);
            break;
        default:
            break;
    }
}

}  // namespace

void draw_icon(ImDrawList& list, const Rect& area, Icon icon, ImU32 color) {
    const Pen pen(list, area, color);
    switch (icon) {
        case Icon::play:
            pen.fill({{7.5F, 4.5F}, {19.5F, 12}, {7.5F, 19.5F}});
            break;
        case Icon::pause:
            pen.solid(6, 4.5F, 4.2F, 15, 1.2F);
            pen.solid(13.8F, 4.5F, 4.2F, 15, 1.2F);
            break;
        case Icon::again:
            pen.arc(12, 12, 7.5F, -0.35F, 1.4F);
            pen.fill({{13.6F, 1.8F}, {19.6F, 6.2F}, {12.6F, 8.8F}});
            break;
        case Icon::camera:
            pen.box(2.5F, 6, 13, 12, 3);
            pen.line({{15.5F, 10.8F}, {21.5F, 7.5F}, {21.5F, 16.5F}, {15.5F, 13.2F}});
            break;
        case Icon::film:
            pen.box(3, 5, 18, 14, 3);
            pen.fill({{10, 8.8F}, {15.2F, 12}, {10, 15.2F}});
            break;
        case Icon::model:
            draw_model(pen);
            break;
        case Icon::chip:
            draw_chip(pen);
            break;
        case Icon::skeleton:
            draw_skeleton_icon(pen);
            break;
        case Icon::mirror:
            pen.line({{12, 3.5F}, {12, 20.5F}});
            pen.line({{9, 7}, {9, 17}, {2.8F, 17}}, true);
            pen.fill({{15, 7}, {15, 17}, {21.2F, 17}});
            break;
        case Icon::chart:
            pen.solid(4, 12.5F, 3.6F, 7, 1);
            pen.solid(10.2F, 4.5F, 3.6F, 15, 1);
            pen.solid(16.4F, 9, 3.6F, 10.5F, 1);
            break;
        case Icon::settings:
            draw_settings(pen);
            break;
        case Icon::expand:
            draw_corners(pen, 9, 4);
            break;
        case Icon::shrink:
            draw_corners(pen, 4, 9);
            break;
        case Icon::close:
            pen.line({{6, 6}, {18, 18}});
            pen.line({{18, 6}, {6, 18}});
            break;
        case Icon::help:
        case Icon::info:
        case Icon::warning:
            draw_sign(pen, icon);
            break;
        case Icon::person:
            pen.ring(12, 7.5F, 4);
            pen.arc(12, 21, 7.5F, 1, 2);
            break;
        case Icon::down:
            pen.line({{7, 10}, {12, 15}, {17, 10}});
            break;
        case Icon::check:
            pen.line({{5, 12.5F}, {10, 17.5F}, {19.5F, 7}});
            break;
        case Icon::open:
        case Icon::download:
            draw_arrow(pen, icon == Icon::open);
            break;
        case Icon::trash:
            draw_trash(pen);
            break;
        case Icon::pencil:
            draw_pencil(pen);
            break;
        case Icon::teach:
        case Icon::history:
        case Icon::replay:
        case Icon::record:
        case Icon::stop:
        case Icon::plus:
        case Icon::minus:
        case Icon::folder:
        case Icon::file:
            draw_more(pen, icon);
            break;
        case Icon::timer:
            pen.ring(12, 13.5F, 7.5F);
            pen.line({{12, 13.5F}, {12, 9.5F}});
            pen.line({{9.5F, 2.8F}, {14.5F, 2.8F}});
            break;
        case Icon::target:
            pen.ring(12, 12, 9);
            pen.ring(12, 12, 4.5F);
            pen.solid(11, 11, 2, 2, 1);
            break;
        case Icon::undo:
        case Icon::redo:
        case Icon::step_back:
        case Icon::step_on:
            draw_steps(pen, icon);
            break;
    }
}

}  // namespace spotter
