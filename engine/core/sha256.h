#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace spotter {

// SHA-256 of bytes that come piece by piece. One thread at a time.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(const void* bytes, std::size_t size);
    void add(std::string_view bytes) { add(bytes.data(), bytes.size()); }
    // 64 lower-case hex digits of all that was added. Call it once.
    std::string hex();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Of a whole file. Throws Error of the given step when it cannot be read, Cancelled once `stop` is
// requested.
std::string sha256_of_file(const std::filesystem::path& file, const std::string& step,
                           const std::stop_token& stop = {});

}  // namespace spotter
