#pragma once

#include <functional>
#include <vector>

#include "tools/render_demo/raster.h"

namespace spotter {

// The figure seen from a light that is far away: what lies in its shadow. One map for one frame.
class ShadowMap {
  public:
    // `to_light`: direction; `softness`: of the shadow on the room, metres; `weight`: how much a
    // point of the figure at this place darkens the room.
    ShadowMap(Vec3 to_light, double softness, std::function<double(Vec3)> weight);

    void clear(Vec3 centre);
    void draw(const Mesh& mesh, const std::vector<PosedVertex>& vertices);
    // After the last draw(): makes the soft shadow.
    void finish();

    // 0 … 1: how much of the light around `p`, a point of the figure, others of its points take,
    // looked at within `radius` metres.
    double on_figure(Vec3 p, double radius) const;
    // The same for a point of the room, all of which lies behind the figure.
    double on_room(Vec3 p) const;

  private:
    Projected project(Vec3 p) const;
    void blur(int radius);

    Mat3 axes_;  // right, up, to the light
    double softness_;
    std::function<double(Vec3)> weight_;
    Vec3 centre_;
    Raster raster_;
    std::vector<float> soft_;
};

}  // namespace spotter
