#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/model/videomae_config.h"
#include "tests/temp_folder.h"

namespace spotter::test {

void write_text(const std::filesystem::path& file, const std::string& text);

// A safetensors file with exactly this header text and this many zero bytes after it.
void write_raw_safetensors(const std::filesystem::path& file, const std::string& header,
                           std::size_t data_bytes);

struct FloatTensor {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};
void write_safetensors(const std::filesystem::path& file,
                       const std::map<std::string, FloatTensor>& tensors);

// Files of the smallest model that is whole: 2 labels, 16x16 pictures, 2 frames, 1 layer.
VideoMaeConfig tiny_shape();
std::string tiny_config();
std::map<std::string, FloatTensor> tiny_tensors();
void write_tiny_model(const std::filesystem::path& folder);

// The text with the first `from` replaced; the test fails when it is not there.
std::string replaced(std::string text, const std::string& from, const std::string& to);

// What `action` throws as spotter::Error, or nothing.
std::string error_of(const std::function<void()>& action);

// Whether ../shared is there; without it the test fails where SPOTTER_REQUIRE_SHARED is set and
// warns elsewhere.
bool has_shared();

}  // namespace spotter::test
