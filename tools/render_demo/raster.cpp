#include "tools/render_demo/raster.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace spotter {

Raster::Raster(int width, int height)
    : width_(width),
      height_(height),
      hits_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
    drawn_ = {0, 0, width, height};
    clear();
}

void Raster::clear() {
    for (int y = drawn_[1]; y < drawn_[3]; ++y) {
        const auto row = hits_.begin() + static_cast<std::ptrdiff_t>(y) * width_;
        std::fill(row + drawn_[0], row + drawn_[2],
                  Hit{std::numeric_limits<float>::max(), -1, 0, 0});
    }
    drawn_ = {width_, height_, 0, 0};
}

void Raster::draw(const Mesh& mesh, std::span<const Projected> corners, std::int32_t first) {
    for (std::size_t i = 0; i < mesh.triangles.size(); ++i) {
        const Triangle& t = mesh.triangles[i];
        const Projected &p = corners[t[0]], &q = corners[t[1]], &r = corners[t[2]];
        const double area = (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
        if (std::abs(area) < 1e-12) continue;
        const auto low = [](double v) { return static_cast<int>(std::ceil(v - 0.5)); };
        const int left = std::max(0, low(std::min({p.x, q.x, r.x})));
        const int right = std::min(width_, low(std::max({p.x, q.x, r.x})));
        const int top = std::max(0, low(std::min({p.y, q.y, r.y})));
        const int bottom = std::min(height_, low(std::max({p.y, q.y, r.y})));
        if (left >= right || top >= bottom) continue;
        drawn_ = {std::min(drawn_[0], left), std::min(drawn_[1], top), std::max(drawn_[2], right),
                  std::max(drawn_[3], bottom)};
        const double cover[] = {mesh.vertices[t[0]].cover, mesh.vertices[t[1]].cover,
                                mesh.vertices[t[2]].cover};
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x) {
                const double dx = x + 0.5 - p.x, dy = y + 0.5 - p.y;
                const double b = (dx * (r.y - p.y) - dy * (r.x - p.x)) / area;
                const double c = (dy * (q.x - p.x) - dx * (q.y - p.y)) / area;
                const double a = 1 - b - c;
                if (a < 0 || b < 0 || c < 0) continue;
                if (a * cover[0] + b * cover[1] + c * cover[2] < 0) continue;
                const auto depth = static_cast<float>(a * p.depth + b * q.depth + c * r.depth);
                Hit& hit = hits_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                                 static_cast<std::size_t>(x)];
                if (depth < hit.depth) {
                    hit = {depth, static_cast<std::int32_t>(i) + first, static_cast<float>(b),
                           static_cast<float>(c)};
                }
            }
        }
    }
}

}  // namespace spotter
