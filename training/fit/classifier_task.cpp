#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "engine/model/patches.h"
#include "training/fit/learning_task.h"

namespace spotter {
namespace {

class ClassifierTask : public LearningTask {
  public:
    ClassifierTask(const TrainingPlan& plan, const VideoMaeWeights& weights,
                   const Preprocessing& preprocessing, const std::vector<double>& class_weights,
                   const Kinds& kinds)
        : plan_(plan),
          device_(device_of(plan)),
          type_(type_of(plan, device_)),
          weights_(converted(weights, device_, at::kFloat)),
          normalisation_(normalisation_of(preprocessing, device_)),
          class_weights_(
              at::tensor(at::ArrayRef<double>(class_weights), at::TensorOptions(at::kDouble))
                  .to(device_, at::kFloat)),
          kinds_(kinds),
          labels_(static_cast<std::int64_t>(kinds.labels(class_weights.size()))),
          parameters_(parameters_of(weights_, plan)) {}

    const std::vector<Parameter>& parameters() const override { return parameters_; }

    at::Tensor loss(const LearningBatch& batch, int epoch, Tally& tally) override {
        const at::Tensor said = label_tensor(batch.labels);
        const at::Tensor labels = label_tensor(labels_of(batch.labels));
        const BranchFilter filter =
            drop_path_of(plan_, weights_.config, epoch, batch.positions, device_);
        const at::Tensor outputs = logits_of(batch.input, filter).to(at::kFloat);
        const at::Tensor logits = outputs.slice(1, 0, labels_);
        at::Tensor losses = smoothed_losses(logits, labels);
        tally.loss += weighted(losses, said).sum().item<double>();
        if (!kinds_.empty()) {
            const at::Tensor others = smoothed_losses(outputs.slice(1, labels_), said - labels_);
            losses = losses * (1 - kinds_.share) + others * kinds_.share;
        }
        tally.correct += logits.detach().argmax(1).eq(labels).sum().item<double>();
        tally.count += static_cast<double>(batch.labels.size());
        return weighted(losses, said).sum();
    }

    void measure(const LearningBatch& batch, Tally& tally, ConfusionCounts& confusion) override {
        const at::NoGradGuard no_gradients;
        const std::vector<int> truths = labels_of(batch.labels);
        const at::Tensor labels = label_tensor(truths);
        const at::Tensor logits = logits_of(batch.input, {}).to(at::kFloat).slice(1, 0, labels_);
        const at::Tensor losses = at::cross_entropy_loss(logits, labels, {}, at::Reduction::None);
        const at::Tensor said = logits.argmax(1).to(at::kCPU).contiguous();
        tally.loss += losses.sum().item<double>();
        const auto* guesses = said.data_ptr<std::int64_t>();
        for (std::size_t i = 0; i < batch.labels.size(); ++i) {
            const auto guess = static_cast<std::size_t>(guesses[i]);
            const auto truth = static_cast<std::size_t>(truths[i]);
            tally.correct += guess == truth ? 1 : 0;
            ++confusion.at(truth).at(guess);
        }
        tally.count += static_cast<double>(batch.labels.size());
    }

    at::Tensor features(const at::Tensor& bytes) override {
        const at::NoGradGuard no_gradients;
        const Autocast autocast(device_, type_);
        const at::Tensor hidden = hidden_from_tokens(weights_, tokens_of(bytes));
        return pooled_from_hidden(weights_, hidden).to(at::kCPU, at::kFloat);
    }

    NamedTensors weights_now() const override {
        NamedTensors named = named_tensors(weights_);
        for (auto& [name, tensor] : named) tensor = tensor.detach().to(at::kCPU).clone();
        return named;
    }

  private:
    // What examples say, as labels.
    std::vector<int> labels_of(std::vector<int> said) const {
        if (kinds_.empty()) return said;
        for (int& number : said)
            number = kinds_.label_of.at(static_cast<std::size_t>(number - labels_));
        return said;
    }

    at::Tensor smoothed_losses(const at::Tensor& logits, const at::Tensor& truth) const {
        return at::cross_entropy_loss(logits, truth, {}, at::Reduction::None, -100,
                                      plan_.label_smoothing);
    }

    at::Tensor weighted(const at::Tensor& losses, const at::Tensor& said) const {
        return losses * class_weights_.index_select(0, said);
    }

    at::Tensor label_tensor(const std::vector<int>& labels) const {
        return at::tensor(at::ArrayRef<int>(labels), at::TensorOptions(at::kInt))
            .to(device_, at::kLong);
    }

    at::Tensor tokens_of(const at::Tensor& bytes) const {
        return tokens_from_patches(
            weights_, patches_from_bytes(weights_.config, bytes, normalisation_, type_));
    }

    at::Tensor logits_of(const at::Tensor& input, const BranchFilter& filter) const {
        const Autocast autocast(device_, type_);
        if (input.dim() == 2) return logits_from_pooled(weights_, input.to(device_));
        const at::Tensor hidden =
            hidden_from_tokens(weights_.layers, weights_.config.heads, tokens_of(input), filter);
        return logits_from_pooled(weights_, pooled_from_hidden(weights_, hidden));
    }

    const TrainingPlan plan_;
    const at::Device device_;
    const at::ScalarType type_;  // of the matrix products; weights are float32
    VideoMaeWeights weights_;
    const Normalisation normalisation_;
    const at::Tensor class_weights_;
    const Kinds kinds_;
    const std::int64_t labels_;  // how many of the outputs are labels'
    const std::vector<Parameter> parameters_;
};

}  // namespace

std::unique_ptr<LearningTask> classifier_task(const TrainingPlan& plan, VideoMaeWeights weights,
                                              const Preprocessing& preprocessing,
                                              const std::vector<double>& class_weights,
                                              const Kinds& kinds) {
    return std::make_unique<ClassifierTask>(plan, weights, preprocessing, class_weights, kinds);
}

}  // namespace spotter
