#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/model/normalisation.h"
#include "engine/model/recorded_pass.h"
#include "engine/model/torch_errors.h"
#include "engine/model/torch_models.h"
#include "engine/model/videomae_weights.h"

namespace spotter {
namespace {

// A clip that costs less takes a few milliseconds on one core. Then more cores would mostly wait
// for each other, badly so on a busy machine, and bfloat16 would save nothing that is felt.
constexpr double kSmallGflop = 5;
constexpr std::uint64_t kRandomSeed = 1;

bool finds_device(Device device) {
    return device != Device::cuda || at::globalContext().hasCUDA();
}

Device chosen_device(Device wanted, const std::string& model) {
    if (wanted == Device::automatic) {
        return finds_device(Device::cuda) ? Device::cuda : Device::cpu;
    }
    if (!finds_device(wanted)) {
        throw Error("load model", model, "there is no CUDA device that LibTorch can use",
                    "use --device cpu");
    }
    return wanted;
}

Precision chosen_precision(Precision wanted, Device device, const VideoMaeConfig& config) {
    if (wanted != Precision::automatic) return wanted;
    if (device == Device::cuda) return Precision::bfloat16;
    if (gflop_per_clip(config) < kSmallGflop) return Precision::float32;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bf16")) return Precision::bfloat16;
#endif
    return Precision::float32;
}

int chosen_threads(int wanted, const VideoMaeConfig& config) {
    // LibTorch's own choice, asked before anything changes it: the number of cores.
    static const int all = at::get_num_threads();
    if (wanted > 0) return wanted;
    return gflop_per_clip(config) < kSmallGflop ? 1 : all;
}

VideoMaeWeights read_weights(const ModelInfo& model) {
    if (model.weight_files.empty()) return random_weights(model.config, kRandomSeed);
    const WeightFiles files(model.weight_files);
    check_shapes(files, model.config);
    check_values(files, model.config);
    return weights_from_files(files, model.config);
}

class TorchClassifier : public LoadedClassifier {
  public:
    TorchClassifier(const ModelInfo& model, Device device, Precision precision, int threads)
        : name_(model.name),
          labels_(model.labels),
          window_(model.window),
          config_(model.config),
          device_(device),
          precision_(precision),
          threads_(threads),
          temperature_(model.temperature),
          type_(precision == Precision::bfloat16 ? at::kBFloat16 : at::kFloat),
          target_(device == Device::cuda ? at::kCUDA : at::kCPU) {
        const c10::InferenceMode inference;
        normalisation_ = normalisation_of(model.preprocessing, target_);
        VideoMaeWeights weights = converted(read_weights(model), target_, type_);
        if (device == Device::cpu) weights = packed_for_cpu(weights);
        pass_ = [weights = std::move(weights)](const at::Tensor& pixels) {
            return logits_from_pixels(weights, pixels);
        };
        const at::Tensor example =
            at::zeros({1, config_.frames, config_.channels, config_.image_size, config_.image_size},
                      at::TensorOptions(target_).dtype(type_));
        if (device == Device::cuda) pass_ = recorded_pass(std::move(pass_), example);
        pass_(example);
    }

    const Labels& labels() const override { return labels_; }
    ClipWindow window() const override { return window_; }
    Device device() const override { return device_; }
    Precision precision() const override { return precision_; }

    Scores classify(const Clip& clip) override {
        check(clip);
        return with_one_line_errors("classify", name_, [&] {
            const c10::InferenceMode inference;
            at::set_num_threads(threads_);  // for the calling thread, which may be a new one
            at::Tensor probabilities = probabilities_of(clip.pictures);
            if (!clip.mirrored.empty()) {
                probabilities = (probabilities + probabilities_of(clip.mirrored)) / 2;
            }
            return scores_of(probabilities);
        });
    }

  private:
    void check(const Clip& clip) const {
        const auto fits = [&](const ImagePtr& picture) {
            return picture && picture->width() == config_.image_size &&
                   picture->height() == config_.image_size;
        };
        const auto complete = [&](const std::vector<ImagePtr>& pictures) {
            return pictures.size() == static_cast<std::size_t>(config_.frames) &&
                   std::all_of(pictures.begin(), pictures.end(), fits);
        };
        if (!complete(clip.pictures) || !(clip.mirrored.empty() || complete(clip.mirrored))) {
            const std::string side = std::to_string(config_.image_size);
            throw Error("classify", name_,
                        "the clip does not have " + std::to_string(config_.frames) +
                            " pictures of " + side + "x" + side);
        }
    }

    // (1, labels), float32, contiguous, on the CPU.
    at::Tensor probabilities_of(std::span<const ImagePtr> pictures) const {
        const at::Tensor logits = pass_(pixels_of(pictures)).to(at::kCPU, at::kFloat);
        return at::softmax(logits / temperature_, 1).contiguous();
    }

    // Normalised, (1, T, 3, H, W).
    at::Tensor pixels_of(std::span<const ImagePtr> pictures) const {
        const std::int64_t side = config_.image_size;
        const at::Tensor bytes = at::empty({1, config_.frames, side, side, 3}, at::kByte);
        auto* to = bytes.data_ptr<std::uint8_t>();
        for (const ImagePtr& picture : pictures) {
            std::memcpy(to, picture->data(), picture->size_bytes());
            to += picture->size_bytes();
        }
        return pixels_from_bytes(bytes, normalisation_).to(type_);
    }

    Scores scores_of(const at::Tensor& probabilities) const {
        const float* from = probabilities.data_ptr<float>();
        Scores scores(from, from + probabilities.numel());
        if (!std::all_of(scores.begin(), scores.end(), [](float s) { return std::isfinite(s); })) {
            throw Error("classify", name_, "the model's output is not a number",
                        "use --precision float32 or another model");
        }
        return scores;
    }

    const std::string name_;
    const Labels labels_;
    const ClipWindow window_;
    const VideoMaeConfig config_;
    const Device device_;
    const Precision precision_;
    const int threads_;
    const double temperature_;
    const at::ScalarType type_;
    const at::Device target_;
    Normalisation normalisation_;
    Pass pass_;
};

std::unique_ptr<LoadedClassifier> loaded_classifier(const ModelInfo& model,
                                                    const ClassifierOptions& options) {
    return with_one_line_errors("load model", model.name, [&] {
        const int threads = chosen_threads(options.threads, model.config);
        at::set_num_threads(threads);
        const Device device = chosen_device(options.device, model.name);
        const Precision precision = chosen_precision(options.precision, device, model.config);
        auto classifier = std::make_unique<TorchClassifier>(model, device, precision, threads);
        log_info("model " + model.name + " on " + std::string(to_string(device)) + " in " +
                 std::string(to_string(precision)));
        return std::unique_ptr<LoadedClassifier>(std::move(classifier));
    });
}

}  // namespace

const TorchModels* spotter_torch_models() {
    static constexpr TorchModels kModels = {loaded_classifier, finds_device};
    return &kModels;
}

}  // namespace spotter
