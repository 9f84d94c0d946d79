#include "training/fit/parameter_list.h"

#include <cmath>

#include <ATen/ATen.h>

namespace spotter {

void ParameterList::add(const std::string& name, at::Tensor& tensor, int depth, bool decays) {
    if (!tensor.defined()) return;
    tensor = tensor.detach().contiguous().requires_grad_(true);
    const double scale = std::pow(plan_.layer_decay, layers_ + 1 - depth);
    parameters_.push_back({name, tensor, scale, decays, false});
}

void ParameterList::add(const std::string& name, Linear& linear, int depth) {
    add(name + ".weight", linear.weight, depth, true);
    add(name + ".bias", linear.bias, depth, false);
}

void ParameterList::add(const std::string& name, LayerNorm& norm, int depth) {
    add(name + ".weight", norm.weight, depth, false);
    add(name + ".bias", norm.bias, depth, false);
}

void ParameterList::add(const std::string& prefix, LayerWeights& layer, int depth) {
    add(prefix + "before_attention", layer.before_attention, depth);
    add(prefix + "query_key_value", layer.query_key_value, depth);
    if (layer.query_key_value.bias.defined()) parameters_.back().without_key = true;
    add(prefix + "attention_output", layer.attention_output, depth);
    add(prefix + "before_mlp", layer.before_mlp, depth);
    add(prefix + "up", layer.up, depth);
    add(prefix + "down", layer.down, depth);
}

}  // namespace spotter
