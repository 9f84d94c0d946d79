#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace spotter {

// Bytes that are costly to make, kept in a folder under keys, up to a total size: those that were
// not used for longest go first. What cannot be read whole, or whose checksum is wrong, counts
// as not there; what cannot be written is not kept, with one warning. Never throws for what the
// disk does. Any thread may call any method, and several programs may share one folder.
class DiskCache {
  public:
    // `kind` names the files' ending and what is in them, with its version: "pose1".
    DiskCache(std::filesystem::path folder, std::string kind, std::uint64_t most_bytes);

    // `key`: hex digits (a SHA-256).
    std::optional<std::string> find(const std::string& key);
    void put(const std::string& key, std::string_view bytes);

  private:
    std::filesystem::path path_of(const std::string& key) const;
    void make_room();

    const std::filesystem::path folder_;
    const std::string kind_;
    const std::uint64_t most_bytes_;
    std::mutex mutex_;
    // Guarded by mutex_:
    std::uint64_t bytes_ = 0;  // as far as this object knows
    bool measured_ = false;
    bool warned_ = false;
};

}  // namespace spotter
