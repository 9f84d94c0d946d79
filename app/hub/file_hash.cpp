#include "app/hub/file_hash.h"

#include <array>
#include <fstream>
#include <memory>
#include <string_view>

#include <openssl/evp.h>

#include "engine/core/error.h"
#include "engine/core/sha256.h"

namespace spotter {
namespace {

constexpr std::size_t kSha256Digits = 64;
constexpr std::size_t kSha1Digits = 40;

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

std::string hex_of(EVP_MD_CTX* context) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(context, digest.data(), &length);
    std::string hex;
    for (unsigned int i = 0; i < length; ++i) {
        hex += kDigits[digest[i] >> 4];
        hex += kDigits[digest[i] & 15];
    }
    return hex;
}

}  // namespace

bool is_hash(const std::string& text) {
    return (text.size() == kSha256Digits || text.size() == kSha1Digits) &&
           text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string file_hash(const std::filesystem::path& file, HashKind kind) {
    constexpr const char* kStep = "check download";
    if (kind == HashKind::sha256) return sha256_of_file(file, kStep);
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(kStep, file.string(), "cannot be read");
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr);
    const std::string header = "blob " + std::to_string(std::filesystem::file_size(file));
    EVP_DigestUpdate(context.get(), header.c_str(), header.size() + 1);
    std::array<char, 1 << 16> block{};
    while (in.read(block.data(), block.size()) || in.gcount() > 0) {
        EVP_DigestUpdate(context.get(), block.data(), static_cast<std::size_t>(in.gcount()));
    }
    return hex_of(context.get());
}

bool has_hash(const std::filesystem::path& file, const std::string& expected) {
    const bool git = expected.size() == kSha1Digits;
    return file_hash(file, git ? HashKind::git : HashKind::sha256) == expected;
}

}  // namespace spotter
