#include "app/cli/model_text.h"

#include "app/cli/text_format.h"
#include "app/model_card.h"
#include "training/evaluation/proportion.h"

namespace spotter {
namespace {

Proportion test_figure(const TrainingRecord& trained) {
    return proportion(static_cast<std::size_t>(trained.test_correct),
                      static_cast<std::size_t>(trained.test_total));
}

std::string parameters_text(std::int64_t parameters) {
    return decimal(static_cast<double>(parameters) / 1e6, 2) + " million";
}

}  // namespace

std::string joined(const Labels& labels) {
    std::string out;
    for (const std::string& label : labels) out += (out.empty() ? "" : ", ") + label;
    return out;
}

Json model_json(const ModelInfo& model) {
    Json out = {{"name", model.name},
                {"folder", model.folder.string()},
                {"labels", model.labels},
                {"idle_labels", model.idle_labels},
                {"input", to_string(model.input)}};
    out["framing"] =
        model.input == ModelInput::rgb ? Json(to_string(model.framing)) : Json(nullptr);
    out["mirror"] = model.mirror;
    out["frames"] = model.window.frames;
    out["frame_interval_s"] = rounded(to_seconds(model.window.interval));
    out["window_s"] = rounded(to_seconds(model.window.length()));
    out["image_size"] = model.image_size();
    out["layers"] = model.config.layers;
    out["width"] = model.config.hidden_size;
    out["parameters"] = model.parameters();
    out["gflop_per_clip"] = rounded(model.gflop());
    out["thresholds"] = {{"enter", model.thresholds.enter},
                         {"exit", model.thresholds.exit},
                         {"dwell_s", model.thresholds.dwell_s}};
    out["temperature"] = rounded(model.temperature);
    const std::string licence = model_licence(model.folder);
    out["licence"] = licence.empty() ? Json(nullptr) : Json(licence);
    out["test"] = nullptr;
    if (model.trained && model.trained->test_total > 0) {
        const Proportion test = test_figure(*model.trained);
        out["test"] = {{"correct", test.right},
                       {"total", test.count},
                       {"accuracy", rounded(test.share())},
                       {"low", rounded(test.low)},
                       {"high", rounded(test.high)}};
    }
    return out;
}

std::string model_text(const ModelInfo& model) {
    std::string shown = std::string(to_string(model.input));
    if (model.input == ModelInput::rgb)
        shown += ", framing " + std::string(to_string(model.framing));
    const Thresholds& limits = model.thresholds;
    std::vector<std::vector<std::string>> rows = {
        {"folder", model.folder.string()},
        {"labels", joined(model.labels)},
        {"idle labels", model.idle_labels.empty() ? "none" : joined(model.idle_labels)},
        {"input", shown},
        {"window", std::to_string(model.window.frames) + " pictures of " +
                       std::to_string(model.image_size()) + " × " +
                       std::to_string(model.image_size()) + " in " +
                       decimal(to_seconds(model.window.length()), 2) + " s"},
        {"network", std::to_string(model.config.layers) + " layers of width " +
                        std::to_string(model.config.hidden_size) + ", " +
                        parameters_text(model.parameters()) + " parameters, " +
                        decimal(model.gflop(), 2) + " GFLOP a clip"},
        {"thresholds", "enter " + decimal(limits.enter, 2) + ", exit " + decimal(limits.exit, 2) +
                           ", dwell " + decimal(limits.dwell_s, 2) + " s"}};
    if (model.trained && !model.trained->dataset.empty()) {
        rows.push_back({"trained on", model.trained->dataset});
    }
    if (model.trained && model.trained->test_total > 0) {
        const Proportion test = test_figure(*model.trained);
        rows.push_back({"tested", std::to_string(test.right) + " of " + std::to_string(test.count) +
                                      " right: " + percentage(test.share()) + " (95 % interval " +
                                      percentage(test.low) + " to " + percentage(test.high) + ")"});
    }
    const std::string licence = model_licence(model.folder);
    rows.push_back({"licence", licence.empty() ? "not stated" : licence});
    return model.name + "\n" + table(rows, 2);
}

}  // namespace spotter
