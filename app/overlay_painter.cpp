#include "app/overlay_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "app/cli/text_format.h"

namespace spotter {
namespace {

// The colours of the window.
constexpr Rgb kPanel = {13, 16, 18};
constexpr Rgb kTrack = {45, 52, 57};
constexpr Rgb kMuted = {152, 164, 171};
constexpr Rgb kText = {236, 240, 241};
constexpr Rgb kAccent = {190, 236, 92};
constexpr double kPanelOpacity = 0.78;

// More would hide who is to be watched.
constexpr std::size_t kMostBars = 3;

// Sizes for a picture whose shorter side is 720 pixels.
constexpr double kMargin = 28;
constexpr double kRow = 34;
constexpr double kSmallType = 18;
constexpr double kLargeType = 40;
constexpr double kHugeType = 120;

// Indices into SeenPose::kJoints.
struct Limb {
    std::size_t from;
    std::size_t to;
    bool left;  // the person's own left: in the accent
};
constexpr std::array kLimbs{Limb{2, 8, false}, Limb{8, 10, false}, Limb{10, 12, false},
                            Limb{1, 2, false}, Limb{7, 8, false},  Limb{2, 4, false},
                            Limb{4, 6, false}, Limb{1, 7, true},   Limb{7, 9, true},
                            Limb{9, 11, true}, Limb{1, 3, true},   Limb{3, 5, true}};
constexpr float kLeastVisibility = 0.3F;

cv::Mat as_mat(Image& image) {
    return {image.height(), image.width(), CV_8UC3, image.data(), image.stride()};
}

cv::Scalar as_scalar(const Rgb& color) {
    return {static_cast<double>(color[0]), static_cast<double>(color[1]),
            static_cast<double>(color[2])};
}

void paint_skeleton(Image& image, const SeenPose& pose, double unit) {
    constexpr int kFraction = 4;  // bits behind the point of OpenCV's coordinates
    cv::Mat mat = as_mat(image);
    const auto point = [&](std::size_t i) {
        // Far outside the picture is as good as anywhere outside, and fits OpenCV's numbers.
        const float x = std::clamp(pose.points[i].x, -4.F, 5.F);
        const float y = std::clamp(pose.points[i].y, -4.F, 5.F);
        return cv::Point(
            static_cast<int>(std::lround(x * static_cast<float>(image.width() << kFraction))),
            static_cast<int>(std::lround(y * static_cast<float>(image.height() << kFraction))));
    };
    const int thickness = std::max(1, static_cast<int>(std::lround(5 * unit)));
    for (const bool outline : {true, false}) {
        for (const Limb& limb : kLimbs) {
            if (std::min(pose.points[limb.from].visibility, pose.points[limb.to].visibility) <
                kLeastVisibility) {
                continue;
            }
            const Rgb& color = outline ? kPanel : limb.left ? kAccent : kText;
            cv::line(mat, point(limb.from), point(limb.to), as_scalar(color),
                     outline ? thickness * 2 : thickness, cv::LINE_AA, kFraction);
        }
    }
}

// Darkens the picture from row `top` down.
void paint_panel(Image& image, int top) {
    for (int y = std::max(0, top); y < image.height(); ++y) {
        std::uint8_t* row = image.row(y);
        for (int i = 0; i < image.width() * 3; ++i) {
            row[i] =
                static_cast<std::uint8_t>(row[i] * (1 - kPanelOpacity) +
                                          kPanel[static_cast<std::size_t>(i % 3)] * kPanelOpacity);
        }
    }
}

// Those of the first `count` labels that have the highest scores, the highest first.
std::vector<std::size_t> highest(const Scores& scores, std::size_t count) {
    std::vector<std::size_t> out(std::min(count, scores.size()));
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::ranges::stable_sort(out, std::greater(), [&](std::size_t i) { return scores[i]; });
    out.resize(std::min(kMostBars, out.size()));
    return out;
}

void paint_bar(Image& image, double x, double y, double width, double height, const Rgb& color) {
    if (width < 1) return;
    cv::Mat mat = as_mat(image);
    cv::rectangle(mat,
                  cv::Point(static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y))),
                  cv::Point(static_cast<int>(std::lround(x + width)) - 1,
                            static_cast<int>(std::lround(y + height)) - 1),
                  as_scalar(color), cv::FILLED);
}

}  // namespace

void OverlayPainter::paint(Image& image, const OverlayMoment& moment) {
    const double unit = std::min(image.width(), image.height()) / 720.0;
    if (moment.pose) paint_skeleton(image, *moment.pose, unit);
    const auto panel_top =
        static_cast<int>(image.height() - (kMostBars * kRow + 2 * kMargin * 0.75) * unit);
    paint_panel(image, panel_top);
    paint_label(image, moment, panel_top, unit);
    paint_bars(image, moment, panel_top, unit);
    if (moment.reps) paint_reps(image, *moment.reps, unit);
}

void OverlayPainter::paint_reps(Image& image, int reps, double unit) {
    const std::string count = std::to_string(reps);
    const double size = kHugeType * unit;
    const double x = kMargin * unit;
    const double baseline = kMargin * unit + size;
    const double edge = std::max(1.0, 2 * unit);
    for (const double dx : {-edge, edge}) {
        for (const double dy : {-edge, edge}) {
            font_.draw(image, count, x + dx, baseline + dy, size, kPanel);
        }
    }
    font_.draw(image, count, x, baseline, size, kAccent);
}

void OverlayPainter::paint_label(Image& image, const OverlayMoment& moment, int panel_top,
                                 double unit) {
    const bool sure = !moment.label.empty();
    const std::string label = sure ? display_name(moment.label) : "Unsure";
    const double room = image.width() * 0.5 - kMargin * unit;
    double size = kLargeType * unit;
    size *= std::min(1.0, room / std::max(1.0, font_.width(label, size)));
    const double middle = (panel_top + image.height()) / 2.0;
    font_.draw(image, label, kMargin * unit, middle + size * (sure ? 0.25 : 0.5), size,
               sure ? kText : kMuted);
    if (sure) {
        font_.draw(image, percentage(moment.confidence), kMargin * unit,
                   middle + size * 0.25 + kRow * unit, kSmallType * unit, kAccent);
    }
}

void OverlayPainter::paint_bars(Image& image, const OverlayMoment& moment, int panel_top,
                                double unit) {
    const double type = kSmallType * unit;
    const double left = image.width() * 0.54;
    const double right = image.width() - kMargin * unit;
    double names = 0;
    for (const std::string& label : labels_) {
        names = std::max(names, font_.width(display_name(label), type));
    }
    const double numbers = font_.width("100.0 %", type);
    const double bars = left + names + 14 * unit;
    const double full = std::max(0.0, right - numbers - 14 * unit - bars);
    double y = panel_top + kMargin * 0.75 * unit;
    for (const std::size_t i : highest(moment.scores, labels_.size())) {
        const bool chosen = labels_[i] == moment.label;
        const double baseline = y + (kRow * unit + type) / 2;
        const std::string number = percentage(moment.scores[i]);
        font_.draw(image, display_name(labels_[i]), left, baseline, type, chosen ? kText : kMuted);
        paint_bar(image, bars, y + kRow * 0.32 * unit, full, kRow * 0.36 * unit, kTrack);
        paint_bar(image, bars, y + kRow * 0.32 * unit, full * moment.scores[i], kRow * 0.36 * unit,
                  chosen ? kAccent : kMuted);
        font_.draw(image, number, right - font_.width(number, type), baseline, type,
                   chosen ? kText : kMuted);
        y += kRow * unit;
    }
}

}  // namespace spotter
