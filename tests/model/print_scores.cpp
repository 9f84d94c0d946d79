// Classifies one clip for tools/check_transformers.py: pictures as bytes on standard input, one
// label's logit and probability a line out.  print_scores FOLDER
#include <cstdio>
#include <cstring>
#include <iostream>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include "engine/model/classifier.h"
#include "engine/model/normalisation.h"
#include "engine/model/videomae_weights.h"

using namespace spotter;

namespace {

Clip clip_from_input(const ModelInfo& model) {
    Clip clip;
    for (int i = 0; i < model.config.frames; ++i) {
        Image picture(model.image_size(), model.image_size());
        std::cin.read(reinterpret_cast<char*>(picture.data()),
                      static_cast<std::streamsize>(picture.size_bytes()));
        clip.pictures.push_back(std::make_shared<const Image>(std::move(picture)));
    }
    return clip;
}

// As the network says them, before the temperature, which transformers does not know of.
at::Tensor logits_of(const ModelInfo& model, const Clip& clip) {
    const c10::InferenceMode inference;
    std::vector<at::Tensor> pictures;
    for (const ImagePtr& picture : clip.pictures) {
        at::Tensor bytes = at::empty({picture->height(), picture->width(), 3}, at::kByte);
        std::memcpy(bytes.data_ptr(), picture->data(), picture->size_bytes());
        pictures.push_back(bytes);
    }
    const WeightFiles files(model.weight_files);
    const at::Tensor pixels = pixels_from_bytes(at::stack(pictures).unsqueeze(0),
                                                normalisation_of(model.preprocessing, at::kCPU));
    return logits_from_pixels(weights_from_files(files, model.config), pixels)[0];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const ModelInfo model = read_model_folder(argv[1]);
    const Clip clip = clip_from_input(model);
    if (!std::cin) return 1;
    ClassifierOptions options;
    options.device = Device::cpu;
    options.precision = Precision::float32;
    const Scores scores = load_classifier(model, options)->classify(clip);
    const at::Tensor logits = logits_of(model, clip);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        std::printf("%.9g %.9g\n", logits[static_cast<std::int64_t>(i)].item<double>(),
                    static_cast<double>(scores[i]));
    }
}
