#include "training/fit/muon.h"

#include <cmath>

#include <ATen/ATen.h>
#include <catch2/catch.hpp>

using namespace spotter;

namespace {

// Numbers that look random and are the same everywhere.
at::Tensor waves(at::IntArrayRef shape, double phase) {
    const at::Tensor numbers = at::arange(at::prod(at::tensor(shape)).item<std::int64_t>());
    return (numbers.to(at::kFloat) * 1.7 + phase).square().sin().reshape(shape);
}

Parameter parameter(at::IntArrayRef shape, int matrices) {
    Parameter p;
    p.value = waves(shape, 0.5).requires_grad_(true);
    p.matrices = matrices;
    return p;
}

// Whether `step` is `direction` with all of its singular values near `size`.
void check_orthogonal(const at::Tensor& step, const at::Tensor& direction, double size) {
    const auto [u, s, v] = at::linalg_svd(direction, false);
    const at::Tensor in_its_axes = u.t().matmul(step).matmul(v.t()) / size;
    const at::Tensor values = in_its_axes.diagonal();
    CHECK(values.min().item<double>() > 0.4);
    CHECK(values.max().item<double>() < 1.3);
    CHECK((in_its_axes - at::diag(values)).abs().max().item<double>() < 0.01);
}

}  // namespace

TEST_CASE("Muon's steps are momentum made orthogonal, of each matrix by itself") {
    constexpr double kLr = 0.01;
    TrainingPlan plan;
    plan.muon = 2;
    plan.weight_decay = 0.1;
    // Three square ones below each other, a tall and a wide one.
    std::vector<Parameter> parameters = {parameter({18, 6}, 3), parameter({12, 6}, 1),
                                         parameter({6, 12}, 1)};
    parameters[1].lr_scale = 0.5;
    parameters[2].decays = true;
    Muon muon(plan, parameters);
    std::vector<at::Tensor> momenta(3);
    for (int n = 0; n < 3; ++n) {
        std::vector<at::Tensor> before;
        std::vector<at::Tensor> directions;
        for (std::size_t i = 0; i < 3; ++i) {
            at::Tensor& value = parameters[i].value;
            before.push_back(value.detach() * (parameters[i].decays ? 1 - kLr * 0.1 : 1));
            const at::Tensor gradient = waves(value.sizes(), n + 0.1 * static_cast<double>(i));
            momenta[i] = n == 0 ? gradient : momenta[i] * 0.95 + gradient;
            directions.push_back(gradient + momenta[i] * 0.95);
            value.mutable_grad() = gradient.clone();
        }
        muon.step(kLr);
        for (std::size_t i = 0; i < 3; ++i) {
            INFO("step " << n << ", parameter " << i);
            const Parameter& p = parameters[i];
            const at::Tensor step = before[i] - p.value.detach();
            const double longer =
                static_cast<double>(std::max(p.value.size(0) / p.matrices, p.value.size(1)));
            const double size = 2 * kLr * p.lr_scale * std::sqrt(longer);
            const std::int64_t rows = p.value.size(0) / p.matrices;
            for (int m = 0; m < p.matrices; ++m)
                check_orthogonal(step.narrow(0, m * rows, rows),
                                 directions[i].narrow(0, m * rows, rows), size);
        }
    }
}

TEST_CASE("Muon learns the layers' matrices alone, and nothing without a size of its steps") {
    for (const double muon : {0.0, 2.0}) {
        TrainingPlan plan;
        plan.muon = muon;
        std::vector<Parameter> parameters = {parameter({4, 4}, 1), parameter({4}, 0)};
        for (Parameter& p : parameters) p.value.mutable_grad() = at::ones_like(p.value);
        CHECK(learnt_by_muon(plan, parameters[0]) == (muon > 0));
        CHECK_FALSE(learnt_by_muon(plan, parameters[1]));
        const at::Tensor matrix = parameters[0].value.detach().clone();
        const at::Tensor bias = parameters[1].value.detach().clone();
        Muon(plan, parameters).step(0.1);
        CHECK(parameters[0].value.equal(matrix) == (muon == 0));
        CHECK(parameters[1].value.equal(bias));
        CHECK(parameters[1].value.grad().defined());
    }
}

TEST_CASE("a matrix without a gradient stays as it is") {
    TrainingPlan plan;
    plan.muon = 1;
    plan.weight_decay = 0.5;
    std::vector<Parameter> parameters = {parameter({4, 4}, 1)};
    parameters[0].decays = true;
    const at::Tensor before = parameters[0].value.detach().clone();
    Muon(plan, parameters).step(0.1);
    CHECK(parameters[0].value.equal(before));
}
