#include "tools/render_demo/footsteps.h"

namespace spotter {

namespace {

constexpr double kLongestStep = 0.62;  // metres
constexpr double kStepTime = 0.50;     // from one step's start to the next one's
constexpr double kSwingTime = 0.44;    // a foot is in the air
constexpr double kMostTurn = 55;       // degrees in one step
constexpr double kWalkWidth = 0.13;    // between the ankles while walking, metres
constexpr double kLift = 0.055;        // of a swinging foot, metres
constexpr double kPushOff = 0.20;      // before a step, the heel lifts, seconds
constexpr double kLanding = 0.12;      // after a long step, the sole comes down, seconds
constexpr double kHeelUp = 34;         // degrees
constexpr double kToeUp = 16;
constexpr double kFollow = 0.20;  // how softly the hips follow the feet, seconds

Vec3 foot_place(const Stance& stance, Side side) {
    const double out = (side == left ? 0.5 : -0.5) * stance.width;
    return stance.place + rotation_y(stance.yaw) * Vec3{out, 0, 0};
}
double foot_yaw(const Stance& stance, Side side) {
    return stance.yaw + (side == left ? stance.toe_out : -stance.toe_out);
}

}  // namespace

Footsteps::Footsteps(const Stance& first) {
    appear(-1e9, first);
}

void Footsteps::appear(double when, const Stance& stance) {
    for (const Side side : {left, right}) {
        const Vec3 place = foot_place(stance, side);
        const double yaw = foot_yaw(stance, side);
        steps_[side].push_back({when, when, place, place, yaw, yaw, 0});
    }
}

void Footsteps::step(Side side, double start, double duration, Vec3 to, double yaw) {
    const Step& before = steps_[side].back();
    const double stride = std::min(1.0, length(to - before.to) / (2 * kLongestStep));
    steps_[side].push_back({start, start + duration, before.to, to, before.to_yaw, yaw, stride});
    next_side_ = side == left ? right : left;
}

double Footsteps::walk(double start, Vec3 to, double yaw) {
    const Vec3 from = (steps_[left].back().to + steps_[right].back().to) * 0.5;
    const double way = length(to - from);
    const int count = std::max(1, static_cast<int>(std::ceil(way / kLongestStep)));
    for (int i = 1; i <= count; ++i) {
        const Stance stance{mix(from, to, static_cast<double>(i) / count), yaw, kWalkWidth, 5};
        const Side side = next_side_;
        step(side, start, kSwingTime, foot_place(stance, side), foot_yaw(stance, side));
        start += kStepTime;
    }
    return start;
}

double Footsteps::stand(double start, const Stance& stance) {
    const double from = (steps_[left].back().to_yaw + steps_[right].back().to_yaw) / 2;
    const double turn = stance.yaw - from;
    const int count = std::max(1, static_cast<int>(std::ceil(std::abs(turn) / kMostTurn)));
    // The foot on the side one turns to goes first, so that legs never cross.
    next_side_ = turn > 0 ? left : right;
    const Vec3 start_place = (steps_[left].back().to + steps_[right].back().to) * 0.5;
    for (int i = 1; i <= count; ++i) {
        const double share = static_cast<double>(i) / count;
        Stance part = stance;
        part.yaw = from + turn * share;
        part.place = mix(start_place, stance.place, share);
        for (int foot = 0; foot < 2; ++foot) {
            const Side side = next_side_;
            step(side, start, kSwingTime, foot_place(part, side), foot_yaw(part, side));
            start += kStepTime + 0.04;
        }
    }
    return start;
}

const Footsteps::Step* Footsteps::last(Side side, double time) const {
    const Step* found = &steps_[side].front();
    for (const Step& step : steps_[side]) {
        if (step.start <= time) found = &step;
    }
    return found;
}

const Footsteps::Step* Footsteps::next(Side side, double time) const {
    for (const Step& step : steps_[side]) {
        if (step.start > time) return &step;
    }
    return nullptr;
}

FootPose Footsteps::foot(Side side, double time) const {
    const Step& now = *last(side, time);
    if (time < now.end) {
        const double s = (time - now.start) / (now.end - now.start);
        const double go = ramp(-0.05, 1.0, s);
        FootPose pose{mix(now.from, now.to, go), mix(now.from_yaw, now.to_yaw, go), 0};
        pose.place.y += kLift * std::sin(std::numbers::pi * s) * (0.5 + 0.5 * now.stride);
        pose.pitch = now.stride * mix(kHeelUp, -kToeUp, ramp(0, 0.85, s));
        return pose;
    }
    FootPose pose{now.to, now.to_yaw, 0};
    pose.pitch = -kToeUp * now.stride * (1 - ramp(0, kLanding, time - now.end));
    if (const Step* then = next(side, time); then && then->end > then->start) {
        const double lift = ramp(then->start - kPushOff, then->start, time);
        pose.pitch = mix(pose.pitch, kHeelUp * then->stride, lift);
    }
    return pose;
}

double Footsteps::swing(Side side, double time) const {
    const Step& now = *last(side, time);
    if (time >= now.end) return 0;
    return std::sin(std::numbers::pi * (time - now.start) / (now.end - now.start));
}

double Footsteps::weight(double time) const {
    double sum = 0, total = 0;
    for (double d = -0.3; d <= 0.301; d += 0.05) {
        const double share = std::exp(-d * d / (2 * 0.12 * 0.12));
        sum += share * (swing(right, time + d) - swing(left, time + d));
        total += share;
    }
    return sum / total;
}

Stance Footsteps::body(double time) const {
    Stance sum;
    double total = 0;
    for (double d = -3 * kFollow; d <= 3 * kFollow + 1e-9; d += kFollow / 5) {
        const double share = std::exp(-d * d / (2 * kFollow * kFollow));
        const FootPose l = foot(left, time + d), r = foot(right, time + d);
        sum.place += (l.place + r.place) * (share / 2);
        sum.yaw += (l.yaw + r.yaw) * (share / 2);
        sum.width += length(l.place - r.place) * share;
        total += share;
    }
    return {Vec3{sum.place.x / total, 0, sum.place.z / total}, sum.yaw / total, sum.width / total,
            0};
}

}  // namespace spotter
