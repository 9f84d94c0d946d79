#include "training/fit/masked_autoencoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <ATen/ATen.h>

#include "engine/core/random.h"
#include "training/fit/parameter_list.h"

namespace spotter {
namespace {

// PyTorch's default, which the decoder's norm has whatever the config says.
constexpr double kNormEpsilon = 1e-5;

std::string decoder_layer(int layer) {
    return "decoder.decoder_layers." + std::to_string(layer) + ".";
}

// The layer's functions read width, heads and bias from a config.
VideoMaeConfig decoder_shape(const VideoMaeConfig& encoder, const DecoderConfig& decoder) {
    VideoMaeConfig shape = encoder;
    shape.hidden_size = decoder.hidden_size;
    shape.layers = decoder.layers;
    shape.heads = decoder.heads;
    shape.intermediate_size = decoder.intermediate_size;
    return shape;
}

// Rows of (B, N, D) where `mask` (B, N) is true: (B, rows, D).
at::Tensor chosen_rows(const at::Tensor& tokens, const at::Tensor& mask) {
    return tokens.masked_select(mask.unsqueeze(2)).view({tokens.size(0), -1, tokens.size(2)});
}

// (B, T, 3, H, W) -> (B, N, tubelet * patch * patch, channels).
at::Tensor places_of(const VideoMaeConfig& c, const at::Tensor& pixels) {
    const std::int64_t places = c.tubelet_size * c.patch_size * c.patch_size;
    return patches_from_pixels(c, pixels)
        .view({pixels.size(0), c.tokens(), c.channels, places})
        .transpose(2, 3);
}

at::Tensor channel_values(std::array<double, 3> values, const at::Tensor& like) {
    return at::tensor(at::ArrayRef<double>(values), like.options()).view({1, 1, 3, 1, 1});
}

}  // namespace

std::vector<NamedShape> decoder_tensors(const VideoMaeConfig& encoder,
                                        const DecoderConfig& decoder) {
    const std::int64_t d = decoder.hidden_size;
    std::vector<NamedShape> all = {{"encoder_to_decoder.weight", {d, encoder.hidden_size}},
                                   {"mask_token", {1, 1, d}},
                                   {"decoder.norm.weight", {d}},
                                   {"decoder.norm.bias", {d}},
                                   {"decoder.head.weight", {encoder.patch_values(), d}},
                                   {"decoder.head.bias", {encoder.patch_values()}}};
    // Layers are those of a classifier of that width.
    const std::string from = "videomae.encoder.layer.";
    for (NamedShape& tensor : classifier_tensors(decoder_shape(encoder, decoder))) {
        if (tensor.name.rfind(from, 0) != 0) continue;
        tensor.name = "decoder.decoder_layers." + tensor.name.substr(from.size());
        all.push_back(std::move(tensor));
    }
    return all;
}

AutoencoderWeights autoencoder_from_tensors(
    VideoMaeWeights encoder, const DecoderConfig& decoder,
    const std::function<at::Tensor(const std::string&)>& get) {
    AutoencoderWeights weights;
    const VideoMaeConfig shape = decoder_shape(encoder.config, decoder);
    weights.encoder = std::move(encoder);
    weights.decoder = decoder;
    weights.to_decoder.weight = get("encoder_to_decoder.weight");
    weights.mask_token = get("mask_token");
    weights.positions = position_table(shape.tokens(), decoder.hidden_size);
    for (int i = 0; i < decoder.layers; ++i) {
        weights.layers.push_back(layer_from_tensors(decoder_layer(i), shape, get));
    }
    weights.norm = {get("decoder.norm.weight"), get("decoder.norm.bias"), kNormEpsilon};
    weights.head = {get("decoder.head.weight"), get("decoder.head.bias"), {}};
    return weights;
}

AutoencoderWeights fresh_autoencoder(VideoMaeWeights encoder, const DecoderConfig& decoder,
                                     std::uint64_t seed) {
    const VideoMaeConfig config = encoder.config;
    const NamedTensors tensors = fresh_tensors(decoder_tensors(config, decoder), seed);
    return autoencoder_from_tensors(std::move(encoder), decoder,
                                    [&](const std::string& name) { return tensors.at(name); });
}

AutoencoderWeights converted(const AutoencoderWeights& weights, at::Device device) {
    AutoencoderWeights result = weights;
    result.encoder = converted(weights.encoder, device, at::kFloat);
    const NamedTensors named = named_tensors(weights);
    result = autoencoder_from_tensors(
        std::move(result.encoder), weights.decoder,
        [&](const std::string& name) { return named.at(name).to(device, at::kFloat); });
    result.positions = result.positions.to(device);
    return result;
}

std::vector<Parameter> parameters_of(AutoencoderWeights& weights, const TrainingPlan& plan) {
    VideoMaeWeights& encoder = weights.encoder;
    ParameterList list(plan, 0);
    list.add("patches", encoder.patches, 1);
    for (std::size_t i = 0; i < encoder.layers.size(); ++i) {
        list.add("layers." + std::to_string(i) + ".", encoder.layers[i], 1);
    }
    if (!encoder.config.mean_pooling) list.add("final_norm", encoder.final_norm, 1);
    list.add("to_decoder", weights.to_decoder, 1);
    list.add("mask_token", weights.mask_token, 1, false);
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        list.add("decoder." + std::to_string(i) + ".", weights.layers[i], 1);
    }
    list.add("decoder_norm", weights.norm, 1);
    list.add("decoder_head", weights.head, 1);
    return list.take();
}

NamedTensors named_tensors(const AutoencoderWeights& weights) {
    NamedTensors tensors = named_tensors(weights.encoder);
    for (const char* unused :
         {"classifier.weight", "classifier.bias", "fc_norm.weight", "fc_norm.bias"}) {
        tensors.erase(unused);
    }
    tensors["encoder_to_decoder.weight"] = weights.to_decoder.weight;
    tensors["mask_token"] = weights.mask_token;
    const VideoMaeConfig shape = decoder_shape(weights.encoder.config, weights.decoder);
    for (int i = 0; i < weights.decoder.layers; ++i) {
        add_layer_tensors(decoder_layer(i), shape, weights.layers[static_cast<std::size_t>(i)],
                          tensors);
    }
    tensors["decoder.norm.weight"] = weights.norm.weight;
    tensors["decoder.norm.bias"] = weights.norm.bias;
    tensors["decoder.head.weight"] = weights.head.weight;
    tensors["decoder.head.bias"] = weights.head.bias;
    return tensors;
}

at::Tensor tube_mask(const VideoMaeConfig& config, double ratio,
                     const std::vector<std::uint64_t>& streams) {
    const auto places = static_cast<std::size_t>(config.grid() * config.grid());
    const auto hidden = std::clamp<std::size_t>(
        static_cast<std::size_t>(std::lround(ratio * static_cast<double>(places))), 1, places - 1);
    const auto batch = static_cast<std::int64_t>(streams.size());
    at::Tensor mask = at::zeros({batch, static_cast<std::int64_t>(places)}, at::kBool);
    for (std::int64_t b = 0; b < batch; ++b) {
        std::vector<std::int64_t> order(places);
        std::iota(order.begin(), order.end(), 0);
        Random random(streams[static_cast<std::size_t>(b)]);
        random.shuffle(order);
        for (std::size_t i = 0; i < hidden; ++i) mask[b][order[i]] = true;
    }
    return mask.repeat({1, config.frames / config.tubelet_size});
}

at::Tensor hidden_patches(const AutoencoderWeights& weights, const at::Tensor& pixels,
                          const at::Tensor& mask) {
    const VideoMaeWeights& encoder = weights.encoder;
    const at::Tensor visible = chosen_rows(tokens_from_pixels(encoder, pixels), ~mask);
    at::Tensor seen = hidden_from_tokens(encoder.layers, encoder.config.heads, visible);
    if (!encoder.config.mean_pooling) {
        seen = at::layer_norm(seen, {seen.size(2)}, encoder.final_norm.weight,
                              encoder.final_norm.bias, encoder.final_norm.epsilon);
    }
    seen = at::linear(seen, weights.to_decoder.weight);
    const at::Tensor positions = weights.positions.unsqueeze(0).expand({pixels.size(0), -1, -1});
    const at::Tensor known = seen + chosen_rows(positions, ~mask);
    const at::Tensor asked = weights.mask_token + chosen_rows(positions, mask);
    const at::Tensor decoded = hidden_from_tokens(weights.layers, weights.decoder.heads,
                                                  at::cat({known, asked.to(known.dtype())}, 1));
    const at::Tensor last = decoded.narrow(1, known.size(1), asked.size(1));
    const at::Tensor normed = at::layer_norm(last, {last.size(2)}, weights.norm.weight,
                                             weights.norm.bias, weights.norm.epsilon);
    return at::linear(normed, weights.head.weight, weights.head.bias);
}

at::Tensor target_patches(const AutoencoderWeights& weights, const at::Tensor& pixels,
                          const at::Tensor& mask) {
    const at::Tensor mean = channel_values({0.485, 0.456, 0.406}, pixels);
    const at::Tensor deviation = channel_values({0.229, 0.224, 0.225}, pixels);
    at::Tensor places = places_of(weights.encoder.config, pixels * deviation + mean);
    if (weights.decoder.norm_pix_loss) {
        const at::Tensor spread = places.var(2, /*unbiased=*/true, /*keepdim=*/true).sqrt() + 1e-6;
        places = (places - places.mean(2, /*keepdim=*/true)) / spread;
    }
    return chosen_rows(places.flatten(2), mask);
}

at::Tensor reconstruction_losses(const AutoencoderWeights& weights, const at::Tensor& pixels,
                                 const at::Tensor& mask) {
    const at::Tensor made = hidden_patches(weights, pixels, mask).to(at::kFloat);
    return (made - target_patches(weights, pixels, mask)).square().mean({1, 2});
}

}  // namespace spotter
