#include "training/fit/adamw.h"

#include <array>
#include <cmath>

#include <ATen/ATen.h>
#include <catch2/catch.hpp>

using namespace spotter;

namespace {

// One number as Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019), algorithm 2,
// has it.
struct Reference {
    double value;
    double first = 0;
    double second = 0;
    int steps = 0;

    void step(const TrainingPlan& plan, double gradient, double lr, double decay) {
        ++steps;
        first = plan.beta1 * first + (1 - plan.beta1) * gradient;
        second = plan.beta2 * second + (1 - plan.beta2) * gradient * gradient;
        const double first_hat = first / (1 - std::pow(plan.beta1, steps));
        const double second_hat = second / (1 - std::pow(plan.beta2, steps));
        value -= lr * (first_hat / (std::sqrt(second_hat) + 1e-8) + decay * value);
    }
};

}  // namespace

TEST_CASE("AdamW takes the steps of its paper, each parameter with its share of the rate") {
    TrainingPlan plan;
    plan.beta1 = 0.9;
    plan.beta2 = 0.98;
    plan.weight_decay = 0.1;
    constexpr std::array kStart = {1.0, -0.5};
    constexpr std::array kScale = {0.25, 1.0};
    const std::array decays = {true, false};
    std::vector<Parameter> parameters;
    for (std::size_t i = 0; i < 2; ++i) {
        Parameter& parameter = parameters.emplace_back();
        parameter.value = at::full({1}, kStart[i], at::kFloat).requires_grad_(true);
        parameter.lr_scale = kScale[i];
        parameter.decays = decays[i];
    }
    AdamW optimiser(plan, parameters);
    std::array<Reference, 2> expected = {Reference{kStart[0]}, Reference{kStart[1]}};
    for (int step = 0; step < 5; ++step) {
        const double lr = 0.1 / (1 + step);
        for (std::size_t i = 0; i < 2; ++i) {
            const double gradient = std::cos(2.0 * step + static_cast<double>(i));
            parameters[i].value.mutable_grad() = at::full({1}, gradient, at::kFloat);
            expected[i].step(plan, gradient, lr * kScale[i], decays[i] ? plan.weight_decay : 0);
        }
        optimiser.step(lr);
        for (std::size_t i = 0; i < 2; ++i) {
            INFO("step " << step << ", parameter " << i);
            CHECK(parameters[i].value.item<double>() == Approx(expected[i].value).epsilon(1e-5));
        }
    }
}

TEST_CASE("a parameter without a gradient stays as it is") {
    std::vector<Parameter> parameters(1);
    parameters[0].value = at::full({1}, 2.0, at::kFloat).requires_grad_(true);
    AdamW optimiser({}, parameters);
    optimiser.step(0.1);
    CHECK(parameters[0].value.item<double>() == 2);
}
