#include <filesystem>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/model_text.h"
#include "app/cli/output_file.h"
#include "app/cli/text_format.h"
#include "app/model_store.h"
#include "app/unpacked_model.h"
#include "engine/core/error.h"
#include "training/data/archive.h"

namespace spotter {
namespace {

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

// Messages name the ZIP, and not the folder that it is unpacked into for a moment.
ModelInfo import_zip(const CommandContext& context, const std::filesystem::path& zip,
                     const std::string& name, bool replace) {
    check_new_name(context.paths, name, replace);
    const UnpackedModel unpacked(zip, context.paths.data / "models", JobToken(context.stop));
    try {
        return import_model(context.paths, unpacked.folder(), name, replace);
    } catch (const Error& error) {
        std::string line = error.what();
        const std::string folder = unpacked.folder().string();
        if (const auto at = line.find(folder); at != std::string::npos) {
            line.replace(at, folder.size(), zip.string());
        }
        throw Error("", "", line);
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
    const bool zipped = is_archive_name(folder) && std::filesystem::is_regular_file(folder);
    const std::string name =
        options.name.value_or((zipped ? folder.stem() : folder.filename()).string());
    const ModelInfo model = zipped ? import_zip(context, folder, name, options.replace)
                                   : import_model(context.paths, folder, name, options.replace);
    std::cout << (json ? json_text(model_json(model))
                       : "Imported. Use it with --model " + name + ".\n" + model_text(model));
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
