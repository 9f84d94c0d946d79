// What a training computes in its own way: the same as the plain functions.
#include <ATen/ATen.h>
#include <catch2/catch.hpp>

#include "engine/model/attention.h"
#include "engine/model/patches.h"

using namespace spotter;

namespace {

struct Attended {
    at::Tensor result;
    at::Tensor gradient;  // of the projections
};

Attended attended(const at::Tensor& qkv, at::ScalarType type, const at::Tensor& wanted) {
    const at::Tensor leaf = qkv.to(type).detach().requires_grad_(true);
    const at::Tensor result = attention_from_qkv(leaf, 2);
    (result.to(at::kFloat) * wanted).sum().backward();
    return {result.detach().to(at::kFloat), leaf.grad().to(at::kFloat)};
}

// Of the largest value.
double error_of(const at::Tensor& found, const at::Tensor& right) {
    return ((found - right).abs().max() / right.abs().max()).item<double>();
}

}  // namespace

TEST_CASE("attention in bfloat16 and its gradient are those of float32 within rounding") {
    at::manual_seed(1);
    // Few tokens: several heads at once; many: a head at a time, in blocks of queries.
    for (const int tokens : {1, 5, 128, 900}) {
        const at::Tensor qkv = at::randn({3, tokens, 3 * 32}).to(at::kBFloat16).to(at::kFloat);
        const at::Tensor wanted = at::randn({3, tokens, 32});
        const Attended exact = attended(qkv, at::kFloat, wanted);
        const Attended close = attended(qkv, at::kBFloat16, wanted);
        CHECK(error_of(close.result, exact.result) < 0.02);
        CHECK(error_of(close.gradient, exact.gradient) < 0.02);
    }
}

TEST_CASE("patches made of bytes are those of the pixels") {
    VideoMaeConfig config;
    config.frames = 5;  // of which a tubelet leaves one over
    config.image_size = 19;
    config.patch_size = 4;
    const Normalisation normalisation = normalisation_of({}, at::kCPU);
    at::manual_seed(1);
    const at::Tensor bytes = at::randint(0, 256, {3, 5, 19, 19, 3}, at::kByte);
    const at::Tensor exact = patches_from_pixels(config, pixels_from_bytes(bytes, normalisation));
    CHECK(patches_from_bytes(config, bytes, normalisation, at::kFloat).equal(exact));
    CHECK(patches_from_bytes(config, bytes.narrow(0, 1, 2), normalisation, at::kBFloat16)
              .equal(exact.narrow(0, 1, 2).to(at::kBFloat16)));
}
