#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>

#include "engine/core/image.h"

namespace spotter {

// BlazePose's landmarks, by their index; the ones that are named are the ones that are drawn.
enum Joint : std::size_t {
    kNose = 0,
    kLeftShoulder = 11,
    kRightShoulder = 12,
    kLeftElbow = 13,
    kRightElbow = 14,
    kLeftWrist = 15,
    kRightWrist = 16,
    kLeftHip = 23,
    kRightHip = 24,
    kLeftKnee = 25,
    kRightKnee = 26,
    kLeftAnkle = 27,
    kRightAnkle = 28,
    kJointCount = 33,
};

struct Landmark {
    float x = 0;           // pixels of the frame, to the right
    float y = 0;           // pixels of the frame, down
    float z = 0;           // pixels, away from the camera, relative to the hips
    float visibility = 0;  // 0 … 1: in the picture and not hidden
};

struct WorldPoint {
    float x = 0;  // metres, to the viewer's right, from the middle of the hips
    float y = 0;  // metres, down
    float z = 0;  // metres, away from the camera
};

// How much of the person the picture shows.
enum class PersonView { away, cut_off, whole };

// One person in one frame. Left and right are the person's own.
struct Pose {
    std::array<Landmark, kJointCount> image{};
    std::array<WorldPoint, kJointCount> world{};
    float presence = 0;  // 0 … 1: that a person is there
    PersonView view = PersonView::away;
};

// The mirror image in a picture of `width` pixels: left and right change places.
Pose mirrored(const Pose& pose, float width);

// BlazePose, or a scripted one in tests. One thread at a time.
class PoseEstimator {
  public:
    virtual ~PoseEstimator() = default;
    // The pose of the followed person at `seconds` on the source's clock; nothing: nobody is
    // there. Calls are in order of time; reset() before another source or after a jump.
    virtual std::optional<Pose> estimate(const ImageView& rgb, double seconds) = 0;
    virtual void reset() = 0;
    // Follow whoever stands at this point of the frame (pixels) from the next estimate on.
    virtual void choose_person(float x, float y) = 0;
};

}  // namespace spotter
