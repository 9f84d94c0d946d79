#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/source.h"

namespace spotter {

// One repetition: it starts and ends in the starting position and turns half-way.
struct DemoRep {
    MediaTime start{};
    MediaTime turn{};
    MediaTime end{};
};

// A stretch of the demo with one label: an exercise, "rest" (stands between sets), "other" (walks)
// or "away" (nobody is in the picture).
struct DemoSegment {
    std::string label;
    MediaTime start{};
    MediaTime end{};
    std::vector<DemoRep> reps;  // of exercises only
};

// What really happens at one moment of the demo.
struct DemoTruth {
    std::string label;
    int reps_done = 0;  // repetitions of this set that have ended
    int reps = 0;       // repetitions of the whole set; 0: not an exercise
    std::string next_label;
    MediaTime until_next{};
};

// What happens in the demo's video, known exactly because it was rendered. A value: share or copy
// it between threads.
class DemoScript {
  public:
    // Throws Error when `file` is missing, is not such a script, or contradicts itself: segments
    // must touch and cover 0 … duration, and repetitions lie in order inside their segment.
    static DemoScript read(const std::filesystem::path& file);

    MediaTime duration() const { return duration_; }
    const std::vector<DemoSegment>& segments() const { return segments_; }
    // `time` as in the frames of open_demo(): it may lie in any round of the loop.
    DemoTruth truth_at(MediaTime time) const;

  private:
    MediaTime duration_{};
    std::vector<DemoSegment> segments_;
};

// The bundled workout, without end: after the last picture comes the first one at the same
// spacing and in the same epoch. Frames come as fast as they decode; wrap the source in a
// PlaybackSource to see them in real time. Throws Error with a remedy when an asset is missing.
std::unique_ptr<FrameSource> open_demo(const std::filesystem::path& video,
                                       const std::filesystem::path& truth);

}  // namespace spotter
