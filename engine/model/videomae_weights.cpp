#include "engine/model/videomae_weights.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/dispatch/Dispatcher.h>

namespace spotter {
namespace {

// Hugging Face's epsilon of `fc_norm`, which has PyTorch's default and not the config's.
constexpr double kMeanPoolingEpsilon = 1e-5;

at::ScalarType scalar_type(DType type) {
    if (type == DType::f16) return at::kHalf;
    return type == DType::bf16 ? at::kBFloat16 : at::kFloat;
}

at::Tensor tensor_from_view(const TensorView& view) {
    // Through bytes, because tensors need not be aligned in the file.
    const auto bytes = static_cast<std::int64_t>(view.bytes.size());
    const at::Tensor stored =
        at::from_blob(const_cast<std::byte*>(view.bytes.data()), {bytes}, at::kByte).clone();
    return stored.view(scalar_type(view.type)).reshape(view.shape).to(at::kFloat);
}

// Puts a model together from tensors that `get(name)` gives by Hugging Face's names.
template <class Get>
VideoMaeWeights assembled(const VideoMaeConfig& config, const Get& get) {
    const auto linear = [&](const std::string& name) {
        return Linear{get(name + ".weight"), get(name + ".bias"), {}};
    };
    const auto norm = [&](const std::string& name, double epsilon) {
        return LayerNorm{get(name + ".weight"), get(name + ".bias"), epsilon};
    };
    VideoMaeWeights weights;
    weights.config = config;
    weights.patches = linear("videomae.embeddings.patch_embeddings.projection");
    weights.patches.weight = weights.patches.weight.flatten(1);
    weights.positions = position_table(config.tokens(), config.hidden_size);
    for (int i = 0; i < config.layers; ++i) {
        const std::string name = "videomae.encoder.layer." + std::to_string(i) + ".";
        const std::string attention = name + "attention.attention.";
        LayerWeights layer;
        layer.before_attention = norm(name + "layernorm_before", config.layer_norm_eps);
        layer.query_key_value.weight =
            at::cat({get(attention + "query.weight"), get(attention + "key.weight"),
                     get(attention + "value.weight")});
        if (config.query_value_bias) {
            const at::Tensor q = get(attention + "q_bias");
            layer.query_key_value.bias = at::cat({q, at::zeros_like(q), get(attention + "v_bias")});
        }
        layer.attention_output = linear(name + "attention.output.dense");
        layer.before_mlp = norm(name + "layernorm_after", config.layer_norm_eps);
        layer.up = linear(name + "intermediate.dense");
        layer.down = linear(name + "output.dense");
        weights.layers.push_back(layer);
    }
    weights.final_norm = config.mean_pooling ? norm("fc_norm", kMeanPoolingEpsilon)
                                             : norm("videomae.layernorm", config.layer_norm_eps);
    weights.classifier = linear("classifier");
    return weights;
}

// Calls `change` on every tensor of the model.
template <class Change>
void for_each_tensor(VideoMaeWeights& weights, const Change& change) {
    const auto linear = [&](Linear& l) {
        change(l.weight);
        change(l.bias);
    };
    const auto norm = [&](LayerNorm& n) {
        change(n.weight);
        change(n.bias);
    };
    linear(weights.patches);
    change(weights.positions);
    for (LayerWeights& layer : weights.layers) {
        norm(layer.before_attention);
        linear(layer.query_key_value);
        linear(layer.attention_output);
        norm(layer.before_mlp);
        linear(layer.up);
        linear(layer.down);
    }
    norm(weights.final_norm);
    linear(weights.classifier);
}

void pack(Linear& linear, std::int64_t rows) {
    using Signature = at::Tensor(const at::Tensor&, std::optional<std::int64_t>);
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("mkldnn::_reorder_linear_weight", "")
                               .typed<Signature>();
    linear.packed = op.call(linear.weight, rows);
    linear.weight.reset();
}

}  // namespace

VideoMaeWeights weights_from_files(const WeightFiles& files, const VideoMaeConfig& config) {
    return assembled(config,
                     [&](const std::string& name) { return tensor_from_view(files.at(name)); });
}

VideoMaeWeights random_weights(const VideoMaeConfig& config, std::uint64_t seed) {
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    std::map<std::string, at::Tensor> tensors;
    for (const NamedShape& tensor : classifier_tensors(config)) {
        tensors[tensor.name] =
            at::randn(tensor.shape, generator, at::TensorOptions(at::kFloat)) * 0.02;
    }
    return assembled(config, [&](const std::string& name) { return tensors.at(name); });
}

VideoMaeWeights converted(const VideoMaeWeights& weights, at::Device device, at::ScalarType type) {
    VideoMaeWeights result = weights;
    for_each_tensor(result, [&](at::Tensor& tensor) {
        if (tensor.defined()) tensor = tensor.to(device, type);
    });
    return result;
}

VideoMaeWeights packed_for_cpu(const VideoMaeWeights& weights) {
    VideoMaeWeights result = weights;
    const std::int64_t rows = weights.config.tokens();
    pack(result.patches, rows);
    for (LayerWeights& layer : result.layers) {
        pack(layer.query_key_value, rows);
        pack(layer.attention_output, rows);
        pack(layer.up, rows);
        pack(layer.down, rows);
    }
    return result;
}

}  // namespace spotter
