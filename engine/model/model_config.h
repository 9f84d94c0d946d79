#pragma once

#include <filesystem>

#include "engine/model/model_folder.h"

namespace spotter {

// What `config.json` says: the model's shape and its labels, which are as many as its classes.
struct ModelConfig {
    VideoMaeConfig shape;
    Labels labels;
};

// Reads and checks `config.json` of a VideoMAE classifier. Throws Error, also when the model would
// need more memory than is reasonable.
ModelConfig read_config(const std::filesystem::path& file);

// Reads and checks `preprocessor_config.json`; without that file, the defaults for `image_size`.
// Throws Error, also when the crop is not what the model takes.
Preprocessing read_preprocessing(const std::filesystem::path& file, int image_size);

// Throws Error unless labels are there, named, printable and different.
void check_labels(const Labels& labels, const std::string& subject);

}  // namespace spotter
