#include <array>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "training/fit/training_threads.h"

using namespace spotter;

TEST_CASE("threads share a small model's batch, and compute a large model's together") {
    TrainingPlan plan;
    plan.device = Device::cpu;
    plan.batch = 16;
    VideoMaeConfig small;
    small.image_size = 64;
    small.hidden_size = 128;
    small.layers = 4;
    const auto shares = [&](int threads, const VideoMaeConfig& config) {
        plan.threads = threads;
        const TrainingThreads found = training_threads(plan, config);
        return std::array{found.compute, found.load, found.lanes};
    };
    CHECK(shares(1, small) == std::array{1, 1, 1});
    CHECK(shares(2, small) == std::array{2, 1, 2});
    CHECK(shares(8, small) == std::array{8, 4, 8});
    CHECK(shares(8, VideoMaeConfig{}) == std::array{8, 8, 1});
    CHECK(shares(0, small)[2] >= 1);
    plan.batch = 3;
    CHECK(shares(8, small)[2] == 3);
    plan.part = TrainedPart::head;  // draws, while the frozen encoder computes
    CHECK(shares(8, small) == std::array{4, 4, 1});
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

TEST_CASE("the typical label has as many clips as half of the labels at most") {
    CHECK(count_clips({}).all == 0);
    CHECK(count_clips({7}).typical == 7);
    // Much rest does not make a few curls many.
    CHECK(count_clips({100, 5}).typical == 5);
    CHECK(count_clips({100, 5}).all == 105);
    CHECK(count_clips({9, 300, 12}).typical == 12);
}

TEST_CASE("few clips a label teach the classifier, more the last layers, many all") {
    VideoMaeConfig config;
    config.hidden_size = 128;
    config.intermediate_size = 512;
    config.layers = 4;
    const auto plan = [&](std::size_t typical, std::size_t labels) {
        const TrainingPlan found = plan_for_clips({typical * labels, typical}, config);
        CHECK_NOTHROW(check_plan(found));
        return found;
    };
    CHECK(part_text(plan(5, 4)) == "head");
    CHECK(part_text(plan(10, 14)) == "head");  // however many labels there are
    CHECK(part_text(plan(11, 4)) == "last:2");
    CHECK(part_text(plan(100, 4)) == "last:2");
    CHECK(part_text(plan(101, 4)) == "full");
    CHECK(plan_reason(plan(10, 14), {140, 10}) ==
          "140 training clips, 10 of a typical label: only the classifier learns, the encoder "
          "stays as it is");
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
