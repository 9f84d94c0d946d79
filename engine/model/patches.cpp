#include "engine/model/patches.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

namespace spotter {
namespace {

// What each byte of each channel becomes, (3, 256).
at::Tensor tone_table(const Normalisation& normalisation, at::ScalarType type) {
    const at::Tensor bytes = at::arange(256, at::TensorOptions(at::kFloat)).view({1, 256});
    return (bytes * normalisation.scale.view({3, 1}) + normalisation.shift.view({3, 1})).to(type);
}

// Where the pictures, and what to do with their bytes; Value has the bits of the patches' type.
template <class Value>
struct PatchWriter {
    const VideoMaeConfig& config;
    const std::uint8_t* bytes;
    std::int64_t height;
    std::int64_t width;
    const Value* table;

    // Row `y` of patches in step `step` of clip `clip`, to `out`.
    void write_row(std::int64_t clip, std::int64_t step, std::int64_t y, Value* out) const {
        const std::int64_t side = config.patch_size;
        for (std::int64_t x = 0; x < config.grid(); ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                const Value* tones = table + std::int64_t{256} * channel;
                for (int t = 0; t < config.tubelet_size; ++t) {
                    const std::int64_t frame =
                        clip * config.frames + step * config.tubelet_size + t;
                    for (std::int64_t row = 0; row < side; ++row) {
                        const std::uint8_t* from =
                            bytes + ((frame * height + y * side + row) * width + x * side) * 3 +
                            channel;
                        for (std::int64_t i = 0; i < side; ++i) *out++ = tones[from[3 * i]];
                    }
                }
            }
        }
    }
};

template <class Value>
void write_patches(const VideoMaeConfig& config, const at::Tensor& bytes, const at::Tensor& table,
                   const at::Tensor& out) {
    const PatchWriter<Value> writer{config, bytes.const_data_ptr<std::uint8_t>(), bytes.size(2),
                                    bytes.size(3),
                                    static_cast<const Value*>(table.const_data_ptr())};
    const std::int64_t steps = config.frames / config.tubelet_size;
    const std::int64_t rows = steps * config.grid();
    const std::int64_t row_values = std::int64_t{config.grid()} * config.patch_values();
    auto* values = static_cast<Value*>(out.data_ptr());
    at::parallel_for(0, bytes.size(0) * rows, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t in_clip = i % rows;
            writer.write_row(i / rows, in_clip / config.grid(), in_clip % config.grid(),
                             values + i * row_values);
        }
    });
}

}  // namespace

at::Tensor patches_from_bytes(const VideoMaeConfig& config, const at::Tensor& bytes,
                              const Normalisation& normalisation, at::ScalarType type) {
    if (!normalisation.scale.is_cpu()) {
        return patches_from_pixels(config, pixels_from_bytes(bytes, normalisation)).to(type);
    }
    const at::Tensor table = tone_table(normalisation, type);
    const at::Tensor out =
        at::empty({bytes.size(0), config.tokens(), config.patch_values()}, at::TensorOptions(type));
    const at::Tensor whole = bytes.contiguous();
    if (type == at::kBFloat16) {
        write_patches<std::uint16_t>(config, whole, table, out);
    } else {
        write_patches<float>(config, whole, table, out);
    }
    return out;
}

}  // namespace spotter
