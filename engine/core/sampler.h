#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/clock.h"

namespace spotter {

// What a model calls a clip: `frames` pictures, `interval` apart.
struct ClipWindow {
    int frames = 16;
    MediaTime interval = from_seconds(4.0 / 30.0);

    // From the first picture to the last.
    MediaTime length() const { return interval * (frames - 1); }
    friend bool operator==(const ClipWindow&, const ClipWindow&) = default;
};

// The one sampling rule of the product (live, replay, training, evaluation): of pictures
// captured at `times` (ascending), picture k of the clip that ends at `end` is the one nearest
// to end - (frames-1-k) * interval; the earlier one wins a tie. Returns indices into `times`,
// or nothing when the window is not covered: `times` does not reach back to the first picture
// and forward to `end` within half an interval, or has a hole of more than two intervals.
std::optional<std::vector<std::size_t>> sample_window(std::span<const MediaTime> times,
                                                      MediaTime end, const ClipWindow& window);

// The same without the demand that the window be covered: a clip shorter than a window repeats
// its first and last pictures. Precondition: `times` is not empty.
std::vector<std::size_t> sample_window_padded(std::span<const MediaTime> times, MediaTime end,
                                              const ClipWindow& window);

// Ends of the windows of a recording from `first` to `last`: first + length + n * stride, up
// to `last`; only `last` itself when the recording is shorter than one window.
std::vector<MediaTime> window_ends(MediaTime first, MediaTime last, const ClipWindow& window,
                                   MediaTime stride);

}  // namespace spotter
