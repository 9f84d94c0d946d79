#include "tests/model/model_files.h"

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "engine/core/error.h"
#include "engine/model/model_weights.h"

namespace spotter::test {

namespace fs = std::filesystem;

void write_text(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

void write_raw_safetensors(const fs::path& file, const std::string& header,
                           std::size_t data_bytes) {
    const std::uint64_t length = header.size();
    std::string text(sizeof length, '\0');
    std::memcpy(text.data(), &length, sizeof length);
    write_text(file, text + header + std::string(data_bytes, '\0'));
}

void write_safetensors(const fs::path& file, const std::map<std::string, FloatTensor>& tensors) {
    std::string header = "{";
    std::string data;
    for (const auto& [name, tensor] : tensors) {
        const std::size_t begin = data.size();
        data.append(reinterpret_cast<const char*>(tensor.values.data()),
                    tensor.values.size() * sizeof(float));
        header += (header.size() > 1 ? ",\"" : "\"") + name + R"(":{"dtype":"F32","shape":)" +
                  shape_text(tensor.shape) + ",\"data_offsets\":[" + std::to_string(begin) + "," +
                  std::to_string(data.size()) + "]}";
    }
    header += "}";
    write_raw_safetensors(file, header, 0);
    std::ofstream(file, std::ios::binary | std::ios::app) << data;
}

VideoMaeConfig tiny_shape() {
    VideoMaeConfig shape;
    shape.image_size = 16;
    shape.patch_size = 8;
    shape.frames = 2;
    shape.hidden_size = 4;
    shape.layers = 1;
    shape.heads = 2;
    shape.intermediate_size = 8;
    shape.classes = 2;
    return shape;
}

std::string tiny_config() {
    return R"({
  "model_type": "videomae", "hidden_act": "gelu", "image_size": 16, "patch_size": 8,
  "num_channels": 3, "num_frames": 2, "tubelet_size": 2, "hidden_size": 4,
  "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8,
  "layer_norm_eps": 1e-12, "qv_bias": true, "use_mean_pooling": true,
  "id2label": {"0": "squat", "1": "rest"}
})";
}

std::map<std::string, FloatTensor> tiny_tensors() {
    std::map<std::string, FloatTensor> tensors;
    float value = 0;
    for (const NamedShape& named : classifier_tensors(tiny_shape())) {
        std::size_t count = 1;
        for (const std::int64_t side : named.shape) count *= static_cast<std::size_t>(side);
        FloatTensor tensor{named.shape, {}};
        for (std::size_t i = 0; i < count; ++i) {
            tensor.values.push_back(0.1F * std::sin(value += 1));
        }
        tensors.emplace(named.name, std::move(tensor));
    }
    return tensors;
}

void write_tiny_model(const fs::path& folder) {
    write_text(folder / "config.json", tiny_config());
    write_safetensors(folder / "model.safetensors", tiny_tensors());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

bool has_shared() {
    if (fs::exists(SPOTTER_SHARED_DIR)) return true;
    if (std::getenv("SPOTTER_REQUIRE_SHARED")) FAIL("the shared folder is missing");
    WARN("the shared folder is missing; nothing was checked");
    return false;
}

}  // namespace spotter::test
