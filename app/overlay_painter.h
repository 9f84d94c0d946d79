#pragma once

#include <optional>
#include <string>

#include "app/analysis.h"
#include "app/font_face.h"
#include "engine/core/image.h"
#include "engine/core/labels.h"

namespace spotter {

// What the overlay says about one picture.
struct OverlayMoment {
    std::string label;  // empty: unsure
    double confidence = 0;
    Scores scores;
    std::optional<SeenPose> pose;
    std::optional<int> reps = std::nullopt;  // of the set that is under way
};

// Burns the overlay into pictures of any size: the skeleton, at the bottom the label and the
// highest confidences as bars, at the top the reps of the set. One thread at a time.
class OverlayPainter {
  public:
    explicit OverlayPainter(Labels labels) : labels_(std::move(labels)) {}

    void paint(Image& image, const OverlayMoment& moment);

  private:
    void paint_label(Image& image, const OverlayMoment& moment, int panel_top, double unit);
    void paint_reps(Image& image, int reps, double unit);
    void paint_bars(Image& image, const OverlayMoment& moment, int panel_top, double unit);

    const Labels labels_;
    FontFace font_;
};

}  // namespace spotter
