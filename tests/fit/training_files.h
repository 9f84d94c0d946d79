#pragma once

#include <filesystem>
#include <string>

#include <unistd.h>

#include "tests/temp_folder.h"
#include "training/fit/train.h"

namespace spotter::test {

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
