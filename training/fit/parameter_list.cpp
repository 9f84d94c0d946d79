#include "training/fit/parameter_list.h"

#include <cmath>

#include <ATen/ATen.h>

namespace spotter {

void ParameterList::add(const std::string& name, at::Tensor& tensor, int depth, bool decays) {
    if (!tensor.defined()) return;
    tensor = tensor.detach().contiguous().requires_grad_(true);
    const double scale = std::pow(plan_.layer_decay, layers_ + 1 - depth);
    parameters_.push_back({name, tensor, scale, decays, false, 0});
}

void ParameterList::add(const std::string& name, Linear& linear, int depth) {
    add(name + ".weight", linear.weight, depth, true);
    add(name + ".bias", linear.bias, depth, false);
}

void ParameterList::add_layer(const std::string& name, Linear& linear, int depth, int matrices) {
    const std::size_t before = parameters_.size();
    add(name, linear, depth);
    parameters_.at(before).matrices = matrices;
}

void ParameterList::add(const std::string& name, LayerNorm& norm, int depth) {
    add(name + ".weight", norm.weight, depth, false);
    add(name + ".bias", norm.bias, depth, false);
}

void ParameterList::add(const std::string& prefix, LayerWeights& layer, int depth) {
    add(prefix + "before_attention", layer.before_attention, depth);
    add_layer(prefix + "query_key_value", layer.query_key_value, depth, 3);
    if (layer.query_key_value.bias.defined()) parameters_.back().without_key = true;
    add_layer(prefix + "attention_output", layer.attention_output, depth, 1);
    add(prefix + "before_mlp", layer.before_mlp, depth);
    add_layer(prefix + "up", layer.up, depth, 1);
    add_layer(prefix + "down", layer.down, depth, 1);
}

}  // namespace spotter
