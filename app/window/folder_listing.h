#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/core/job.h"
#include "ui/files/files_view.h"

namespace spotter {

// Which files are listed; folders always are.
enum class FileKind { any, videos, videos_and_zips, logs, folders_alone };

// "Videos"; what the chooser calls them.
std::string kind_name(FileKind kind);

// What is to be listed.
struct FolderQuery {
    std::filesystem::path path;  // a folder, or a file in it
    FileKind kind = FileKind::any;
    bool climb = false;  // when it is gone, the nearest folder above that is there
    // Only if the folder changed since then.
    std::optional<std::filesystem::file_time_type> changed_since = {};
};

// What a folder holds. Hidden files are left out.
struct FolderListing {
    std::filesystem::path folder;
    std::string failure;        // why it could not be read, one line; empty: it was
    std::vector<FileRow> rows;  // folders first, each part in natural order
    std::size_t left_out = 0;   // files of other kinds
    std::unordered_set<std::string> names = {};    // of everything in it, hidden or not
    std::string named = {};                        // the file of it that was asked for
    std::filesystem::file_time_type changed_at{};  // before it was read
    bool unchanged = false;                        // nothing was read
};

// Reads it; on a slow disk that takes a while, so call it on a job's thread. Publishes how far it
// is. Throws Cancelled.
FolderListing list_folder(const FolderQuery& query, JobToken& token);

}  // namespace spotter
