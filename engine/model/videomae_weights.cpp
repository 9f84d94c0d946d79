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

using GetTensor = std::function<at::Tensor(const std::string&)>;

constexpr const char* kPatches = "videomae.embeddings.patch_embeddings.projection";

std::string layer_prefix(int layer) {
    return "videomae.encoder.layer." + std::to_string(layer) + ".";
}

const char* final_norm_name(const VideoMaeConfig& config) {
    return config.mean_pooling ? "fc_norm" : "videomae.layernorm";
}

double final_norm_epsilon(const VideoMaeConfig& config) {
    return config.mean_pooling ? kMeanPoolingEpsilon : config.layer_norm_eps;
}

Linear linear_from(const GetTensor& get, const std::string& name) {
    return {get(name + ".weight"), get(name + ".bias"), {}};
}

LayerNorm norm_from(const GetTensor& get, const std::string& name, double epsilon) {
    return {get(name + ".weight"), get(name + ".bias"), epsilon};
}

void add_linear(NamedTensors& tensors, const std::string& name, const Linear& linear) {
    tensors[name + ".weight"] = linear.weight;
    tensors[name + ".bias"] = linear.bias;
}

void add_norm(NamedTensors& tensors, const std::string& name, const LayerNorm& norm) {
    tensors[name + ".weight"] = norm.weight;
    tensors[name + ".bias"] = norm.bias;
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

at::Tensor tensor_from_view(const TensorView& view) {
    // Through bytes, because tensors need not be aligned in the file.
    const auto bytes = static_cast<std::int64_t>(view.bytes.size());
    const at::Tensor stored =
        at::from_blob(const_cast<std::byte*>(view.bytes.data()), {bytes}, at::kByte).clone();
    return stored.view(scalar_type(view.type)).reshape(view.shape).to(at::kFloat);
}

LayerWeights layer_from_tensors(const std::string& prefix, const VideoMaeConfig& config,
                                const GetTensor& get) {
    const std::string attention = prefix + "attention.attention.";
    LayerWeights layer;
    layer.before_attention = norm_from(get, prefix + "layernorm_before", config.layer_norm_eps);
    layer.query_key_value.weight =
        at::cat({get(attention + "query.weight"), get(attention + "key.weight"),
                 get(attention + "value.weight")});
    if (config.query_value_bias) {
        const at::Tensor q = get(attention + "q_bias");
        layer.query_key_value.bias = at::cat({q, at::zeros_like(q), get(attention + "v_bias")});
    }
    layer.attention_output = linear_from(get, prefix + "attention.output.dense");
    layer.before_mlp = norm_from(get, prefix + "layernorm_after", config.layer_norm_eps);
    layer.up = linear_from(get, prefix + "intermediate.dense");
    layer.down = linear_from(get, prefix + "output.dense");
    return layer;
}

VideoMaeWeights weights_from_tensors(const VideoMaeConfig& config, const GetTensor& get) {
    VideoMaeWeights weights;
    weights.config = config;
    weights.patches = linear_from(get, kPatches);
    weights.patches.weight = weights.patches.weight.flatten(1);
    weights.positions = position_table(config.tokens(), config.hidden_size);
    for (int i = 0; i < config.layers; ++i) {
        weights.layers.push_back(layer_from_tensors(layer_prefix(i), config, get));
    }
    weights.final_norm = norm_from(get, final_norm_name(config), final_norm_epsilon(config));
    weights.classifier = linear_from(get, "classifier");
    return weights;
}

void add_layer_tensors(const std::string& prefix, const VideoMaeConfig& config,
                       const LayerWeights& layer, NamedTensors& tensors) {
    const std::string attention = prefix + "attention.attention.";
    const std::int64_t d = layer.query_key_value.weight.size(1);
    add_norm(tensors, prefix + "layernorm_before", layer.before_attention);
    const at::Tensor& fused = layer.query_key_value.weight;
    tensors[attention + "query.weight"] = fused.narrow(0, 0, d);
    tensors[attention + "key.weight"] = fused.narrow(0, d, d);
    tensors[attention + "value.weight"] = fused.narrow(0, 2 * d, d);
    if (config.query_value_bias) {
        tensors[attention + "q_bias"] = layer.query_key_value.bias.narrow(0, 0, d);
        tensors[attention + "v_bias"] = layer.query_key_value.bias.narrow(0, 2 * d, d);
    }
    add_linear(tensors, prefix + "attention.output.dense", layer.attention_output);
    add_norm(tensors, prefix + "layernorm_after", layer.before_mlp);
    add_linear(tensors, prefix + "intermediate.dense", layer.up);
    add_linear(tensors, prefix + "output.dense", layer.down);
}

NamedTensors named_tensors(const VideoMaeWeights& weights) {
    const VideoMaeConfig& c = weights.config;
    NamedTensors tensors;
    add_linear(tensors, kPatches, weights.patches);
    at::Tensor& patches = tensors[std::string(kPatches) + ".weight"];
    patches = patches.view({c.hidden_size, c.channels, c.tubelet_size, c.patch_size, c.patch_size});
    for (int i = 0; i < c.layers; ++i) {
        add_layer_tensors(layer_prefix(i), c, weights.layers[static_cast<std::size_t>(i)], tensors);
    }
    add_norm(tensors, final_norm_name(c), weights.final_norm);
    add_linear(tensors, "classifier", weights.classifier);
    return tensors;
}

VideoMaeWeights weights_from_files(const WeightFiles& files, const VideoMaeConfig& config) {
    return weights_from_tensors(
        config, [&](const std::string& name) { return tensor_from_view(files.at(name)); });
}

VideoMaeWeights random_weights(const VideoMaeConfig& config, std::uint64_t seed) {
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    std::map<std::string, at::Tensor> tensors;
    for (const NamedShape& tensor : classifier_tensors(config)) {
        tensors[tensor.name] =
            at::randn(tensor.shape, generator, at::TensorOptions(at::kFloat)) * 0.02;
    }
    return weights_from_tensors(config, [&](const std::string& name) { return tensors.at(name); });
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
