#include "app/manifest_update.h"

#include <fstream>
#include <system_error>

#include <nlohmann/json.hpp>

#include "app/cli/json_output.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "update model";

// Lets `change` write into the manifest of `model`.
template <class Change>
void update_manifest(const ModelInfo& model, const Change& change) {
    const fs::path file = model.folder / "spotter.json";
    Json manifest = {{"format", 1}};
    if (std::ifstream in(file); in) {
        try {
            manifest = Json::parse(in);
        } catch (const Json::exception&) {
            throw Error(kStep, file.string(), "it is not JSON any more");
        }
    }
    change(manifest);
    write_atomically(file, json_text(manifest), kStep);
}

}  // namespace

void store_decisions(const ModelInfo& model, const Decisions& decisions) {
    update_manifest(model, [&](Json& manifest) {
        if (decisions.temperature) {
            manifest["temperature"] = rounded(*decisions.temperature);
            manifest["trained"]["temperature_fitted_on"] = decisions.fitted_on;
        }
        if (const auto& limits = decisions.thresholds) {
            manifest["thresholds"] = {{"enter", rounded(limits->enter)},
                                      {"exit", rounded(limits->exit)},
                                      {"dwell_s", rounded(limits->dwell_s)}};
            manifest["trained"]["thresholds_fitted_on"] = decisions.fitted_on;
        }
    });
}

void store_epoch_choice(const ModelInfo& model, std::string_view split) {
    update_manifest(model, [&](Json& manifest) { manifest["trained"]["epoch_chosen_on"] = split; });
}

void store_test(const ModelInfo& model, const Proportion& accuracy) {
    update_manifest(model, [&](Json& manifest) {
        manifest["trained"]["test"] = {{"correct", accuracy.right}, {"total", accuracy.count}};
    });
}

void check_manifest_is_yours(const Paths& paths, const ModelInfo& model) {
    std::error_code error;
    const fs::path shipped = fs::weakly_canonical(paths.assets / "models", error);
    if (model.folder.parent_path() != shipped) return;
    throw Error(kStep, model.name, "it comes with Spotter and is not changed",
                "make it yours: spotter models import '" + model.folder.string() + "' --name my-" +
                    model.name);
}

}  // namespace spotter
