#pragma once

#include <functional>
#include <vector>

#include <ATen/core/Tensor.h>

#include "engine/model/videomae_config.h"

// VideoMAE as pure functions of weights and a tensor. B clips, T pictures, N tokens, D hidden size.
namespace spotter {

// x W^T + b. `packed` is W in oneDNN's own order, when that is faster; then `weight` is empty.
struct Linear {
    at::Tensor weight;  // (out, in)
    at::Tensor bias;    // (out), may be empty
    at::Tensor packed;
};

struct LayerNorm {
    at::Tensor weight;
    at::Tensor bias;
    double epsilon = 1e-12;
};

struct LayerWeights {
    LayerNorm before_attention;
    Linear query_key_value;  // fused: (3D, D), the key's bias is zero
    Linear attention_output;
    LayerNorm before_mlp;
    Linear up;
    Linear down;
};

// One classifier; all tensors on one device, in one floating-point type.
struct VideoMaeWeights {
    VideoMaeConfig config;
    Linear patches;        // (D, channels * tubelet * patch * patch)
    at::Tensor positions;  // (N, D): fixed sine and cosine
    std::vector<LayerWeights> layers;
    LayerNorm final_norm;  // before token 0 is taken, or after the mean over tokens
    Linear classifier;
};

// (tokens, width), float32: angle = p / 10000^(2 (j/2) / width), sine at even j, cosine at odd j.
at::Tensor position_table(int tokens, int width);

// (B, T, 3, H, W) pixels -> (B, N, channels * tubelet * patch * patch), in order of time, row and
// column; within a patch of channel, time, row, column.
at::Tensor patches_from_pixels(const VideoMaeConfig& config, const at::Tensor& pixels);

// (B, N, channels * tubelet * patch * patch) -> (B, N, D), with their positions.
at::Tensor tokens_from_patches(const VideoMaeWeights& weights, const at::Tensor& patches);

// (B, T, 3, H, W) normalised pixels -> (B, N, D): patches in order of time, row, column, with
// their positions.
at::Tensor tokens_from_pixels(const VideoMaeWeights& weights, const at::Tensor& pixels);

// What is done in training to a branch, (B, N, D), of layer `layer` before it is added to its
// input.
using BranchFilter = std::function<at::Tensor(const at::Tensor& branch, int layer)>;

// All layers: (B, N, D) -> (B, N, D), for any N.
at::Tensor hidden_from_tokens(const std::vector<LayerWeights>& layers, int heads,
                              const at::Tensor& tokens, const BranchFilter& filter = {});
at::Tensor hidden_from_tokens(const VideoMaeWeights& weights, const at::Tensor& tokens);

// One vector per clip: (B, N, D) -> (B, D).
at::Tensor pooled_from_hidden(const VideoMaeWeights& weights, const at::Tensor& hidden);

// (B, D) -> (B, classes).
at::Tensor logits_from_pooled(const VideoMaeWeights& weights, const at::Tensor& pooled);

// (B, T, 3, H, W) -> (B, classes).
at::Tensor logits_from_pixels(const VideoMaeWeights& weights, const at::Tensor& pixels);

}  // namespace spotter
