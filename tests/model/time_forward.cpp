// time_forward MODEL PRECISION [THREADS]: runs one clip through a preset or a model folder for each
// line on standard input, and prints the milliseconds. tools/compare_transformers.py drives it.
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>

#include "engine/model/classifier.h"

int main(int count, char** arguments) {
    using namespace spotter;
    if (count < 3) return 2;
    try {
        const std::string name = arguments[1];
        const ModelInfo model =
            name.find('/') == std::string::npos ? videomae_preset(name) : read_model_folder(name);
        const int threads = count > 3 ? std::stoi(arguments[3]) : 0;
        const auto classifier = load_classifier(
            model,
            {Device::cpu, parse_precision(arguments[2]).value_or(Precision::automatic), threads});
        Clip clip;
        for (int i = 0; i < model.window.frames; ++i) {
            clip.pictures.push_back(
                std::make_shared<Image>(model.image_size(), model.image_size()));
        }
        std::printf("ready %s\n", std::string(to_string(classifier->precision())).c_str());
        std::fflush(stdout);
        for (std::string line; std::getline(std::cin, line);) {
            const auto start = std::chrono::steady_clock::now();
            classifier->classify(clip);
            const std::chrono::duration<double, std::milli> taken =
                std::chrono::steady_clock::now() - start;
            std::printf("%.3f\n", taken.count());
            std::fflush(stdout);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "time_forward: %s\n", error.what());
        return 1;
    }
    return 0;
}
