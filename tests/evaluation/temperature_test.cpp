#include "training/evaluation/temperature.h"

#include <cmath>
#include <random>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

// Clips whose labels are drawn from a model's own scores, which are then made surer by `factor`.
std::vector<ScoredClip> overconfident_clips(double factor) {
    std::mt19937 random(3);
    std::vector<ScoredClip> clips;
    for (int i = 0; i < 4000; ++i) {
        const double first = static_cast<double>(random() % 1000) / 1000 * 0.9 + 0.05;
        const Scores honest = {static_cast<float>(first), static_cast<float>(1 - first)};
        const double draw = static_cast<double>(random() % 10000) / 10000;
        clips.push_back({draw < first ? 0U : 1U, {tempered(honest, 1 / factor)}});
    }
    return clips;
}

}  // namespace

TEST_CASE("a temperature above 1 makes scores less sure and keeps their order and sum") {
    const Scores flat = tempered({0.9F, 0.09F, 0.01F}, 2);
    CHECK(flat[0] == Approx(0.7034).margin(1e-3));
    CHECK(flat[0] > flat[1]);
    CHECK(flat[1] > flat[2]);
    CHECK(flat[0] + flat[1] + flat[2] == Approx(1));
    CHECK(tempered({0.5F, 0.5F, 0.0F}, 1)[2] == Approx(0).margin(1e-6));
}

TEST_CASE("the temperature that made a model too sure is found again") {
    CHECK(fit_temperature(overconfident_clips(2)) == Approx(2).epsilon(0.1));
    CHECK(fit_temperature(overconfident_clips(0.7)) == Approx(0.7).epsilon(0.1));
    CHECK(fit_temperature(overconfident_clips(1)) == Approx(1).epsilon(0.1));
}

TEST_CASE("without clips, and with clips that are all right, the temperature stays in bounds") {
    CHECK(fit_temperature({}) == 1);
    const std::vector<ScoredClip> right = {{0, {{0.9F, 0.1F}}}};
    CHECK(fit_temperature(right) >= 0.2);
    const std::vector<ScoredClip> wrong = {{0, {{0.1F, 0.9F}}}};
    CHECK(fit_temperature(wrong) <= 5);
}
