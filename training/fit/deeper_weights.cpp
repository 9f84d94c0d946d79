#include "training/fit/deeper_weights.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/model/safetensors.h"
#include "engine/model/safetensors_writer.h"

namespace spotter {
namespace {

constexpr const char* kStep = "deepen model";

std::string layer_prefix(int layer) {
    return "videomae.encoder.layer." + std::to_string(layer) + ".";
}

// The two that add to the residual stream.
bool is_output(const std::string& part) {
    return part.starts_with("output.dense.") || part.starts_with("attention.output.dense.");
}

}  // namespace

void write_deeper_weights(const std::filesystem::path& weights, int from, int to,
                          const std::filesystem::path& out) {
    const SafeTensors file(weights);
    const std::string last = layer_prefix(from - 1);
    std::vector<NamedView> tensors;
    std::vector<NamedView> copied;
    std::size_t largest = 0;
    for (const auto& [name, tensor] : file.tensors()) {
        tensors.push_back({name, tensor});
        if (!name.starts_with(last)) continue;
        copied.push_back({name.substr(last.size()), tensor});
        largest = std::max(largest, tensor.bytes.size());
    }
    if (from < 1 || copied.empty() ||
        file.find(layer_prefix(from) + "output.dense.bias") != nullptr)
        throw Error(kStep, weights.string(), "has not " + std::to_string(from) + " layers");
    const std::vector<std::byte> zeros(largest);
    for (int layer = from; layer < to; ++layer) {
        for (const NamedView& part : copied) {
            TensorView tensor = part.tensor;
            if (is_output(part.name)) tensor.bytes = std::span(zeros).first(tensor.bytes.size());
            tensors.push_back({layer_prefix(layer) + part.name, tensor});
        }
    }
    write_safetensors(out, tensors, {{"format", "pt"}}, kStep);
}

}  // namespace spotter
