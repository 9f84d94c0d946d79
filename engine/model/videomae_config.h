#pragma once

#include <cstdint>

namespace spotter {

// The shape of one VideoMAE classifier, as `config.json` gives it.
struct VideoMaeConfig {
    int image_size = 224;
    int patch_size = 16;
    int tubelet_size = 2;
    int frames = 16;
    int channels = 3;
    int hidden_size = 768;
    int layers = 12;
    int heads = 12;
    int intermediate_size = 3072;
    int classes = 2;
    double layer_norm_eps = 1e-12;
    bool query_value_bias = true;  // `qv_bias`, spelled `qkv_bias` on the Hub; the key has none
    bool mean_pooling = true;      // false: the final norm, then token 0

    // Pictures and patches that do not fill a tubelet are left out, as a strided convolution does.
    int grid() const { return image_size / patch_size; }
    int tokens() const { return frames / tubelet_size * grid() * grid(); }
    int patch_values() const { return channels * tubelet_size * patch_size * patch_size; }
    int head_size() const { return hidden_size / heads; }
};

// Weights of the whole classifier.
std::int64_t parameter_count(const VideoMaeConfig& config);

// Floating-point operations of one clip, 10^9 (multiply-adds count 2).
double gflop_per_clip(const VideoMaeConfig& config);

// What one forward pass of one clip keeps at the same time, without the weights; an upper bound.
double working_bytes(const VideoMaeConfig& config);

}  // namespace spotter
