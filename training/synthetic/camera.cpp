#include "training/synthetic/camera.h"

#include <limits>

#include "training/synthetic/stances.h"

namespace spotter {
namespace {

struct PictureSize {
    int width;
    int height;
    double weight;
};
constexpr std::array kSizes = {PictureSize{640, 360, 4}, PictureSize{360, 640, 2.5},
                               PictureSize{480, 360, 2}, PictureSize{360, 360, 1},
                               PictureSize{360, 480, 0.7}};

// Lying, prone or bent over bodies are mostly filmed from the side.
bool is_low(const Skeleton& body) {
    const Vec3 trunk = unit(middle(body[kLeftShoulder], body[kRightShoulder]) -
                            middle(body[kLeftHip], body[kRightHip]));
    return trunk.y < 0.6;
}

double draw_azimuth(Random& random, bool low) {
    switch (low ? pick(random, {0.15, 0.2, 0.45, 0.2}) : pick(random, {0.48, 0.17, 0.2, 0.15})) {
        case 0:
            return normal(random, 0, 22);
        case 1:
            return either_way(random, normal(random, 48, 14));
        case 2:
            return either_way(random, normal(random, 90, 14));
        default:
            return random.uniform(-180, 180);
    }
}

double draw_elevation(Random& random) {
    if (random.chance(0.1)) return random.uniform(12, 35);
    return std::clamp(normal(random, 3, 8), -15.0, 35.0);
}

struct Extent {
    double left = std::numeric_limits<double>::max();
    double right = std::numeric_limits<double>::lowest();
    double top = std::numeric_limits<double>::max();
    double bottom = std::numeric_limits<double>::lowest();
    void add(Vec3 p) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    }
};

// Which part of the person's extent the picture shows, in its own units.
Extent framed(Random& random, const Extent& all, const std::vector<ViewedBody>& bodies) {
    const auto row = [&](Joint joint) {
        double sum = 0;
        for (const ViewedBody& body : bodies)
            sum += 0.5 * (body.pixels[joint].y + body.pixels[joint + 1].y);
        return sum / static_cast<double>(bodies.size());
    };
    const double margin = 0.12 * (all.bottom - all.top) + 0.02;
    Extent shown = all;
    shown.top -= margin;  // hair, and air
    shown.bottom += margin * 0.6;
    // Off below, between the chest and the ankles.
    const auto cut_below = [&] {
        const double hips = row(kLeftHip);
        const double shoulders = row(kLeftShoulder);
        const double knees = row(kLeftKnee);
        const double ankles = row(kLeftAnkle);
        const double at = random.uniform();
        if (at < 0.2)
            shown.bottom = lerp(shoulders, hips, random.uniform(0.15, 1));
        else if (at < 0.65)
            shown.bottom = lerp(hips, knees, random.uniform(0, 1));
        else
            shown.bottom = lerp(knees, ankles, random.uniform(0, 1));
        if (shown.bottom < shown.top + 3 * margin) shown.bottom = all.bottom;
    };
    switch (pick(random, {0.55, 0.32, 0.08, 0.05})) {
        case 0:
            break;
        case 1:
            cut_below();
            break;
        case 2:  // the head is outside; often the legs, too: a torso
            if (random.chance(0.5)) cut_below();
            shown.top = row(kLeftShoulder) - random.uniform(0, 0.08) * (all.bottom - all.top);
            if (shown.bottom < shown.top + 3 * margin) {
                shown.top = all.top;
                shown.bottom = all.bottom;
            }
            break;
        default: {  // off the middle
            const double wide = shown.right - shown.left;
            shown.left += wide * random.uniform(-0.5, 0.35);
            shown.right += wide * random.uniform(-0.35, 0.5);
            break;
        }
    }
    return shown;
}

// Moves and scales what is in units of the lens into the picture.
void fit(Random& random, View& view, const Extent& shown) {
    const double fill = random.chance(0.25) ? random.uniform(0.3, 0.6) : random.uniform(0.6, 1);
    const double wide = std::max(shown.right - shown.left, 1e-3);
    const double tall = std::max(shown.bottom - shown.top, 1e-3);
    const double scale = fill * std::min(view.width / wide, view.height / tall);
    const double spare_x = view.width - scale * wide;
    const double spare_y = view.height - scale * tall;
    const double x = spare_x * std::clamp(normal(random, 0.5, 0.15), 0.0, 1.0) - scale * shown.left;
    const double y = spare_y * random.uniform(0.2, 0.9) - scale * shown.top;
    for (ViewedBody& body : view.bodies) {
        for (Vec3& p : body.pixels) p = {p.x * scale + x, p.y * scale + y, p.z * scale};
    }
    view.pixels_per_metre *= scale;
}

// The hand that holds the camera, and cameras that pan.
void shake(Random& random, View& view) {
    if (!random.chance(0.3)) return;
    const double size = log_uniform(random, 0.004, 0.06) * view.height;
    const Wander x(random, 0.6);
    const Wander y(random, 0.6);
    const double way = random.chance(0.2) ? normal(random, 0, 0.32) * view.width : 0;
    const double pan = way / static_cast<double>(view.bodies.size());
    for (std::size_t i = 0; i < view.bodies.size(); ++i) {
        const double t = static_cast<double>(i) * 0.13;
        const Vec3 off{size * x.at(t) + pan * static_cast<double>(i), size * y.at(t), 0};
        for (Vec3& p : view.bodies[i].pixels) p = p + off;
    }
}

// Films shown in another shape than they were taken in.
void stretch(Random& random, View& view) {
    const double by = random.chance(0.1) ? log_uniform(random, 0.6, 1.65) : normal(random, 1, 0.03);
    const double in_world = std::pow(by, 0.7);
    for (ViewedBody& body : view.bodies) {
        for (Vec3& p : body.pixels) p.x *= by;
        for (Vec3& p : body.metres) p.x *= in_world;
    }
    view.width = static_cast<int>(std::lround(view.width * by));
}

}  // namespace

View viewed(Random& random, std::span<const Skeleton> bodies) {
    View view;
    std::array<double, kSizes.size()> weights{};
    for (std::size_t i = 0; i < kSizes.size(); ++i) weights[i] = kSizes[i].weight;
    const PictureSize& size = kSizes[pick(random, weights)];
    view.width = size.width;
    view.height = size.height;
    const Skeleton& half_way = bodies[bodies.size() / 2];
    view.azimuth = draw_azimuth(random, is_low(half_way));
    const Turn turn =
        turn_z(normal(random, 0, 2.5)) * turn_x(draw_elevation(random)) * turn_y(-view.azimuth);
    const double distance = log_uniform(random, 1.5, 7);
    const Vec3 centre = middle(middle(half_way[kLeftHip], half_way[kRightHip]),
                               middle(half_way[kLeftShoulder], half_way[kRightShoulder]));
    view.pixels_per_metre = 1 / distance;
    Extent extent;
    for (const Skeleton& body : bodies) {
        const Vec3 hips = turn * (middle(body[kLeftHip], body[kRightHip]) - centre);
        ViewedBody& seen = view.bodies.emplace_back();
        for (std::size_t j = 0; j < kJointCount; ++j) {
            const Vec3 at = turn * (body[j] - centre);
            const double depth = std::max(distance - at.z, 0.35);
            seen.metres[j] = {at.x - hips.x, hips.y - at.y, hips.z - at.z};
            seen.pixels[j] = {at.x / depth, -at.y / depth, seen.metres[j].z / distance};
            extent.add(seen.pixels[j]);
        }
    }
    fit(random, view, framed(random, extent, view.bodies));
    shake(random, view);
    stretch(random, view);
    return view;
}

}  // namespace spotter
