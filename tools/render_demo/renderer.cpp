#include "tools/render_demo/renderer.h"

#include <cmath>

namespace spotter {

namespace {

constexpr int kSamples = 2;        // by kSamples to a pixel
constexpr double kOutside = 2.75;  // metres to the side: the camera sees nothing of the figure
constexpr double kContact = 0.30;  // metres: what is higher darkens the floor little
constexpr double kExposure = 1.22;
constexpr double kUnseen = 0.002;  // a shadow this thin changes no pixel

// Linear light to the screen, with a soft shoulder for what is too bright.
std::uint8_t tone(double light) {
    const double v = light * kExposure;
    const double soft = v < 0.6 ? v : 0.6 + 0.4 * (1 - std::exp(-(v - 0.6) / 0.4));
    const double s = soft <= 0.0031308 ? 12.92 * soft : 1.055 * std::pow(soft, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(std::clamp(s, 0.0, 1.0) * 255));
}

// tone() of a table: it is asked a million times a picture.
std::uint8_t encoded(double light) {
    constexpr double kBrightest = 4;
    static const auto table = [] {
        std::vector<std::uint8_t> values(16384);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] =
                tone(kBrightest * static_cast<double>(i) / static_cast<double>(values.size()));
        }
        return values;
    }();
    const double share = std::clamp(light / kBrightest, 0.0, 1.0);
    return table[std::min(table.size() - 1,
                          static_cast<std::size_t>(share * static_cast<double>(table.size())))];
}

void put(std::uint8_t* pixel, Vec3 colour) {
    pixel[0] = encoded(colour.x);
    pixel[1] = encoded(colour.y);
    pixel[2] = encoded(colour.z);
}

}  // namespace

Renderer::Renderer(const Human& human, const Rig& rig, const Workout& workout, int width,
                   int height)
    : human_(human),
      rig_(rig),
      workout_(workout),
      camera_(width, height),
      room_(trace_room(camera_, light_)),
      background_(empty_room()),
      person_(dress(human)),
      dumbbells_(make_dumbbells(human)),
      raster_(width * kSamples, height * kSamples),
      key_(light_.to_key, 0.05, [](Vec3) { return 1.0; }),
      sky_({0, 1, 0}, 0.13, [](Vec3 p) { return std::exp(-std::max(0.0, p.y) / kContact); }) {}

std::vector<Renderer::Part> Renderer::parts_at(double time, Vec3& centre) const {
    const BodyPose pose = workout_.pose(time);
    std::vector<Part> parts;
    if (std::abs(pose.pelvis.x) > kOutside) return parts;
    centre = pose.pelvis;
    const auto bones = rig_.place(pose);
    parts.push_back({&person_, posed(person_, human_, bones), 0});
    if (workout_.holds_dumbbells(time)) {
        parts.push_back({&dumbbells_, posed(dumbbells_, human_, bones),
                         static_cast<std::int32_t>(person_.triangles.size())});
    }
    return parts;
}

void Renderer::cast_shadows(const std::vector<Part>& parts, Vec3 centre) {
    key_.clear(centre);
    sky_.clear(centre);
    for (const Part& part : parts) {
        key_.draw(*part.mesh, part.vertices);
        sky_.draw(*part.mesh, part.vertices);
    }
    key_.finish();
    sky_.finish();
}

Vec3 Renderer::shade(const std::vector<Part>& parts, const Hit& hit) const {
    const Part& part = hit.triangle < parts.back().first ? parts.front() : parts.back();
    const Triangle& t = part.mesh->triangles[static_cast<std::size_t>(hit.triangle - part.first)];
    const double b = hit.b, c = hit.c, a = 1 - b - c;
    const auto blend = [&](auto value) {
        return value(t[0]) * a + value(t[1]) * b + value(t[2]) * c;
    };
    const Vec3 place = blend([&](std::uint32_t i) { return part.vertices[i].place; });
    const Vec3 albedo = blend([&](std::uint32_t i) { return part.mesh->vertices[i].albedo; });
    Vec3 normal = normalized(blend([&](std::uint32_t i) { return part.vertices[i].normal; }));
    const Vec3 to_eye = normalized(camera_.eye() - place);
    if (dot(normal, to_eye) < -0.2) normal = -normal;  // the inside of a sleeve

    const double lit = 1 - key_.on_figure(place, 0.022);
    const double open = 1 - 0.62 * sky_.on_figure(place, 0.16);
    const double facing = std::max(0.0, (dot(normal, light_.to_key) + 0.12) / 1.12);
    const double edge = std::max(0.0, dot(normal, light_.to_fill));
    const double shine = part.mesh->vertices[t[0]].shine;
    const double glint =
        std::pow(std::max(0.0, dot(normal, normalized(light_.to_key + to_eye))), 28);
    return albedo *
               (light_.ambient(normal) * open + light_.key * (facing * lit) + light_.fill * edge) +
           light_.key * (shine * glint * lit * 0.35);
}

Vec3 Renderer::shaded_room(const RoomPixel& pixel, double key, double sky) const {
    return pixel.ambient * (1 - 0.75 * sky) + pixel.key * (1 - 0.85 * key);
}

Image Renderer::empty_room() const {
    Image image(camera_.width(), camera_.height());
    std::uint8_t* out = image.data();
    for (const RoomPixel& pixel : room_) {
        put(out, shaded_room(pixel, 0, 0));
        out += 3;
    }
    return image;
}

// One pixel in front of which the figure or its shadow is; otherwise it stays as it is.
void Renderer::paint(const std::vector<Part>& parts, int x, int y, std::uint8_t* out) const {
    Vec3 colour;
    int missed = 0;
    for (int s = 0; s < kSamples * kSamples; ++s) {
        const Hit& hit = raster_.at(x * kSamples + s % kSamples, y * kSamples + s / kSamples);
        if (hit.triangle < 0) {
            ++missed;
        } else {
            colour += shade(parts, hit);
        }
    }
    if (missed > 0) {
        const RoomPixel& pixel =
            room_[static_cast<std::size_t>(y) * static_cast<std::size_t>(camera_.width()) +
                  static_cast<std::size_t>(x)];
        const double key = key_.on_room(pixel.place), sky = sky_.on_room(pixel.place);
        if (missed == kSamples * kSamples && key < kUnseen && sky < kUnseen) return;
        colour += shaded_room(pixel, key, sky) * missed;
    }
    put(out, colour / (kSamples * kSamples));
}

Image Renderer::render(double time) {
    Image image = background_;
    Vec3 centre;
    const auto parts = parts_at(time, centre);
    if (parts.empty()) return image;
    raster_.clear();
    cast_shadows(parts, centre);
    for (const Part& part : parts) {
        std::vector<Projected> corners;
        corners.reserve(part.vertices.size());
        for (const PosedVertex& v : part.vertices) {
            corners.push_back(camera_.project(v.place, kSamples));
        }
        raster_.draw(*part.mesh, corners, part.first);
    }
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) paint(parts, x, y, image.row(y) + 3 * x);
    }
    return image;
}

}  // namespace spotter
