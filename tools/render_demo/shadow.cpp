#include "tools/render_demo/shadow.h"

#include <cmath>
#include <utility>

namespace spotter {

namespace {

constexpr int kSide = 640;
constexpr double kMetres = 3.2;  // of the scene across the map
constexpr double kTexel = kMetres / kSide;
constexpr double kBias = 0.014;  // metres: a surface does not shade itself

// Where a shadow is looked up around a point, in steps.
struct Tap {
    int x, y;
    double distance, share;
};
constexpr int kAround = 2;

std::vector<Tap> make_taps() {
    std::vector<Tap> taps;
    for (int y = -kAround; y <= kAround; ++y) {
        for (int x = -kAround; x <= kAround; ++x) {
            taps.push_back({x, y, std::hypot(x, y), 1.0 / (1 + x * x + y * y)});
        }
    }
    return taps;
}
const std::vector<Tap> kTaps = make_taps();

}  // namespace

ShadowMap::ShadowMap(Vec3 to_light, double softness, std::function<double(Vec3)> weight)
    : softness_(softness),
      weight_(std::move(weight)),
      raster_(kSide, kSide),
      soft_(static_cast<std::size_t>(kSide) * kSide) {
    const Vec3 hint = std::abs(to_light.y) > 0.9 ? Vec3{0, 0, -1} : Vec3{0, 1, 0};
    const Vec3 side = normalized(cross(hint, to_light));
    axes_ = {side, cross(to_light, side), to_light};
}

void ShadowMap::clear(Vec3 centre) {
    centre_ = centre;
    raster_.clear();
}

Projected ShadowMap::project(Vec3 p) const {
    const Vec3 q = transposed(axes_) * (p - centre_);
    return {kSide / 2.0 + q.x / kTexel, kSide / 2.0 - q.y / kTexel, -q.z};
}

void ShadowMap::draw(const Mesh& mesh, const std::vector<PosedVertex>& vertices) {
    std::vector<Projected> corners;
    corners.reserve(vertices.size());
    for (const PosedVertex& v : vertices) corners.push_back(project(v.place));
    raster_.draw(mesh, corners, 0);
}

void ShadowMap::finish() {
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const Hit& hit = raster_.at(x, y);
            double dark = 0;
            if (hit.triangle >= 0) {
                const Vec3 seen{(x + 0.5 - kSide / 2.0) * kTexel, (kSide / 2.0 - y - 0.5) * kTexel,
                                -hit.depth};
                dark = weight_(centre_ + axes_ * seen);
            }
            soft_[static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x)] =
                static_cast<float>(dark);
        }
    }
    // Three boxes make nearly a bell curve.
    const int radius = std::max(1, static_cast<int>(softness_ / kTexel / 2));
    for (int round = 0; round < 3; ++round) blur(radius);
}

void ShadowMap::blur(int radius) {
    std::vector<float> line(kSide);
    const auto pass = [&](std::size_t first, std::size_t stride) {
        for (std::size_t i = 0; i < kSide; ++i) line[i] = soft_[first + i * stride];
        float sum = 0;
        for (int i = 0; i < radius; ++i) sum += line[static_cast<std::size_t>(i)];
        for (int i = 0; i < kSide; ++i) {
            if (i + radius < kSide) sum += line[static_cast<std::size_t>(i + radius)];
            if (i - radius - 1 >= 0) sum -= line[static_cast<std::size_t>(i - radius - 1)];
            soft_[first + static_cast<std::size_t>(i) * stride] =
                std::max(0.0f, sum) / static_cast<float>(2 * radius + 1);
        }
    };
    for (std::size_t y = 0; y < kSide; ++y) pass(y * kSide, 1);
    for (std::size_t x = 0; x < kSide; ++x) pass(x, kSide);
}

double ShadowMap::on_figure(Vec3 p, double radius) const {
    const Projected at = project(p);
    const double step = radius / kTexel / kAround;
    double dark = 0, total = 0;
    for (const Tap& tap : kTaps) {
        const int x = static_cast<int>(at.x + tap.x * step);
        const int y = static_cast<int>(at.y + tap.y * step);
        if (x < 0 || y < 0 || x >= kSide || y >= kSide) continue;
        // Neighbours of a slanted surface lie deeper the further they are.
        const double allowed = kBias + 0.8 * tap.distance * radius / kAround;
        if (raster_.at(x, y).depth < at.depth - allowed) dark += tap.share;
        total += tap.share;
    }
    return total > 0 ? dark / total : 0;
}

double ShadowMap::on_room(Vec3 p) const {
    const Projected at = project(p);
    const double x = at.x - 0.5, y = at.y - 0.5;
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    if (left < 0 || top < 0 || left + 1 >= kSide || top + 1 >= kSide) return 0;
    const auto value = [&](int i, int j) {
        return static_cast<double>(
            soft_[static_cast<std::size_t>(top + j) * kSide + static_cast<std::size_t>(left + i)]);
    };
    const double fx = x - left, fy = y - top;
    return mix(mix(value(0, 0), value(1, 0), fx), mix(value(0, 1), value(1, 1), fx), fy);
}

}  // namespace spotter
