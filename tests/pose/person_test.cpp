#include "engine/pose/person.h"

#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

Detection somebody(float x, float y, float half_height, float score = 0.9F) {
    return {score, {}, {x, y}, {x, y - half_height}};
}

// All of whose landmarks are seen in the middle of the picture.
Pose visible_pose() {
    Pose pose;
    for (Landmark& landmark : pose.image) landmark = {100, 100, 0, 0.9F};
    return pose;
}

}  // namespace

TEST_CASE("the most prominent person is the larger, and of equals the more central") {
    const std::vector<Detection> sizes{somebody(300, 100, 40), somebody(100, 100, 80)};
    CHECK(most_prominent_person(sizes, 400, 200).hips.x == 100);
    const std::vector<Detection> places{somebody(20, 100, 60), somebody(210, 100, 60)};
    CHECK(most_prominent_person(places, 400, 200).hips.x == 210);
}

TEST_CASE("the nearest person is measured in bodies") {
    const std::vector<Detection> people{somebody(100, 100, 80), somebody(180, 60, 10)};
    CHECK(nearest_person(people, {140, 60}).hips.x == 100);
    CHECK(nearest_person(people, {178, 60}).hips.x == 180);
}

TEST_CASE("a person whose joints are all seen is whole, though one side may be hidden") {
    Pose pose = visible_pose();
    CHECK(person_view(pose, 200, 200) == PersonView::whole);
    for (const std::size_t joint : {kRightShoulder, kRightWrist, kRightHip, kRightAnkle})
        pose.image[joint].visibility = 0.1F;
    CHECK(person_view(pose, 200, 200) == PersonView::whole);
}

TEST_CASE("a person is cut off when both ankles are unseen or a wrist is outside") {
    Pose no_feet = visible_pose();
    no_feet.image[kLeftAnkle].visibility = no_feet.image[kRightAnkle].visibility = 0.1F;
    CHECK(person_view(no_feet, 200, 200) == PersonView::cut_off);
    Pose reaching_out = visible_pose();
    reaching_out.image[kLeftWrist].y = -20;
    CHECK(person_view(reaching_out, 200, 200) == PersonView::cut_off);
}

TEST_CASE("a person without a shoulder or hip in sight is away") {
    Pose pose = visible_pose();
    for (const std::size_t joint : {kLeftShoulder, kRightShoulder, kLeftHip, kRightHip})
        pose.image[joint].visibility = 0.2F;
    CHECK(person_view(pose, 200, 200) == PersonView::away);
}
