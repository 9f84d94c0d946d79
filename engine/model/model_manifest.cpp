#include "engine/model/model_manifest.h"

#include <algorithm>
#include <iterator>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/model/json_fields.h"
#include "engine/model/model_config.h"

namespace spotter {
namespace {

constexpr int kFormat = 1;

// Those that every Spotter model calls so when it does not say which are no exercise.
Labels idle_among(const Labels& labels) {
    Labels idle;
    std::copy_if(labels.begin(), labels.end(), std::back_inserter(idle),
                 [](const std::string& label) { return label == "rest" || label == "other"; });
    return idle;
}

void apply_labels(const JsonFields& manifest, const std::string& subject, ModelInfo& model) {
    if (manifest.has("labels")) {
        const Labels labels = manifest.texts("labels");
        check_labels(labels, subject);
        if (labels.size() != model.labels.size()) {
            manifest.fail("labels", "are " + std::to_string(labels.size()) + " but the model has " +
                                        std::to_string(model.labels.size()) + " outputs");
        }
        model.labels = labels;
    }
    model.idle_labels = idle_among(model.labels);
    if (!manifest.has("idle_labels")) return;
    model.idle_labels = manifest.texts("idle_labels");
    for (const std::string& idle : model.idle_labels) {
        if (std::count(model.labels.begin(), model.labels.end(), idle) == 0) {
            manifest.fail("idle_labels", "names " + idle + ", which is not one of the labels");
        }
    }
}

void apply_input(const JsonFields& manifest, ModelInfo& model) {
    const std::string input = manifest.text("input", std::string(to_string(ModelInput::rgb)));
    if (input != to_string(ModelInput::skeleton) && input != to_string(ModelInput::rgb)) {
        manifest.fail("input", "is " + input + "; it must be skeleton or rgb");
    }
    model.input = input == to_string(ModelInput::rgb) ? ModelInput::rgb : ModelInput::skeleton;
    const std::string framing = manifest.text("framing", std::string(to_string(Framing::center)));
    const auto parsed = parse_framing(framing);
    if (!parsed) manifest.fail("framing", "is " + framing + "; it must be center or person");
    model.framing = *parsed;
}

void apply_thresholds(const JsonFields& thresholds, Thresholds& out) {
    out.enter = thresholds.number("enter", 0, 1, out.enter);
    out.exit = thresholds.number("exit", 0, 1, std::min(out.exit, out.enter));
    if (out.exit > out.enter) thresholds.fail("exit", "is above enter");
    out.dwell_s = thresholds.number("dwell_s", 0, 60, out.dwell_s);
}

TrainingRecord read_training(const JsonFields& trained) {
    TrainingRecord record;
    record.dataset = trained.text("dataset", "");
    record.dataset_sha256 = trained.text("dataset_sha256", "");
    record.base = trained.text("base", "");
    record.epoch_chosen_on = trained.text("epoch_chosen_on", "");
    record.decisions_fitted_on =
        trained.text("thresholds_fitted_on", trained.text("temperature_fitted_on", ""));
    if (trained.has("test")) {
        const JsonFields test = trained.object("test");
        record.test_total = test.integer("total", 0, 1'000'000'000, 0);
        record.test_correct = test.integer("correct", 0, record.test_total, 0);
    }
    return record;
}

}  // namespace

void apply_manifest(const std::filesystem::path& file, ModelInfo& model) {
    if (!std::filesystem::exists(file)) {
        model.idle_labels = idle_among(model.labels);
        return;
    }
    const std::string subject = file.string();
    const nlohmann::json json = read_json_file(file);
    const JsonFields manifest(json, subject);
    const int format = manifest.integer("format", 1, 1'000'000);
    if (format > kFormat) {
        throw Error(kReadModel, subject, "has format " + std::to_string(format),
                    "it needs a newer Spotter");
    }
    for (const std::string& key :
         manifest.unknown({"format", "labels", "idle_labels", "frame_interval_s", "input",
                           "framing", "mirror", "thresholds", "temperature", "trained"})) {
        log_warning(subject + ": " + key + " is not a known field and has no effect");
    }
    apply_labels(manifest, subject, model);
    model.window.interval = from_seconds(
        manifest.number("frame_interval_s", 0.001, 10, to_seconds(model.window.interval)));
    apply_input(manifest, model);
    model.mirror = manifest.boolean("mirror", false);
    if (manifest.has("thresholds")) {
        apply_thresholds(manifest.object("thresholds"), model.thresholds);
    }
    model.temperature = manifest.number("temperature", 0.05, 20, model.temperature);
    if (manifest.has("trained")) model.trained = read_training(manifest.object("trained"));
}

}  // namespace spotter
