#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/model/videomae_weights.h"
#include "training/fit/decoder_config.h"
#include "training/fit/trainable.h"

// VideoMAE's masked pretraining, as Hugging Face's VideoMAEForPreTraining computes it.
namespace spotter {

struct AutoencoderWeights {
    VideoMaeWeights encoder;  // its classifier and final norm of mean pooling are not used
    DecoderConfig decoder;
    Linear to_decoder;      // without bias
    at::Tensor mask_token;  // (1, 1, decoder width)
    at::Tensor positions;   // (N, decoder width)
    std::vector<LayerWeights> layers;
    LayerNorm norm;
    Linear head;  // to tubelet * patch * patch * channels
};

// Names and shapes of the decoder's tensors, as Hugging Face names them.
std::vector<NamedShape> decoder_tensors(const VideoMaeConfig& encoder,
                                        const DecoderConfig& decoder);

// A model from tensors by Hugging Face's names; `encoder` may come from elsewhere.
AutoencoderWeights autoencoder_from_tensors(
    VideoMaeWeights encoder, const DecoderConfig& decoder,
    const std::function<at::Tensor(const std::string&)>& get);

// From scratch: as fresh_weights(), the decoder's positions fixed.
AutoencoderWeights fresh_autoencoder(VideoMaeWeights encoder, const DecoderConfig& decoder,
                                     std::uint64_t seed);
AutoencoderWeights converted(const AutoencoderWeights& weights, at::Device device);

// Makes all that learns leaves, and lists it in a fixed order.
std::vector<Parameter> parameters_of(AutoencoderWeights& weights, const TrainingPlan& plan);

// All tensors of VideoMAEForPreTraining: views.
NamedTensors named_tensors(const AutoencoderWeights& weights);

// Tubes: in every clip the same number of places, `ratio` of them, is hidden in all its pictures.
// (B, N) of bool, true: hidden; row b is drawn from streams[b].
at::Tensor tube_mask(const VideoMaeConfig& config, double ratio,
                     const std::vector<std::uint64_t>& streams);

// Patches that the model makes of the hidden ones: (B, T, 3, H, W) normalised pixels, (B, N) mask
// with as many hidden in each row -> (B, hidden, tubelet * patch * patch * channels).
at::Tensor hidden_patches(const AutoencoderWeights& weights, const at::Tensor& pixels,
                          const at::Tensor& mask);

// What they are compared with: pixels in [0, 1] by ImageNet's mean and deviation, normalised per
// patch and channel when norm_pix_loss.
at::Tensor target_patches(const AutoencoderWeights& weights, const at::Tensor& pixels,
                          const at::Tensor& mask);

// The mean squared difference, per example: (B).
at::Tensor reconstruction_losses(const AutoencoderWeights& weights, const at::Tensor& pixels,
                                 const at::Tensor& mask);

}  // namespace spotter
