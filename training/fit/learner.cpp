#include "training/fit/learner.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "engine/core/error.h"
#include "engine/model/torch_errors.h"
#include "training/fit/memory_limit.h"

namespace spotter {
namespace {

constexpr const char* kStep = "train";

[[noreturn]] void fail_not_a_number(const char* what) {
    throw Error(kStep, what, "is not a number any more",
                "use a smaller --lr or --precision float32; the last checkpoint is whole");
}

// Examples begin … end - 1.
LearningBatch part_of(const LearningBatch& batch, std::size_t begin, std::size_t end) {
    const auto cut = [&](const auto& values) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
        return std::decay_t<decltype(values)>(first,
                                              first + static_cast<std::ptrdiff_t>(end - begin));
    };
    return {batch.input.narrow(0, static_cast<std::int64_t>(begin),
                               static_cast<std::int64_t>(end - begin)),
            cut(batch.labels), cut(batch.positions)};
}

}  // namespace

Learner::Learner(const TrainingPlan& plan, std::unique_ptr<LearningTask> task, const Ranks& ranks)
    : plan_(plan),
      ranks_(ranks),
      task_(std::move(task)),
      parameters_(task_->parameters()),
      optimiser_(plan, parameters_),
      parts_(plan.accumulate) {
    if (plan.ema == 0) return;
    for (const Parameter& p : parameters_) average_.push_back(p.value.detach().clone());
}

void Learner::forget_gradients() {
    for (const Parameter& p : parameters_) p.value.mutable_grad().reset();
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
            const at::Tensor loss = task_->loss(part_of(batch, begin, end), epoch, sum);
            (loss / static_cast<double>(step_count)).backward();
        }
        return sum;
    });
}

std::vector<at::Tensor> Learner::gradients() {
    std::vector<at::Tensor> all;
    for (const Parameter& p : parameters_) {
        // A rank without examples in this step has none.
        if (!p.value.grad().defined()) p.value.mutable_grad() = at::zeros_like(p.value);
        if (p.without_key) {
            const std::int64_t third = p.value.size(0) / 3;
            p.value.mutable_grad().narrow(0, third, third).zero_();
        }
        all.push_back(p.value.grad());
    }
    return all;
}

// Adds the gradients of all ranks and clips them; returns their norm before.
double Learner::shared_gradient() {
    const at::NoGradGuard no_gradients;
    std::vector<at::Tensor> all = gradients();
    if (ranks_.count() > 1) {
        std::vector<at::Tensor> flat;
        for (const at::Tensor& g : all) flat.push_back(g.flatten());
        const at::Tensor sum = at::cat(flat).to(at::kCPU).contiguous();
        ranks_.sum(std::span(sum.data_ptr<float>(), static_cast<std::size_t>(sum.numel())));
        std::int64_t begin = 0;
        for (at::Tensor& g : all) {
            g.copy_(sum.narrow(0, begin, g.numel()).view(g.sizes()));
            begin += g.numel();
        }
    }
    const double norm = at::stack(at::_foreach_norm(all)).norm().item<double>();
    if (plan_.clip_norm > 0 && norm > plan_.clip_norm) {
        at::_foreach_mul_(all, plan_.clip_norm / (norm + 1e-6));
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
    with_one_line_errors(kStep, "validation", [&] { task_->measure(batch, tally, confusion); });
}

at::Tensor Learner::features(const at::Tensor& bytes) {
    return with_one_line_errors(kStep, "features", [&] { return task_->features(bytes); });
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
