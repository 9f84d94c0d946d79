#include "tools/render_demo/workout.h"

#include <span>
#include <utility>

namespace spotter {

namespace {

constexpr double kOutside = 3.0;       // metres to the side: nobody is in the picture
constexpr double kSeenFrom = 2.35;     // metres to the side: the first part of somebody is
constexpr double kWalkWidth = 0.13;    // between the ankles, metres
constexpr double kPause = 0.18;        // between repetitions, seconds
constexpr double kLegStretch = 0.997;  // of a standing leg
constexpr double kAnkleToBall = 0.13;  // metres
constexpr double kGripped = 62;        // finger bend around a dumbbell, degrees
constexpr double kSquatDepth = 0.40;   // the hips go down, metres
constexpr double kSquatBack = 0.21;    // the hips go back, metres

// Slow wandering, -1 … 1.
double drift(double time, double seed) {
    return (std::sin(0.83 * time + 5 * seed) + 0.6 * std::sin(1.71 * time + 11 * seed) +
            0.4 * std::sin(2.9 * time + 3 * seed)) /
           2;
}

ArmPose blended(const ArmPose& a, const ArmPose& b, double s) {
    return {
        mix(a.flexion, b.flexion, s), mix(a.abduction, b.abduction, s),   mix(a.twist, b.twist, s),
        mix(a.elbow, b.elbow, s),     mix(a.supination, b.supination, s), mix(a.shrug, b.shrug, s),
        mix(a.grip, b.grip, s)};
}

// All but the feet, which stay `a`'s.
BodyPose blended(const BodyPose& a, const BodyPose& b, double s) {
    BodyPose pose = a;
    pose.pelvis = mix(a.pelvis, b.pelvis, s);
    pose.yaw = mix(a.yaw, b.yaw, s);
    pose.lean = mix(a.lean, b.lean, s);
    pose.roll = mix(a.roll, b.roll, s);
    pose.bend = mix(a.bend, b.bend, s);
    pose.side_bend = mix(a.side_bend, b.side_bend, s);
    pose.twist = mix(a.twist, b.twist, s);
    pose.nod = mix(a.nod, b.nod, s);
    pose.look = mix(a.look, b.look, s);
    for (const Side side : {left, right}) {
        pose.arms[side] = blended(a.arms[side], b.arms[side], s);
    }
    return pose;
}

// 0 in the starting position, 1 where the repetition turns; `lag` seconds later than planned.
double effort(std::span<const Rep> reps, double time, double lag = 0) {
    for (const Rep& rep : reps) {
        const double t = time - lag;
        if (t < rep.start || t > rep.end) continue;
        const double hold = 0.04 * (rep.end - rep.start);
        return t < rep.turn ? ramp(rep.start, rep.turn - hold, t)
                            : 1 - ramp(rep.turn + hold, rep.end, t);
    }
    return 0;
}

// 0 at the start of a set, 1 at its end.
double fatigue(std::span<const Rep> reps, double time) {
    const double s = (time - reps.front().start) / (reps.back().end - reps.front().start);
    return std::clamp(s, 0.0, 1.0);
}

std::vector<Rep> plan_reps(double start, std::span<const double> seconds, double turn_at) {
    std::vector<Rep> reps;
    for (const double length : seconds) {
        reps.push_back({start, start + turn_at * length, start + length});
        start += length + kPause;
    }
    return reps;
}

}  // namespace

Workout::Workout(const Rig& rig)
    : rig_(rig), steps_(Stance{{-kOutside, 0, 0.1}, 90, kWalkWidth, 5}) {
    compose();
}

void Workout::mark(const std::string& label) {
    if (!segments_.empty()) segments_.back().end = now_;
    segments_.push_back({label, now_, now_, {}});
}

void Workout::act(double start, double end, double ease,
                  std::function<void(double, BodyPose&)> apply) {
    acts_.push_back({start, end, ease, std::move(apply)});
}

// Walks in from where the feet are and stands as `stance` says.
void Workout::enter(const Stance& stance) {
    mark("away");
    now_ += 1.6;
    const double from = steps_.body(now_).yaw;
    const double start = now_;
    const double arrived = steps_.walk(start, stance.place - Vec3{0.1 * (from > 0), 0, 0}, from);
    now_ = crossing(start, arrived);
    mark("other");
    now_ = steps_.stand(arrived, stance);
    mark("rest");
}

// Turns to `yaw` (90 or -90) and walks out of the picture.
void Workout::leave(double yaw) {
    mark("other");
    const double side = yaw > 0 ? 1 : -1;
    const Stance here = steps_.body(now_);
    const double turned =
        steps_.stand(now_, {here.place + Vec3{0.1 * side, 0, 0}, yaw, kWalkWidth, 5});
    const double gone = steps_.walk(turned, {kOutside * side, 0, 0.1}, yaw);
    now_ = crossing(turned, gone);
    mark("away");
    now_ = gone + 0.6;
}

// When the body comes into the picture or leaves it.
double Workout::crossing(double start, double end) const {
    const bool inside = std::abs(steps_.body(start).place.x) < kSeenFrom;
    double time = start;
    while (time < end && (std::abs(steps_.body(time).place.x) < kSeenFrom) == inside) {
        time += 1.0 / 120;
    }
    return time;
}

void Workout::compose() {
    enter({{0, 0, 0}, -16, 0.24, 12});
    now_ += 1.6;
    curls();
    shake_out(3.2);
    now_ = steps_.stand(now_, {{0, 0, 0}, 8, 0.26, 12});
    now_ += 0.8;
    raises();
    now_ += 1.2;
    leave(90);
    without_dumbbells_ = now_;
    steps_.appear(now_, {{kOutside, 0, 0.1}, -90, kWalkWidth, 5});
    enter({{0, 0, 0}, 27, 0.38, 22});
    hands_on_hips(2.6);
    squats();
    now_ = steps_.stand(now_ + 0.5, {{0, 0, 0}, 4, 0.24, 10});
    wipe_forehead(2.6);
    hands_on_hips(4.6);
    leave(-90);
    now_ += 1.0;
    segments_.back().end = now_;
    merge_repeats();
}

// Two stretches of nobody, one after another, are one.
void Workout::merge_repeats() {
    for (std::size_t i = 1; i < segments_.size();) {
        if (segments_[i].label == segments_[i - 1].label) {
            segments_[i - 1].end = segments_[i].end;
            segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
}

void Workout::perform(const std::string& label, const std::vector<Rep>& reps, double ease,
                      std::function<void(double, BodyPose&)> apply) {
    mark(label);
    segments_.back().reps = reps;
    act(reps.front().start - ease, reps.back().end + ease, ease, std::move(apply));
    now_ = reps.back().end;
    mark("rest");
}

void Workout::curls() {
    constexpr double kSeconds[] = {2.1, 1.9, 2.1, 1.8, 2.2, 2.5, 2.9, 3.5};
    const auto reps = plan_reps(now_, kSeconds, 0.46);
    perform("bicep_curl", reps, 0.6, [reps](double time, BodyPose& pose) {
        const double tired = fatigue(reps, time);
        for (const Side side : {left, right}) {
            const double s = effort(reps, time, side == left ? 0.0 : 0.03);
            ArmPose& arm = pose.arms[side];
            arm.elbow = mix(14.0, 136 - 8 * tired, s);
            arm.flexion = 1 + (9 + 9 * tired) * s * s;
            arm.abduction = 12 - 2 * s;
            arm.supination = mix(25.0, 78.0, ramp(0, 0.6, s));
            arm.twist = -4;
            arm.shrug = 2 * tired * s;
        }
        const double s = effort(reps, time);
        pose.lean -= (1 + 3 * tired) * s;
        pose.bend += 2 * s;
        pose.nod += 3 + 3 * s;
        pose.look *= 0.3;
    });
}

void Workout::raises() {
    constexpr double kSeconds[] = {2.0, 2.2, 2.0, 2.4, 2.6, 2.3, 2.8, 3.2};
    const auto reps = plan_reps(now_, kSeconds, 0.45);
    perform("lateral_raise", reps, 0.6, [reps](double time, BodyPose& pose) {
        const double tired = fatigue(reps, time);
        for (const Side side : {left, right}) {
            const double s = effort(reps, time, side == left ? 0.025 : 0.0);
            ArmPose& arm = pose.arms[side];
            arm.abduction = mix(13.0, (side == left ? 89 : 87) - 7 * tired, s);
            arm.flexion = mix(5.0, 11.0, s);
            arm.elbow = mix(13.0, 17 + 8 * tired, s);
            arm.twist = 4 * s;
            arm.supination = -6 * s;
            arm.shrug = (1 + 3 * tired) * s;
        }
        const double s = effort(reps, time);
        pose.lean += 1.5 - 2 * tired * s;
        pose.nod -= 2 * s;
        pose.look *= 0.3;
    });
}

void Workout::squats() {
    constexpr double kSeconds[] = {2.3, 2.1, 1.9, 1.7, 1.9, 2.1, 2.3, 2.6, 2.9, 3.4};
    const auto reps = plan_reps(now_, kSeconds, 0.48);
    perform("squat", reps, 0.6, [reps](double time, BodyPose& pose) {
        const double tired = fatigue(reps, time);
        const double s = effort(reps, time);
        const double depth = 1 - 0.08 * tired + 0.03 * drift(time, 7);
        pose.pelvis.y -= kSquatDepth * depth * s;
        pose.pelvis += rotation_y(pose.yaw) * Vec3{0, 0, -kSquatBack * depth * ramp(0, 1.1, s)};
        pose.lean += 31 * s;
        pose.bend += (5 + 4 * tired) * s;
        pose.nod -= 22 * s;
        pose.look *= 0.3;
        for (ArmPose& arm : pose.arms) {
            arm.flexion = mix(8.0, 112.0, ramp(0, 0.9, s));
            arm.abduction = mix(8.0, 5.0, s);
            arm.elbow = mix(14.0, 10.0, s);
            arm.supination = -55 * s;
            arm.grip = 20;
        }
    });
}

void Workout::shake_out(double seconds) {
    act(now_ + 0.3, now_ + seconds, 0.5, [](double time, BodyPose& pose) {
        pose.look = 22 * std::sin(1.4 * time);
        pose.nod += 6;
        pose.roll += 1.5 * std::sin(2.1 * time);
        for (const Side side : {left, right}) {
            pose.arms[side].elbow += 9 + 7 * std::sin(7 * time + 2.0 * static_cast<double>(side));
            pose.arms[side].shrug += 3 + 3 * std::sin(2.6 * time);
        }
    });
    now_ += seconds;
}

void Workout::hands_on_hips(double seconds) {
    act(now_, now_ + seconds - 0.4, 0.7, [](double time, BodyPose& pose) {
        for (ArmPose& arm : pose.arms) {
            arm = {-20, 40, -58, 92, 20, 2, 30};
        }
        pose.look = 14 * drift(time, 2);
        pose.bend += 2 + 1.5 * std::sin(3.2 * time);  // out of breath
        pose.twist += 5 * drift(0.9 * time, 5);
    });
    now_ += seconds;
}

void Workout::wipe_forehead(double seconds) {
    act(now_, now_ + seconds, 0.8, [](double time, BodyPose& pose) {
        pose.arms[right] = {84, 26, -34, 124 + 5 * std::sin(5 * time), -30, 3, 18};
        pose.nod += 9;
        pose.look = 4 * std::sin(5 * time);
        pose.bend += 3;
    });
    now_ += seconds;
}

// Standing or walking: hips over the feet, arms that swing against the legs.
BodyPose Workout::carried(double time) const {
    BodyPose pose;
    const Stance body = steps_.body(time);
    const double weight = steps_.weight(time);
    const Mat3 facing = rotation_y(body.yaw);
    const bool loaded = holds_dumbbells(time);
    pose.yaw = body.yaw;
    pose.pelvis = body.place + facing * Vec3{0.03 * weight + 0.008 * drift(0.7 * time, 1), 0,
                                             0.012 + 0.004 * drift(0.9 * time, 6)};
    pose.pelvis.y = hip_height(time);
    pose.roll = -2.5 * weight;
    pose.bend = 3 + 0.7 * std::sin(1.7 * time);
    pose.twist = 1.5 * drift(0.5 * time, 3);
    pose.nod = 2 + 2 * drift(0.6 * time, 8);
    pose.look = 7 * drift(0.5 * time, 9);
    for (const Side side : {left, right}) {
        pose.feet[side] = steps_.foot(side, time);
        const FootPose other = steps_.foot(side == left ? right : left, time);
        const double ahead = dot(other.place - body.place, facing * Vec3{0, 0, 1});
        ArmPose& arm = pose.arms[side];
        arm.flexion =
            3 + (loaded ? 42 : 60) * ahead + 1.5 * drift(0.8 * time, static_cast<double>(side));
        arm.abduction = loaded ? 13 : 9;
        arm.elbow =
            14 + std::max(0.0, 40 * ahead) + 2 * drift(0.7 * time, 4.0 + static_cast<double>(side));
        arm.twist = -6;
        arm.shrug = 0.8 * std::sin(1.7 * time);
        arm.grip = loaded ? kGripped : 24;
    }
    return pose;
}

// As high as both legs reach the floor, with the jolts of single steps smoothed away.
double Workout::hip_height(double time) const {
    const double leg = rig_.leg_length() * kLegStretch;
    double sum = 0;
    constexpr int kAround = 3;
    for (int i = -kAround; i <= kAround; ++i) {
        const double t = time + 0.035 * i;
        const Stance body = steps_.body(t);
        double height = rig_.hip_height();
        for (const Side side : {left, right}) {
            const FootPose foot = steps_.foot(side, t);
            const double heel = std::max(0.0, kAnkleToBall * std::sin(radians(foot.pitch)));
            const double hip = (side == left ? 0.5 : -0.5) * rig_.hip_width();
            const Vec3 way = rotation_y(-body.yaw) * (foot.place - body.place);
            const double aside = std::max(0.0, std::hypot(way.x - hip, way.z) - 0.3 * heel);
            const double up = std::sqrt(std::max(0.0, leg * leg - aside * aside));
            height =
                std::min(height, rig_.hip_height() - rig_.leg_length() + up + foot.place.y + heel);
        }
        sum += height;
    }
    return sum / (2 * kAround + 1) - 0.004;
}

BodyPose Workout::pose(double time) const {
    BodyPose pose = carried(time);
    for (const Act& act : acts_) {
        const double share = ramp(act.start, act.start + act.ease, time) *
                             (1 - ramp(act.end - act.ease, act.end, time));
        if (share <= 0) continue;
        BodyPose acted = pose;
        act.apply(time, acted);
        pose = blended(pose, acted, share);
    }
    return pose;
}

}  // namespace spotter
