#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/job.h"
#include "training/data/rejection.h"

namespace spotter {

// What an archive may be at most. Sizes are counted as they inflate; headers are not believed.
struct ArchiveLimits {
    std::size_t entries = 100'000;
    std::uint64_t bytes_each = std::uint64_t{8} << 30;
    std::uint64_t bytes_all = std::uint64_t{64} << 30;
    // Inflated to packed, beyond the first megabyte. Videos hardly shrink; DEFLATE's limit, and
    // so a bomb's, is 1032.
    std::uint64_t ratio = 100;
};

struct ArchiveEntry {
    std::uint64_t index = 0;  // in the archive
    std::string name;         // "squat/a.mp4": a relative path of UTF-8 that stays inside
    std::uint64_t packed = 0;
    std::uint64_t inflated = 0;  // as it claims
};

// Whether the name ends like a ZIP's.
bool is_archive_name(const std::filesystem::path& file);

// A ZIP of a stranger. Its files are listed when their names and places are harmless: relative,
// without "..", backslash, NUL or control characters, not encrypted, no link or device, not
// twice (also when case is ignored), not overlapping others, no archive themselves. The others
// are `rejected`. One thread at a time.
class Archive {
  public:
    // Throws Error when it is no ZIP, cut off, contradicts itself or has too many entries.
    explicit Archive(const std::filesystem::path& file, const ArchiveLimits& limits = {});
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    // Files, in the archive's order; folders and what systems add ("__MACOSX/") are left out.
    const std::vector<ArchiveEntry>& entries() const { return entries_; }
    const std::vector<Rejection>& rejected() const { return rejected_; }

    // Inflates one entry to `file`: written beside it and renamed, so whole or not at all.
    // Returns why the entry is refused: its data is damaged, its checksum is wrong, or it passes
    // a limit. Throws Error when the disk fails, and Cancelled.
    std::optional<std::string> extract(const ArchiveEntry& entry, const std::filesystem::path& file,
                                       const JobToken& token);

  private:
    struct Zip;
    void list_entries();

    const std::filesystem::path file_;
    const ArchiveLimits limits_;
    std::unique_ptr<Zip> zip_;
    std::vector<ArchiveEntry> entries_;
    std::vector<Rejection> rejected_;
    std::uint64_t inflated_ = 0;  // by all extract() so far
};

}  // namespace spotter
