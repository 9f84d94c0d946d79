#include "engine/core/sha256.h"

#include <array>
#include <fstream>
#include <new>
#include <vector>

#include <openssl/evp.h>

#include "engine/core/error.h"
#include "engine/core/job.h"

namespace spotter {

struct Sha256::State {
    struct Free {
        void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    if (!state_->context || EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) {
        throw std::bad_alloc();
    }
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(const void* bytes, std::size_t size) {
    EVP_DigestUpdate(state_->context.get(), bytes, size);
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length);
    std::string text;
    for (unsigned int i = 0; i < length; ++i) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        text += kDigits[digest[i] >> 4];
        text += kDigits[digest[i] & 15];
    }
    return text;
}

std::string sha256_of_file(const std::filesystem::path& file, const std::string& step,
                           const std::stop_token& stop) {
    std::ifstream in(file, std::ios::binary);
    Sha256 digest;
    std::vector<char> block(1 << 16);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        digest.add(block.data(), static_cast<std::size_t>(in.gcount()));
        if (stop.stop_requested()) throw Cancelled();
    }
    if (!in.eof()) throw Error(step, file.string(), "cannot be read", "check its permissions");
    return digest.hex();
}

}  // namespace spotter
