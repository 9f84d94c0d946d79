#include "training/fit/example_loader.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/fit/memory_set.h"
#include "training/fit/epoch_order.h"

using namespace spotter;
using test::MovingBars;

namespace {

std::vector<ExampleBatch> all_of(ExampleLoader& loader) {
    const JobToken token;
    std::vector<ExampleBatch> batches;
    while (auto batch = loader.next(token)) batches.push_back(std::move(*batch));
    return batches;
}

TrainingPlan batches_of(int batch) {
    TrainingPlan plan;
    plan.batch = batch;
    return plan;
}

std::vector<std::size_t> indices_of(const EpochOrder& order) {
    std::vector<std::size_t> indices;
    for (const auto& batch : order.mine) {
        for (const EpochEntry& entry : batch) indices.push_back(entry.index);
    }
    return indices;
}

}  // namespace

TEST_CASE("examples are the same however many threads draw them") {
    const MovingBars set(23, 3);
    const EpochOrder order = epoch_order(batches_of(4), set.size(), 2, 0, 1);
    ExampleLoader one(set, order.mine, {1, true, 7, 2});
    ExampleLoader three(set, order.mine, {3, true, 7, 2});
    const auto a = all_of(one);
    const auto b = all_of(three);
    REQUIRE(a.size() == 6);
    REQUIRE(b.size() == a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(a[i].pixels == b[i].pixels);
        CHECK(a[i].labels == b[i].labels);
    }
    CHECK(a.back().labels.size() == 3);
}

TEST_CASE("another epoch varies the same clip in another way") {
    const MovingBars set(1, 1);
    ExampleLoader first(set, {{{0, 0}}}, {1, true, 7, 1});
    ExampleLoader second(set, {{{0, 0}}}, {1, true, 7, 2});
    CHECK(all_of(first)[0].pixels != all_of(second)[0].pixels);
}

TEST_CASE("a clip that cannot be read fails its batch, not the ones before") {
    MovingBars set(8, 2);
    set.on_draw = [](std::size_t index) {
        if (index == 5) throw Error("read clip", "squat/5.mp4", "is gone");
    };
    ExampleLoader loader(set, measuring_order(8, 2, 0, 1), {2, false, 0, 0});
    const JobToken token;
    CHECK(loader.next(token)->labels.size() == 2);
    CHECK(loader.next(token)->labels.size() == 2);
    CHECK_THROWS_WITH(loader.next(token), "read clip: squat/5.mp4: is gone");
}

TEST_CASE("a cancelled job ends the loader") {
    const MovingBars set(8, 2);
    std::stop_source stop;
    stop.request_stop();
    const JobToken token(stop.get_token());
    ExampleLoader loader(set, measuring_order(8, 2, 0, 1), {2, false, 0, 0});
    CHECK_THROWS_AS(loader.next(token), Cancelled);
}

TEST_CASE("an epoch shows every example once, in an order of seed and epoch") {
    const EpochOrder first = epoch_order(batches_of(4), 10, 1, 0, 1);
    std::vector<std::size_t> a = indices_of(first);
    CHECK(a != indices_of(epoch_order(batches_of(4), 10, 2, 0, 1)));
    CHECK(first.counts == std::vector<std::size_t>{4, 4, 2});
    std::sort(a.begin(), a.end());
    CHECK(a == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("ranks share each step's examples") {
    const EpochOrder all = epoch_order(batches_of(4), 10, 3, 0, 1);
    const EpochOrder one = epoch_order(batches_of(4), 10, 3, 0, 2);
    const EpochOrder two = epoch_order(batches_of(4), 10, 3, 1, 2);
    for (std::size_t step = 0; step < all.mine.size(); ++step) {
        CHECK(one.mine[step].size() + two.mine[step].size() == all.mine[step].size());
        CHECK(one.mine[step][0].index == all.mine[step][0].index);
        CHECK(two.mine[step][0].index == all.mine[step][1].index);
        CHECK(one.counts == all.counts);
    }
}

TEST_CASE("an endless set never repeats an index") {
    TrainingPlan plan = batches_of(4);
    plan.steps = 10;
    plan.steps_per_epoch = 5;
    CHECK(epoch_count(plan, kEndless) == 2);
    CHECK(indices_of(epoch_order(plan, kEndless, 1, 0, 1)).back() == 19);
    CHECK(indices_of(epoch_order(plan, kEndless, 2, 0, 1)).front() == 20);
}
