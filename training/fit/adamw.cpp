#include "training/fit/adamw.h"

#include <algorithm>
#include <utility>

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace spotter {

AdamW::AdamW(const TrainingPlan& plan, std::vector<Parameter> parameters)
    : beta1_(plan.beta1),
      beta2_(plan.beta2),
      weight_decay_(plan.weight_decay),
      parameters_(std::move(parameters)) {
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const Parameter& p = parameters_[i];
        first_.push_back(at::zeros_like(p.value).requires_grad_(false));
        second_.push_back(at::zeros_like(p.value).requires_grad_(false));
        steps_.push_back(at::zeros({}, p.value.options().requires_grad(false)));
        const auto same = [&](const Group& group) {
            return group.lr_scale == p.lr_scale && group.decays == p.decays;
        };
        auto group = std::find_if(groups_.begin(), groups_.end(), same);
        if (group == groups_.end()) {
            group = groups_.insert(groups_.end(), Group{p.lr_scale, p.decays, {}});
        }
        group->members.push_back(i);
    }
}

void AdamW::step(double lr) {
    constexpr double kEpsilon = 1e-8;
    const at::NoGradGuard no_gradients;
    for (const Group& group : groups_) {
        std::vector<at::Tensor> values;
        std::vector<at::Tensor> gradients;
        std::vector<at::Tensor> first;
        std::vector<at::Tensor> second;
        std::vector<at::Tensor> steps;
        for (const std::size_t i : group.members) {
            const at::Tensor& value = parameters_[i].value;
            if (!value.grad().defined()) continue;
            values.push_back(value);
            gradients.push_back(value.grad());
            first.push_back(first_[i]);
            second.push_back(second_[i]);
            steps.push_back(steps_[i]);
        }
        if (values.empty()) continue;
        for (at::Tensor& step : steps) step.add_(1);
        at::_fused_adamw_(values, gradients, first, second, {}, steps, lr * group.lr_scale, beta1_,
                          beta2_, group.decays ? weight_decay_ : 0.0, kEpsilon, false, false);
    }
}

void AdamW::set_steps(double steps) {
    for (at::Tensor& step : steps_) step.fill_(steps);
}

}  // namespace spotter
