#include "app/motion_recipe.h"

#include <catch2/catch.hpp>

#include "app/motion_training.h"
#include "app/synthetic_examples.h"
#include "engine/core/error.h"
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
steps = 2
steps_per_epoch = 1
batch = 2
lr = 0.001
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

}  // namespace

TEST_CASE("the recipe of the model with many labels is complete") {
    const MotionRecipe recipe = read_motion_recipe(fs::path(SPOTTER_TEST_DIR).parent_path() /
                                                   "assets/models/wide/recipe.toml");
    CHECK(recipe.model.labels.size() == static_cast<std::size_t>(recipe.model.config.classes));
    CHECK(recipe.model.idle_labels == Labels{"rest", "other"});
    CHECK(recipe.model.input == ModelInput::skeleton);
    CHECK(recipe.plan.steps > 0);
    CHECK(recipe.temperature > 0);
}

TEST_CASE("a recipe says where it is wrong") {
    const TempFolder home;
    const fs::path file = home / "recipe.toml";
    CHECK_THAT(failure_of(file, "[model]\nwidht = 3\n"),
               Contains("recipe.toml:2: unknown key 'model.widht'"));
    CHECK_THAT(failure_of(file, "seed = \"one\"\n"), Contains("recipe.toml:1: seed"));
    CHECK_THAT(failure_of(file, "seed = \n"), Contains("recipe.toml:1"));
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
}
