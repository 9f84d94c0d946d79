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
// Somebody who does an exercise seldom changes a part of the picture by more than a tenth of its
// contrast; such a swing counts as much as one of a joint by 90 degrees.
constexpr float kPictureUnit = 10;
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

// One signal of each side, and how much each counts.
struct Sides {
    float left;
    float right;
    float left_weight;
    float right_weight;

    float mean() const {
        return (left_weight * left + right_weight * right) / (left_weight + right_weight);
    }
};

// Of each side the joint that is seen worst, and of both …
struct Seen {
    float better;
    float worse;
};

class Measures {
  public:
    explicit Measures(const Pose& pose) : pose_(pose), unit_(body_scale(pose) * kHalfMetre) {}

    Sides bend(const Pair& a, const Pair& middle, const Pair& b) const {
        const auto side = [&](Joint from, Joint at, Joint to) {
            return angle(pose_.world[from], pose_.world[at], pose_.world[to]) / kQuarterTurn;
        };
        return {side(a.left, middle.left, b.left), side(a.right, middle.right, b.right),
                weight(a.left) * weight(middle.left) * weight(b.left),
                weight(a.right) * weight(middle.right) * weight(b.right)};
    }
    // Above a height that both share, in the picture.
    Sides above(float height, const Pair& pair) const {
        return {-pose_.image[pair.left].y / unit_ - height,
                -pose_.image[pair.right].y / unit_ - height, weight(pair.left), weight(pair.right)};
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
    Seen seen(const Pairs&... pairs) const {
        const float left = std::min({weight(pairs.left)...});
        const float right = std::min({weight(pairs.right)...});
        return {std::max(left, right), std::min(left, right)};
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

BodyMotion motion_from_pose(const Pose& pose) {
    const Measures of(pose);
    BodyMotion out;
    const auto limited = [](float value) { return std::clamp(value, -kFarthest, kFarthest); };
    const auto set = [&](MotionSignal signal, float value, const Seen& seen) {
        out.signals[signal] = limited(value);
        out.seen[signal] = seen.better;
    };
    const auto set_sides = [&](MotionSignal signal, const Sides& sides, const Seen& seen) {
        set(signal, sides.mean(), seen);
        out.apart[signal] = limited((sides.left - sides.right) / 2);
        out.level[signal] = limited((sides.left + sides.right) / 2);
        out.both_seen[signal] = seen.worse;
    };
    const float shoulders = of.height(kShoulders);
    const float hips = of.height(kHips);
    out.heights = {shoulders, hips, of.height(kWrists)};
    out.across = of.across(kHips);
    set_sides(kElbowAngle, of.bend(kShoulders, kElbows, kWrists),
              of.seen(kShoulders, kElbows, kWrists));
    set_sides(kShoulderAngle, of.bend(kElbows, kShoulders, kHips),
              of.seen(kElbows, kShoulders, kHips));
    set_sides(kHipAngle, of.bend(kShoulders, kHips, kKnees), of.seen(kShoulders, kHips, kKnees));
    set_sides(kKneeAngle, of.bend(kHips, kKnees, kAnkles), of.seen(kHips, kKnees, kAnkles));
    set_sides(kWristHeight, of.above(shoulders, kWrists), of.seen(kWrists, kShoulders));
    set(kHipHeight, hips - of.height(kAnkles), of.seen(kHips, kAnkles));
    set(kShoulderHeight, shoulders - hips, of.seen(kShoulders, kHips));
    set(kWristOffset, of.offset(kHips, kWrists), of.seen(kHips, kWrists));
    set(kWristSpread, of.spread(kWrists), of.seen(kWrists));
    return out;
}

BodyMotion motion_from_picture(const PictureSignals& picture) {
    static_assert(kPictureParts <= kSignalCount);
    BodyMotion out;
    std::transform(picture.begin(), picture.end(), out.signals.begin(),
                   [](float value) { return kPictureUnit * value; });
    out.seen.fill(1);
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
