#include <optional>

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "engine/model/patches.h"
#include "training/fit/learning_task.h"

namespace spotter {
namespace {

constexpr double kNever = -1e9;  // of a label's logit

// Weights that stay as they are when those of the other learn.
VideoMaeWeights deep_copy(const VideoMaeWeights& weights) {
    NamedTensors copies = named_tensors(weights);
    for (auto& [name, tensor] : copies) tensor = tensor.detach().clone();
    return weights_from_tensors(weights.config,
                                [&](const std::string& name) { return copies.at(name); });
}

class ClassifierTask : public LearningTask {
  public:
    ClassifierTask(const TrainingPlan& plan, const VideoMaeWeights& weights,
                   const Preprocessing& preprocessing, const std::vector<double>& class_weights,
                   const Kinds& kinds, const Remembering& remembering)
        : plan_(plan),
          device_(device_of(plan)),
          type_(type_of(plan, device_)),
          weights_(converted(weights, device_, at::kFloat)),
          normalisation_(normalisation_of(preprocessing, device_)),
          class_weights_(
              at::tensor(at::ArrayRef<double>(class_weights), at::TensorOptions(at::kDouble))
                  .to(device_, at::kFloat)),
          labels_(static_cast<std::int64_t>(kinds.labels(class_weights.size()))),
          label_of_kind_(label_tensor(kinds.label_of)),
          kinds_share_(kinds.share),
          parameters_(parameters_of(weights_, plan)) {
        if (remembering.empty()) return;
        start_ = deep_copy(weights_);
        unknown_ = at::ones({labels_}, at::TensorOptions(at::kBool).device(device_));
        unknown_.index_fill_(0, label_tensor(remembering.known), false);
    }

    const std::vector<Parameter>& parameters() const override { return parameters_; }

    at::Tensor loss(const LearningBatch& batch, int epoch, Tally& tally) override {
        const at::Tensor said = label_tensor(batch.labels);
        const at::Tensor labels = labels_of(said);
        const BranchFilter filter =
            drop_path_of(plan_, weights_.config, epoch, batch.positions, device_);
        const at::Tensor outputs = logits_of(weights_, batch.input, filter).to(at::kFloat);
        const at::Tensor logits = outputs.slice(1, 0, labels_);
        const at::Tensor weights = class_weights_.index_select(0, has_kinds() ? said : labels);
        at::Tensor losses = smoothed_losses(logits, labels);
        if (start_) {
            losses = at::where(said.ge(labels_), forgetting_losses(batch.input, logits), losses);
        }
        const at::Tensor sum = (losses * weights).sum();
        tally.loss += sum.item<double>();
        tally.correct += logits.detach().argmax(1).eq(labels).sum().item<double>();
        tally.count += static_cast<double>(batch.labels.size());
        if (!has_kinds()) return sum;
        const at::Tensor kinds = smoothed_losses(outputs.slice(1, labels_), said - labels_);
        return sum * (1 - kinds_share_) + (kinds * weights).sum() * kinds_share_;
    }

    void measure(const LearningBatch& batch, Tally& tally, ConfusionCounts& confusion) override {
        const at::NoGradGuard no_gradients;
        const at::Tensor labels = labels_of(label_tensor(batch.labels));
        const at::Tensor logits =
            logits_of(weights_, batch.input, {}).to(at::kFloat).slice(1, 0, labels_);
        const at::Tensor losses = at::cross_entropy_loss(logits, labels, {}, at::Reduction::None);
        const at::Tensor said = logits.argmax(1).to(at::kCPU).contiguous();
        const at::Tensor true_labels = labels.to(at::kCPU).contiguous();
        tally.loss += losses.sum().item<double>();
        const auto* guesses = said.data_ptr<std::int64_t>();
        const auto* truths = true_labels.data_ptr<std::int64_t>();
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
        const at::Tensor hidden = hidden_from_tokens(weights_, tokens_of(weights_, bytes));
        return pooled_from_hidden(weights_, hidden).to(at::kCPU, at::kFloat);
    }

    NamedTensors weights_now() const override {
        NamedTensors named = named_tensors(weights_);
        for (auto& [name, tensor] : named) tensor = tensor.detach().to(at::kCPU).clone();
        return named;
    }

  private:
    bool has_kinds() const { return label_of_kind_.numel() > 0; }

    // What examples say, as labels.
    at::Tensor labels_of(const at::Tensor& said) const {
        if (has_kinds()) return label_of_kind_.index_select(0, said - labels_);
        return said.remainder(labels_);
    }

    // How far the model has come from what its start says.
    at::Tensor forgetting_losses(const at::Tensor& input, const at::Tensor& logits) const {
        at::Tensor before;
        {
            const at::NoGradGuard no_gradients;
            const at::Tensor said = logits_of(*start_, input, {}).to(at::kFloat);
            before = at::softmax(said.masked_fill(unknown_, kNever), 1);
        }
        return -(before * at::log_softmax(logits, 1)).sum(1);
    }

    at::Tensor smoothed_losses(const at::Tensor& logits, const at::Tensor& truth) const {
        return at::cross_entropy_loss(logits, truth, {}, at::Reduction::None, -100,
                                      plan_.label_smoothing);
    }

    at::Tensor label_tensor(const std::vector<int>& labels) const {
        return at::tensor(at::ArrayRef<int>(labels), at::TensorOptions(at::kInt))
            .to(device_, at::kLong);
    }

    at::Tensor tokens_of(const VideoMaeWeights& weights, const at::Tensor& bytes) const {
        return tokens_from_patches(
            weights, patches_from_bytes(weights.config, bytes, normalisation_, type_));
    }

    at::Tensor logits_of(const VideoMaeWeights& weights, const at::Tensor& input,
                         const BranchFilter& filter) const {
        const Autocast autocast(device_, type_);
        if (input.dim() == 2) return logits_from_pooled(weights, input.to(device_));
        const at::Tensor hidden = hidden_from_tokens(weights.layers, weights.config.heads,
                                                     tokens_of(weights, input), filter);
        return logits_from_pooled(weights, pooled_from_hidden(weights, hidden));
    }

    const TrainingPlan plan_;
    const at::Device device_;
    const at::ScalarType type_;  // of the matrix products; weights are float32
    VideoMaeWeights weights_;
    const Normalisation normalisation_;
    const at::Tensor class_weights_;
    const std::int64_t labels_;       // how many of the outputs are labels'
    const at::Tensor label_of_kind_;  // empty: examples say a label
    const double kinds_share_;
    std::optional<VideoMaeWeights> start_;  // with which it began; where something is remembered
    at::Tensor unknown_;                    // whether the start does not know a label
    const std::vector<Parameter> parameters_;
};

}  // namespace

std::unique_ptr<LearningTask> classifier_task(const TrainingPlan& plan, VideoMaeWeights weights,
                                              const Preprocessing& preprocessing,
                                              const std::vector<double>& class_weights,
                                              const Kinds& kinds, const Remembering& remembering) {
    return std::make_unique<ClassifierTask>(plan, weights, preprocessing, class_weights, kinds,
                                            remembering);
}

}  // namespace spotter
