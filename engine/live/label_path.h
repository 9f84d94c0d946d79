#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/clock.h"
#include "engine/live/recording_scan.h"

namespace spotter {

// The likeliest course of labels over a whole recording: the index of a label for each of
// `windows`, which are in order of time, each `length` long. What came later tells as much as what
// came before, so this is surer than anything that can be said live. One label must be likelier
// for long enough to pay for two changes; see Note [course of labels] in label_path.cpp.
// Precondition: all windows have as many scores, at least one.
std::vector<std::size_t> likeliest_labels(std::span<const ScannedWindow> windows, MediaTime length);

}  // namespace spotter
