#pragma once

#include "tools/render_demo/geometry.h"
#include "tools/render_demo/raster.h"

namespace spotter {

// A pinhole camera that looks along -z, tilted a little. Pixels to the right and down.
class Camera {
  public:
    Camera(int width, int height) : width_(width), height_(height) {}

    int width() const { return width_; }
    int height() const { return height_; }
    Vec3 eye() const { return kEye; }
    // `scale` samples to a pixel.
    Projected project(Vec3 p, double scale) const {
        const Vec3 q = transposed(rotation_x(kTilt)) * (p - kEye);
        const double f = focal() / -q.z;
        return {(width_ / 2.0 + q.x * f) * scale, (height_ / 2.0 - q.y * f) * scale, -q.z};
    }
    // Direction in which the picture's point lies.
    Vec3 ray(double x, double y) const {
        const Vec3 q{x - width_ / 2.0, height_ / 2.0 - y, -focal()};
        return normalized(rotation_x(kTilt) * q);
    }

  private:
    static constexpr Vec3 kEye{0, 1.28, 4.25};
    static constexpr double kTilt = -4.5;          // degrees; negative: down
    static constexpr double kHeightAtOne = 0.565;  // metres of the picture's height, one away
    double focal() const { return height_ / kHeightAtOne; }

    int width_, height_;
};

}  // namespace spotter
