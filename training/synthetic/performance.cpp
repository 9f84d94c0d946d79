#include "training/synthetic/performance.h"

namespace spotter {
namespace {

constexpr std::size_t kUnrest = 17;

// The motion's own pace, where it has one.
RepPlan paced(RepPlan plan, const Motion& motion) {
    plan.shortest = motion.shortest;
    plan.longest = motion.longest;
    plan.alternating = motion.alternating;
    return plan;
}

}  // namespace

const std::vector<MotionKind>& motion_kinds() {
    static const std::vector<MotionKind> kinds = [] {
        std::vector<MotionKind> all;
        for (const auto family :
             {arm_motions(), press_motions(), pull_motions(), leg_motions(), floor_motions(),
              gym_motions(), cardio_motions(), free_motions(), daily_motions(), hand_motions()})
            all.insert(all.end(), family.begin(), family.end());
        return all;
    }();
    return kinds;
}

Skeleton mirrored(const Skeleton& body) {
    Skeleton out;
    out[kNose] = mirrored(body[kNose]);
    for (std::size_t j = 1; j < kJointCount; ++j) {
        std::size_t other = j;
        if (j < 7)
            other = j < 4 ? j + 3 : j - 3;
        else
            other = j % 2 == 1 ? j + 1 : j - 1;
        out[j] = mirrored(body[other]);
    }
    return out;
}

Performance::Act Performance::draw_act(Random& random, const MotionKind& kind,
                                       const RepPlan& plan) const {
    Act act;
    act.kind = kind.name;
    act.motion = kind.make(random, body_);
    if (act.motion.repeats()) act.reps = Repetitions(random, paced(plan, act.motion));
    if (!act.motion.alternating) {
        act.lag_s = normal(random, 0, 0.035);
        act.gain = std::clamp(normal(random, 1, 0.05), 0.8, 1.15);
    }
    return act;
}

Performance::Performance(Random& random, const MotionKind& kind, const RepPlan& plan)
    : body_(draw_body(random)) {
    acts_.push_back(draw_act(random, kind, plan));
    const double restless = log_uniform(random, 0.03, 1.6);
    for (std::size_t i = 0; i < kUnrest; ++i) {
        unrest_.emplace_back(random, 0.5);
        sizes_.push_back(restless * random.uniform(0, i < 9 ? 1.6 : 2.2));
    }
    mirrored_ = random.chance(0.5);
}

bool Performance::then(Random& random, const MotionKind& kind, const RepPlan& plan, double begin,
                       double change_s) {
    Act act = draw_act(random, kind, plan);
    const BodyPose& from = acts_.back().motion.base;
    const BodyPose& to = act.motion.base;
    if (from.support != to.support || from.legs_with_pelvis != to.legs_with_pelvis) return false;
    act.begin = begin;
    act.change_s = change_s;
    acts_.push_back(std::move(act));
    return true;
}

BodyPose Performance::Act::at(double seconds) const {
    Motion::Moment moment{seconds - begin, 0, 0};
    if (motion.repeats()) {
        moment.left = reps.progress(seconds);
        moment.right = motion.alternating ? reps.other_progress(seconds)
                                          : gain * reps.progress(seconds - lag_s);
    }
    return motion.at(moment);
}

BodyPose Performance::pose_at(double seconds) const {
    std::size_t now = acts_.size() - 1;
    while (now > 0 && seconds < acts_[now].begin) --now;
    const Act& act = acts_[now];
    const BodyPose pose = act.at(seconds);
    if (now == 0 || seconds >= act.begin + act.change_s) return pose;
    return blended(acts_[now - 1].at(seconds), pose, smooth((seconds - act.begin) / act.change_s));
}

BodyPose Performance::with_unrest(BodyPose pose, double seconds) const {
    std::size_t i = 0;
    const auto add = [&](double& angle) {
        angle += sizes_[i] * unrest_[i].at(seconds);
        ++i;
    };
    for (double BodyPose::*angle :
         {&BodyPose::yaw, &BodyPose::pitch, &BodyPose::roll, &BodyPose::lumbar, &BodyPose::thoracic,
          &BodyPose::bend, &BodyPose::twist, &BodyPose::nod, &BodyPose::look})
        add(pose.*angle);
    for (ArmPose& arm : pose.arm) {
        for (double ArmPose::*angle :
             {&ArmPose::raise, &ArmPose::plane, &ArmPose::twist, &ArmPose::elbow})
            add(arm.*angle);
        arm.elbow = std::max(0.0, arm.elbow);
    }
    return pose;
}

Skeleton Performance::placed(const BodyPose& pose) const {
    const Skeleton body = skeleton_of(body_, pose);
    return mirrored_ ? mirrored(body) : body;
}

Skeleton Performance::at(double seconds) const {
    if (frozen_ < 0) return placed(with_unrest(pose_at(seconds), seconds));
    const Motion& motion = acts_.front().motion;
    const BodyPose held = motion.at({0, frozen_, motion.alternating ? 0 : frozen_});
    return placed(with_unrest(held, seconds));
}

Skeleton Performance::idle_at(double seconds) const {
    return placed(with_unrest(acts_.front().motion.at({seconds, 0, 0}), seconds));
}

void Performance::freeze(double progress) {
    frozen_ = progress;
}

}  // namespace spotter
