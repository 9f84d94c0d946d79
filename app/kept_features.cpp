#include "app/kept_features.h"

#include "engine/core/sha256.h"

namespace spotter {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{512} << 20;

}  // namespace

KeptFeatures::KeptFeatures(const Paths& paths, const ModelInfo& base)
    : disk_(paths.cache / "features", "features1", kMostBytes) {
    for (const std::filesystem::path& file : base.weight_files) {
        encoder_ += sha256_of_file(file, "read model") + " ";
    }
}

std::string KeptFeatures::key(std::string_view settings, std::span<const std::uint8_t> pixels) {
    Sha256 digest;
    digest.add(encoder_);
    digest.add(settings);
    digest.add(pixels.data(), pixels.size());
    return digest.hex();
}

}  // namespace spotter
