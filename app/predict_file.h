#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/live/pipeline.h"
#include "engine/live/recording_scan.h"

namespace spotter {

// What a model says of one recording as a whole.
struct FilePrediction {
    Prediction prediction;
    std::vector<ScannedWindow> windows;  // in order of time
    ScanSummary summary;
    std::string note;  // what is wrong with the file (SourceInfo::note)
};

// Scans a recording from start to end; the window does it for a dropped file, `spotter predict`
// for each clip. `stride`: between windows; zero: half a window. `progress` may be empty: it
// gets 0 … 1, negative while the length is unknown. Throws Error when the file is no video,
// Cancelled once `stop` is requested.
FilePrediction predict_file(const std::string& file, Recognizer& recognizer, MediaTime stride,
                            const std::function<void(double)>& progress, std::stop_token stop);

}  // namespace spotter
