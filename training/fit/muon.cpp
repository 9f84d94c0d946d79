#include "training/fit/muon.h"

#include <cmath>
#include <map>
#include <utility>

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace spotter {
namespace {

constexpr double kMomentum = 0.95;

// The nearest matrices with orthogonal rows, but for singular values between 0.7 and 1.2, less
// where they were next to nothing: five steps of the Newton-Schulz iteration whose coefficients
// Jordan et al. found. (N, rows, columns), not more rows than columns.
at::Tensor orthogonal(at::Tensor x) {
    x = x / (at::linalg_vector_norm(x, 2, at::IntArrayRef{1, 2}, true) + 1e-7);
    for (int i = 0; i < 5; ++i) {
        const at::Tensor a = at::bmm(x, x.transpose(1, 2));
        const at::Tensor b = at::baddbmm(a, a, a, -4.7750, 2.0315);
        x = at::baddbmm(x, b, x, 3.4445, 1);
    }
    return x;
}

// (matrices, rows, columns), not more rows than columns.
at::Tensor wide(const at::Tensor& stacked, int matrices) {
    const at::Tensor parts = stacked.view({matrices, -1, stacked.size(1)});
    return parts.size(1) > parts.size(2) ? parts.transpose(1, 2) : parts;
}

}  // namespace

bool learnt_by_muon(const TrainingPlan& plan, const Parameter& parameter) {
    return plan.muon > 0 && parameter.matrices > 0;
}

Muon::Muon(const TrainingPlan& plan, const std::vector<Parameter>& parameters)
    : step_size_(plan.muon), weight_decay_(plan.weight_decay) {
    for (const Parameter& p : parameters) {
        if (!learnt_by_muon(plan, p)) continue;
        matrices_.push_back(p);
        momenta_.push_back(at::zeros_like(p.value).requires_grad_(false));
    }
}

void Muon::step(double lr) {
    const at::NoGradGuard no_gradients;
    // Those of one shape are made orthogonal together.
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::size_t>> of_shape;
    std::vector<at::Tensor> directions(matrices_.size());
    for (std::size_t i = 0; i < matrices_.size(); ++i) {
        const at::Tensor& gradient = matrices_[i].value.grad();
        if (!gradient.defined()) continue;
        momenta_[i].mul_(kMomentum).add_(gradient);
        directions[i] = wide(gradient.add(momenta_[i], kMomentum), matrices_[i].matrices);
        of_shape[{directions[i].size(1), directions[i].size(2)}].push_back(i);
    }
    for (const auto& [shape, members] : of_shape) {
        std::vector<at::Tensor> together;
        for (const std::size_t i : members) together.push_back(directions[i]);
        const at::Tensor steps = orthogonal(at::cat(together));
        const double size = step_size_ * std::sqrt(static_cast<double>(shape.second));
        std::int64_t begin = 0;
        for (const std::size_t i : members) {
            const Parameter& p = matrices_[i];
            const double rate = lr * p.lr_scale;
            if (p.decays) p.value.mul_(1 - rate * weight_decay_);
            wide(p.value, p.matrices).sub_(steps.narrow(0, begin, p.matrices), rate * size);
            begin += p.matrices;
        }
    }
}

}  // namespace spotter
