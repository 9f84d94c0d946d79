#include "training/fit/pretraining_task.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "engine/core/error.h"
#include "engine/core/random.h"

namespace spotter {
namespace {

class PretrainingTask : public LearningTask {
  public:
    PretrainingTask(const TrainingPlan& plan, const AutoencoderWeights& weights,
                    const Preprocessing& preprocessing, double mask_ratio)
        : plan_(plan),
          mask_ratio_(mask_ratio),
          device_(device_of(plan)),
          type_(type_of(plan, device_)),
          weights_(converted(weights, device_)),
          normalisation_(normalisation_of(preprocessing, device_)),
          parameters_(parameters_of(weights_, plan)) {}

    const std::vector<Parameter>& parameters() const override { return parameters_; }

    at::Tensor loss(const LearningBatch& batch, int epoch, Tally& tally) override {
        const at::Tensor sum = losses(batch, epoch).sum();
        tally.loss += sum.item<double>();
        tally.count += static_cast<double>(batch.labels.size());
        return sum;
    }

    void measure(const LearningBatch& batch, Tally& tally, ConfusionCounts&) override {
        const at::NoGradGuard no_gradients;
        tally.loss += losses(batch, 0).sum().item<double>();
        tally.count += static_cast<double>(batch.labels.size());
    }

    at::Tensor features(const at::Tensor&) override {
        throw Error("pretrain", "head", "pretraining has no classifier");
    }

    NamedTensors weights_now() const override {
        NamedTensors named = named_tensors(weights_);
        for (auto& [name, tensor] : named) tensor = tensor.detach().to(at::kCPU).clone();
        return named;
    }

  private:
    at::Tensor losses(const LearningBatch& batch, int epoch) const {
        constexpr std::uint64_t kStream = 0x6d61736b;
        std::vector<std::uint64_t> streams;
        for (const std::size_t position : batch.positions) {
            streams.push_back(
                Random::of({plan_.seed, kStream, static_cast<std::uint64_t>(epoch), position})());
        }
        const at::Tensor mask =
            tube_mask(weights_.encoder.config, mask_ratio_, streams).to(device_);
        const at::Tensor pixels = pixels_from_bytes(batch.input, normalisation_);
        const Autocast autocast(device_, type_);
        return reconstruction_losses(weights_, pixels, mask);
    }

    const TrainingPlan plan_;
    const double mask_ratio_;
    const at::Device device_;
    const at::ScalarType type_;
    AutoencoderWeights weights_;
    const Normalisation normalisation_;
    const std::vector<Parameter> parameters_;
};

}  // namespace

std::unique_ptr<LearningTask> pretraining_task(const TrainingPlan& plan,
                                               const AutoencoderWeights& weights,
                                               const Preprocessing& preprocessing,
                                               double mask_ratio) {
    return std::make_unique<PretrainingTask>(plan, weights, preprocessing, mask_ratio);
}

}  // namespace spotter
