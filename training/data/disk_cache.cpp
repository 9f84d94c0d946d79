#include "training/data/disk_cache.h"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/core/sha256.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

// A file is its payload's SHA-256, then the payload.
constexpr std::size_t kDigestBytes = 64;

std::string digest_of(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.hex();
}

}  // namespace

DiskCache::DiskCache(fs::path folder, std::string kind, std::uint64_t most_bytes)
    : folder_(std::move(folder)), kind_(std::move(kind)), most_bytes_(most_bytes) {}

fs::path DiskCache::path_of(const std::string& key) const {
    return folder_ / (key + "." + kind_);
}

std::optional<std::string> DiskCache::find(const std::string& key) {
    const fs::path path = path_of(key);
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size < kDigestBytes || size > most_bytes_ + kDigestBytes) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    std::string bytes(size, '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return std::nullopt;
    const std::string digest = bytes.substr(0, kDigestBytes);
    bytes.erase(0, kDigestBytes);
    if (digest != digest_of(bytes)) {
        fs::remove(path, error);
        return std::nullopt;
    }
    // Used now, so that others go first.
    fs::last_write_time(path, fs::file_time_type::clock::now(), error);
    return bytes;
}

void DiskCache::put(const std::string& key, std::string_view bytes) {
    if (bytes.size() > most_bytes_) return;
    try {
        fs::create_directories(folder_);
        AtomicFile file(path_of(key), "write cache");
        file.write(digest_of(bytes));
        file.write(bytes);
        file.keep();
    } catch (const std::exception& error) {
        const std::scoped_lock lock(mutex_);
        if (!std::exchange(warned_, true)) {
            log_warning("write cache: " + folder_.string() + ": " + error.what());
        }
        return;
    }
    const std::scoped_lock lock(mutex_);
    bytes_ += bytes.size() + kDigestBytes;
    if (!measured_ || bytes_ > most_bytes_) make_room();
}

void DiskCache::make_room() {
    struct Entry {
        fs::file_time_type used;
        std::uint64_t size;
        fs::path path;
    };
    std::vector<Entry> entries;
    std::error_code error;
    bytes_ = 0;
    measured_ = true;
    for (const fs::directory_entry& file : fs::directory_iterator(folder_, error)) {
        if (file.path().extension() != "." + kind_) continue;
        const std::uint64_t size = file.file_size(error);
        if (error) continue;
        entries.push_back({file.last_write_time(error), size, file.path()});
        bytes_ += size;
    }
    if (bytes_ <= most_bytes_) return;
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.used < b.used; });
    // Some more than needed, so that it is not done again at once.
    const std::uint64_t aim = most_bytes_ - most_bytes_ / 10;
    for (const Entry& entry : entries) {
        if (bytes_ <= aim) return;
        if (fs::remove(entry.path, error)) bytes_ -= entry.size;
    }
}

}  // namespace spotter
