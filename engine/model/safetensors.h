#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace spotter {

enum class DType {
    boolean,
    u8,
    i8,
    f8_e5m2,
    f8_e4m3,
    i16,
    u16,
    f16,
    bf16,
    i32,
    u32,
    f32,
    i64,
    u64,
    f64
};

std::size_t byte_size(DType type);
std::string_view to_string(DType type);  // as in the file: "F32"

// One tensor of a file; `bytes` are little-endian, row-major, and live as long as the file.
struct TensorView {
    DType type = DType::f32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

// "[2, 3]".
std::string shape_text(std::span<const std::int64_t> shape);

// Whether no value of a floating-point tensor is infinite or not a number; true for integers.
bool all_finite(const TensorView& tensor);

// A safetensors file, mapped into memory and checked strictly (Note [safetensors] in the source).
// Immutable; any thread.
class SafeTensors {
  public:
    // Throws Error when the file cannot be read or breaks a rule of the format.
    explicit SafeTensors(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return path_; }
    const std::map<std::string, TensorView>& tensors() const { return tensors_; }
    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    // Nothing when there is no tensor of that name.
    const TensorView* find(const std::string& name) const;

  private:
    std::filesystem::path path_;
    std::shared_ptr<const void> mapping_;
    std::map<std::string, TensorView> tensors_;
    std::map<std::string, std::string> metadata_;
};

}  // namespace spotter
