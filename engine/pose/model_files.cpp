#include <array>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/evp.h>

#include "engine/core/error.h"
#include "engine/pose/blazepose.h"

namespace spotter {
namespace {

constexpr const char* kStep = "load pose model";
constexpr const char* kRemedy = "run \"make\" again to fetch it";

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

std::string sha256_of(std::istream& file) {
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    std::array<char, 1 << 16> block{};
    while (file.read(block.data(), block.size()) || file.gcount() > 0)
        EVP_DigestUpdate(context.get(), block.data(), static_cast<std::size_t>(file.gcount()));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &length);
    std::string hex;
    for (unsigned int i = 0; i < length; ++i) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[digest[i] >> 4];
        hex += kDigits[digest[i] & 15];
    }
    return hex;
}

std::filesystem::path checked(const std::filesystem::path& path, std::string_view sha256) {
    std::ifstream file(path, std::ios::binary);
    if (!file || !std::filesystem::is_regular_file(path))
        throw Error(kStep, path.string(), "the file is missing", kRemedy);
    if (sha256_of(file) != sha256)
        throw Error(kStep, path.string(), "the file is damaged or another version",
                    "remove it and " + std::string(kRemedy));
    return path;
}

}  // namespace

PoseModelFiles pose_model_files(const std::filesystem::path& folder) {
    return {checked(folder / "pose_detection.tflite",
                    "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c"),
            checked(folder / "pose_landmark_full.tflite",
                    "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f")};
}

}  // namespace spotter
