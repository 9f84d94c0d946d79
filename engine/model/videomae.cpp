#include "engine/model/videomae.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include "engine/model/attention.h"

namespace spotter {
namespace {

using OptionalScalars = c10::List<std::optional<at::Scalar>>;

// oneDNN's linear on packed weights, which also applies GELU (exact) on its way out.
at::Tensor packed_linear(const Linear& linear, const at::Tensor& x, bool gelu) {
    using Signature =
        at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                   std::string_view, OptionalScalars, std::optional<std::string_view>);
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("mkldnn::_linear_pointwise", "")
                               .typed<Signature>();
    return op.call(x, linear.packed, linear.bias, gelu ? "gelu" : "none", OptionalScalars{},
                   "none");
}

at::Tensor linear_of(const Linear& linear, const at::Tensor& x) {
    if (linear.packed.defined()) return packed_linear(linear, x, false);
    return at::linear(x, linear.weight, linear.bias);
}

at::Tensor gelu_of_linear(const Linear& linear, const at::Tensor& x) {
    if (linear.packed.defined()) return packed_linear(linear, x, true);
    return at::gelu(at::linear(x, linear.weight, linear.bias));
}

at::Tensor norm_of(const LayerNorm& norm, const at::Tensor& x) {
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, norm.epsilon);
}

at::Tensor hidden_from_hidden(const LayerWeights& layer, int heads, const at::Tensor& hidden,
                              const std::function<at::Tensor(const at::Tensor&)>& filter) {
    const auto added = [&](const at::Tensor& x, const at::Tensor& branch) {
        return x + (filter ? filter(branch) : branch);
    };
    const at::Tensor qkv =
        linear_of(layer.query_key_value, norm_of(layer.before_attention, hidden));
    const at::Tensor attended =
        added(hidden, linear_of(layer.attention_output, attention_from_qkv(qkv, heads)));
    return added(
        attended,
        linear_of(layer.down, gelu_of_linear(layer.up, norm_of(layer.before_mlp, attended))));
}

}  // namespace

at::Tensor position_table(int tokens, int width) {
    const auto options = at::TensorOptions(at::kDouble);
    const at::Tensor j = at::arange(width, options);
    const at::Tensor exponent = at::floor(j / 2) * 2 / width;
    const at::Tensor angle =
        at::arange(tokens, options).unsqueeze(1) / at::pow(at::Scalar(10000.0), exponent);
    const at::Tensor even = at::remainder(j, 2).eq(0);
    return at::where(even, angle.sin(), angle.cos()).to(at::kFloat);
}

at::Tensor patches_from_pixels(const VideoMaeConfig& c, const at::Tensor& pixels) {
    const std::int64_t batch = pixels.size(0);
    const int steps = c.frames / c.tubelet_size;
    const int edge = c.grid() * c.patch_size;
    return pixels.narrow(1, 0, steps * c.tubelet_size)
        .narrow(3, 0, edge)
        .narrow(4, 0, edge)
        .reshape({batch, steps, c.tubelet_size, c.channels, c.grid(), c.patch_size, c.grid(),
                  c.patch_size})
        .permute({0, 1, 4, 6, 3, 2, 5, 7})
        .reshape({batch, c.tokens(), c.patch_values()});
}

at::Tensor tokens_from_patches(const VideoMaeWeights& weights, const at::Tensor& patches) {
    return linear_of(weights.patches, patches) + weights.positions;
}

at::Tensor tokens_from_pixels(const VideoMaeWeights& weights, const at::Tensor& pixels) {
    return tokens_from_patches(weights, patches_from_pixels(weights.config, pixels));
}

at::Tensor hidden_from_tokens(const std::vector<LayerWeights>& layers, int heads,
                              const at::Tensor& tokens, const BranchFilter& filter) {
    at::Tensor hidden = tokens;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        std::function<at::Tensor(const at::Tensor&)> of_layer;
        if (filter) {
            of_layer = [&](const at::Tensor& branch) {
                return filter(branch, static_cast<int>(i));
            };
        }
        hidden = hidden_from_hidden(layers[i], heads, hidden, of_layer);
    }
    return hidden;
}

at::Tensor hidden_from_tokens(const VideoMaeWeights& weights, const at::Tensor& tokens) {
    return hidden_from_tokens(weights.layers, weights.config.heads, tokens);
}

at::Tensor pooled_from_hidden(const VideoMaeWeights& weights, const at::Tensor& hidden) {
    if (weights.config.mean_pooling) return norm_of(weights.final_norm, hidden.mean(1));
    // The norm works on each token by itself, so the others need none.
    return norm_of(weights.final_norm, hidden.select(1, 0));
}

at::Tensor logits_from_pooled(const VideoMaeWeights& weights, const at::Tensor& pooled) {
    return linear_of(weights.classifier, pooled);
}

at::Tensor logits_from_pixels(const VideoMaeWeights& weights, const at::Tensor& pixels) {
    const at::Tensor hidden = hidden_from_tokens(weights, tokens_from_pixels(weights, pixels));
    return logits_from_pooled(weights, pooled_from_hidden(weights, hidden));
}

}  // namespace spotter
