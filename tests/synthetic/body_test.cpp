#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "training/synthetic/performance.h"

using namespace spotter;

namespace {

double distance(const Skeleton& body, std::size_t a, std::size_t b) {
    return length(body[a] - body[b]);
}

}  // namespace

TEST_CASE("an arm hangs, lifts to the side and bends to the front", "[synthetic]") {
    Random random(1);
    const BodyShape shape = draw_body(random);
    BodyPose pose;
    Skeleton body = skeleton_of(shape, pose);
    CHECK(body[kLeftWrist].y < body[kLeftElbow].y);
    CHECK(body[kLeftElbow].y < body[kLeftShoulder].y);

    pose.arm[0].raise = 90;
    pose.arm[0].plane = 90;
    body = skeleton_of(shape, pose);
    CHECK(body[kLeftElbow].x - body[kLeftShoulder].x > 0.95 * shape.upper_arm);

    pose.arm[0] = {};
    pose.arm[0].elbow = 90;
    body = skeleton_of(shape, pose);
    CHECK(body[kLeftWrist].z - body[kLeftElbow].z == Approx(shape.forearm));
}

TEST_CASE("feet stay on the floor while a body squats", "[synthetic]") {
    Random random(2);
    const BodyShape shape = draw_body(random);
    BodyPose pose;
    const double standing = skeleton_of(shape, pose)[kLeftHip].y;
    squat_down(pose, {}, 90);
    const Skeleton body = skeleton_of(shape, pose);
    CHECK(std::min(body[kLeftAnkle].y, body[kRightAnkle].y) == Approx(0.08));
    CHECK(body[kLeftHip].y < 0.8 * standing);
}

TEST_CASE("a hand that is to be somewhere is there, without stretching the arm", "[synthetic]") {
    Random random(3);
    const BodyShape shape = draw_body(random);
    BodyPose pose;
    pose.arm[0].reach = {HoldTo::chest, {0.05, -0.1, 0.25}, {0.5, -1, 0}, 1};
    const Skeleton body = skeleton_of(shape, pose);
    const Vec3 shoulders = middle(body[kLeftShoulder], body[kRightShoulder]);
    CHECK(length(body[kLeftWrist] - shoulders - Vec3{0.05, -0.1, 0.25}) < 1e-6);
    CHECK(distance(body, kLeftShoulder, kLeftElbow) == Approx(shape.upper_arm));
    CHECK(distance(body, kLeftElbow, kLeftWrist) == Approx(shape.forearm));
}

TEST_CASE("bones keep their length in every motion", "[synthetic]") {
    for (std::size_t i = 0; i < motion_kinds().size(); ++i) {
        const MotionKind& kind = motion_kinds()[i];
        for (std::uint64_t n = 0; n < 5; ++n) {
            Random random = Random::of({7, i, n});
            const Performance performance(random, kind, {-3, 3});
            double thigh = 0;
            for (const double t : {0.0, 0.3, 0.7, 1.1, 1.6, 2.0}) {
                const Skeleton body = performance.at(t);
                INFO(kind.name << " at " << t);
                for (const Vec3& joint : body) {
                    REQUIRE(std::isfinite(length(joint)));
                    REQUIRE(length(joint) < 8);
                }
                const double now = distance(body, kLeftShoulder, kLeftHip);
                CHECK(now > 0.25);
                CHECK(now < 0.75);
                if (thigh > 0)
                    CHECK(distance(body, kRightHip, kRightKnee) == Approx(thigh).epsilon(0.25));
                thigh = distance(body, kRightHip, kRightKnee);
            }
        }
    }
}

TEST_CASE("a mirrored body has its sides exchanged", "[synthetic]") {
    Random random(4);
    BodyPose pose;
    pose.arm[0].raise = 80;
    const Skeleton body = skeleton_of(draw_body(random), pose);
    const Skeleton other = mirrored(body);
    CHECK(other[kRightWrist].x == Approx(-body[kLeftWrist].x));
    CHECK(other[kRightWrist].z == Approx(body[kLeftWrist].z));
    CHECK(other[31].y == Approx(body[32].y));
}

TEST_CASE("hands that are busy go on from place to place, and the legs stay", "[synthetic]") {
    for (const MotionKind& kind : hand_motions()) {
        for (std::uint64_t n = 0; n < 20; ++n) {
            Random random = Random::of({11, n});
            const Performance performance(random, kind, {-3, 3});
            INFO(kind.name << " " << n);
            CHECK(performance.reps().reps().empty());
            const Skeleton first = performance.at(0);
            double path = 0;
            Skeleton last = first;
            for (double t = 0.1; t < 2; t += 0.1) {
                const Skeleton body = performance.at(t);
                path += length(body[kLeftWrist] - last[kLeftWrist]) +
                        length(body[kRightWrist] - last[kRightWrist]);
                CHECK(length(body[kLeftKnee] - first[kLeftKnee]) < 0.12);
                CHECK(body[kLeftWrist].y < body[kNose].y + 0.3);
                last = body;
            }
            CHECK(path < 16);
            if (std::string(kind.name) == "signing") CHECK(path > 0.1);
        }
    }
}

TEST_CASE("a hand lets go of one place before it gets hold of another", "[synthetic]") {
    Random random(5);
    const BodyShape shape = draw_body(random);
    BodyPose from;
    from.arm[0].reach = {HoldTo::hips, {0.05, 0.1, 0.1}, {1, 0, 0}, 1};
    BodyPose to;
    to.arm[0].reach = {HoldTo::head, {0.02, 0.1, 0.15}, {1, 0, 0}, 1};
    const auto wrist = [&](double share) {
        return skeleton_of(shape, blended(from, to, share))[kLeftWrist];
    };
    CHECK(length(wrist(0) - skeleton_of(shape, from)[kLeftWrist]) < 1e-9);
    CHECK(length(wrist(1) - skeleton_of(shape, to)[kLeftWrist]) < 1e-9);
    for (double share = 0; share < 1; share += 0.02)
        CHECK(length(wrist(share + 0.02) - wrist(share)) < 0.08);
}

TEST_CASE("somebody goes over from one motion to another without a jump", "[synthetic]") {
    int changes = 0;
    for (std::uint64_t n = 0; n < 200; ++n) {
        Random random = Random::of({13, n});
        const std::vector<MotionKind>& kinds = motion_kinds();
        const MotionKind& first = kinds[n % kinds.size()];
        const MotionKind& second = kinds[(n * 7 + 3) % kinds.size()];
        Performance performance(random, first, {-3, 0.4});
        if (!performance.then(random, second, {1.4, 3}, 0.8, 0.6)) continue;
        ++changes;
        INFO(first.name << ", then " << second.name);
        CHECK(performance.kind() == std::string(second.name));
        const Skeleton before = performance.at(0.8 - 1e-6);
        const Skeleton at = performance.at(0.8 + 1e-6);
        const Skeleton arriving = performance.at(1.4 - 1e-6);
        const Skeleton there = performance.at(1.4 + 1e-6);
        for (const std::size_t joint : {kLeftWrist, kRightWrist, kLeftHip, kLeftKnee, kRightKnee}) {
            CHECK(length(at[joint] - before[joint]) < 0.01);
            CHECK(length(there[joint] - arriving[joint]) < 0.01);
        }
    }
    CHECK(changes > 50);
}

TEST_CASE("nobody goes over to a motion that rests on something else", "[synthetic]") {
    const auto named = [](const std::string& name) {
        return *std::ranges::find_if(motion_kinds(),
                                     [&](const MotionKind& kind) { return kind.name == name; });
    };
    Random random(6);
    Performance performance(random, named("push-up"), {-3, 3});
    CHECK_FALSE(performance.then(random, named("still"), {}, 1, 0.5));
    CHECK(performance.kind() == std::string("push-up"));
}
