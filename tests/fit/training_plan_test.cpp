#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "training/fit/training_threads.h"

using namespace spotter;

TEST_CASE("a small model computes on half of the threads and draws on the others") {
    TrainingPlan plan;
    plan.device = Device::cpu;
    VideoMaeConfig small;
    small.image_size = 64;
    small.hidden_size = 128;
    small.layers = 4;
    const auto shares = [&](int threads, const VideoMaeConfig& config) {
        plan.threads = threads;
        const TrainingThreads found = training_threads(plan, config);
        return std::pair(found.compute, found.load);
    };
    CHECK(shares(1, small) == std::pair(1, 1));
    CHECK(shares(2, small) == std::pair(1, 1));
    CHECK(shares(3, small) == std::pair(1, 2));
    CHECK(shares(8, small) == std::pair(4, 4));
    CHECK(shares(8, VideoMaeConfig{}) == std::pair(8, 8));
    CHECK(shares(0, small).first >= 1);
}

TEST_CASE("the learning rate warms up, then falls along half a cosine") {
    TrainingPlan plan;
    plan.lr = 1;
    plan.warmup_share = 0.1;
    plan.final_lr_share = 0.1;
    CHECK(learning_rate(plan, 0, 100) == Approx(0.1));
    CHECK(learning_rate(plan, 9, 100) == Approx(1));
    CHECK(learning_rate(plan, 10, 100) == Approx(1));
    CHECK(learning_rate(plan, 55, 100) == Approx(0.55));
    CHECK(learning_rate(plan, 100, 100) == Approx(0.1));
}

TEST_CASE("few clips teach the classifier, more the last layers, many all") {
    VideoMaeConfig config;
    config.hidden_size = 128;
    config.intermediate_size = 512;
    config.layers = 4;
    CHECK(part_text(plan_for_clips(20, config)) == "head");
    CHECK(part_text(plan_for_clips(200, config)) == "last:2");
    CHECK(part_text(plan_for_clips(5000, config)) == "full");
    CHECK(plan_reason(plan_for_clips(20, config), 20) ==
          "20 training clips: only the classifier learns, the encoder stays as it is");
    for (const std::size_t clips : {20U, 200U, 5000U}) {
        CHECK_NOTHROW(check_plan(plan_for_clips(clips, config)));
    }
}

TEST_CASE("parts are named as on the command line") {
    TrainingPlan plan;
    CHECK(parse_part("last:3", plan));
    CHECK(part_text(plan) == "last:3");
    CHECK(parse_part("head", plan));
    CHECK(part_text(plan) == "head");
    for (const char* wrong : {"", "last", "last:", "last:0", "last:x", "all", "last:9999"}) {
        CHECK_FALSE(parse_part(wrong, plan));
    }
}

TEST_CASE("a plan out of range names the field") {
    TrainingPlan plan;
    plan.lr = 0;
    CHECK_THROWS_WITH(check_plan(plan), "plan training: lr: must be above 0 and at most 10");
    plan.lr = 1e-4;
    plan.accumulate = 99;
    CHECK_THROWS_WITH(check_plan(plan), Catch::StartsWith("plan training: accumulate"));
}
