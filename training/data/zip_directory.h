#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace spotter {

// One entry of a ZIP's central directory, as the file says it: nothing here was believed yet.
struct ZipRecord {
    std::string name;            // bytes as they are
    std::uint16_t flags = 0;     // bit 0: encrypted, bit 11: the name is UTF-8
    std::uint16_t method = 0;    // 0: stored, 8: DEFLATE
    std::uint64_t packed = 0;    // bytes in the archive
    std::uint64_t inflated = 0;  // bytes it claims to become
    std::uint64_t listed = 0;    // where the directory's record of it lies in the file
    std::uint64_t begin = 0;     // where its local header lies in the file
    std::uint64_t end = 0;       // behind its data
    std::uint32_t mode = 0;      // Unix file mode; 0: not said
    bool overlaps = false;       // shares bytes with another entry or with the directory
    bool contradicts = false;    // its local header is missing or says something else
    bool odd_name = false;       // it says that its name is UTF-8, which is not so
    bool odd_comment = false;    // its comment likewise
};

// The central directory, in its order, which is libzip's: what libzip does not say about entries
// (raw names, modes) or does not check (overlaps). Zip64 too. Throws Error when `file` is no
// ZIP or cut off, or has more than `most_entries`. Nothing is allocated before the file's size
// allows for it.
std::vector<ZipRecord> read_zip_directory(const std::filesystem::path& file,
                                          std::size_t most_entries);

}  // namespace spotter
