#include "engine/model/model_weights.h"

#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/model/json_fields.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWhole = "model.safetensors";
constexpr const char* kIndex = "model.safetensors.index.json";

[[noreturn]] void fail_without_safetensors(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) refuse_pickled(entry.path());
    throw Error(kReadModel, folder.string(), "model.safetensors is missing",
                "copy the whole model folder");
}

std::vector<fs::path> read_index(const fs::path& index) {
    const std::string subject = index.string();
    const nlohmann::json json = read_json_file(index);
    const JsonFields map = JsonFields(json, subject).object("weight_map");
    std::set<std::string> names;
    for (const auto& [tensor, file] : map.raw().items()) {
        const std::string name = file.is_string() ? file.get<std::string>() : "";
        // A shard is a plain name beside the index, so that no path leads out of the folder.
        if (name.empty() || name.find_first_of(std::string("/\\\0", 3)) != std::string::npos ||
            fs::path(name).extension() != ".safetensors") {
            map.fail(tensor.substr(0, 120), "is not in a safetensors file of this folder");
        }
        names.insert(name);
    }
    if (names.empty()) throw Error(kReadModel, subject, "names no files");
    std::vector<fs::path> files;
    for (const std::string& name : names) {
        if (!fs::exists(index.parent_path() / name)) {
            throw Error(kReadModel, subject, name + " is missing", "copy the whole model folder");
        }
        files.push_back(index.parent_path() / name);
    }
    return files;
}

bool is_usable(DType type) {
    return type == DType::f32 || type == DType::f16 || type == DType::bf16;
}

}  // namespace

void refuse_pickled(const fs::path& file) {
    const std::string extension = file.extension().string();
    for (const char* pickled : {".bin", ".pt", ".pth", ".pt2", ".ckpt", ".pkl"}) {
        if (extension != pickled) continue;
        throw Error(kReadModel, file.string(),
                    "this kind of file can run code when it is loaded, so it is refused",
                    "convert the weights to model.safetensors");
    }
}

std::vector<fs::path> find_weight_files(const fs::path& folder) {
    if (fs::exists(folder / kWhole)) return {folder / kWhole};
    if (fs::exists(folder / kIndex)) return read_index(folder / kIndex);
    fail_without_safetensors(folder);
}

WeightFiles::WeightFiles(const std::vector<fs::path>& files) {
    std::set<std::string> seen;
    for (const fs::path& file : files) {
        files_.emplace_back(file);
        for (const auto& [name, tensor] : files_.back().tensors()) {
            if (!seen.insert(name).second) {
                throw Error(kReadModel, file.string(), "tensor " + name + " is in two files");
            }
        }
    }
}

const SafeTensors& WeightFiles::file_of(const std::string& name) const {
    for (const SafeTensors& file : files_) {
        if (file.find(name)) return file;
    }
    throw Error(kReadModel, files_.front().path().string(), "tensor " + name + " is missing",
                name.rfind("classifier.", 0) == 0
                    ? "this is not a classifier; fine-tune it first"
                    : "config.json and the weights are of different models");
}

std::vector<NamedShape> classifier_tensors(const VideoMaeConfig& config) {
    const std::int64_t d = config.hidden_size;
    const std::int64_t inner = config.intermediate_size;
    const std::int64_t p = config.patch_size;
    std::vector<NamedShape> all;
    const auto add_linear = [&](const std::string& name, std::int64_t out, std::int64_t in) {
        all.push_back({name + ".weight", {out, in}});
        all.push_back({name + ".bias", {out}});
    };
    const auto add_norm = [&](const std::string& name) {
        all.push_back({name + ".weight", {d}});
        all.push_back({name + ".bias", {d}});
    };
    add_linear("classifier", config.classes, d);
    const std::string patch = "videomae.embeddings.patch_embeddings.projection";
    all.push_back({patch + ".weight", {d, config.channels, config.tubelet_size, p, p}});
    all.push_back({patch + ".bias", {d}});
    for (int i = 0; i < config.layers; ++i) {
        const std::string layer = "videomae.encoder.layer." + std::to_string(i) + ".";
        const std::string attention = layer + "attention.attention.";
        add_norm(layer + "layernorm_before");
        for (const char* part : {"query", "key", "value"}) {
            all.push_back({attention + part + ".weight", {d, d}});
        }
        if (config.query_value_bias) {
            for (const char* part : {"q_bias", "v_bias"}) all.push_back({attention + part, {d}});
        }
        add_linear(layer + "attention.output.dense", d, d);
        add_norm(layer + "layernorm_after");
        add_linear(layer + "intermediate.dense", inner, d);
        add_linear(layer + "output.dense", d, inner);
    }
    add_norm(config.mean_pooling ? "fc_norm" : "videomae.layernorm");
    return all;
}

const TensorView* WeightFiles::find(const std::string& name) const {
    for (const SafeTensors& file : files_) {
        if (const TensorView* found = file.find(name)) return found;
    }
    return nullptr;
}

void check_shapes(const WeightFiles& weights, const VideoMaeConfig& config) {
    check_shapes(weights, classifier_tensors(config));
}

void check_shapes(const WeightFiles& weights, const std::vector<NamedShape>& tensors) {
    for (const NamedShape& wanted : tensors) {
        const TensorView& found = weights.at(wanted.name);
        const std::string subject = weights.file_of(wanted.name).path().string();
        if (!is_usable(found.type)) {
            throw Error(kReadModel, subject,
                        "tensor " + wanted.name + " is " + std::string(to_string(found.type)),
                        "use float32, float16 or bfloat16 weights");
        }
        if (found.shape == wanted.shape) continue;
        if (wanted.name == "classifier.weight" && found.shape.size() == 2 &&
            found.shape[1] == wanted.shape[1]) {
            throw Error(kReadModel, subject,
                        "the classifier has " + std::to_string(found.shape[0]) +
                            " outputs but config.json has " + std::to_string(wanted.shape[0]) +
                            " labels",
                        "correct id2label");
        }
        throw Error(kReadModel, subject,
                    "tensor " + wanted.name + " is " + shape_text(found.shape) +
                        " but config.json asks for " + shape_text(wanted.shape),
                    "config.json and the weights are of different models");
    }
}

void check_values(const WeightFiles& weights, const VideoMaeConfig& config) {
    check_values(weights, classifier_tensors(config));
}

void check_values(const WeightFiles& weights, const std::vector<NamedShape>& wanted) {
    for (const NamedShape& tensor : wanted) {
        if (!all_finite(weights.at(tensor.name))) {
            throw Error(kReadModel, weights.file_of(tensor.name).path().string(),
                        "tensor " + tensor.name + " holds values that are not numbers",
                        "the training went wrong or the file is damaged");
        }
    }
}

}  // namespace spotter
