#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/labels.h"
#include "engine/core/sampler.h"
#include "engine/core/thresholds.h"
#include "engine/model/videomae_config.h"

namespace spotter {

// What a model is shown: drawn poses, or pixels.
enum class ModelInput { skeleton, rgb };

// Which square of a frame an `rgb` model is shown: the middle, as Hugging Face, or the person.
enum class Framing { center, person };

// How a picture becomes numbers, as `preprocessor_config.json` gives it:
// (value * rescale_factor - mean) / deviation, per channel.
struct Preprocessing {
    int shortest_edge = 224;  // the picture's shorter side before the crop
    int crop_size = 224;      // the square that is left; the model's image_size
    double rescale_factor = 1.0 / 255.0;
    std::array<double, 3> mean = {0.485, 0.456, 0.406};
    std::array<double, 3> deviation = {0.229, 0.224, 0.225};
};

// Where a model comes from, as far as its manifest says.
struct TrainingRecord {
    std::string dataset;
    std::string dataset_sha256;
    std::string base;
    std::string epoch_chosen_on;      // the split: "validation"; empty: unknown
    std::string decisions_fitted_on;  // clips of the thresholds, else of the temperature
    int test_correct = 0;
    int test_total = 0;  // 0: not measured
};

// Everything about a model but its weights.
struct ModelInfo {
    std::string name;              // the folder's, or the preset's
    std::filesystem::path folder;  // empty: no weights on disk, load_classifier() makes random ones
    std::vector<std::filesystem::path> weight_files;
    Labels labels;
    Labels idle_labels;  // those of `labels` that are no exercise
    ClipWindow window;
    ModelInput input = ModelInput::rgb;
    Framing framing = Framing::center;
    Thresholds thresholds;
    bool mirror = false;     // scores are the mean of a clip's and of its mirror image's
    double temperature = 1;  // logits are divided by it before they become scores
    VideoMaeConfig config;
    Preprocessing preprocessing;
    std::optional<TrainingRecord> trained;

    int image_size() const { return config.image_size; }
    std::int64_t parameters() const { return parameter_count(config); }
    double gflop() const { return gflop_per_clip(config); }
};

// Reads and checks a model folder as Hugging Face writes it: `config.json`, weights as
// `model.safetensors` or shards with `model.safetensors.index.json`, `preprocessor_config.json`
// (without it: the model's image size, ImageNet's mean and deviation), and Spotter's own
// `spotter.json` (without it: labels from `id2label`, `rgb`, `center`, 4/30 s). Weights are
// checked for names, types and shapes, not yet for their values. Throws Error with one line
// about what is missing or wrong; pickled and scripted weights are refused.
ModelInfo read_model_folder(const std::filesystem::path& folder);

// The same for a folder to train from: its weights need not have a classifier, as those of a masked
// autoencoder do not.
ModelInfo read_encoder_folder(const std::filesystem::path& folder);

// VideoMAE "tiny", "small" or "base" (16 x 224 x 224) without weights, for measuring. Throws
// Error on another name.
ModelInfo videomae_preset(std::string_view name);

std::string_view to_string(ModelInput input);
std::string_view to_string(Framing framing);
std::optional<Framing> parse_framing(std::string_view text);

}  // namespace spotter
