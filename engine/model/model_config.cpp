#include "engine/model/model_config.h"

#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/model/json_fields.h"

namespace spotter {
namespace {

constexpr int kMaxClasses = 10'000;
constexpr std::size_t kMaxLabelBytes = 200;
constexpr double kMaxWorkingBytes = 8.0 * (1u << 30);
constexpr std::int64_t kMaxParameters = 4'000'000'000;

// `id2label` maps "0", "1", … to names; without it Hugging Face counts LABEL_0, LABEL_1.
Labels read_labels(const JsonFields& config) {
    if (!config.has("id2label")) {
        Labels labels;
        const int count = config.integer("num_labels", 1, kMaxClasses, 2);
        for (int i = 0; i < count; ++i) labels.push_back("LABEL_" + std::to_string(i));
        return labels;
    }
    const JsonFields names = config.object("id2label");
    const std::size_t count = names.raw().size();
    if (count > kMaxClasses) config.fail("id2label", "has more than 10000 labels");
    Labels labels;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string key = std::to_string(i);
        if (!names.has(key.c_str())) {
            config.fail("id2label", "has " + std::to_string(count) + " labels but none for " + key);
        }
        labels.push_back(names.text(key.c_str()));
    }
    return labels;
}

void check_kind(const JsonFields& config) {
    const std::string type = config.text("model_type", "videomae");
    if (type != "videomae") config.fail("model_type", "is " + type + "; it must be videomae");
    const std::string activation = config.text("hidden_act", "gelu");
    if (activation != "gelu") config.fail("hidden_act", "is " + activation + "; it must be gelu");
}

// Hugging Face's names and defaults (VideoMAEConfig).
VideoMaeConfig read_shape(const JsonFields& config) {
    VideoMaeConfig shape;
    shape.image_size = config.integer("image_size", 1, 1024, shape.image_size);
    shape.patch_size = config.integer("patch_size", 1, shape.image_size, shape.patch_size);
    shape.channels = config.integer("num_channels", 3, 3, shape.channels);
    shape.frames = config.integer("num_frames", 1, 256, shape.frames);
    shape.tubelet_size = config.integer("tubelet_size", 1, shape.frames, shape.tubelet_size);
    shape.hidden_size = config.integer("hidden_size", 1, 16384, shape.hidden_size);
    shape.layers = config.integer("num_hidden_layers", 1, 512, shape.layers);
    shape.heads = config.integer("num_attention_heads", 1, shape.hidden_size, shape.heads);
    if (shape.hidden_size % shape.heads != 0) {
        config.fail("num_attention_heads", "does not divide hidden_size");
    }
    shape.intermediate_size =
        config.integer("intermediate_size", 1, 65536, shape.intermediate_size);
    shape.layer_norm_eps = config.number("layer_norm_eps", 0, 1, shape.layer_norm_eps);
    const char* const bias = config.has("qv_bias") ? "qv_bias" : "qkv_bias";
    shape.query_value_bias = config.boolean(bias, true);
    shape.mean_pooling = config.boolean("use_mean_pooling", true);
    return shape;
}

// The shortest edge, from any of the three ways in which `size` is written.
int read_shortest_edge(const JsonFields& file, int image_size) {
    const auto* size = file.find("size");
    if (!size || size->is_number()) return file.integer("size", 1, 4096, image_size);
    const JsonFields sides = file.object("size");
    if (sides.has("shortest_edge")) return sides.integer("shortest_edge", 1, 4096);
    const int height = sides.integer("height", 1, 4096);
    if (sides.integer("width", 1, 4096) != height) file.fail("size", "is not square");
    return height;
}

int read_crop_size(const JsonFields& file, int image_size) {
    const auto* size = file.find("crop_size");
    if (!size || size->is_number()) return file.integer("crop_size", 1, 4096, image_size);
    const JsonFields sides = file.object("crop_size");
    const int height = sides.integer("height", 1, 4096);
    if (sides.integer("width", 1, 4096) != height) file.fail("crop_size", "is not square");
    return height;
}

std::array<double, 3> read_channels(const JsonFields& file, const char* key, double least,
                                    std::array<double, 3> otherwise) {
    if (!file.has(key)) return otherwise;
    const std::vector<double> values = file.numbers(key, least, 1000);
    if (values.size() != 3) file.fail(key, "must have three numbers");
    return {values[0], values[1], values[2]};
}

}  // namespace

void check_labels(const Labels& labels, const std::string& subject) {
    if (labels.empty()) throw Error(kReadModel, subject, "there are no labels");
    std::set<std::string> seen;
    for (const std::string& label : labels) {
        const bool printable = std::none_of(label.begin(), label.end(), [](char c) {
            return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        });
        if (label.empty() || label.size() > kMaxLabelBytes || !printable) {
            throw Error(kReadModel, subject, "a label is empty, too long or not printable");
        }
        if (!seen.insert(label).second) {
            throw Error(kReadModel, subject, "label " + label + " stands twice",
                        "give each output a name of its own");
        }
    }
}

ModelConfig read_config(const std::filesystem::path& file) {
    const std::string subject = file.string();
    if (!std::filesystem::exists(file)) {
        throw Error(kReadModel, subject, "is missing",
                    "a model folder needs config.json and model.safetensors");
    }
    const nlohmann::json json = read_json_file(file);
    const JsonFields config(json, subject);
    check_kind(config);
    ModelConfig result{read_shape(config), read_labels(config)};
    check_labels(result.labels, subject);
    result.shape.classes = static_cast<int>(result.labels.size());
    if (working_bytes(result.shape) > kMaxWorkingBytes ||
        parameter_count(result.shape) > kMaxParameters) {
        throw Error(kReadModel, subject, "describes a model that would need too much memory",
                    "check its sizes");
    }
    return result;
}

Preprocessing read_preprocessing(const std::filesystem::path& file, int image_size) {
    Preprocessing result;
    result.shortest_edge = result.crop_size = image_size;
    if (!std::filesystem::exists(file)) return result;
    const nlohmann::json json = read_json_file(file);
    const JsonFields fields(json, file.string());
    // Pillow's number of the bilinear filter; the others are not written here.
    fields.integer("resample", 2, 2, 2);
    result.crop_size = read_crop_size(fields, image_size);
    if (result.crop_size != image_size) {
        fields.fail("crop_size", "is " + std::to_string(result.crop_size) +
                                     " but the model takes " + std::to_string(image_size));
    }
    result.shortest_edge = read_shortest_edge(fields, image_size);
    if (result.shortest_edge < image_size) fields.fail("size", "is smaller than crop_size");
    result.rescale_factor = fields.boolean("do_rescale", true)
                                ? fields.number("rescale_factor", 1e-9, 1e9, result.rescale_factor)
                                : 1.0;
    if (fields.boolean("do_normalize", true)) {
        result.mean = read_channels(fields, "image_mean", -1000, result.mean);
        result.deviation = read_channels(fields, "image_std", 1e-6, result.deviation);
    } else {
        result.mean = {0, 0, 0};
        result.deviation = {1, 1, 1};
    }
    return result;
}

}  // namespace spotter
