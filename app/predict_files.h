#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/predict_file.h"
#include "app/recognizer.h"
#include "app/settings.h"

namespace spotter {

// One file of many; `error`: why it cannot even be tried, one line, else empty.
struct InputFile {
    std::string path;
    std::string error;
};

// What became of one.
struct FileOutcome {
    std::optional<FilePrediction> found;
    std::string error;  // one line, when nothing was found
};

// Called from several threads, for files in any order; for one file in order.
struct PredictCallbacks {
    std::function<void(std::size_t file, double fraction)> on_progress;
    std::function<void(std::size_t file, FileOutcome outcome)> on_done;
};

// How many recognizers predict_files() can use for so many files.
int side_by_side(const Settings& settings, std::size_t files);

// Predicts many files, as many at a time as `model` has recognizers; `stride` as predict_file()
// takes it. A file that fails is an outcome; the others go on. Returns when all are done, or soon
// after `stop` was requested: then some files have no outcome.
void predict_files(const std::vector<InputFile>& files, LoadedModel& model, MediaTime stride,
                   const PredictCallbacks& callbacks, const std::stop_token& stop);

}  // namespace spotter
