#pragma once

#include <filesystem>
#include <string>

#include <unistd.h>

#include "training/fit/train.h"

namespace spotter::test {

// A folder that is gone after the test.
class TempFolder {
  public:
    TempFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("spotter-fit-" + std::to_string(::getpid()) + "-" + std::to_string(count_++))) {
        std::filesystem::create_directories(path_);
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    static inline int count_ = 0;
    const std::filesystem::path path_;
};

// A very small model of pictures of 16 x 16, from scratch.
inline ModelInfo small_model(const Labels& labels) {
    ModelInfo model;
    model.name = "small";
    model.labels = labels;
    VideoMaeConfig& c = model.config;
    c.image_size = 16;
    c.patch_size = 8;
    c.tubelet_size = 2;
    c.frames = 4;
    c.hidden_size = 32;
    c.layers = 2;
    c.heads = 2;
    c.intermediate_size = 64;
    c.classes = static_cast<int>(labels.size());
    model.window.frames = c.frames;
    model.preprocessing.shortest_edge = model.preprocessing.crop_size = c.image_size;
    return model;
}

}  // namespace spotter::test
