#include "engine/pose/person.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace spotter {
namespace {

// Of a pair of joints, the left; the right one has the next index.
constexpr std::array kPairs{kLeftShoulder, kLeftElbow, kLeftWrist, kLeftHip, kLeftKnee, kLeftAnkle};

bool seen(const Landmark& joint) {
    return joint.visibility >= 0.5F;
}

bool pair_seen(const Pose& pose, std::size_t left) {
    return seen(pose.image[left]) || seen(pose.image[left + 1]);
}

// Landmarks jitter by a few pixels at the edge.
bool inside(const Landmark& joint, int width, int height) {
    constexpr float kSlack = 0.02F;
    const auto w = static_cast<float>(width);
    const auto h = static_cast<float>(height);
    return joint.x >= -kSlack * w && joint.x <= (1 + kSlack) * w && joint.y >= -kSlack * h &&
           joint.y <= (1 + kSlack) * h;
}

}  // namespace

const Detection& nearest_person(std::span<const Detection> people, Point at) {
    const auto bodies_away = [at](const Detection& d) {
        return distance(d.hips, at) / std::max(distance(d.hips, d.top), 1.0F);
    };
    return *std::ranges::min_element(people, {}, bodies_away);
}

const Detection& most_prominent_person(std::span<const Detection> people, int width, int height) {
    const Point middle{static_cast<float>(width) / 2, static_cast<float>(height) / 2};
    const auto prominence = [middle](const Detection& d) {
        const float off_centre = std::min(distance(d.hips, middle) / distance({}, middle), 1.0F);
        return d.score * distance(d.hips, d.top) * (1 - off_centre / 2);
    };
    return *std::ranges::max_element(people, {}, prominence);
}

PersonView person_view(const Pose& pose, int width, int height) {
    if (!pair_seen(pose, kLeftShoulder) && !pair_seen(pose, kLeftHip)) return PersonView::away;
    for (const std::size_t left : kPairs) {
        if (!pair_seen(pose, left) || !inside(pose.image[left], width, height) ||
            !inside(pose.image[left + 1], width, height))
            return PersonView::cut_off;
    }
    return PersonView::whole;
}

}  // namespace spotter
