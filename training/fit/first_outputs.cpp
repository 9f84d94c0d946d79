#include "training/fit/first_outputs.h"

#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/model/safetensors.h"
#include "engine/model/safetensors_writer.h"

namespace spotter {
namespace {

constexpr const char* kStep = "take outputs";

}  // namespace

void write_first_outputs(const std::filesystem::path& weights, std::size_t count,
                         const std::filesystem::path& out) {
    const SafeTensors file(weights);
    std::vector<NamedView> tensors;
    for (const auto& [name, tensor] : file.tensors()) {
        TensorView& view = tensors.emplace_back(NamedView{name, tensor}).tensor;
        if (!name.starts_with("classifier.")) continue;
        const auto outputs = static_cast<std::size_t>(view.shape.empty() ? 0 : view.shape[0]);
        if (count < 1 || outputs < count)
            throw Error(kStep, weights.string(), "has not " + std::to_string(count) + " outputs");
        view.bytes = view.bytes.first(view.bytes.size() / outputs * count);
        view.shape[0] = static_cast<std::int64_t>(count);
    }
    if (file.find("classifier.weight") == nullptr)
        throw Error(kStep, weights.string(), "has no classifier");
    write_safetensors(out, tensors, {{"format", "pt"}}, kStep);
}

}  // namespace spotter
