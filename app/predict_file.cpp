#include "app/predict_file.h"

#include "app/recording.h"

namespace spotter {

FilePrediction predict_file(const std::string& file, Recognizer& recognizer, MediaTime stride,
                            const std::function<void(double)>& progress, std::stop_token stop) {
    const auto source = open_recording(file, stop);
    FilePrediction out;
    ScanCallbacks callbacks;
    callbacks.on_window = [&](const ScannedWindow& window) { out.windows.push_back(window); };
    callbacks.on_progress = progress;
    out.summary =
        scan_recording(*source, recognizer.pose.get(), *recognizer.input, *recognizer.classifier,
                       recording_scan_options(stride), callbacks, stop);
    out.note = source->info().note;
    out.prediction = prediction_from_windows(recognizer.classifier->labels(), out.windows);
    return out;
}

}  // namespace spotter
