#include <memory>
#include <utility>

#include <ATen/ATen.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/core/InferenceMode.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include "engine/model/recorded_pass.h"

namespace spotter {
namespace {

constexpr int kWarmUps = 3;

// What stays in place between replays: the graph reads `input` and the weights that `pass` holds,
// and writes `output`.
struct Recording {
    Pass pass;
    at::cuda::CUDAGraph graph;
    at::Tensor input;
    at::Tensor output;
};

}  // namespace

Pass recorded_pass(Pass pass, const at::Tensor& example) {
    const c10::InferenceMode inference;
    auto recording = std::make_shared<Recording>();
    recording->pass = std::move(pass);
    recording->input = example.clone();
    // Capture is not allowed on the default stream, and libraries set themselves up in the first
    // passes, which may not be captured either.
    const c10::cuda::CUDAStream stream = c10::cuda::getStreamFromPool();
    c10::cuda::getCurrentCUDAStream().synchronize();
    {
        const c10::cuda::CUDAStreamGuard guard(stream);
        for (int i = 0; i < kWarmUps; ++i) recording->pass(recording->input);
        stream.synchronize();
        recording->graph.capture_begin();
        recording->output = recording->pass(recording->input);
        recording->graph.capture_end();
    }
    return [recording](const at::Tensor& pixels) {
        recording->input.copy_(pixels);
        recording->graph.replay();
        return recording->output;
    };
}

}  // namespace spotter
