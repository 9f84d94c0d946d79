#include "app/window/recording_verdict.h"

#include <chrono>
#include <cmath>

#include <sys/resource.h>

#include "app/model_store.h"
#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr MediaTime kLongest = std::chrono::minutes(10);

FilePrediction judge(const std::string& file, const Settings& settings, const Paths& paths,
                     JobToken& token) {
    // Of this thread and those that it starts; Linux counts niceness by thread.
    constexpr int kNiceness = 10;
    setpriority(PRIO_PROCESS, 0, kNiceness);
    LoadedModel loaded = load_recognizers(find_model(paths, settings.model), settings, paths);
    token.checkpoint();
    return predict_file(
        file, loaded.recognizers.front(), {},
        [&](double fraction) {
            token.publish({"Reading the recording", fraction});
        },
        token.stop());
}

}  // namespace

void RecordingVerdict::want(const std::string& file, MediaTime duration, const Settings& settings) {
    if (duration > kLongest) return;
    const std::string key = file + '\n' + settings.model + '\n' +
                            std::string(to_string(settings.device)) + '\n' +
                            std::string(to_string(settings.precision));
    if (key == wanted_) return;
    wanted_ = key;
    text_.clear();
    job_.start([file, settings, paths = paths_](JobToken& token) {
        return judge(file, settings, paths, token);
    });
}

void RecordingVerdict::forget() {
    wanted_.clear();
    text_.clear();
    job_.cancel();
}

void RecordingVerdict::poll() {
    auto outcome = job_.poll();
    if (!outcome) return;
    if (!outcome->result) throw Error(outcome->failure, "", "");
    const Prediction& prediction = outcome->result->prediction;
    text_ = "Whole clip: " + display_name(prediction.label) + ", " +
            std::to_string(std::lround(prediction.confidence * 100)) + " %";
}

void RecordingVerdict::show(PlaybackView& view) const {
    view.verdict = text_;
    view.verdict_busy = busy();
    view.verdict_progress = job_.progress().fraction;
}

}  // namespace spotter
