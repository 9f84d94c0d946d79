#include "training/fit/learner.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include "engine/core/error.h"
#include "engine/model/torch_errors.h"
#include "training/fit/batch_parts.h"
#include "training/fit/memory_limit.h"
#include "training/fit/training_threads.h"

namespace spotter {
namespace {

constexpr const char* kStep = "train";

[[noreturn]] void fail_not_a_number(const char* what) {
    throw Error(kStep, what, "is not a number any more",
                "use a smaller --lr or --precision float32; the last checkpoint is whole");
}

// Examples begin … end - 1.
LearningBatch slice_of(const LearningBatch& batch, std::size_t begin, std::size_t end) {
    const auto cut = [&](const auto& values) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
        return std::decay_t<decltype(values)>(first,
                                              first + static_cast<std::ptrdiff_t>(end - begin));
    };
    return {batch.input.narrow(0, static_cast<std::int64_t>(begin),
                               static_cast<std::int64_t>(end - begin)),
            cut(batch.labels), cut(batch.positions)};
}

std::vector<Parameter> not_learnt_by_muon(const TrainingPlan& plan,
                                          const std::vector<Parameter>& parameters) {
    std::vector<Parameter> others;
    for (const Parameter& p : parameters) {
        if (!learnt_by_muon(plan, p)) others.push_back(p);
    }
    return others;
}

// work(0) … work(count - 1): one after the other when there is one, which then may use all threads,
// else each on a thread of its own.
template <class Work>
void side_by_side(std::size_t count, const Work& work) {
    if (count == 1) return work(0);
    at::parallel_for(0, static_cast<std::int64_t>(count), 1,
                     [&](std::int64_t begin, std::int64_t end) {
                         for (std::int64_t i = begin; i < end; ++i) {
                             work(static_cast<std::size_t>(i));
                         }
                     });
}

}  // namespace

// What is computed at once: some examples, what was said of them and the gradient of their loss,
// by parameter.
struct Learner::Part {
    LearningBatch batch;
    Tally tally;
    std::vector<at::Tensor> gradient;
};

Learner::Learner(const TrainingPlan& plan, const VideoMaeConfig& config,
                 std::unique_ptr<LearningTask> task, const Ranks& ranks)
    : plan_(plan),
      ranks_(ranks),
      task_(std::move(task)),
      lanes_(static_cast<std::size_t>(training_threads(plan, config).lanes)),
      parameters_(task_->parameters()),
      muon_(plan, parameters_),
      adamw_(plan, not_learnt_by_muon(plan, parameters_)),
      parts_(batch_parts(plan, config, (plan.batch + ranks.count() - 1) / ranks.count())) {
    if (plan.ema == 0) return;
    for (const Parameter& p : parameters_) average_.push_back(p.value.detach().clone());
}

void Learner::forget_gradients() {
    for (const Parameter& p : parameters_) p.value.mutable_grad().reset();
}

// On whichever thread; nothing of this learner changes.
void Learner::find_gradient(Part& part, int epoch, std::size_t step_count) const {
    std::vector<at::Tensor> values;
    for (const Parameter& p : parameters_) values.push_back(p.value);
    const at::Tensor loss = task_->loss(part.batch, epoch, part.tally);
    part.gradient = torch::autograd::grad({loss / static_cast<double>(step_count)}, values);
}

void Learner::add(Part& part, Tally& sum) {
    const at::NoGradGuard no_gradients;
    sum.loss += part.tally.loss;
    sum.correct += part.tally.correct;
    sum.count += part.tally.count;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        at::Tensor& gradient = parameters_[i].value.mutable_grad();
        if (gradient.defined()) {
            gradient.add_(part.gradient[i]);
        } else {
            gradient = part.gradient[i].contiguous();
        }
    }
    part.gradient.clear();
}

Tally Learner::backward(const LearningBatch& batch, int epoch, std::size_t step_count) {
    const std::size_t size = batch.labels.size();
    return with_less_memory(parts_, size, [&](int parts) {
        forget_gradients();
        const std::size_t count = std::min(size, std::max(static_cast<std::size_t>(parts), lanes_));
        Tally sum;
        for (std::size_t first = 0; first < count; first += lanes_) {
            std::vector<Part> together;
            for (std::size_t i = first; i < std::min(count, first + lanes_); ++i) {
                together.push_back(
                    {slice_of(batch, size * i / count, size * (i + 1) / count), {}, {}});
            }
            side_by_side(together.size(),
                         [&](std::size_t i) { find_gradient(together[i], epoch, step_count); });
            // In their order, so that the sum is the same however threads take turns.
            for (Part& part : together) add(part, sum);
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
        muon_.step(lr);
        adamw_.step(lr);
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
        all.emplace_back("value/" + parameters_[i].name, parameters_[i].value);
        if (!average_.empty()) all.emplace_back("average/" + parameters_[i].name, average_[i]);
    }
    for (std::size_t i = 0; i < adamw_.parameters().size(); ++i) {
        const std::string& name = adamw_.parameters()[i].name;
        all.emplace_back("first/" + name, adamw_.first_moments()[i]);
        all.emplace_back("second/" + name, adamw_.second_moments()[i]);
    }
    for (std::size_t i = 0; i < muon_.matrices().size(); ++i)
        all.emplace_back("momentum/" + muon_.matrices()[i].name, muon_.momenta()[i]);
    return all;
}

void Learner::set_steps(std::int64_t steps) {
    steps_ = steps;
    adamw_.set_steps(static_cast<double>(steps));
}

}  // namespace spotter
