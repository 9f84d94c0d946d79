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

Performance::Performance(Random& random, const MotionKind& kind, const RepPlan& plan)
    : kind_(kind.name), body_(draw_body(random)), motion_(kind.make(random, body_)) {
    if (motion_.repeats()) reps_ = Repetitions(random, paced(plan, motion_));
    const double restless = log_uniform(random, 0.03, 1.6);
    for (std::size_t i = 0; i < kUnrest; ++i) {
        unrest_.emplace_back(random, 0.5);
        sizes_.push_back(restless * random.uniform(0, i < 9 ? 1.6 : 2.2));
    }
    if (!motion_.alternating) {
        lag_s_ = normal(random, 0, 0.035);
        gain_ = std::clamp(normal(random, 1, 0.05), 0.8, 1.15);
    }
    mirrored_ = random.chance(0.5);
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
    Motion::Moment moment{seconds, 0, 0};
    if (frozen_ >= 0) {
        moment = {0, frozen_, motion_.alternating ? 0 : frozen_};
    } else if (motion_.repeats()) {
        moment.left = reps_.progress(seconds);
        moment.right = motion_.alternating ? reps_.other_progress(seconds)
                                           : gain_ * reps_.progress(seconds - lag_s_);
    }
    return placed(with_unrest(motion_.at(moment), seconds));
}

Skeleton Performance::idle_at(double seconds) const {
    return placed(with_unrest(motion_.at({seconds, 0, 0}), seconds));
}

void Performance::freeze(double progress) {
    frozen_ = progress;
}

}  // namespace spotter
