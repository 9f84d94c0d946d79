#include "app/window/folder_listing.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <sys/stat.h>

#include "capture/video_name.h"
#include "engine/core/natural_order.h"
#include "training/data/archive.h"
#include "training/data/label_name.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

bool is_log_name(const fs::path& file) {
    const std::string ending = case_folded(file.extension().string());
    return ending == ".jsonl" || ending == ".json";
}

bool is_of_kind(const fs::path& file, FileKind kind) {
    switch (kind) {
        case FileKind::any:
            return true;
        case FileKind::videos:
            return is_video_name(file);
        case FileKind::videos_and_zips:
            return is_video_name(file) || is_archive_name(file);
        case FileKind::logs:
            return is_log_name(file);
        case FileKind::folders_alone:
            return false;
    }
    return false;
}

// "“clips”"; the root has no other name than its path.
std::string quoted(const fs::path& folder) {
    const fs::path name = folder.has_filename() ? folder.filename() : folder.parent_path();
    return "“" + (name.filename().empty() ? folder : name.filename()).string() + "”";
}

std::string failure_text(const fs::path& folder, const std::error_code& error) {
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
        return "The folder " + quoted(folder) + " is not there";
    }
    if (error == std::errc::permission_denied) {
        return "You have no right to look into " + quoted(folder);
    }
    return "The folder " + quoted(folder) + " cannot be read: " + error.message();
}

// The folder that is meant, and the file in it if that was named.
void find_folder(const FolderQuery& query, FolderListing& out) {
    out.folder = query.path.lexically_normal();
    if (!out.folder.has_filename() && out.folder.has_relative_path()) {
        out.folder = out.folder.parent_path();
    }
    std::error_code error;
    if (fs::exists(out.folder, error) && !fs::is_directory(out.folder, error)) {
        out.named = out.folder.filename().string();
        out.folder = out.folder.parent_path();
    }
    while (query.climb && out.folder.has_relative_path() && !fs::is_directory(out.folder, error)) {
        out.folder = out.folder.parent_path();
    }
}

// What the chooser shows of an entry; nothing for what is neither file nor folder, or no longer
// there. Only a file that is shown is asked for its size: on a slow disk that takes longest.
std::optional<FileRow> row_of(const fs::directory_entry& entry, FolderListing& listing,
                              FileKind kind) {
    FileRow row;
    row.name = entry.path().filename().string();
    std::error_code error;
    row.folder = entry.is_directory(error);
    row.icon = row.folder ? Icon::folder : Icon::file;
    if (!row.folder) {
        if (!is_of_kind(entry.path(), kind)) {
            ++listing.left_out;
            return std::nullopt;
        }
        struct stat facts {};
        if (::stat(entry.path().c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
            return std::nullopt;
        }
        row.bytes = static_cast<std::uint64_t>(facts.st_size);
        row.changed_s = facts.st_mtime;
        if (is_video_name(entry.path())) row.icon = Icon::film;
    }
    row.folded = case_folded(row.name);
    return row;
}

bool comes_before(const FileRow& a, const FileRow& b) {
    if (a.folder != b.folder) return a.folder;
    if (a.folded != b.folded) return natural_less(a.folded, b.folded);
    return a.name < b.name;
}

void read_entries(FolderListing& out, FileKind kind, JobToken& token) {
    constexpr std::size_t kTellEvery = 256;
    std::error_code error;
    fs::directory_iterator at(out.folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
        token.checkpoint();
        std::string name = at->path().filename().string();
        const bool hidden = name.starts_with('.');
        out.names.insert(std::move(name));
        if (out.names.size() % kTellEvery == 0) {
            token.publish({std::to_string(out.names.size()) + " so far", -1});
        }
        if (hidden) continue;
        if (auto row = row_of(*at, out, kind)) out.rows.push_back(std::move(*row));
    }
    if (error) {
        out.failure = failure_text(out.folder, error);
        out.rows.clear();
    }
}

}  // namespace

std::string kind_name(FileKind kind) {
    switch (kind) {
        case FileKind::videos:
            return "Videos";
        case FileKind::videos_and_zips:
            return "Videos, zips";
        case FileKind::logs:
            return "JSON lines";
        case FileKind::folders_alone:
            return "Folders";
        case FileKind::any:
            break;
    }
    return "All files";
}

FolderListing list_folder(const FolderQuery& query, JobToken& token) {
    FolderListing out;
    find_folder(query, out);
    std::error_code error;
    out.changed_at = fs::last_write_time(out.folder, error);
    if (error) {
        out.failure = failure_text(out.folder, error);
        return out;
    }
    if (query.changed_since == out.changed_at) {
        out.unchanged = true;
        return out;
    }
    read_entries(out, query.kind, token);
    std::sort(out.rows.begin(), out.rows.end(), comes_before);
    return out;
}

}  // namespace spotter
