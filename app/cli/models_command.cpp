#include <filesystem>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/text_format.h"
#include "app/model_store.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

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
    return out;
}

std::string parameters_text(std::int64_t parameters) {
    return decimal(static_cast<double>(parameters) / 1e6, 2) + " million";
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
        rows.push_back({"tested", std::to_string(model.trained->test_correct) + " of " +
                                      std::to_string(model.trained->test_total) + " right"});
    }
    return model.name + "\n" + table(rows, 2);
}

Json list_entry(const StoredModel& stored) {
    Json out = {
        {"name", stored.name}, {"folder", stored.folder.string()}, {"shipped", stored.shipped}};
    try {
        const ModelInfo model = read_model_folder(stored.folder);
        out["labels"] = model.labels;
        out["input"] = to_string(model.input);
        out["parameters"] = model.parameters();
    } catch (const Error& error) {
        out["error"] = error.what();
    }
    return out;
}

std::vector<std::string> list_row(const StoredModel& stored) {
    const std::string origin = stored.shipped ? "shipped" : "yours";
    try {
        const ModelInfo model = read_model_folder(stored.folder);
        return {stored.name, origin, std::string(to_string(model.input)),
                decimal(static_cast<double>(model.parameters()) / 1e6, 1) + " M",
                joined(model.labels)};
    } catch (const Error& error) {
        return {stored.name, origin, "unusable", "", error.what()};
    }
}

}  // namespace

ExitCode run_models_list(const CommandContext& context, bool json) {
    const std::vector<StoredModel> models = list_models(context.paths);
    if (json) {
        Json out = Json::array();
        for (const StoredModel& stored : models) out.push_back(list_entry(stored));
        std::cout << json_text(out);
    } else if (models.empty()) {
        std::cout << "There is no model. Bring one with 'spotter models import DIR'.\n";
    } else {
        std::vector<std::vector<std::string>> rows = {{"name", "from", "input", "size", "labels"}};
        for (const StoredModel& stored : models) rows.push_back(list_row(stored));
        std::cout << table(rows, 0);
    }
    flush_output();
    return ExitCode::done;
}

ExitCode run_models_show(const CommandContext& context, const std::string& name, bool json) {
    const ModelInfo model = find_model(context.paths, name);
    std::cout << (json ? json_text(model_json(model)) : model_text(model));
    flush_output();
    return ExitCode::done;
}

ExitCode run_models_import(const CommandContext& context, const ImportOptions& options, bool json) {
    std::filesystem::path folder = std::filesystem::path(options.folder).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    const std::string name = options.name.value_or(folder.filename().string());
    const ModelInfo model = import_model(context.paths, folder, name, options.replace);
    std::cout << (json ? json_text(model_json(model))
                       : "Imported. Use it with --model " + name + ".\n" + model_text(model));
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
