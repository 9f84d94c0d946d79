#include "engine/model/model_folder.h"

#include "engine/core/error.h"
#include "engine/model/json_fields.h"
#include "engine/model/model_config.h"
#include "engine/model/model_manifest.h"
#include "engine/model/model_weights.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

void check_folder(const fs::path& folder) {
    std::error_code failure;
    const fs::file_status status = fs::status(folder, failure);
    if (!fs::exists(status)) {
        throw Error(kReadModel, folder.string(), "there is no such folder",
                    "check its name; 'spotter models list' shows what there is");
    }
    if (!fs::is_directory(status)) {
        refuse_pickled(folder);
        throw Error(kReadModel, folder.string(), "is not a folder",
                    "a model is a folder with config.json and model.safetensors; "
                    "'spotter models import' takes a ZIP of one");
    }
}

ModelInfo preset(std::string_view name, int hidden_size, int heads) {
    ModelInfo model;
    model.name = "videomae-" + std::string(name);
    model.config.hidden_size = hidden_size;
    model.config.intermediate_size = 4 * hidden_size;
    model.config.heads = heads;
    // As many outputs as Kinetics-400, which these models are known by.
    model.config.classes = 400;
    for (int i = 0; i < model.config.classes; ++i) {
        model.labels.push_back("LABEL_" + std::to_string(i));
    }
    model.window.frames = model.config.frames;
    return model;
}

}  // namespace

ModelInfo read_encoder_folder(const fs::path& folder) {
    check_folder(folder);
    ModelInfo model;
    model.folder = fs::weakly_canonical(folder);
    model.name = model.folder.filename().string();
    ModelConfig config = read_config(model.folder / "config.json");
    model.config = config.shape;
    model.labels = std::move(config.labels);
    model.window.frames = model.config.frames;
    model.weight_files = find_weight_files(model.folder);
    model.preprocessing =
        read_preprocessing(model.folder / "preprocessor_config.json", model.config.image_size);
    apply_manifest(model.folder / "spotter.json", model);
    return model;
}

ModelInfo read_model_folder(const fs::path& folder) {
    ModelInfo model = read_encoder_folder(folder);
    check_shapes(WeightFiles(model.weight_files), model.config);
    return model;
}

ModelInfo videomae_preset(std::string_view name) {
    if (name == "tiny") return preset(name, 192, 3);
    if (name == "small") return preset(name, 384, 6);
    if (name == "base") return preset(name, 768, 12);
    throw Error("make model", std::string(name), "there is no such preset",
                "use tiny, small or base");
}

std::string_view to_string(ModelInput input) {
    return input == ModelInput::skeleton ? "skeleton" : "rgb";
}

std::string_view to_string(Framing framing) {
    return framing == Framing::center ? "center" : "person";
}

std::optional<Framing> parse_framing(std::string_view text) {
    for (const Framing framing : {Framing::center, Framing::person}) {
        if (text == to_string(framing)) return framing;
    }
    return std::nullopt;
}

}  // namespace spotter
