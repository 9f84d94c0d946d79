#pragma once

#include <span>
#include <vector>

#include "engine/pose/network.h"
#include "engine/pose/region.h"

namespace spotter {

struct Box {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;
};

// Intersection over union; 0 when both are empty.
float overlap(const Box& a, const Box& b);

// Somebody, in pixels of the frame.
struct Detection {
    float score = 0;  // 0 … 1
    Box box;          // of the face
    Point hips;       // their middle
    Point top;        // of a circle around the whole body
};

// Middles of the 2254 anchors, 0 … 1, in the order of the detector's outputs.
std::vector<Point> make_anchors();

// Everybody whose score is at least 0.5, in units of the letterboxed square, strongest first.
// `boxes` are 12 numbers an anchor, `logits` one.
std::vector<Detection> decode_detections(std::span<const float> boxes,
                                         std::span<const float> logits,
                                         std::span<const Point> anchors);

// Weighted non-maximum suppression: detections that overlap the strongest by more than 0.3 are
// averaged into it by score. `detections` come strongest first, and so do the results.
std::vector<Detection> merge_overlapping(std::vector<Detection> detections);

// BlazePose's person detector. One thread at a time.
class PersonDetector {
  public:
    // Fills in `spec`'s outputs and normalisation. Throws Error as Network does.
    explicit PersonDetector(NetworkSpec spec);

    // Everybody in `where`, a region of the picture that is usable and not turned; strongest
    // first. Precondition: the picture is not empty.
    std::vector<Detection> detect(const ImageView& rgb, const Region& where);

  private:
    Network network_;
    std::vector<Point> anchors_;
};

}  // namespace spotter
