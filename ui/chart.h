#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <imgui.h>

#include "engine/core/labels.h"
#include "ui/rect.h"

namespace spotter {

struct ChartLine {
    std::string name;
    ImU32 color = 0;
    std::vector<double> values;  // one per step, from the first; not a number: unknown
};

struct ChartView {
    std::string title;
    std::vector<ChartLine> lines;
    int steps = 0;          // there will be as many; the lines' own length when that is more
    bool percent = false;   // values are 0 … 1, and so is the axis
    std::string step_name;  // "Epoch"
};

// Lines over steps with their last values beside their names.
void draw_chart(const Rect& area, const ChartView& view);

// counts[truth][said], one row and one column per label.
struct MatrixView {
    Labels labels;
    std::vector<std::vector<std::int64_t>> counts;
    bool empty() const { return counts.empty(); }
};

// A table of what was called what: rows are the truth, columns what was said, both numbered. The
// diagonal is right.
void draw_matrix(const Rect& area, const MatrixView& view);

// Pictures of a clip from start to end, side by side in one texture.
struct StripView {
    void* texture = nullptr;  // an ImTextureID; null until it is there
    int width = 0;            // of all of them, pixels
    int height = 0;
};

// As large as fits, from the left; a placeholder while there is no texture.
void draw_strip(const Rect& area, const StripView& strip);

}  // namespace spotter
