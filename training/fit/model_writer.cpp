#include "training/fit/model_writer.h"

#include <bit>
#include <cmath>
#include <cstring>

#include <nlohmann/json.hpp>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/model/safetensors_writer.h"
#include "training/fit/model_card.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kStep = "write model";

// IEEE 754 binary16 nearest to `value`, ties to even; what is too large becomes the largest.
std::uint16_t half_of(float value) {
    constexpr float kLargest = 65504;
    const auto sign = static_cast<std::uint16_t>(std::signbit(value) ? 0x8000 : 0);
    const float size = std::min(std::abs(value), kLargest);
    // Steps between neighbours: 2^-24 for the smallest, and eleven bits below the first otherwise.
    const int exponent = size < 0x1p-14F ? -14 : std::ilogb(size);
    const float steps = std::nearbyint(std::ldexp(size, 10 - exponent));
    // A carry into the next exponent comes out right by itself.
    const auto bits = static_cast<int>(steps) + (exponent + 14) * 1024;
    return static_cast<std::uint16_t>(sign | static_cast<std::uint16_t>(bits));
}

std::vector<std::uint16_t> halves_of(const TensorView& tensor) {
    std::vector<std::uint16_t> halves(tensor.bytes.size() / sizeof(float));
    for (std::size_t i = 0; i < halves.size(); ++i) {
        float value = 0;
        std::memcpy(&value, tensor.bytes.data() + i * sizeof value, sizeof value);
        halves[i] = half_of(value);
    }
    return halves;
}

void write_weights(const fs::path& from, const fs::path& to, bool half) {
    const SafeTensors file(from);
    std::vector<NamedView> views;
    std::vector<std::vector<std::uint16_t>> kept;
    kept.reserve(file.tensors().size());
    for (const auto& [name, tensor] : file.tensors()) {
        if (!half) {
            views.push_back({name, tensor});
            continue;
        }
        kept.push_back(halves_of(tensor));
        views.push_back({name, {DType::f16, tensor.shape, std::as_bytes(std::span(kept.back()))}});
    }
    write_safetensors(to, views, {{"format", "pt"}}, kStep);
}

Json shape_json(const VideoMaeConfig& c, const char* architecture) {
    return {{"architectures", {architecture}},
            {"attention_probs_dropout_prob", 0.0},
            {"dtype", "float32"},
            {"hidden_act", "gelu"},
            {"hidden_dropout_prob", 0.0},
            {"hidden_size", c.hidden_size},
            {"image_size", c.image_size},
            {"initializer_range", 0.02},
            {"intermediate_size", c.intermediate_size},
            {"layer_norm_eps", c.layer_norm_eps},
            {"model_type", "videomae"},
            {"num_attention_heads", c.heads},
            {"num_channels", c.channels},
            {"num_frames", c.frames},
            {"num_hidden_layers", c.layers},
            {"patch_size", c.patch_size},
            // The Hub's name and that of transformers 5.
            {"qkv_bias", c.query_value_bias},
            {"qv_bias", c.query_value_bias},
            {"transformers_version", "5.23.0"},
            {"tubelet_size", c.tubelet_size},
            {"use_mean_pooling", c.mean_pooling}};
}

std::string pretraining_json(const ModelInfo& model, const DecoderConfig& decoder) {
    Json json = shape_json(model.config, "VideoMAEForPreTraining");
    json["decoder_hidden_size"] = decoder.hidden_size;
    json["decoder_intermediate_size"] = decoder.intermediate_size;
    json["decoder_num_attention_heads"] = decoder.heads;
    json["decoder_num_hidden_layers"] = decoder.layers;
    json["norm_pix_loss"] = decoder.norm_pix_loss;
    return json.dump(2) + "\n";
}

// What an encoder without labels is shown.
std::string input_json(const ModelInfo& model) {
    const Json json = {{"format", 1},
                       {"frame_interval_s", to_seconds(model.window.interval)},
                       {"input", to_string(model.input)},
                       {"framing", to_string(model.framing)}};
    return json.dump(2) + "\n";
}

std::string metrics_json(const ModelInfo& model, const TrainingResult& result) {
    const Json json = {{"best_epoch", result.best_epoch},
                       {"epochs", result.epochs.size()},
                       {"stopped_early", result.stopped_early},
                       {"validation",
                        {{"accuracy", result.best_accuracy},
                         {"loss", result.best_loss},
                         {"confusion", result.confusion}}},
                       {"labels", model.labels},
                       {"clips_seen", result.clips_seen},
                       {"clips_per_s", result.clips_per_s},
                       {"seconds", result.seconds}};
    return json.dump(2) + "\n";
}

std::string log_text(const TrainingResult& result) {
    std::string text;
    for (const EpochRecord& e : result.epochs) {
        const Json json = {{"epoch", e.epoch},
                           {"loss", e.loss},
                           {"train_accuracy", e.train_accuracy},
                           {"validation_loss", e.validation_loss},
                           {"validation_accuracy", e.validation_accuracy},
                           {"seconds", e.seconds},
                           {"best", e.best}};
        text += json.dump() + "\n";
    }
    return text;
}

// Fills a folder beside `target`, then renames it.
template <class Fill>
void publish(const fs::path& target, bool replace, const Fill& fill) {
    check_target(target, replace);
    const fs::path part = target.parent_path() / ("." + target.filename().string() + ".part");
    std::error_code failure;
    fs::remove_all(part, failure);
    fs::create_directories(part, failure);
    if (failure) throw Error(kStep, part.string(), failure.message(), "check the free space");
    try {
        fill(part);
        publish_folder(part, target, replace, kStep);
    } catch (...) {
        fs::remove_all(part, failure);
        throw;
    }
}

}  // namespace

void check_target(const fs::path& target, bool replace) {
    if (fs::exists(target) && !replace) {
        throw Error(kStep, target.filename().string(), "there is a model of this name already",
                    "choose another with --out, or replace it with --force");
    }
}

std::string config_json(const ModelInfo& model, bool half) {
    Json names = Json::object();
    Json numbers = Json::object();
    for (std::size_t i = 0; i < model.labels.size(); ++i) {
        names[std::to_string(i)] = model.labels[i];
        numbers[model.labels[i]] = i;
    }
    Json json = shape_json(model.config, "VideoMAEForVideoClassification");
    if (half) json["dtype"] = "float16";
    json["id2label"] = names;
    json["label2id"] = numbers;
    return json.dump(2) + "\n";
}

std::string preprocessor_json(const ModelInfo& model) {
    const Preprocessing& p = model.preprocessing;
    // Drawn skeletons are of the model's size already.
    const bool resizes = model.input == ModelInput::rgb;
    const Json json = {{"do_center_crop", resizes},
                       {"do_normalize", true},
                       {"do_rescale", true},
                       {"do_resize", resizes},
                       {"crop_size", {{"height", p.crop_size}, {"width", p.crop_size}}},
                       {"image_mean", p.mean},
                       {"image_processor_type", "VideoMAEImageProcessor"},
                       {"image_std", p.deviation},
                       {"resample", 2},
                       {"rescale_factor", p.rescale_factor},
                       {"size", {{"shortest_edge", p.shortest_edge}}}};
    return json.dump(2) + "\n";
}

std::string manifest_json(const ModelInfo& model, const ModelStory& story) {
    Json trained = {{"dataset", story.dataset}};
    if (!story.dataset_sha256.empty()) trained["dataset_sha256"] = story.dataset_sha256;
    trained["base"] = story.base;
    if (!story.kept_labels.empty()) trained["kept_labels"] = story.kept_labels;
    trained["seed"] = story.seed;
    trained["spotter"] = story.spotter;
    if (model.trained && model.trained->test_total > 0) {
        trained["test"] = {{"correct", model.trained->test_correct},
                           {"total", model.trained->test_total}};
    }
    Json json = {{"format", 1},
                 {"labels", model.labels},
                 {"idle_labels", model.idle_labels},
                 {"frame_interval_s", to_seconds(model.window.interval)},
                 {"input", to_string(model.input)},
                 {"framing", to_string(model.framing)},
                 {"thresholds",
                  {{"enter", model.thresholds.enter},
                   {"exit", model.thresholds.exit},
                   {"dwell_s", model.thresholds.dwell_s}}}};
    if (model.mirror) json["mirror"] = true;
    if (model.temperature != 1) json["temperature"] = model.temperature;
    json["trained"] = trained;
    return json.dump(2) + "\n";
}

void write_model_folder(const ModelInfo& model, const TrainingResult& result,
                        const ModelStory& story, const fs::path& target, bool replace, bool half) {
    publish(target, replace, [&](const fs::path& part) {
        write_weights(result.weights, part / "model.safetensors", half);
        write_atomically(part / "config.json", config_json(model, half), kStep);
        write_atomically(part / "preprocessor_config.json", preprocessor_json(model), kStep);
        write_atomically(part / "spotter.json", manifest_json(model, story), kStep);
        write_atomically(part / "metrics.json", metrics_json(model, result), kStep);
        write_atomically(part / "training_log.jsonl", log_text(result), kStep);
        write_atomically(part / "training_plan.json", story.plan + "\n", kStep);
        write_atomically(part / "README.md", model_card(model, result, story), kStep);
    });
}

void write_pretrained_folder(const ModelInfo& model, const MaskedPretraining& pretraining,
                             const TrainingResult& result, const ModelStory& story,
                             const fs::path& target, bool replace) {
    publish(target, replace, [&](const fs::path& part) {
        write_weights(result.weights, part / "model.safetensors", false);
        write_atomically(part / "config.json", pretraining_json(model, pretraining.decoder), kStep);
        write_atomically(part / "preprocessor_config.json", preprocessor_json(model), kStep);
        write_atomically(part / "spotter.json", input_json(model), kStep);
        write_atomically(part / "training_log.jsonl", log_text(result), kStep);
        write_atomically(part / "training_plan.json", story.plan + "\n", kStep);
    });
}

}  // namespace spotter
