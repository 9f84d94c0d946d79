// The forward pass against tensors of Hugging Face's implementation, step by step.
#include <cstring>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <catch2/catch.hpp>

#include "engine/model/videomae_weights.h"
#include "tests/model/model_files.h"

using namespace spotter;
using namespace spotter::test;

namespace {

namespace fs = std::filesystem;

at::Tensor tensor_of(const SafeTensors& file, const std::string& name) {
    REQUIRE(file.find(name));
    const TensorView& view = *file.find(name);
    at::Tensor tensor = at::empty(view.shape, view.type == DType::u8 ? at::kByte : at::kFloat);
    REQUIRE(tensor.nbytes() == view.bytes.size());
    std::memcpy(tensor.data_ptr(), view.bytes.data(), view.bytes.size());
    return tensor;
}

double distance(const at::Tensor& a, const at::Tensor& b) {
    REQUIRE(a.sizes() == b.sizes());
    return (a - b).abs().max().item<double>();
}

VideoMaeWeights weights_of(const ModelInfo& model) {
    return weights_from_files(WeightFiles(model.weight_files), model.config);
}

void check_golden(const fs::path& folder) {
    INFO(folder.filename());
    const c10::InferenceMode inference;
    const ModelInfo model = read_model_folder(folder);
    const SafeTensors golden(folder / "expected.safetensors");
    const at::Tensor pixels = tensor_of(golden, "pixel_values");
    const at::Tensor logits = tensor_of(golden, "logits");
    const VideoMaeWeights weights = weights_of(model);
    const at::Tensor tokens = tokens_from_pixels(weights, pixels);
    CHECK(distance(tokens, tensor_of(golden, "embeddings")) < 1e-4);
    const at::Tensor hidden = hidden_from_tokens(weights, tokens);
    CHECK(distance(hidden, tensor_of(golden, "hidden_last")) < 1e-4);
    CHECK(distance(logits_from_pixels(weights, pixels), logits) < 1e-4);
    CHECK(distance(logits_from_pixels(packed_for_cpu(weights), pixels), logits) < 1e-4);
    const auto brain = converted(weights, at::kCPU, at::kBFloat16);
    const at::Tensor close =
        logits_from_pixels(packed_for_cpu(brain), pixels.to(at::kBFloat16)).to(at::kFloat);
    CHECK(distance(close, logits) < 0.05 * std::max(1.0, logits.abs().max().item<double>()));
}

}  // namespace

TEST_CASE("embeddings, hidden states and logits are Hugging Face's") {
    for (const char* name :
         {"mean-pooling", "first-token", "half", "bfloat16-no-bias", "sharded", "odd-sizes"}) {
        check_golden(fs::path(SPOTTER_TEST_DIR) / "golden/hf" / name);
    }
}

TEST_CASE("the shared fixtures' logits are Hugging Face's [shared]", "[shared]") {
    if (!has_shared()) return;
    for (const char* name : {"videomae-mean-pooling", "videomae-first-token",
                             "videomae-half-sharded", "videomae-sharded"}) {
        check_golden(fs::path(SPOTTER_SHARED_DIR) / "fixtures/hf" / name);
    }
}

TEST_CASE("a trained model's logits on drawn clips are those of its training [shared]",
          "[shared]") {
    if (!has_shared()) return;
    const c10::InferenceMode inference;
    const ModelInfo model = read_model_folder(fs::path(SPOTTER_SHARED_DIR) / "models/starter");
    const VideoMaeWeights weights = packed_for_cpu(weights_of(model));
    const Preprocessing& p = model.preprocessing;
    int checked = 0;
    for (const auto& entry :
         fs::directory_iterator(fs::path(SPOTTER_SHARED_DIR) / "fixtures/skeleton")) {
        INFO(entry.path().filename());
        const SafeTensors golden(entry.path());
        const at::Tensor levels = tensor_of(golden, "picture").to(at::kFloat) * p.rescale_factor;
        const at::Tensor pixels =
            ((levels - p.mean[0]) / p.deviation[0]).permute({0, 3, 1, 2}).unsqueeze(0);
        CHECK(distance(logits_from_pixels(weights, pixels), tensor_of(golden, "logits")) < 1e-3);
        ++checked;
    }
    CHECK(checked == 8);
}
