#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/image.h"

namespace spotter {

// What a video looks like, small enough to keep for every source of a dataset: its length and up
// to 32 moments, each as 8 × 8 brightnesses relative to the picture's mean and spread, as hex
// digits. The same video encoded anew, scaled, at another frame rate or cut off at its end, when a
// third of it is left, looks the same. Other takes in the same room do not while somebody moves;
// two of one who stands still do, and are as good as one.
class FingerprintMaker {
  public:
    void add(const ImageView& rgb, MediaTime time);
    // Of what was added; empty without pictures.
    std::string make() const;

  private:
    struct Look {
        MediaTime time{};
        std::vector<float> blocks;
    };
    std::vector<Look> looks_;
};

// Whether two fingerprints are of one video. False for text that is none.
bool look_the_same(const std::string& a, const std::string& b);

}  // namespace spotter
