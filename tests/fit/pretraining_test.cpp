// Masked pretraining against Hugging Face's VideoMAEForPreTraining.
#include <cstring>

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/fit/memory_set.h"
#include "tests/fit/training_files.h"
#include "training/fit/masked_autoencoder.h"
#include "training/fit/model_writer.h"

using namespace spotter;
using namespace spotter::test;
namespace fs = std::filesystem;

namespace {

fs::path golden() {
    return fs::path(SPOTTER_TEST_DIR) / "golden/hf/pretraining";
}

at::Tensor tensor_of(const SafeTensors& file, const std::string& name) {
    REQUIRE(file.find(name));
    const TensorView& view = *file.find(name);
    at::Tensor tensor = at::empty(view.shape, view.type == DType::u8 ? at::kByte : at::kFloat);
    std::memcpy(tensor.data_ptr(), view.bytes.data(), view.bytes.size());
    return tensor;
}

AutoencoderWeights golden_weights() {
    const ModelInfo model = read_encoder_folder(golden());
    TrainingStart start;
    start.model = model;
    start.base = model;
    DecoderConfig decoder;
    decoder.hidden_size = 24;
    decoder.layers = 2;
    decoder.heads = 2;
    decoder.intermediate_size = 48;
    const WeightFiles files(model.weight_files);
    return autoencoder_from_tensors(
        starting_weights(start, 1), decoder,
        [&](const std::string& name) { return tensor_from_view(files.at(name)); });
}

TrainingStart pretraining_in(const fs::path& work) {
    TrainingStart start;
    start.model = small_model({"clip"});
    start.work = work;
    MaskedPretraining masked;
    masked.decoder = {16, 1, 2, 32, true};
    masked.mask_ratio = 0.75;
    start.pretraining = masked;
    return start;
}

TrainingPlan pretraining_plan() {
    TrainingPlan plan;
    plan.epochs = 30;
    plan.batch = 6;
    plan.lr = 5e-3;
    plan.threads = 1;
    plan.precision = Precision::float32;
    return plan;
}

}  // namespace

TEST_CASE("reconstructions and their loss are Hugging Face's") {
    const at::NoGradGuard no_gradients;
    const AutoencoderWeights weights = golden_weights();
    const SafeTensors expected(golden() / "expected.safetensors");
    const at::Tensor pixels = tensor_of(expected, "pixel_values");
    const at::Tensor mask = tensor_of(expected, "mask").to(at::kBool);
    const at::Tensor made = hidden_patches(weights, pixels, mask);
    const at::Tensor logits = tensor_of(expected, "logits");
    REQUIRE(made.sizes() == logits.sizes());
    CHECK((made - logits).abs().max().item<double>() < 1e-5);
    CHECK(reconstruction_losses(weights, pixels, mask).mean().item<double>() ==
          Approx(tensor_of(expected, "loss").item<double>()).epsilon(1e-6));
}

TEST_CASE("an autoencoder's tensors have Hugging Face's names and shapes") {
    const AutoencoderWeights weights = golden_weights();
    const SafeTensors file(golden() / "model.safetensors");
    const NamedTensors named = named_tensors(weights);
    CHECK(named.size() == file.tensors().size());
    for (const auto& [name, tensor] : named) {
        INFO(name);
        REQUIRE(file.find(name));
        CHECK(tensor.sizes() == at::IntArrayRef(file.find(name)->shape));
    }
}

TEST_CASE("a tube hides the same places in every picture") {
    VideoMaeConfig config;
    config.image_size = 64;
    const at::Tensor mask = tube_mask(config, 0.75, {1, 2});
    REQUIRE(mask.sizes() == at::IntArrayRef({2, 128}));
    CHECK(mask.sum(1).eq(96).all().item<bool>());
    const at::Tensor by_time = mask.view({2, 8, 16});
    CHECK(by_time.eq(by_time.select(1, 0).unsqueeze(1)).all().item<bool>());
    CHECK_FALSE(mask[0].equal(mask[1]));
    CHECK(mask.equal(tube_mask(config, 0.75, {1, 2})));
}

TEST_CASE("pretraining learns to fill in what is hidden, and its encoder can be fine-tuned") {
    const TempFolder folder;
    const MovingBars clips(12, 1);
    const TrainingStart start = pretraining_in(folder / "work");
    JobToken token;
    const TrainingResult result = train(pretraining_plan(), start, clips, clips, token, {});
    CHECK(result.epochs.back().loss < 0.9 * result.epochs.front().loss);
    CHECK(result.best_loss ==
          Approx(result.epochs[static_cast<std::size_t>(result.best_epoch) - 1].validation_loss));
    ModelStory story;
    story.plan = "{}";
    write_pretrained_folder(start.model, *start.pretraining, result, story, folder / "encoder",
                            false);
    CHECK_THROWS_WITH(read_model_folder(folder / "encoder"), Catch::Contains("not a classifier"));
    TrainingStart tuned;
    tuned.model = small_model({"right", "down", "rest"});
    tuned.base = read_encoder_folder(folder / "encoder");
    tuned.work = folder / "tuned";
    TrainingPlan plan = pretraining_plan();
    plan.epochs = 2;
    const MovingBars labelled(6, 3);
    CHECK_NOTHROW(train(plan, tuned, labelled, labelled, token, {}));
}

TEST_CASE("a cancelled pretraining goes on exactly where it was") {
    const TempFolder folder;
    const MovingBars clips(12, 1);
    TrainingPlan plan = pretraining_plan();
    plan.epochs = 4;
    JobToken whole_token;
    const TrainingResult whole =
        train(plan, pretraining_in(folder / "whole"), clips, clips, whole_token, {});
    TrainingStart start = pretraining_in(folder / "parts");
    std::stop_source stop;
    JobToken token(stop.get_token());
    const auto cancel = [&](const TrainingProgress& progress) {
        if (progress.epoch == 2) stop.request_stop();
    };
    CHECK_THROWS_AS(train(plan, start, clips, clips, token, cancel), Cancelled);
    start.resume = true;
    JobToken rest_token;
    const TrainingResult rest = train(plan, start, clips, clips, rest_token, {});
    CHECK(rest.epochs.back().loss == whole.epochs.back().loss);
}
