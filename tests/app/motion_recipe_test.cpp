#include "app/motion_recipe.h"

#include <cmath>
#include <cstring>
#include <set>

#include <catch2/catch.hpp>

#include "app/motion_training.h"
#include "app/synthetic_examples.h"
#include "engine/core/error.h"
#include "engine/model/classifier.h"
#include "engine/model/safetensors.h"
#include "engine/pose/skeleton.h"
#include "tests/capture/make_video.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

constexpr const char* kTiny = R"(
labels = ["squat", "rest", "other"]
[model]
size = 32
width = 16
layers = 1
heads = 2
[motion]
validation_clips = 4
[training]
rounds = [{ steps = 2, lr = 0.001 }]
steps_per_epoch = 1
batch = 2
threads = 1
[decision]
temperature = 2.0
enter = 0.7
)";

MotionRecipe recipe_of(const fs::path& file, const std::string& text) {
    write_bytes(file, text);
    return read_motion_recipe(file);
}

std::string failure_of(const fs::path& file, const std::string& text) {
    try {
        recipe_of(file, text);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

// The recipe with `to` where `from` stands first.
std::string changed(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

// With a short round before its own.
std::string with_round_before(const std::string& text, const std::string& more = "") {
    return changed(text, "[{", "[{ steps = 1, lr = 0.002" + more + " }, {");
}

}  // namespace

TEST_CASE("the recipe of the shipped model is complete") {
    const MotionRecipe recipe = read_motion_recipe(fs::path(SPOTTER_TEST_DIR).parent_path() /
                                                   "assets/models/default/recipe.toml");
    CHECK(recipe.model.labels.size() == static_cast<std::size_t>(recipe.model.config.classes));
    CHECK(recipe.model.idle_labels == Labels{"rest", "other"});
    CHECK(recipe.model.input == ModelInput::skeleton);
    CHECK(recipe.rounds.size() > 1);
    CHECK(recipe.temperature > 0);
}

TEST_CASE("the recipe in the documentation can be used as it stands") {
    const std::string text =
        bytes_of(fs::path(SPOTTER_TEST_DIR).parent_path() / "docs/computed-motion.md");
    const std::string fence = "```toml\n";
    const std::size_t begin = text.find(fence);
    REQUIRE(begin != std::string::npos);
    const std::size_t end = text.find("```", begin + fence.size());
    const TempFolder home;
    const MotionRecipe recipe = recipe_of(
        home / "recipe.toml", "labels = [\"squat\", \"row\", \"rest\", \"other\"]\n" +
                                  text.substr(begin + fence.size(), end - begin - fence.size()));
    CHECK(recipe.model.labels.size() == 4);
    CHECK(recipe.plan.muon == 2);
}

TEST_CASE("a recipe says where it is wrong") {
    const TempFolder home;
    const fs::path file = home / "recipe.toml";
    CHECK_THAT(failure_of(file, "[model]\nwidht = 3\n"),
               Contains("recipe.toml:2: unknown key 'model.widht'"));
    CHECK_THAT(failure_of(file, "seed = \"one\"\n"), Contains("recipe.toml:1: seed"));
    CHECK_THAT(failure_of(file, "seed = \n"), Contains("recipe.toml:1"));
    CHECK_THAT(failure_of(file, "[decision.offsets]\nsqat = 1\n"), Contains("no label 'sqat'"));
    CHECK_THAT(failure_of(file, "seed = 1\n"), Contains("training.rounds is missing"));
    CHECK_THAT(failure_of(file, "[training]\nrounds = []\n"), Contains("training.rounds"));
    CHECK_THAT(failure_of(file, "[training]\nrounds = [{ steps = 5 }]\n"),
               Contains("recipe.toml:2: training.rounds"));
    CHECK_THAT(failure_of(file, "[training]\nrounds = [{ steps = 5, lr = -1 }]\n"),
               Contains("recipe.toml:2: training.rounds"));
    CHECK_THAT(failure_of(file, "[training]\nrounds = [{ steps = 5, lr = 1, layer = 2 }]\n"),
               Contains("recipe.toml:2: training.rounds"));
    CHECK_THAT(failure_of(file, "[training]\nrounds = [{ steps = 5, lr = 1, layers = 99 }]\n"),
               Contains("layers may only grow"));
    CHECK_THAT(failure_of(file, "[training]\nrounds = [{ steps = 5, lr = 1, layers = 1 }]\n"),
               Contains("the last one has not model.layers"));
    CHECK_THAT(failure_of(file, "[training]\nrounds = [{ steps = 5, lr = 1, mixed_with = 1 }]\n"),
               Contains("mixed_with"));
    CHECK_THAT(
        failure_of(file, "[training]\nrounds = [{ steps = 5, lr = 1, mixed_share = 1.5 }]\n"),
        Contains("recipe.toml:2: training.rounds"));
    CHECK_THAT(failure_of(file, "[training]\nmuon = \"yes\"\n"),
               Contains("recipe.toml:2: training.muon"));
    CHECK_THAT(failure_of(file, "[training]\nmuon = -1\nrounds = [{ steps = 5, lr = 1 }]\n"),
               Contains("muon"));
    CHECK_THAT(failure_of(file, "[decision]\noffsets = 1\n"), Contains("decision.offsets"));
    CHECK_THAT(failure_of(file, "[model]\nsize = 60\n"), Contains("cannot be divided"));
    CHECK_THROWS_AS(read_motion_recipe(home / "none.toml"), Error);
}

TEST_CASE("computed clips are drawn in the model's size and numbered by its labels") {
    const Labels labels = {"squat", "rest", "other"};
    const SyntheticExamples examples(1, 20, {16, 32}, labels, {});
    std::vector<std::uint8_t> first(examples.shape().bytes());
    std::vector<std::uint8_t> again(examples.shape().bytes());
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const int label = examples.draw(i, nullptr, first);
        CHECK(label == examples.label(i));
        CHECK(label < 3);
    }
    examples.draw(19, nullptr, again);
    CHECK(first == again);
}

TEST_CASE("a recipe makes a model folder that can be read, in half precision") {
    const TempFolder home;
    const MotionRecipe recipe = recipe_of(home / "recipe.toml", kTiny);
    JobToken token;
    const TrainingResult result =
        train_on_motion(recipe, home / "work", home / "tiny", false, token, {});
    CHECK(result.clips_seen == 4);
    const ModelInfo model = read_model_folder(home / "tiny");
    CHECK(model.labels == recipe.model.labels);
    CHECK(model.idle_labels == Labels{"rest", "other"});
    CHECK(model.thresholds.enter == 0.7);
    CHECK(model.config.image_size == 32);
    CHECK_THROWS_AS(train_on_motion(recipe, home / "work", home / "tiny", false, token, {}), Error);
    // Nothing is learnt before it is refused.
    CHECK_THROWS_AS(train_on_motion(recipe, home / "other", home / "tiny", false, token, {}),
                    Error);
    CHECK_FALSE(fs::exists(home / "other"));
}

TEST_CASE("a recipe of several rounds goes on from the weights of the round before") {
    const TempFolder home;
    const std::string text = with_round_before(kTiny);
    JobToken token;
    std::vector<int> epochs;
    const auto rounds = [&](const std::string& name) {
        return train_on_motion(recipe_of(home / "recipe.toml", text), home / "work", home / name,
                               false, token, [&](const TrainingProgress& now) {
                                   if (now.epoch_done) epochs.push_back(now.epoch);
                                   CHECK(now.epochs == 3);
                               });
    };
    const TrainingResult result = rounds("both");
    CHECK(epochs == std::vector{1, 2, 3});
    CHECK(result.clips_seen == 6);
    CHECK(result.epochs.size() == 3);
    CHECK(result.epochs.back().epoch == 3);
    // What is done is not done again.
    CHECK(rounds("again").clips_seen == 6);
    CHECK(epochs.size() == 3);
}

TEST_CASE("computed clips are numbered by their kind, after the labels") {
    const Labels labels = {"squat", "rest", "other"};
    const std::vector<SyntheticKind> kinds = synthetic_kinds({"row"});
    const SyntheticOptions options{.labels = {}, .without = {"row"}, .window = {}};
    const SyntheticExamples examples(1, 60, {16, 32}, labels, options, kinds);
    std::set<int> seen;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const int number = examples.label(i) - 3;
        REQUIRE(number >= 0);
        REQUIRE(number < std::ssize(kinds));
        seen.insert(number);
        const SyntheticClip clip = make_synthetic_clip(1, i, options);
        CHECK(kinds[static_cast<std::size_t>(number)].label == clip.label);
        CHECK(kinds[static_cast<std::size_t>(number)].name == clip.kind_name());
    }
    CHECK(seen.size() > 10);
}

TEST_CASE("a round may learn kinds beside the labels, which the model does not keep") {
    const TempFolder home;
    const std::string text =
        with_round_before(changed(changed(kTiny, "lr = 0.001", "lr = 0.001, kinds = 0.5"),
                                  "batch = 2", "batch = 2\nmuon = 2.0"));
    JobToken token;
    const TrainingResult result = train_on_motion(recipe_of(home / "recipe.toml", text),
                                                  home / "work", home / "tiny", false, token, {});
    const ModelInfo model = read_model_folder(home / "tiny");
    CHECK(model.labels == Labels{"squat", "rest", "other"});
    CHECK(result.confusion.size() == 3);
    CHECK(load_classifier(model, {}) != nullptr);
    CHECK_THAT(failure_of(home / "recipe.toml", changed(text, "kinds = 0.5", "kinds = 1")),
               Contains("training.rounds"));
}

TEST_CASE("labels that a recipe leaves out are not the model's") {
    const TempFolder home;
    const MotionRecipe recipe = recipe_of(
        home / "recipe.toml",
        "[motion]\nwithout = [\"squat\", \"row\"]\n[training]\nrounds = [{ steps = 1, lr = 1 }]\n");
    CHECK(recipe.model.labels.size() == synthetic_labels().size() - 2);
    CHECK_FALSE(contains(recipe.model.labels, "squat"));
    CHECK_THAT(failure_of(home / "recipe.toml", "[motion]\nwithout = [\"sqat\"]\n"),
               Contains("no label 'sqat'"));
}

TEST_CASE("a round may have more layers than the one before") {
    const TempFolder home;
    const std::string text =
        with_round_before(changed(kTiny, "layers = 1", "layers = 3"), ", layers = 1");
    JobToken token;
    const MotionRecipe recipe = recipe_of(home / "recipe.toml", text);
    train_on_motion(recipe, home / "work", home / "deep", false, token, {});
    CHECK(read_model_folder(home / "deep").config.layers == 3);
}

TEST_CASE("what a round learnt may be mixed with what an earlier one had") {
    const TempFolder home;
    const std::string deeper = changed(kTiny, "layers = 1", "layers = 2");
    const std::string text = with_round_before(
        changed(deeper, "lr = 0.001", "lr = 0.001, kinds = 0.5, mixed_with = 1, mixed_share = 0.3"),
        ", layers = 1");
    JobToken token;
    const MotionRecipe recipe = recipe_of(home / "recipe.toml", text);
    train_on_motion(recipe, home / "work", home / "mixed", false, token, {});
    CHECK(read_model_folder(home / "mixed").config.layers == 2);
    CHECK(fs::exists(home / "work/round-2/mixed.safetensors"));
}

TEST_CASE("a round of several runs ends with the mean of what they learnt") {
    const TempFolder home;
    const std::string text =
        with_round_before(changed(kTiny, "lr = 0.001", "lr = 0.001, runs = 3"));
    JobToken token;
    const MotionRecipe recipe = recipe_of(home / "recipe.toml", text);
    CHECK(round_plan(recipe, 1, 2).seed != round_plan(recipe, 1).seed);
    const TrainingResult result =
        train_on_motion(recipe, home / "work", home / "mean", false, token, {});
    CHECK(result.epochs.size() == 1 + 3 * 2);
    const auto bias_of = [](const fs::path& file) {
        const SafeTensors weights(file);
        float value = 0;
        std::memcpy(&value, weights.find("classifier.bias")->bytes.data(), sizeof value);
        return value;
    };
    const fs::path round = home / "work/round-2";
    const float first = bias_of(round / "best.safetensors");
    const float second = bias_of(round / "run-2/best.safetensors");
    const float third = bias_of(round / "run-3/best.safetensors");
    CHECK(first != second);
    CHECK(second != third);
    CHECK(bias_of(result.weights) == Approx((first + second + third) / 3));
    CHECK_THAT(failure_of(home / "recipe.toml", changed(text, "runs = 3", "runs = 0")),
               Contains("training.rounds"));
}

TEST_CASE("the offsets of a recipe are added to the logits before the temperature divides them") {
    const TempFolder home;
    JobToken token;
    const auto odds_with = [&](const std::string& name, const std::string& more) {
        const MotionRecipe recipe = recipe_of(home / "recipe.toml", kTiny + more);
        train_on_motion(recipe, home / (name + "-work"), home / name, false, token, {});
        const auto classifier = load_classifier(read_model_folder(home / name), {});
        Clip clip;
        for (Image& picture : draw_skeleton_clip(std::vector<std::optional<Pose>>(16), 32))
            clip.pictures.push_back(std::make_shared<const Image>(std::move(picture)));
        const Scores scores = classifier->classify(clip);
        return std::log(scores[1] / scores[0]);
    };
    const double plain = odds_with("plain", "");
    CHECK(odds_with("moved", "[decision.offsets]\nrest = -0.5\n") ==
          Approx(plain - 0.25).margin(2e-3));
}
