#pragma once

#include <memory>
#include <vector>

#include "tools/render_demo/camera.h"
#include "tools/render_demo/figure.h"
#include "tools/render_demo/light.h"
#include "tools/render_demo/rig.h"
#include "tools/render_demo/room.h"
#include "tools/render_demo/shadow.h"
#include "tools/render_demo/workout.h"

#include "engine/core/image.h"

namespace spotter {

// Pictures of the workout: the room, traced once, and the figure in front of it.
class Renderer {
  public:
    Renderer(const Human& human, const Rig& rig, const Workout& workout, int width, int height);

    Image render(double time);

  private:
    struct Part {
        const Mesh* mesh;
        std::vector<PosedVertex> vertices;
        std::int32_t first;  // number of its first triangle in the picture
    };
    std::vector<Part> parts_at(double time, Vec3& centre) const;
    void cast_shadows(const std::vector<Part>& parts, Vec3 centre);
    Vec3 shade(const std::vector<Part>& parts, const Hit& hit) const;
    Vec3 shaded_room(const RoomPixel& pixel, double key, double sky) const;
    Image empty_room() const;
    void paint(const std::vector<Part>& parts, int x, int y, std::uint8_t* out) const;

    const Human& human_;
    const Rig& rig_;
    const Workout& workout_;
    const Camera camera_;
    const Light light_;
    const std::vector<RoomPixel> room_;
    const Image background_;
    const Mesh person_;
    const Mesh dumbbells_;
    Raster raster_;
    ShadowMap key_;
    ShadowMap sky_;
};

}  // namespace spotter
