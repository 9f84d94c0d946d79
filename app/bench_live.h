#pragma once

#include <stop_token>

#include "app/quantiles.h"
#include "capture/source_options.h"
#include "capture/source_spec.h"
#include "engine/live/pipeline.h"

namespace spotter {

// Milliseconds from the capture of a picture until …
struct LiveAges {
    Quantiles picture;  // … the window would have it
    Quantiles pose;     // … its pose was there
    Quantiles label;    // … its scores were there
};

// Runs the live pipeline for a few seconds in real time. Throws Error when the source fails,
// Cancelled once `stop` is requested.
LiveAges measure_live_ages(const SourceSpec& source, const SourceOptions& options,
                           Recognizer recognizer, const std::stop_token& stop);

}  // namespace spotter
