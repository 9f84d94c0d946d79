#include "training/fit/model_writer.h"

#include <cstring>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include "engine/core/error.h"
#include "engine/model/model_weights.h"
#include "engine/model/safetensors_writer.h"
#include "tests/fit/training_files.h"
#include "training/fit/training_lock.h"

using namespace spotter;
using namespace spotter::test;
namespace fs = std::filesystem;

namespace {

// Weights of the model, all of one value.
TrainingResult result_with_weights(const ModelInfo& model, const fs::path& file, float value) {
    std::vector<NamedView> views;
    std::vector<std::vector<float>> kept;
    for (const NamedShape& tensor : classifier_tensors(model.config)) {
        std::size_t count = 1;
        for (const std::int64_t side : tensor.shape) count *= static_cast<std::size_t>(side);
        kept.emplace_back(count, value);
    }
    std::size_t i = 0;
    for (const NamedShape& tensor : classifier_tensors(model.config)) {
        views.push_back(
            {tensor.name, {DType::f32, tensor.shape, std::as_bytes(std::span(kept[i++]))}});
    }
    write_safetensors(file, views, {{"format", "pt"}}, "test");
    TrainingResult result;
    result.weights = file;
    result.best_epoch = 1;
    result.best_accuracy = 0.75;
    result.confusion = {{2, 1}, {0, 1}};
    result.epochs = {{1, 0.5, 0.8, 0.6, 0.75, 1.0, true}};
    return result;
}

ModelInfo gym_model() {
    ModelInfo model = small_model({"squat", "rest"});
    model.name = "gym";
    model.idle_labels = {"rest"};
    model.input = ModelInput::skeleton;
    model.thresholds = {0.7, 0.5, 0.4};
    return model;
}

ModelStory story() {
    ModelStory story;
    story.dataset = "gym-clips";
    story.base = "default";
    story.seed = 3;
    story.spotter = "0.1.0";
    story.plan = "{}";
    story.counts = {{"squat", 12, 3}, {"rest", 9, 1}};
    return story;
}

nlohmann::json json_of(const fs::path& file) {
    return nlohmann::json::parse(std::ifstream(file));
}

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a written model folder is read back as it was") {
    const TempFolder folder;
    const ModelInfo model = gym_model();
    const TrainingResult result = result_with_weights(model, folder / "w.safetensors", 0.25F);
    write_model_folder(model, result, story(), folder / "gym", false, false);
    const ModelInfo read = read_model_folder(folder / "gym");
    CHECK(read.labels == model.labels);
    CHECK(read.idle_labels == model.idle_labels);
    CHECK(read.input == ModelInput::skeleton);
    CHECK(read.window == model.window);
    CHECK(read.thresholds.enter == 0.7);
    CHECK(read.config.hidden_size == model.config.hidden_size);
    CHECK(read.config.mean_pooling);
    CHECK(read.preprocessing.mean == model.preprocessing.mean);
    REQUIRE(read.trained);
    CHECK(read.trained->dataset == "gym-clips");
    CHECK(read.trained->base == "default");
    CHECK_FALSE(fs::exists(folder / ".gym.part"));
}

TEST_CASE("a model folder tells how the model was made") {
    const TempFolder folder;
    const ModelInfo model = gym_model();
    const TrainingResult result = result_with_weights(model, folder / "w.safetensors", 0.25F);
    write_model_folder(model, result, story(), folder / "gym", false, false);
    CHECK(json_of(folder / "gym/metrics.json")["validation"]["accuracy"] == 0.75);
    CHECK(json_of(folder / "gym/training_log.jsonl")["validation_loss"] == 0.6);
    const std::string card = text_of(folder / "gym/README.md");
    CHECK_THAT(card, Catch::Contains("| `squat` | 12 | 3 |"));
    CHECK_THAT(card, Catch::Contains("3 of 4 validation clips (75.0 %)"));
}

TEST_CASE("half-precision weights are rounded to the nearest") {
    const TempFolder folder;
    const ModelInfo model = gym_model();
    for (const auto& [value, bits] :
         std::vector<std::pair<float, std::uint16_t>>{{1.0F, 0x3c00},
                                                      {-2.5F, 0xc100},
                                                      {1e6F, 0x7bff},
                                                      {0.1F, 0x2e66},
                                                      {6e-8F, 0x0001},
                                                      {1.0F + 0x1p-11F, 0x3c00},
                                                      {1.0F + 3 * 0x1p-11F, 0x3c02},
                                                      {0.0F, 0}}) {
        const TrainingResult result = result_with_weights(model, folder / "w.safetensors", value);
        write_model_folder(model, result, story(), folder / "gym", true, true);
        const SafeTensors file(folder / "gym/model.safetensors");
        const TensorView& bias = *file.find("classifier.bias");
        CHECK(bias.type == DType::f16);
        std::uint16_t found = 0;
        std::memcpy(&found, bias.bytes.data(), sizeof found);
        CHECK(found == bits);
    }
}

TEST_CASE("a model that is there is replaced only when asked") {
    const TempFolder folder;
    const ModelInfo model = gym_model();
    const TrainingResult result = result_with_weights(model, folder / "w.safetensors", 1);
    write_model_folder(model, result, story(), folder / "gym", false, false);
    CHECK_THROWS_WITH(write_model_folder(model, result, story(), folder / "gym", false, false),
                      "write model: gym: there is a model of this name already; choose another "
                      "with --out, or replace it with --force");
    CHECK_NOTHROW(write_model_folder(model, result, story(), folder / "gym", true, false));
}

TEST_CASE("what safetensors are written is strict") {
    const TempFolder folder;
    const std::vector<float> values(6, 1);
    const auto view = [&](std::vector<std::int64_t> shape) {
        return TensorView{DType::f32, std::move(shape), std::as_bytes(std::span(values))};
    };
    const auto write = [&](const std::vector<NamedView>& tensors) {
        write_safetensors(folder / "a.safetensors", tensors, {}, "test");
    };
    CHECK_THROWS_AS(write({{"a", view({7})}}), Error);
    CHECK_THROWS_AS(write({{"a", view({6})}, {"a", view({2, 3})}}), Error);
    CHECK_THROWS_AS(write({{"__metadata__", view({6})}}), Error);
    CHECK_THROWS_AS(write({{"", view({6})}}), Error);
    write({{"b", view({2, 3})}, {"a", view({6})}});
    CHECK(SafeTensors(folder / "a.safetensors").find("b")->shape ==
          std::vector<std::int64_t>{2, 3});
}

TEST_CASE("two trainings into one name are refused, and a dead one holds nothing") {
    const TempFolder folder;
    {
        const TrainingLock first(folder / ".gym.training");
        CHECK_THROWS_WITH(
            TrainingLock(folder / ".gym.training"),
            Catch::Contains("another training into this name is running, as process"));
    }
    const pid_t child = ::fork();
    if (child == 0) {
        // Ends without letting go of its lock by itself.
        new TrainingLock(folder / ".gym.training");
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK_NOTHROW(TrainingLock(folder / ".gym.training"));
}
