#include "app/pose_variation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace spotter {
namespace {

constexpr double kRadians = std::numbers::pi / 180;

struct Vec {
    double x = 0;
    double y = 0;
    double z = 0;
};

using Matrix = std::array<std::array<double, 3>, 3>;

Vec times(const Matrix& m, Vec v) {
    return {m[0][0] * v.x + m[0][1] * v.y + m[0][2] * v.z,
            m[1][0] * v.x + m[1][1] * v.y + m[1][2] * v.z,
            m[2][0] * v.x + m[2][1] * v.y + m[2][2] * v.z};
}

Matrix times(const Matrix& a, const Matrix& b) {
    Matrix out{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            for (std::size_t k = 0; k < 3; ++k) out[i][j] += a[i][k] * b[k][j];
        }
    }
    return out;
}

// About the vertical, then the horizontal, then the line of sight; and the body's proportions.
Matrix view_change(double strength, Random& random) {
    const double yaw = random.normal() * 20 * strength * kRadians;
    const double pitch = random.normal() * 7 * strength * kRadians;
    const double roll = random.normal() * 4 * strength * kRadians;
    const Matrix about_y{
        {{std::cos(yaw), 0, std::sin(yaw)}, {0, 1, 0}, {-std::sin(yaw), 0, std::cos(yaw)}}};
    const Matrix about_x{
        {{1, 0, 0}, {0, std::cos(pitch), -std::sin(pitch)}, {0, std::sin(pitch), std::cos(pitch)}}};
    const Matrix about_z{
        {{std::cos(roll), -std::sin(roll), 0}, {std::sin(roll), std::cos(roll), 0}, {0, 0, 1}}};
    const auto stretch = [&] { return std::exp(random.normal() * 0.05 * strength); };
    const Matrix shape{{{stretch(), 0, 0}, {0, stretch(), 0}, {0, 0, stretch()}}};
    return times(about_z, times(about_x, times(about_y, shape)));
}

Vec world_of(const Pose& pose, std::size_t joint) {
    const WorldPoint& p = pose.world[joint];
    return {p.x, p.y, p.z};
}

double distance(double dx, double dy, double dz = 0) {
    return std::sqrt(dx * dx + dy * dy + dz * dz);
}

// Pixels that a metre at the body takes, from the longest of a few bones; 0: cannot be told.
double pixels_per_metre(const Pose& pose) {
    double pixels = 0;
    double metres = 0;
    constexpr std::array<std::pair<std::size_t, std::size_t>, 4> kBones{
        {{kLeftShoulder, kLeftHip},
         {kRightShoulder, kRightHip},
         {kLeftShoulder, kRightShoulder},
         {kLeftHip, kRightHip}}};
    for (const auto& [a, b] : kBones) {
        const Landmark& from = pose.image[a];
        const Landmark& to = pose.image[b];
        pixels += distance(from.x - to.x, from.y - to.y);
        const Vec f = world_of(pose, a);
        const Vec t = world_of(pose, b);
        // Across the line of sight, as in the picture.
        metres += distance(f.x - t.x, f.y - t.y);
    }
    return metres > 1e-3 ? pixels / metres : 0;
}

// Moves one joint by `change` metres, in the world and in the picture.
void move_joint(Pose& pose, std::size_t joint, Vec change, double scale) {
    WorldPoint& world = pose.world[joint];
    world.x += static_cast<float>(change.x);
    world.y += static_cast<float>(change.y);
    world.z += static_cast<float>(change.z);
    Landmark& image = pose.image[joint];
    image.x += static_cast<float>(change.x * scale);
    image.y += static_cast<float>(change.y * scale);
    image.z += static_cast<float>(change.z * scale);
}

using Offsets = std::array<Vec, kJointCount>;

Offsets random_offsets(double deviation, Random& random) {
    Offsets offsets;
    for (Vec& o : offsets) {
        o = {random.normal() * deviation, random.normal() * deviation,
             random.normal() * deviation * 1.5};
    }
    return offsets;
}

void change_view(Pose& pose, const Matrix& view, const Offsets& steady, double noise,
                 Random& random) {
    const double scale = pixels_per_metre(pose);
    const Vec left = world_of(pose, kLeftHip);
    const Vec right = world_of(pose, kRightHip);
    const Vec hips{(left.x + right.x) / 2, (left.y + right.y) / 2, (left.z + right.z) / 2};
    for (std::size_t joint = 0; joint < kJointCount; ++joint) {
        const Vec at = world_of(pose, joint);
        const Vec from{at.x - hips.x, at.y - hips.y, at.z - hips.z};
        const Vec to = times(view, from);
        const Vec change{to.x - from.x + steady[joint].x + random.normal() * noise,
                         to.y - from.y + steady[joint].y + random.normal() * noise,
                         to.z - from.z + steady[joint].z + random.normal() * noise * 1.5};
        move_joint(pose, joint, change, scale);
    }
}

// An arm or a leg, from its middle joint on, is hardly seen for a part of the window.
void hide_limb(std::vector<std::optional<Pose>>& poses, Random& random) {
    constexpr std::array<std::array<std::size_t, 2>, 4> kLimbs{{{kLeftElbow, kLeftWrist},
                                                                {kRightElbow, kRightWrist},
                                                                {kLeftKnee, kLeftAnkle},
                                                                {kRightKnee, kRightAnkle}}};
    const auto& limb = kLimbs[random.below(kLimbs.size())];
    const std::size_t begin = random.below(poses.size());
    const std::size_t end = std::min(poses.size(), begin + 1 + random.below(poses.size()));
    const auto factor = static_cast<float>(random.uniform(0, 0.5));
    for (std::size_t i = begin; i < end; ++i) {
        if (!poses[i]) continue;
        for (const std::size_t joint : limb) poses[i]->image[joint].visibility *= factor;
    }
}

void lose_poses(std::vector<std::optional<Pose>>& poses, double strength, Random& random) {
    for (auto& pose : poses) {
        if (random.chance(0.02 * strength)) pose.reset();
    }
    if (!random.chance(0.08 * strength)) return;
    const std::size_t begin = random.below(poses.size());
    const std::size_t end = std::min(poses.size(), begin + 1 + random.below(poses.size() / 4 + 1));
    for (std::size_t i = begin; i < end; ++i) poses[i].reset();
}

}  // namespace

void vary_poses(std::vector<std::optional<Pose>>& poses, const PoseVariation& variation,
                Random& random) {
    const double strength = variation.strength;
    const bool mirror = random.chance(variation.mirror);
    const Matrix view = view_change(strength, random);
    const Offsets steady = random_offsets(0.012 * strength, random);
    const double noise = 0.012 * strength * random.uniform();
    for (auto& pose : poses) {
        if (!pose) continue;
        // Where the mirror stands does not matter: pictures are normalised for place.
        if (mirror) *pose = mirrored(*pose, 0);
        change_view(*pose, view, steady, noise, random);
    }
    if (random.chance(0.25 * strength)) hide_limb(poses, random);
    lose_poses(poses, strength, random);
}

}  // namespace spotter
