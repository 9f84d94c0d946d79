#include "training/fit/learner.h"

#include <algorithm>
#include <cmath>

#include <ATen/ATen.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>

#include "engine/core/error.h"
#include "engine/model/torch_errors.h"
#include "training/fit/memory_limit.h"

namespace spotter {
namespace {

constexpr const char* kStep = "train";
// A model that costs less per clip gains nothing from bfloat16 on a CPU.
constexpr double kSmallGflop = 5;

at::Device device_for(Device wanted) {
    const bool cuda = has_device(Device::cuda);
    if (wanted == Device::cuda && !cuda) {
        throw Error(kStep, "cuda", "there is no CUDA device that LibTorch can use",
                    "use --device cpu");
    }
    return wanted != Device::cpu && cuda ? at::kCUDA : at::kCPU;
}

at::ScalarType type_for(Precision wanted, at::Device device, const VideoMaeConfig& config) {
    if (wanted != Precision::automatic) {
        return wanted == Precision::bfloat16 ? at::kBFloat16 : at::kFloat;
    }
    if (device.is_cuda()) return at::kBFloat16;
#if defined(__x86_64__)
    if (gflop_per_clip(config) >= kSmallGflop && __builtin_cpu_supports("avx512bf16")) {
        return at::kBFloat16;
    }
#endif
    return at::kFloat;
}

// Matrix products in `type` until the end of the scope.
class Autocast {
  public:
    Autocast(at::Device device, at::ScalarType type)
        : device_(device.type()), before_(at::autocast::is_autocast_enabled(device_)) {
        at::autocast::set_autocast_enabled(device_, type != at::kFloat);
        if (type != at::kFloat) at::autocast::set_autocast_dtype(device_, type);
        at::autocast::increment_nesting();
    }
    ~Autocast() {
        if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(device_, before_);
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    const at::DeviceType device_;
    const bool before_;
};

at::Tensor label_tensor(const std::vector<int>& labels, at::Device device) {
    return at::tensor(at::ArrayRef<int>(labels), at::TensorOptions(at::kInt)).to(device, at::kLong);
}

[[noreturn]] void fail_not_a_number(const char* what) {
    throw Error(kStep, what, "is not a number any more",
                "use a smaller --lr or --precision float32; the last checkpoint is whole");
}

}  // namespace

Learner::Learner(const TrainingPlan& plan, VideoMaeWeights weights,
                 const Preprocessing& preprocessing, std::vector<double> class_weights,
                 const Ranks& ranks)
    : plan_(plan),
      ranks_(ranks),
      device_(device_for(plan.device)),
      type_(type_for(plan.precision, device_, weights.config)),
      weights_(converted(weights, device_, at::kFloat)),
      normalisation_(normalisation_of(preprocessing, device_)),
      class_weights_(at::tensor(at::ArrayRef<double>(class_weights), at::TensorOptions(at::kDouble))
                         .to(device_, at::kFloat)),
      parameters_(parameters_of(weights_, plan)),
      optimiser_(plan, parameters_),
      parts_(plan.accumulate) {
    if (plan.ema == 0) return;
    for (const Parameter& p : parameters_) average_.push_back(p.value.detach().clone());
}

at::Tensor Learner::logits_of(const at::Tensor& input, const BranchFilter& filter) const {
    const Autocast autocast(device_, type_);
    if (input.dim() == 2) return logits_from_pooled(weights_, input.to(device_));
    const at::Tensor tokens =
        tokens_from_pixels(weights_, pixels_from_bytes(input, normalisation_));
    const at::Tensor hidden =
        hidden_from_tokens(weights_.layers, weights_.config.heads, tokens, filter);
    return logits_from_pooled(weights_, pooled_from_hidden(weights_, hidden));
}

at::Tensor Learner::losses_of(const at::Tensor& logits, const at::Tensor& labels) const {
    const at::Tensor losses = at::cross_entropy_loss(
        logits.to(at::kFloat), labels, {}, at::Reduction::None, -100, plan_.label_smoothing);
    return losses * class_weights_.index_select(0, labels);
}

void Learner::forget_gradients() {
    for (const Parameter& p : parameters_) p.value.mutable_grad().reset();
}

Tally Learner::backward_part(const LearningBatch& batch, int epoch, std::size_t step_count,
                             std::size_t begin, std::size_t end) {
    const auto part = [&](const auto& values) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
        return std::decay_t<decltype(values)>(first,
                                              first + static_cast<std::ptrdiff_t>(end - begin));
    };
    const auto count = static_cast<std::int64_t>(end - begin);
    const at::Tensor input = batch.input.narrow(0, static_cast<std::int64_t>(begin), count);
    const at::Tensor labels = label_tensor(part(batch.labels), device_);
    const BranchFilter filter =
        drop_path_of(plan_, weights_.config, epoch, part(batch.positions), device_);
    const at::Tensor logits = logits_of(input, filter);
    const at::Tensor loss = losses_of(logits, labels).sum();
    Tally tally;
    tally.loss = loss.item<double>();
    tally.correct = logits.detach().argmax(1).eq(labels).sum().item<double>();
    tally.count = static_cast<double>(count);
    (loss / static_cast<double>(step_count)).backward();
    return tally;
}

Tally Learner::backward(const LearningBatch& batch, int epoch, std::size_t step_count) {
    const std::size_t size = batch.labels.size();
    return with_less_memory(parts_, size, [&](int parts) {
        forget_gradients();
        Tally sum;
        const auto count = static_cast<std::size_t>(parts);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t begin = size * i / count;
            const std::size_t end = size * (i + 1) / count;
            if (begin == end) continue;
            const Tally tally = backward_part(batch, epoch, step_count, begin, end);
            sum.loss += tally.loss;
            sum.correct += tally.correct;
            sum.count += tally.count;
        }
        return sum;
    });
}

// Adds the gradients of all ranks and clips them; returns their norm.
double Learner::shared_gradient() {
    const at::NoGradGuard no_gradients;
    std::vector<at::Tensor> gradients;
    for (const Parameter& p : parameters_) {
        // A rank without examples in this step has none.
        if (!p.value.grad().defined()) p.value.mutable_grad() = at::zeros_like(p.value);
        if (p.without_key) {
            const std::int64_t third = p.value.size(0) / 3;
            p.value.mutable_grad().narrow(0, third, third).zero_();
        }
        gradients.push_back(p.value.grad());
    }
    if (ranks_.count() > 1) {
        std::vector<at::Tensor> flat;
        for (const at::Tensor& g : gradients) flat.push_back(g.flatten());
        at::Tensor all = at::cat(flat).to(at::kCPU).contiguous();
        ranks_.sum(std::span(all.data_ptr<float>(), static_cast<std::size_t>(all.numel())));
        std::int64_t begin = 0;
        for (at::Tensor& g : gradients) {
            g.copy_(all.narrow(0, begin, g.numel()).view(g.sizes()));
            begin += g.numel();
        }
    }
    const double norm = at::stack(at::_foreach_norm(gradients)).norm().item<double>();
    if (plan_.clip_norm > 0 && norm > plan_.clip_norm) {
        at::_foreach_mul_(gradients, plan_.clip_norm / (norm + 1e-6));
    }
    return norm;
}

void Learner::follow_average() {
    if (average_.empty()) return;
    const at::NoGradGuard no_gradients;
    // A young average follows quickly, so that it forgets where it began.
    const auto age = static_cast<double>(steps_);
    const double decay = std::min(plan_.ema, (1 + age) / (10 + age));
    std::vector<at::Tensor> values;
    for (const Parameter& p : parameters_) values.push_back(p.value);
    at::_foreach_lerp_(average_, values, 1 - decay);
}

void Learner::step(const LearningBatch& batch, int epoch, double lr, std::size_t step_count,
                   Tally& tally) {
    with_one_line_errors(kStep, "step", [&] {
        const Tally mine = backward(batch, epoch, step_count);
        std::array<double, 3> sums = {mine.loss, mine.correct, mine.count};
        ranks_.sum(sums);
        if (!std::isfinite(sums[0])) fail_not_a_number("the loss");
        if (!std::isfinite(shared_gradient())) fail_not_a_number("the gradient");
        optimiser_.step(lr);
        ++steps_;
        follow_average();
        forget_gradients();
        tally.loss += sums[0];
        tally.correct += sums[1];
        tally.count += sums[2];
    });
}

void Learner::measure(const LearningBatch& batch, Tally& tally, ConfusionCounts& confusion) {
    with_one_line_errors(kStep, "validation", [&] {
        const at::NoGradGuard no_gradients;
        const at::Tensor labels = label_tensor(batch.labels, device_);
        const at::Tensor logits = logits_of(batch.input, {}).to(at::kFloat);
        const at::Tensor losses = at::cross_entropy_loss(logits, labels, {}, at::Reduction::None);
        const at::Tensor said = logits.argmax(1).to(at::kCPU).contiguous();
        tally.loss += losses.sum().item<double>();
        const auto* guesses = said.data_ptr<std::int64_t>();
        for (std::size_t i = 0; i < batch.labels.size(); ++i) {
            const auto guess = static_cast<std::size_t>(guesses[i]);
            const auto truth = static_cast<std::size_t>(batch.labels[i]);
            tally.correct += guess == truth ? 1 : 0;
            ++confusion.at(truth).at(guess);
        }
        tally.count += static_cast<double>(batch.labels.size());
    });
}

at::Tensor Learner::features(const at::Tensor& bytes) {
    return with_one_line_errors(kStep, "features", [&] {
        const at::NoGradGuard no_gradients;
        const Autocast autocast(device_, type_);
        const at::Tensor tokens =
            tokens_from_pixels(weights_, pixels_from_bytes(bytes, normalisation_));
        const at::Tensor hidden = hidden_from_tokens(weights_, tokens);
        return pooled_from_hidden(weights_, hidden).to(at::kCPU, at::kFloat);
    });
}

NamedTensors Learner::weights_now() const {
    NamedTensors named = named_tensors(weights_);
    for (auto& [name, tensor] : named) tensor = tensor.detach().to(at::kCPU).clone();
    return named;
}

void Learner::use_average(bool average) {
    if (average_.empty() || average == average_in_use_) return;
    const at::NoGradGuard no_gradients;
    for (std::size_t i = 0; i < average_.size(); ++i) {
        const at::Tensor kept = average_[i].clone();
        average_[i].copy_(parameters_[i].value);
        parameters_[i].value.copy_(kept);
    }
    average_in_use_ = average;
}

std::vector<std::pair<std::string, at::Tensor>> Learner::state() const {
    std::vector<std::pair<std::string, at::Tensor>> all;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const std::string& name = parameters_[i].name;
        all.emplace_back("value/" + name, parameters_[i].value);
        all.emplace_back("first/" + name, optimiser_.first_moments()[i]);
        all.emplace_back("second/" + name, optimiser_.second_moments()[i]);
        if (!average_.empty()) all.emplace_back("average/" + name, average_[i]);
    }
    return all;
}

void Learner::set_steps(std::int64_t steps) {
    steps_ = steps;
    optimiser_.set_steps(static_cast<double>(steps));
}

}  // namespace spotter
