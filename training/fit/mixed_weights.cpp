#include "training/fit/mixed_weights.h"

#include <cstring>
#include <span>
#include <vector>

#include "engine/core/error.h"
#include "engine/model/safetensors.h"
#include "engine/model/safetensors_writer.h"

namespace spotter {
namespace {

constexpr const char* kStep = "mix models";

float float_at(const TensorView& tensor, std::size_t i) {
    float value = 0;
    std::memcpy(&value, tensor.bytes.data() + i * sizeof(float), sizeof(float));
    return value;
}

}  // namespace

void write_mixed_weights(const std::filesystem::path& weights, const std::filesystem::path& other,
                         double share, const std::filesystem::path& out) {
    const SafeTensors first(weights);
    const SafeTensors second(other);
    if (first.tensors().size() != second.tensors().size())
        throw Error(kStep, other.string(), "has other tensors than " + weights.string());
    std::vector<std::vector<float>> mixed;
    std::vector<NamedView> tensors;
    for (const auto& [name, tensor] : first.tensors()) {
        const TensorView* match = second.find(name);
        if (match == nullptr || match->shape != tensor.shape || tensor.type != DType::f32 ||
            match->type != DType::f32)
            throw Error(kStep, other.string(), name + " does not match " + weights.string());
        std::vector<float>& values = mixed.emplace_back(tensor.bytes.size() / sizeof(float));
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] =
                static_cast<float>((1 - share) * float_at(tensor, i) + share * float_at(*match, i));
        tensors.push_back({name, tensor});
    }
    for (std::size_t i = 0; i < tensors.size(); ++i)
        tensors[i].tensor.bytes = std::as_bytes(std::span(mixed[i]));
    write_safetensors(out, tensors, {{"format", "pt"}}, kStep);
}

}  // namespace spotter
