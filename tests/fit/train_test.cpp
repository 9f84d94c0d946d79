// Training as a whole, on examples made in memory.
#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>

#include <ATen/ATen.h>
#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/model/classifier.h"
#include "engine/model/safetensors.h"
#include "tests/file_size_limit.h"
#include "tests/fit/memory_set.h"
#include "tests/fit/training_files.h"
#include "training/fit/batch_parts.h"
#include "training/fit/memory_limit.h"

using namespace spotter;
using namespace spotter::test;

namespace {

TrainingPlan quick_plan() {
    TrainingPlan plan;
    plan.epochs = 30;
    plan.batch = 6;
    plan.lr = 1e-2;
    plan.threads = 1;
    plan.precision = Precision::float32;
    plan.warmup_share = 0.1;
    return plan;
}

TrainingStart start_in(const std::filesystem::path& work) {
    TrainingStart start;
    start.model = small_model({"right", "down", "rest"});
    start.work = work;
    start.examples_id = "bars";
    return start;
}

TrainingResult trained(const TrainingPlan& plan, const TrainingStart& start,
                       const ExampleSet& train_set, const ExampleSet& validation) {
    JobToken token;
    return train(plan, start, train_set, validation, token, {});
}

}  // namespace

TEST_CASE("two clips a class are learnt by heart") {
    const TempFolder folder;
    const MovingBars clips(6, 3);
    TrainingPlan plan = quick_plan();
    plan.epochs = 240;
    const TrainingResult result = trained(plan, start_in(folder / "work"), clips, clips);
    CHECK(result.best_accuracy == 1);
    CHECK(result.epochs.back().loss < 0.3);
    CHECK(result.confusion == ConfusionCounts{{2, 0, 0}, {0, 2, 0}, {0, 0, 2}});
}

TEST_CASE("every way of training learns") {
    const MovingBars clips(12, 3);
    using Change = std::function<void(TrainingPlan&)>;
    for (const Change& change : std::vector<Change>{
             [](TrainingPlan& p) { p.part = TrainedPart::last, p.last_layers = 1; },
             [](TrainingPlan& p) { p.drop_path = 0.1, p.label_smoothing = 0.1; },
             [](TrainingPlan& p) { p.clip_norm = 1, p.weigh_classes = true; },
             [](TrainingPlan& p) { p.ema = 0.9, p.layer_decay = 0.75; },
             [](TrainingPlan& p) { p.accumulate = 3; }, [](TrainingPlan& p) { p.muon = 1; },
             [](TrainingPlan& p) { p.precision = Precision::bfloat16; }}) {
        const TempFolder folder;
        TrainingPlan plan = quick_plan();
        plan.epochs = 240;
        change(plan);
        const TrainingResult result = trained(plan, start_in(folder / "work"), clips, clips);
        CHECK(result.best_accuracy > 0.9);
    }
}

TEST_CASE("kinds are learnt beside labels, and what is told is about labels alone") {
    class BarsByKind : public ExampleSet {
      public:
        ExampleShape shape() const override { return bars.shape(); }
        std::size_t size() const override { return bars.size(); }
        int label(std::size_t index) const override { return 2 + bars.label(index); }
        const std::string& group(std::size_t index) const override { return bars.group(index); }
        int draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const override {
            return 2 + bars.draw(index, random, out);
        }
        const MovingBars bars{60, 3};
    };
    const TempFolder folder;
    const BarsByKind clips;
    const MovingBars& bars = clips.bars;
    TrainingPlan plan = quick_plan();
    plan.epochs = 50;
    TrainingStart start = start_in(folder / "work");
    start.model = small_model({"moves", "rest", "kind: right", "kind: down", "kind: rest"});
    start.kinds = {{0, 0, 1}, 0.5};
    const TrainingResult result = trained(plan, start, clips, clips);
    CHECK(result.best_accuracy == 1);
    CHECK(result.confusion == ConfusionCounts{{40, 0}, {0, 20}});

    ModelInfo model = start.model;
    model.weight_files = {result.weights};
    const auto classifier = load_classifier(model, {});
    for (std::size_t i = 0; i < 3; ++i) {
        std::vector<std::uint8_t> bytes(bars.shape().bytes());
        bars.draw(i, nullptr, bytes);
        Clip clip;
        for (int t = 0; t < bars.shape().frames; ++t) {
            auto picture = std::make_shared<Image>(bars.shape().size, bars.shape().size);
            std::memcpy(picture->data(),
                        &bytes[static_cast<std::size_t>(t) * picture->size_bytes()],
                        picture->size_bytes());
            clip.pictures.push_back(std::move(picture));
        }
        const Scores scores = classifier->classify(clip);
        const auto kind = std::max_element(scores.begin() + 2, scores.end());
        CHECK(kind - scores.begin() == static_cast<std::ptrdiff_t>(2 + i));
    }
}

namespace {

// Bars, of which each is said to be of another number.
class NumberedBars : public ExampleSet {
  public:
    // `numbers`: of the bars that move to the right, down, and not at all; -1: there are none.
    NumberedBars(std::size_t size, const std::vector<int>& numbers) : numbers_(numbers) {
        for (std::size_t i = 0; indices_.size() < size; ++i) {
            if (number(i) >= 0) indices_.push_back(i);
        }
    }
    ExampleShape shape() const override { return bars_.shape(); }
    std::size_t size() const override { return indices_.size(); }
    int label(std::size_t index) const override { return number(indices_[index]); }
    const std::string& group(std::size_t index) const override { return bars_.group(index); }
    int draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const override {
        bars_.draw(indices_[index], random, out);
        return label(index);
    }

  private:
    int number(std::size_t index) const {
        return numbers_[static_cast<std::size_t>(bars_.label(index))];
    }

    const MovingBars bars_{1000, 3};
    const std::vector<int> numbers_;
    std::vector<std::size_t> indices_;
};

}  // namespace

TEST_CASE("what a base knows is remembered while something new is learnt") {
    const TempFolder folder;
    TrainingPlan plan = quick_plan();
    plan.epochs = 100;
    TrainingStart first = start_in(folder / "base");
    first.model = small_model({"right", "down"});
    const NumberedBars old_bars(24, {0, 1, -1});
    const TrainingResult base = trained(plan, first, old_bars, old_bars);
    REQUIRE(base.best_accuracy == 1);

    TrainingStart start = start_in(folder / "more");
    start.base = first.model;
    start.base->weight_files = {base.weights};
    const NumberedBars all(24, {0, 1, 2});
    // Learns the new one alone, and forgets the others.
    const TrainingResult forgets = trained(plan, start, NumberedBars(12, {-1, -1, 2}), all);
    CHECK(forgets.confusion[0][0] + forgets.confusion[1][1] < 16);

    const std::vector<TrainedPart> parts = {TrainedPart::full, TrainedPart::head};
    for (const TrainedPart part : parts) {
        start.work = folder / (part == TrainedPart::full ? "full" : "head");
        start.remembering.known = {0, 1};
        plan.part = part;
        // What the base says counts, and not that these are said to be the other way round.
        const TrainingResult keeps = trained(plan, start, NumberedBars(36, {3 + 1, 3 + 0, 2}), all);
        CHECK(keeps.confusion[0][1] + keeps.confusion[1][0] == 0);
        CHECK(keeps.best_accuracy > 0.9);
    }
}

TEST_CASE("nothing can be remembered without a base") {
    const TempFolder folder;
    TrainingStart start = start_in(folder / "work");
    start.remembering.known = {0};
    const MovingBars clips(6, 3);
    CHECK_THROWS_WITH(trained(quick_plan(), start, clips, clips),
                      Catch::Contains("what is remembered needs a base"));
}

TEST_CASE("a clip whose features are kept is not looked at again") {
    class Store : public FeatureStore {
      public:
        std::string key(std::string_view settings, std::span<const std::uint8_t> pixels) override {
            return std::string(settings) + std::string(pixels.begin(), pixels.end());
        }
        std::optional<std::string> find(const std::string& key) override {
            const auto kept = all.find(key);
            return kept == all.end() ? std::nullopt : std::optional(kept->second);
        }
        void put(const std::string& key, std::string_view bytes) override { all[key] = bytes; }
        std::map<std::string, std::string> all;
    };
    const TempFolder folder;
    std::atomic<int> draws = 0;
    const auto clips_of = [&](std::size_t count) {
        auto clips = std::make_unique<MovingBars>(count, 3);
        clips->on_draw = [&](std::size_t) { ++draws; };
        return clips;
    };
    const MovingBars validation(3, 3);
    TrainingPlan plan = quick_plan();
    plan.part = TrainedPart::head;
    plan.epochs = 3;
    Store store;
    TrainingStart start = start_in(folder / "a");
    start.features = &store;
    const auto first = trained(plan, start, *clips_of(12), validation);
    CHECK(draws == 12 + 12 * (1 + plan.head_views));

    draws = 0;
    start.work = folder / "b";
    const auto again = trained(plan, start, *clips_of(12), validation);
    CHECK(draws == 12);  // plain, to know them by
    CHECK(bytes_of(first.weights) == bytes_of(again.weights));

    draws = 0;
    start.work = folder / "more";
    trained(plan, start, *clips_of(13), validation);
    CHECK(draws <= 13 + 1 + plan.head_views);

    // Bytes that are none of an encoder's are found anew.
    for (auto& [key, bytes] : store.all) bytes = "torn";
    start.work = folder / "c";
    CHECK(bytes_of(trained(plan, start, *clips_of(12), validation).weights) ==
          bytes_of(first.weights));
}

TEST_CASE("the same seed and threads give the same weights") {
    const TempFolder folder;
    const MovingBars clips(12, 3);
    for (const int threads : {1, 3}) {
        TrainingPlan plan = quick_plan();
        plan.epochs = 4;
        plan.drop_path = 0.2;
        plan.threads = threads;
        const auto weights = [&](const std::string& name) {
            const auto start = start_in(folder / (name + std::to_string(threads)));
            return bytes_of(trained(plan, start, clips, clips).weights);
        };
        const std::string first = weights("a");
        CHECK(weights("b") == first);
        plan.seed = 2;
        CHECK(weights("c") != first);
    }
}

TEST_CASE("accumulated parts are the whole batch within rounding") {
    const TempFolder folder;
    const MovingBars clips(12, 3);
    TrainingPlan plan = quick_plan();
    plan.epochs = 3;
    plan.drop_path = 0.2;
    const TrainingResult whole = trained(plan, start_in(folder / "a"), clips, clips);
    plan.accumulate = 3;
    const TrainingResult parts = trained(plan, start_in(folder / "b"), clips, clips);
    plan.threads = 4;  // which share the batch
    const TrainingResult shares = trained(plan, start_in(folder / "c"), clips, clips);
    for (std::size_t i = 0; i < whole.epochs.size(); ++i) {
        CHECK(parts.epochs[i].loss == Approx(whole.epochs[i].loss).epsilon(1e-4));
        CHECK(shares.epochs[i].loss == Approx(whole.epochs[i].loss).epsilon(1e-4));
    }
}

TEST_CASE("a batch that memory does not hold is computed in more parts") {
    std::vector<int> tried;
    int parts = 1;
    const auto fits_in = [&](int needed, const auto& fail) {
        return with_less_memory(parts, 6, [&](int now) {
            tried.push_back(now);
            if (now < needed) fail();
            return now;
        });
    };
    const auto full = [] { throw std::bad_alloc(); };
    CHECK(fits_in(3, full) == 4);
    CHECK(tried == std::vector{1, 2, 4});
    CHECK(fits_in(1, full) == 4);  // and stays so
    CHECK_THROWS_AS(fits_in(99, full), std::bad_alloc);

    parts = 1;
    const auto torch_full = [] { at::empty({std::int64_t{1} << 55}); };
    CHECK(fits_in(2, torch_full) == 2);
    parts = 1;
    const auto other = [] { at::empty({2}).view({3}); };
    CHECK_THROWS_AS(fits_in(2, other), c10::Error);
    CHECK(parts == 1);
}

TEST_CASE("a large model's batch begins in parts that a few hundred megabytes hold") {
    TrainingPlan plan = quick_plan();
    plan.device = Device::cpu;
    plan.batch = 4;
    plan.precision = Precision::bfloat16;
    VideoMaeConfig config;  // VideoMAE-B
    CHECK(batch_parts(plan, config, 4) == 4);
    config.hidden_size = 384;
    CHECK(batch_parts(plan, config, 4) == 2);
    plan.accumulate = 3;
    CHECK(batch_parts(plan, config, 4) == 3);
    plan.accumulate = 1;
    CHECK(batch_parts(plan, config, 1) == 1);  // another rank has the rest
    plan.part = TrainedPart::last;
    CHECK(batch_parts(plan, config, 4) == 1);
    plan.part = TrainedPart::head;
    CHECK(batch_parts(plan, VideoMaeConfig{}, 64) == 1);
}

TEST_CASE("more layers than there are cannot be the last ones") {
    const TempFolder folder;
    const MovingBars clips(12, 3);
    TrainingPlan plan = quick_plan();
    plan.part = TrainedPart::last;
    plan.last_layers = 99;
    CHECK_THROWS_WITH(trained(plan, start_in(folder / "work"), clips, clips),
                      Catch::Contains("it has no 99 layers"));
}

TEST_CASE("a cancelled training goes on exactly where it was") {
    const TempFolder folder;
    const MovingBars clips(12, 3);
    for (const TrainedPart part : {TrainedPart::full, TrainedPart::last, TrainedPart::head}) {
        TrainingPlan plan = quick_plan();
        plan.epochs = 5;
        plan.part = part;
        plan.last_layers = 1;
        plan.drop_path = 0.2;
        plan.ema = part == TrainedPart::full ? 0.9 : 0;
        plan.muon = part == TrainedPart::full ? 1 : 0;
        const std::string name = part_text(plan);
        const TrainingResult whole =
            trained(plan, start_in(folder / (name + "-whole")), clips, clips);
        TrainingStart start = start_in(folder / (name + "-parts"));
        std::stop_source stop;
        JobToken token(stop.get_token());
        int steps = 0;
        const auto cancel = [&](const TrainingProgress& progress) {
            if (!progress.epoch_done && ++steps == 5) stop.request_stop();
        };
        CHECK_THROWS_AS(train(plan, start, clips, clips, token, cancel), Cancelled);
        start.resume = true;
        const TrainingResult rest = trained(plan, start, clips, clips);
        CHECK(bytes_of(rest.weights) == bytes_of(whole.weights));
        REQUIRE(rest.epochs.size() == whole.epochs.size());
        for (std::size_t i = 0; i < rest.epochs.size(); ++i) {
            CHECK(rest.epochs[i].loss == whole.epochs[i].loss);
            CHECK(rest.epochs[i].validation_loss == whole.epochs[i].validation_loss);
        }
    }
}

TEST_CASE("a parameter is learnt by Muon or by AdamW, never by both") {
    const TempFolder folder;
    const MovingBars clips(12, 3);
    for (const double muon : {0.0, 1.0}) {
        TrainingPlan plan = quick_plan();
        plan.epochs = 1;
        plan.muon = muon;
        const TrainingStart start = start_in(folder / (muon > 0 ? "muon" : "adamw"));
        trained(plan, start, clips, clips);
        const SafeTensors kept(start.work / "checkpoint.safetensors");
        std::size_t by_muon = 0;
        for (const auto& [name, tensor] : kept.tensors()) {
            if (name.rfind("value/", 0) != 0) continue;
            const std::string parameter = name.substr(name.find('/') + 1);
            INFO(parameter);
            const bool momentum = kept.find("momentum/" + parameter) != nullptr;
            CHECK((kept.find("first/" + parameter) != nullptr) != momentum);
            CHECK((kept.find("second/" + parameter) != nullptr) != momentum);
            by_muon += momentum ? 1 : 0;
        }
        CHECK((by_muon > 0) == (muon > 0));
    }
}

TEST_CASE("an epoch is kept before it is told, however short") {
    const TempFolder folder;
    const MovingBars clips(6, 3);
    TrainingPlan plan = quick_plan();
    plan.epochs = 4;
    const TrainingStart start = start_in(folder / "work");
    JobToken token;
    int told = 0;
    const auto look = [&](const TrainingProgress& progress) {
        if (!progress.epoch_done) return;
        const std::string log = bytes_of(start.work / "log.jsonl");
        CHECK(std::count(log.begin(), log.end(), '\n') == ++told);
    };
    train(plan, start, clips, clips, token, look);
    CHECK(told == plan.epochs);
}

TEST_CASE("a checkpoint of another training is refused, and says why") {
    const TempFolder folder;
    const MovingBars clips(6, 3);
    TrainingPlan plan = quick_plan();
    plan.epochs = 1;
    TrainingStart start = start_in(folder / "work");
    trained(plan, start, clips, clips);
    start.resume = true;
    start.examples_id = "others";
    CHECK_THROWS_WITH(trained(plan, start, clips, clips), Catch::Contains("other clips"));
    start.examples_id = "bars";
    plan.lr = 1e-4;
    CHECK_THROWS_WITH(trained(plan, start, clips, clips), Catch::Contains("other settings"));
}

TEST_CASE("training stops after the epochs of patience and keeps the best") {
    const TempFolder folder;
    const MovingBars clips(6, 3);
    TrainingPlan plan = quick_plan();
    plan.patience = 2;
    plan.epochs = 400;
    const TrainingResult result = trained(plan, start_in(folder / "work"), clips, clips);
    CHECK(result.stopped_early);
    CHECK(static_cast<int>(result.epochs.size()) == result.best_epoch + 2);
}

TEST_CASE("a loss that is no number ends the training with the last checkpoint whole") {
    const TempFolder folder;
    const MovingBars clips(6, 3);
    TrainingPlan plan = quick_plan();
    plan.epochs = 2;
    const TrainingStart start = start_in(folder / "work");
    trained(plan, start, clips, clips);
    const std::string kept = bytes_of(start.work / "checkpoint.safetensors");
    TrainingStart wild = start;
    wild.model.preprocessing.deviation = {1e-38, 1e-38, 1e-38};
    CHECK_THROWS_WITH(trained(plan, wild, clips, clips),
                      Catch::Contains("is not a number any more"));
    CHECK(bytes_of(start.work / "checkpoint.safetensors") == kept);
}

TEST_CASE("a clip that vanishes while training is named, and the checkpoint stays") {
    const TempFolder folder;
    MovingBars clips(12, 3);
    std::atomic<int> drawn{0};
    clips.on_draw = [&](std::size_t) {
        if (++drawn > 40) throw Error("read clip", "squat/a.mp4", "is gone");
    };
    const MovingBars held_out(6, 3);
    const TrainingStart start = start_in(folder / "work");
    CHECK_THROWS_WITH(trained(quick_plan(), start, clips, held_out),
                      "read clip: squat/a.mp4: is gone");
    CHECK(std::filesystem::exists(start.work / "checkpoint.safetensors"));
}

TEST_CASE("labels that the model lacks are refused") {
    const TempFolder folder;
    const MovingBars clips(8, 4);
    CHECK_THROWS_WITH(trained(quick_plan(), start_in(folder / "work"), clips, clips),
                      "train: small: a clip has a label that the model lacks");
}

TEST_CASE("an endless set is learnt from in steps") {
    const TempFolder folder;
    const MovingBars clips(kEndless, 3);
    const MovingBars held_out(12, 3);
    TrainingPlan plan = quick_plan();
    plan.steps = 60;
    plan.steps_per_epoch = 20;
    plan.ema = 0.95;
    const TrainingResult result = trained(plan, start_in(folder / "work"), clips, held_out);
    CHECK(result.epochs.size() == 3);
    CHECK(result.clips_seen == 360);
    CHECK(result.best_accuracy > 0.6);
}

TEST_CASE("a disk that is full at a checkpoint leaves the one before whole") {
    const TempFolder folder;
    const MovingBars clips(6, 3);
    TrainingPlan plan = quick_plan();
    plan.epochs = 2;
    const TrainingStart start = start_in(folder / "work");
    trained(plan, start, clips, clips);
    const std::string kept = bytes_of(start.work / "checkpoint.safetensors");
    std::string failure;
    try {
        const FileSizeLimit full(100);
        trained(plan, start, clips, clips);
    } catch (const Error& error) {
        failure = error.what();
    }
    CHECK_THAT(failure, Catch::StartsWith("keep training: ") && Catch::Contains("free space"));
    CHECK(bytes_of(start.work / "checkpoint.safetensors") == kept);
}
