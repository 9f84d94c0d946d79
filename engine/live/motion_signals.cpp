#include "engine/live/motion_signals.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace spotter {
namespace {

constexpr std::array<Joint, 13> kBody = {
    kNose,    kLeftShoulder, kRightShoulder, kLeftElbow, kRightElbow, kLeftWrist, kRightWrist,
    kLeftHip, kRightHip,     kLeftKnee,      kRightKnee, kLeftAnkle,  kRightAnkle};
// An unseen side still counts a little: the estimator guesses it, seldom badly.
constexpr float kLeastWeight = 0.05F;
constexpr float kQuarterTurn = std::numbers::pi_v<float> / 2;
constexpr float kHalfMetre = 0.5F;
constexpr float kFarthest = 4;  // no body is longer than two metres

// Of one kind of joint, left and right.
struct Pair {
    Joint left;
    Joint right;
};
constexpr Pair kShoulders{kLeftShoulder, kRightShoulder};
constexpr Pair kElbows{kLeftElbow, kRightElbow};
constexpr Pair kWrists{kLeftWrist, kRightWrist};
constexpr Pair kHips{kLeftHip, kRightHip};
constexpr Pair kKnees{kLeftKnee, kRightKnee};
constexpr Pair kAnkles{kLeftAnkle, kRightAnkle};

float distance(const WorldPoint& a, const WorldPoint& b) {
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

// At `middle`, 0 … pi; 0 when two of the points are one.
float angle(const WorldPoint& a, const WorldPoint& middle, const WorldPoint& b) {
    const float lengths = distance(a, middle) * distance(b, middle);
    if (lengths <= 0) return 0;
    const float dot = (a.x - middle.x) * (b.x - middle.x) + (a.y - middle.y) * (b.y - middle.y) +
                      (a.z - middle.z) * (b.z - middle.z);
    return std::acos(std::clamp(dot / lengths, -1.0F, 1.0F));
}

class Measures {
  public:
    explicit Measures(const Pose& pose) : pose_(pose), unit_(body_scale(pose) * kHalfMetre) {}

    float bend(const Pair& a, const Pair& middle, const Pair& b) const {
        const auto side = [&](Joint from, Joint at, Joint to) {
            return angle(pose_.world[from], pose_.world[at], pose_.world[to]) / kQuarterTurn;
        };
        const float left = weight(a.left) * weight(middle.left) * weight(b.left);
        const float right = weight(a.right) * weight(middle.right) * weight(b.right);
        return (left * side(a.left, middle.left, b.left) +
                right * side(a.right, middle.right, b.right)) /
               (left + right);
    }
    // In the picture, upwards.
    float height(const Pair& pair) const { return -mean(pair, &Landmark::y) / unit_; }
    float across(const Pair& pair) const { return mean(pair, &Landmark::x) / unit_; }
    float offset(const Pair& from, const Pair& to) const { return across(to) - across(from); }
    float spread(const Pair& pair) const {
        return distance(pose_.world[pair.left], pose_.world[pair.right]);
    }
    // Of the side that is seen better, the joint that is seen worst.
    template <class... Pairs>
    float seen(const Pairs&... pairs) const {
        return std::max(std::min({weight(pairs.left)...}), std::min({weight(pairs.right)...}));
    }

  private:
    float weight(Joint joint) const {
        return std::max(pose_.image[joint].visibility, kLeastWeight);
    }
    float mean(const Pair& pair, float Landmark::*axis) const {
        const float left = weight(pair.left);
        const float right = weight(pair.right);
        return (left * pose_.image[pair.left].*axis + right * pose_.image[pair.right].*axis) /
               (left + right);
    }

    const Pose& pose_;
    const float unit_;
};

}  // namespace

Motion motion_from_pose(const Pose& pose) {
    const Measures of(pose);
    Motion out;
    const auto set = [&out](MotionSignal signal, float value, float seen) {
        out.signals[signal] = std::clamp(value, -kFarthest, kFarthest);
        out.seen[signal] = seen;
    };
    const float shoulders = of.height(kShoulders);
    const float hips = of.height(kHips);
    const float wrists = of.height(kWrists);
    out.heights = {shoulders, hips, wrists};
    out.across = of.across(kHips);
    set(kElbowAngle, of.bend(kShoulders, kElbows, kWrists), of.seen(kShoulders, kElbows, kWrists));
    set(kShoulderAngle, of.bend(kElbows, kShoulders, kHips), of.seen(kElbows, kShoulders, kHips));
    set(kHipAngle, of.bend(kShoulders, kHips, kKnees), of.seen(kShoulders, kHips, kKnees));
    set(kKneeAngle, of.bend(kHips, kKnees, kAnkles), of.seen(kHips, kKnees, kAnkles));
    set(kWristHeight, wrists - shoulders, of.seen(kWrists, kShoulders));
    set(kHipHeight, hips - of.height(kAnkles), of.seen(kHips, kAnkles));
    set(kShoulderHeight, shoulders - hips, of.seen(kShoulders, kHips));
    set(kWristOffset, of.offset(kHips, kWrists), of.seen(kHips, kWrists));
    set(kWristSpread, of.spread(kWrists), of.seen(kWrists));
    return out;
}

// The landmarks' spread over the picture, by that of their world coordinates.
float body_scale(const Pose& pose) {
    float image_x = 0, image_y = 0, world_x = 0, world_y = 0;
    for (const Joint joint : kBody) {
        image_x += pose.image[joint].x / kBody.size();
        image_y += pose.image[joint].y / kBody.size();
        world_x += pose.world[joint].x / kBody.size();
        world_y += pose.world[joint].y / kBody.size();
    }
    float image = 0, world = 0;
    for (const Joint joint : kBody) {
        image += std::pow(pose.image[joint].x - image_x, 2.0F) +
                 std::pow(pose.image[joint].y - image_y, 2.0F);
        world += std::pow(pose.world[joint].x - world_x, 2.0F) +
                 std::pow(pose.world[joint].y - world_y, 2.0F);
    }
    constexpr float kLeastSpread = 1e-4F;
    return std::max(1.0F, std::sqrt(image / std::max(world, kLeastSpread)));
}

}  // namespace spotter
