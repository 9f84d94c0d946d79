#include "tools/render_demo/room.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <random>

namespace spotter {

namespace {

constexpr double kWall = -1.9;   // z of the back wall, metres
constexpr int kSamples = 2;      // by kSamples to a pixel
constexpr int kAmbientRays = 8;  // of each sample
constexpr int kKeyRays = 3;
constexpr double kAmbientReach = 0.9;  // metres
constexpr double kSunSize = 0.06;      // softness of the key light
constexpr double kNever = std::numeric_limits<double>::max();

struct Ray {
    Vec3 from, to;
};

using Paint = std::function<Vec3(Vec3)>;

// An ellipsoid or a box, turned and placed.
struct Solid {
    enum Shape { ball, box, can } shape = ball;
    Vec3 centre;
    Vec3 half;  // half axes
    Mat3 turn;
    Paint paint;
};

struct Meeting {
    double distance = kNever;
    Vec3 normal;
    const Paint* paint = nullptr;
};

Meeting meet_quadric(Vec3 o, Vec3 d, bool upright) {
    const Vec3 flat = upright ? Vec3{1, 0, 1} : Vec3{1, 1, 1};
    const Vec3 of = o * flat, df = d * flat;
    const double a = dot(df, df), b = dot(of, df), c = dot(of, of) - 1;
    const double root = b * b - a * c;
    if (root < 0 || a < 1e-12) return {};
    const double t = (-b - std::sqrt(root)) / a;
    const Vec3 at = o + d * t;
    if (t > 1e-6 && (!upright || std::abs(at.y) <= 1)) return {t, at * flat, nullptr};
    return {};
}

Meeting meet_unit(Solid::Shape shape, Vec3 o, Vec3 d) {
    if (shape == Solid::ball) return meet_quadric(o, d, false);
    if (shape == Solid::can) {
        Meeting side = meet_quadric(o, d, true);
        const double t = (1 - o.y) / (std::abs(d.y) > 1e-12 ? d.y : 1e-12);
        const Vec3 at = o + d * t;
        if (t > 1e-6 && d.y < 0 && at.x * at.x + at.z * at.z < 1 && t < side.distance) {
            return {t, {0, 1, 0}, nullptr};
        }
        return side;
    }
    double near = -kNever, far = kNever;
    Vec3 normal;
    const auto slab = [&](double from, double along, Vec3 axis) {
        const double inverse = 1 / (std::abs(along) > 1e-12 ? along : 1e-12);
        const double enter = (-std::copysign(1.0, inverse) - from) * inverse;
        const double leave = (std::copysign(1.0, inverse) - from) * inverse;
        if (enter > near) {
            near = enter;
            normal = axis * -std::copysign(1.0, inverse);
        }
        far = std::min(far, leave);
    };
    slab(o.x, d.x, {1, 0, 0});
    slab(o.y, d.y, {0, 1, 0});
    slab(o.z, d.z, {0, 0, 1});
    if (near > far || near < 1e-6) return {};
    return {near, normal, nullptr};
}

double noise(double x, double y) {
    const double s = std::sin(x * 127.1 + y * 311.7) * 43758.5453;
    return s - std::floor(s);
}

// Oak boards across the room.
Vec3 floor_paint(Vec3 p) {
    constexpr double kBoard = 0.16;
    const double row = std::floor(p.z / kBoard);
    const double length = 1.3;
    const double along = p.x / length + noise(row, 3) * 7;
    const double board = std::floor(along);
    const double tone = 0.86 + 0.20 * noise(row, board);
    const double grain =
        0.03 * std::sin(p.z * 210 + 3 * std::sin(p.x * 2.3 + row)) * (0.5 + noise(board, row));
    const double gap_z = std::abs(p.z / kBoard - row - 0.5) * 2;
    const double gap_x = std::abs(along - board - 0.5) * 2;
    const double seam =
        (1 - 0.45 * ramp(0.95, 0.99, gap_z)) * (1 - 0.4 * ramp(0.994, 0.999, gap_x));
    return Vec3{0.40, 0.275, 0.175} * ((tone + grain) * seam);
}

Vec3 wall_paint(Vec3 p) {
    const double low = 1 - ramp(0.98, 0.99, p.y);
    return mix(Vec3{0.60, 0.58, 0.54}, Vec3{0.235, 0.30, 0.295}, low);
}

Paint plain(Vec3 colour) {
    return [colour](Vec3) { return colour; };
}

class Room {
  public:
    Room() {
        furnish();
        decorate();
        plant();
    }

    Meeting meet(const Ray& ray, double reach = kNever) const {
        Meeting best;
        best.distance = reach;
        const double down = -ray.from.y / (ray.to.y < -1e-9 ? ray.to.y : 1e-9);
        if (ray.to.y < 0 && down > 1e-6 && down < best.distance) {
            best = {down, {0, 1, 0}, &floor_};
        }
        const double back = (kWall - ray.from.z) / (ray.to.z < -1e-9 ? ray.to.z : 1e-9);
        if (ray.to.z < 0 && back > 1e-6 && back < best.distance) {
            best = {back, {0, 0, 1}, &wall_};
        }
        for (const Solid& solid : solids_) {
            const Mat3 back_turn = transposed(solid.turn);
            const auto local = [&](Vec3 v) {
                const Vec3 q = back_turn * v;
                return Vec3{q.x / solid.half.x, q.y / solid.half.y, q.z / solid.half.z};
            };
            const Meeting hit =
                meet_unit(solid.shape, local(ray.from - solid.centre), local(ray.to));
            if (hit.distance < best.distance) {
                const Vec3 n = hit.normal;
                best = {hit.distance,
                        normalized(solid.turn * Vec3{n.x / solid.half.x, n.y / solid.half.y,
                                                     n.z / solid.half.z}),
                        &solid.paint};
            }
        }
        return best;
    }

  private:
    void add(Solid::Shape shape, Vec3 centre, Vec3 half, Vec3 colour, const Mat3& turn = {}) {
        solids_.push_back({shape, centre, half, turn, plain(colour)});
    }

    void furnish() {
        const Vec3 oak{0.42, 0.29, 0.18}, dark{0.05, 0.05, 0.055}, white{0.62, 0.61, 0.58};
        add(Solid::box, {0, 0.05, kWall}, {9, 0.05, 0.012}, white);                    // skirting
        add(Solid::box, {0, 0.99, kWall}, {9, 0.012, 0.012}, white);                   // rail
        add(Solid::box, {0, 0.003, 0.02}, {1.02, 0.003, 0.52}, {0.075, 0.16, 0.175});  // mat
        // Sideboard with two doors.
        add(Solid::box, {1.98, 0.36, -1.62}, {0.62, 0.27, 0.22}, oak);
        add(Solid::box, {1.675, 0.36, -1.398}, {0.295, 0.24, 0.006}, oak * 1.12);
        add(Solid::box, {2.285, 0.36, -1.398}, {0.295, 0.24, 0.006}, oak * 1.12);
        for (const double x : {1.42, 2.54}) {
            add(Solid::can, {x, 0.045, -1.5}, {0.018, 0.045, 0.018}, dark);
        }
        const Vec3 books[] = {{0.40, 0.12, 0.08},
                              {0.10, 0.20, 0.26},
                              {0.55, 0.42, 0.20},
                              {0.16, 0.25, 0.15},
                              {0.50, 0.48, 0.44}};
        double x = 2.12;
        for (const Vec3& colour : books) {
            const double wide = 0.016 + 0.008 * noise(x, 1), tall = 0.10 + 0.03 * noise(x, 2);
            add(Solid::box, {x + wide, 0.63 + tall, -1.66}, {wide, tall, 0.08}, colour);
            x += 2 * wide + 0.003;
        }
    }

    void decorate() {
        const Vec3 frame{0.06, 0.05, 0.045}, paper{0.66, 0.63, 0.57};
        add(Solid::box, {1.98, 1.72, kWall}, {0.30, 0.38, 0.02}, frame);
        add(Solid::box, {1.98, 1.72, kWall + 0.006}, {0.275, 0.355, 0.018}, paper);
        add(Solid::ball, {1.93, 1.80, kWall + 0.012}, {0.12, 0.12, 0.016}, {0.52, 0.20, 0.10});
        add(Solid::box, {1.98, 1.56, kWall + 0.012}, {0.20, 0.05, 0.014}, {0.10, 0.20, 0.22});
        add(Solid::box, {2.03, 1.49, kWall + 0.012}, {0.15, 0.025, 0.014}, {0.30, 0.36, 0.33});
        // Exercise ball and kettlebell.
        add(Solid::ball, {-2.28, 0.31, -1.45}, {0.31, 0.31, 0.31}, {0.13, 0.24, 0.33});
        add(Solid::ball, {-1.62, 0.10, -1.38}, {0.10, 0.10, 0.10}, {0.03, 0.03, 0.034});
        for (const double side : {-1.0, 1.0}) {
            add(Solid::can, {-1.62 + 0.055 * side, 0.21, -1.38}, {0.014, 0.05, 0.014},
                {0.03, 0.03, 0.034}, rotation_z(10 * side));
        }
        add(Solid::can, {-1.62, 0.258, -1.38}, {0.016, 0.062, 0.016}, {0.03, 0.03, 0.034},
            rotation_z(90));
        add(Solid::can, {1.52, 0.66, -1.5}, {0.035, 0.04, 0.035}, {0.60, 0.58, 0.54});  // mug
    }

    void plant() {
        const Vec3 foot{-2.85, 0, -1.5};
        add(Solid::can, foot + Vec3{0, 0.17, 0}, {0.17, 0.17, 0.17}, {0.52, 0.50, 0.46});
        std::mt19937 random(5);
        for (int i = 0; i < 17; ++i) {
            const double turn = 137.5 * i, rise = 22 + 3.1 * i;
            const double size = 0.30 + 0.12 * (random() % 100 / 100.0);
            const Mat3 way = rotation_y(turn) * rotation_x(-rise);
            const Vec3 tip = way * Vec3{0, 0, size};
            add(Solid::ball, foot + Vec3{0, 0.40 + 0.028 * i, 0} + tip, {0.075, 0.008, 0.75 * size},
                mix(Vec3{0.05, 0.15, 0.05}, Vec3{0.12, 0.25, 0.07}, random() % 100 / 100.0), way);
        }
        add(Solid::can, foot + Vec3{0, 0.55, 0}, {0.012, 0.3, 0.012}, {0.10, 0.16, 0.06});
    }

    std::vector<Solid> solids_;
    const Paint floor_ = floor_paint, wall_ = wall_paint;
};

// 0 … 1: the sun falls through a window of two by three panes on the wall behind.
double window_light(Vec3 p, const Light& light) {
    const double away = (2.6 - p.z) / light.to_key.z;
    const Vec3 at = p + light.to_key * away;
    const double u = (at.x + 3.55) / 0.75, v = (at.y - 4.55) / 0.62;
    const double soft = 0.05;
    const auto pane = [&](double x, int count) {
        if (x < -0.2 || x > count + 0.2) return 0.0;
        const double in = std::clamp(std::floor(x), 0.0, count - 1.0);
        const double off = std::abs(x - in - 0.5);
        return 1 - ramp(0.46 - soft, 0.46 + soft, off);
    };
    return pane(u, 2) * pane(v, 3);
}

Vec3 around(Vec3 normal, double u, double v) {
    const double radius = std::sqrt(u), angle = 2 * std::numbers::pi * v;
    const Mat3 axes = frame_of(normal, std::abs(normal.y) < 0.9 ? Vec3{0, 1, 0} : Vec3{1, 0, 0});
    return axes * Vec3{std::sqrt(1 - u), radius * std::cos(angle), radius * std::sin(angle)};
}

class Tracer {
  public:
    Tracer(const Room& room, const Light& light) : room_(room), light_(light), random_(7) {}

    RoomPixel look(const Ray& ray) {
        const Meeting hit = room_.meet(ray);
        if (!hit.paint) return {};
        const Vec3 at = ray.from + ray.to * hit.distance, above = at + hit.normal * 1e-4;
        const Vec3 paint = (*hit.paint)(at);
        double open = 0;
        const double shift = chance(), spin = chance();
        for (int i = 0; i < kAmbientRays; ++i) {
            const double v = (i + spin) / kAmbientRays;
            const Vec3 to = around(hit.normal, std::fmod(0.618034 * i + shift, 1.0), v);
            const double met = room_.meet({above, to}, kAmbientReach).distance;
            open += std::min(1.0, met / kAmbientReach) / kAmbientRays;
        }
        double lit = 0;
        for (int i = 0; i < kKeyRays; ++i) {
            const Vec3 to =
                normalized(light_.to_key +
                           Vec3{chance() - 0.5, chance() - 0.5, chance() - 0.5} * (2 * kSunSize));
            const double facing = std::max(0.0, dot(hit.normal, to));
            if (facing > 0 && !room_.meet({above, to}).paint) lit += facing / kKeyRays;
        }
        // Deep in the room the soft key fades, and the window's panes stand out.
        const double depth = ramp(kWall, 1.5, at.z);
        const double sun = mix(0.22, 0.62, depth) + 0.42 * window_light(at, light_) * (1 - depth);
        const double vignette = 1 - 0.05 * at.x * at.x / 4;
        return {paint * light_.ambient(hit.normal) * (mix(0.30, 1.0, open) * vignette),
                paint * light_.key * (lit * sun * vignette), at};
    }

  private:
    double chance() { return static_cast<double>(random_()) / 4294967296.0; }

    const Room& room_;
    const Light& light_;
    std::mt19937 random_;
};

}  // namespace

std::vector<RoomPixel> trace_room(const Camera& camera, const Light& light) {
    const Room room;
    Tracer tracer(room, light);
    std::vector<RoomPixel> pixels;
    pixels.reserve(static_cast<std::size_t>(camera.width()) *
                   static_cast<std::size_t>(camera.height()));
    constexpr double kShare = 1.0 / (kSamples * kSamples);
    for (int y = 0; y < camera.height(); ++y) {
        for (int x = 0; x < camera.width(); ++x) {
            RoomPixel pixel;
            for (int s = 0; s < kSamples * kSamples; ++s) {
                const double px = x + (s % kSamples + 0.5) / kSamples;
                const double py = y + (s / kSamples + 0.5) / kSamples;
                const RoomPixel seen = tracer.look({camera.eye(), camera.ray(px, py)});
                pixel.ambient += seen.ambient * kShare;
                pixel.key += seen.key * kShare;
                pixel.place += seen.place * kShare;
            }
            pixels.push_back(pixel);
        }
    }
    return pixels;
}

}  // namespace spotter
