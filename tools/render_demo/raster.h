#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "tools/render_demo/figure.h"

namespace spotter {

// A point as a view sees it: x and y in samples, depth growing away from the eye.
struct Projected {
    double x = 0, y = 0, depth = 0;
};

// What one sample of a picture sees: a triangle and where in it.
struct Hit {
    float depth = 0;
    std::int32_t triangle = -1;  // -1: nothing
    float b = 0, c = 0;          // shares of the triangle's second and third corner
};

// A picture of which triangle is in front, sample by sample.
class Raster {
  public:
    Raster(int width, int height);

    void clear();
    // Triangles are numbered from `first`; what a mesh's cover function excludes is left out.
    void draw(const Mesh& mesh, std::span<const Projected> corners, std::int32_t first);

    int width() const { return width_; }
    int height() const { return height_; }
    const Hit& at(int x, int y) const {
        return hits_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                     static_cast<std::size_t>(x)];
    }
    // The part that was drawn on since clear(): left, top, right, bottom (outside).
    std::array<int, 4> drawn() const { return drawn_; }

  private:
    int width_, height_;
    std::vector<Hit> hits_;
    std::array<int, 4> drawn_{};
};

}  // namespace spotter
