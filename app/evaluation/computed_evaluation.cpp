#include "app/evaluation/computed_evaluation.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "app/evaluation/track_windows.h"
#include "app/model_store.h"
#include "app/recognizer.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

constexpr std::string_view kPrefix = "synth:";

}  // namespace

std::optional<std::uint64_t> computed_seed(const std::string& dataset) {
    if (!dataset.starts_with(kPrefix)) return std::nullopt;
    const std::string_view digits = std::string_view(dataset).substr(kPrefix.size());
    if (digits.empty()) return 1;
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), seed);
    if (error != std::errc() || end != digits.end())
        throw Error("evaluate", dataset, "its seed is no number", "write synth:21");
    return seed;
}

ModelInfo model_for_computed(const Paths& paths, const std::string& name) {
    ModelInfo model = find_model(paths, name);
    if (model.input == ModelInput::skeleton) return model;
    throw Error("evaluate", model.name, "it looks at pixels, and computed motion has none",
                "name a model of skeletons");
}

EvaluationReport evaluate_on_computed(const Paths& paths, const Settings& settings,
                                      const ComputedMotion& clips, JobToken& job) {
    const ModelInfo model = model_for_computed(paths, settings.model);
    LoadedModel loaded = load_for_poses(model, settings);
    Recognizer& recognizer = loaded.recognizers.front();
    SyntheticOptions options;
    options.labels = model.labels;
    options.window = recognizer.classifier->window();
    std::vector<ClipVerdict> verdicts;
    for (std::size_t i = 0; i < clips.count; ++i) {
        job.checkpoint();
        job.publish({"Evaluating " + model.name,
                     static_cast<double>(i) / static_cast<double>(clips.count)});
        const SyntheticClip clip = make_synthetic_clip(clips.seed, i, options);
        std::vector<ScannedWindow> windows =
            windows_from_track(clip.track, *recognizer.input, *recognizer.classifier, {});
        ClipVerdict verdict{clip.kind + " " + std::to_string(i), clip.kind, clip.label,
                            prediction_from_windows(model.labels, windows).scores};
        for (ScannedWindow& window : windows) verdict.windows.push_back(std::move(window.scores));
        verdicts.push_back(std::move(verdict));
    }
    EvaluationReport report;
    report.model = model.name;
    report.made_with = "Spotter " + program_version();
    report.origin.dataset = "computed motion of seed " + std::to_string(clips.seed);
    report.origin.split = "all";
    report.evaluation = evaluation_from_verdicts(model.labels, std::move(verdicts));
    report.weaknesses = {"These bodies are computed: of people it may know less, or more."};
    return report;
}

}  // namespace spotter
