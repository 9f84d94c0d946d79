#include "engine/core/sampler.h"

#include <algorithm>
#include <cassert>

namespace spotter {
namespace {

std::size_t nearest(std::span<const MediaTime> times, MediaTime wanted) {
    const auto after = std::lower_bound(times.begin(), times.end(), wanted);
    if (after == times.begin()) return 0;
    if (after == times.end()) return times.size() - 1;
    const auto before = after - 1;
    const auto chosen = wanted - *before <= *after - wanted ? before : after;
    return static_cast<std::size_t>(chosen - times.begin());
}

}  // namespace

std::vector<std::size_t> sample_window_padded(std::span<const MediaTime> times, MediaTime end,
                                              const ClipWindow& window) {
    assert(!times.empty());
    std::vector<std::size_t> indices;
    indices.reserve(static_cast<std::size_t>(window.frames));
    for (int k = 0; k < window.frames; ++k) {
        indices.push_back(nearest(times, end - window.interval * (window.frames - 1 - k)));
    }
    return indices;
}

std::optional<std::vector<std::size_t>> sample_window(std::span<const MediaTime> times,
                                                      MediaTime end, const ClipWindow& window) {
    if (times.empty()) return std::nullopt;
    const MediaTime slack = window.interval / 2;
    const MediaTime begin = end - window.length();
    if (times.front() > begin + slack || times.back() < end - slack) return std::nullopt;

    auto indices = sample_window_padded(times, end, window);
    std::size_t first = indices.front();
    std::size_t last = indices.back();
    // A window whose border lies in a hole spans that hole too.
    if (times[first] > begin + slack) --first;
    if (times[last] < end - slack) ++last;
    for (std::size_t i = first; i < last; ++i) {
        if (times[i + 1] - times[i] > 2 * window.interval) return std::nullopt;
    }
    return indices;
}

std::vector<MediaTime> window_ends(MediaTime first, MediaTime last, const ClipWindow& window,
                                   MediaTime stride) {
    assert(stride > MediaTime::zero());
    std::vector<MediaTime> ends;
    for (MediaTime end = first + window.length(); end <= last; end += stride) ends.push_back(end);
    if (ends.empty()) ends.push_back(last);
    return ends;
}

}  // namespace spotter
