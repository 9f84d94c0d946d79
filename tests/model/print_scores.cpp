// Classifies one clip for tools/check_transformers.py: pictures as bytes on standard input, one
// probability a line out.  print_scores FOLDER
#include <cstdio>
#include <iostream>

#include "engine/model/classifier.h"

using namespace spotter;

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const ModelInfo model = read_model_folder(argv[1]);
    ClassifierOptions options;
    options.device = Device::cpu;
    options.precision = Precision::float32;
    const auto classifier = load_classifier(model, options);
    Clip clip;
    for (int i = 0; i < model.config.frames; ++i) {
        Image picture(model.image_size(), model.image_size());
        std::cin.read(reinterpret_cast<char*>(picture.data()),
                      static_cast<std::streamsize>(picture.size_bytes()));
        if (!std::cin) return 1;
        clip.pictures.push_back(std::make_shared<const Image>(std::move(picture)));
    }
    for (const float score : classifier->classify(clip)) std::printf("%.9g\n", score);
}
