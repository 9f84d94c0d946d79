#include "app/window/recording_verdict.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include <sys/resource.h>

#include "app/model_store.h"
#include "app/predict_file.h"
#include "app/recognizer.h"
#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr MediaTime kLongest = std::chrono::minutes(10);

std::string scored(const std::string& label, double score) {
    return display_name(label) + ", " + std::to_string(std::lround(score * 100)) + " %";
}

std::string scores_text(const Labels& labels, const Scores& scores) {
    std::vector<std::size_t> order(labels.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return scores[i]; });
    std::string out;
    for (const std::size_t i : order) {
        out += (out.empty() ? "" : "\n") + scored(labels[i], scores[i]);
    }
    return out;
}

}  // namespace

RecordingVerdict::Verdict RecordingVerdict::judge(const std::string& file, const Settings& settings,
                                                  const Paths& paths, JobToken& token) {
    // Of this thread and those that it starts; Linux counts niceness by thread.
    constexpr int kNiceness = 10;
    setpriority(PRIO_PROCESS, 0, kNiceness);
    LoadedModel loaded = load_recognizers(find_model(paths, settings.model), settings, paths);
    token.checkpoint();
    Recognizer& recognizer = loaded.recognizers.front();
    const Prediction prediction = predict_file(
                                      file, recognizer, {},
                                      [&](double fraction) {
                                          token.publish({"Reading the recording", fraction});
                                      },
                                      token.stop())
                                      .prediction;
    return {"Whole clip: " + scored(prediction.label, prediction.confidence),
            scores_text(recognizer.classifier->labels(), prediction.scores)};
}

void RecordingVerdict::want(const std::string& file, MediaTime duration, const Settings& settings) {
    if (duration > kLongest) return;
    const std::string key = file + '\n' + settings.model + '\n' +
                            std::string(to_string(settings.device)) + '\n' +
                            std::string(to_string(settings.precision));
    if (key == wanted_) return;
    wanted_ = key;
    verdict_ = {};
    job_.start([file, settings, paths = paths_](JobToken& token) {
        return judge(file, settings, paths, token);
    });
}

void RecordingVerdict::forget() {
    wanted_.clear();
    verdict_ = {};
    job_.cancel();
}

void RecordingVerdict::poll() {
    auto outcome = job_.poll();
    if (!outcome) return;
    if (!outcome->result) throw Error(outcome->failure, "", "");
    verdict_ = std::move(*outcome->result);
}

void RecordingVerdict::show(PlaybackView& view) const {
    view.verdict = verdict_.text;
    view.verdict_scores = verdict_.scores;
    view.verdict_busy = busy();
    view.verdict_progress = job_.progress().fraction;
}

}  // namespace spotter
