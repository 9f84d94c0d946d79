#include "training/data/archive.h"

#include <set>
#include <string_view>
#include <vector>

#include <sys/stat.h>
#include <zip.h>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/free_with.h"
#include "training/data/entry_name.h"
#include "training/data/label_name.h"
#include "training/data/mended_zip.h"
#include "training/data/zip_directory.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "read archive";

using ZipHandle = std::unique_ptr<zip_t, FreeWith<zip_discard>>;
using ZipStream = std::unique_ptr<zip_file_t, FreeWith<zip_fclose>>;

ZipHandle open_zip(const fs::path& file, const std::vector<ZipRecord>& records) {
    std::set<std::uint64_t> lies;
    for (const ZipRecord& record : records) {
        constexpr std::uint64_t kFlagsAt = 8;
        if (record.odd_name || record.odd_comment) lies.insert(record.listed + kFlagsAt + 1);
    }
    zip_source_t* const source = mended_zip_source(file, lies);
    if (source == nullptr) throw Error(kStep, file.string(), "cannot be read");
    zip_error_t error;
    zip_error_init(&error);
    // Not with ZIP_CHECKCONS, which refuses a whole archive for one bad entry: what that checks,
    // read_zip_directory() checked entry by entry.
    ZipHandle zip(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (zip) return zip;
    zip_source_free(source);
    const std::string cause = zip_error_strerror(&error);
    zip_error_fini(&error);
    throw Error(kStep, file.string(), cause, "copy or download it again");
}

std::string damaged(const std::string& cause) {
    return cause + "; copy or download the archive again";
}

// Why an entry of these properties is refused, whatever its name.
std::optional<std::string> record_problem(const ZipRecord& record) {
    constexpr std::uint16_t kEncrypted = 1U | 1U << 6;
    if (record.name.find('\0') != std::string::npos) return "its name has a NUL in it; rename it";
    if (record.odd_name) return "its name is not UTF-8, though it says so; rename it";
    if (record.contradicts) return damaged("its two headers contradict each other");
    if (record.overlaps) return damaged("it overlaps another entry");
    if ((record.flags & kEncrypted) != 0) return "it is encrypted; unpack it yourself first";
    const std::uint32_t type = record.mode & S_IFMT;
    if (type == S_IFLNK) return "it is a link; pack the file itself";
    if (type != 0 && type != S_IFREG && type != S_IFDIR) return "it is no plain file; leave it out";
    return std::nullopt;
}

std::string too_large(const std::string& what, std::uint64_t most) {
    return what + " is larger than " + std::to_string(most >> 20) + " MB; pack it in parts";
}

}  // namespace

struct Archive::Zip {
    ZipHandle handle;
};

bool is_archive_name(const fs::path& file) {
    const std::string ending = case_folded(file.extension().string());
    return ending == ".zip";
}

Archive::Archive(const fs::path& file, const ArchiveLimits& limits)
    : file_(file), limits_(limits), zip_(std::make_unique<Zip>()) {
    list_entries();
}

Archive::~Archive() = default;

void Archive::list_entries() {
    const std::vector<ZipRecord> records = read_zip_directory(file_, limits_.entries);
    zip_->handle = open_zip(file_, records);
    if (zip_get_num_entries(zip_->handle.get(), 0) != std::ssize(records)) {
        throw Error(kStep, file_.string(), "it contradicts itself", "pack it again");
    }
    EntryNames names;
    for (std::uint64_t i = 0; i < records.size(); ++i) {
        const ZipRecord& record = records[i];
        // As libzip reads it: Unicode extra fields, and code page 437 where it is no UTF-8.
        const char* name_at = zip_get_name(zip_->handle.get(), i, ZIP_FL_ENC_GUESS);
        const std::string name = name_at != nullptr ? name_at : "";
        std::optional<std::string> problem = record_problem(record);
        if (problem) {
            rejected_.push_back({printable(record.name), *problem});
            continue;
        }
        if (is_folder_or_system_entry(name)) continue;
        problem = names.problem_of(name);
        zip_stat_t stat;
        if (!problem && zip_stat_index(zip_->handle.get(), i, 0, &stat) != 0) {
            problem = damaged("its entry cannot be read");
        }
        if (problem) {
            rejected_.push_back({printable(name), *problem});
        } else {
            entries_.push_back({i, name, record.packed, record.inflated});
        }
    }
}

std::optional<std::string> Archive::extract(const ArchiveEntry& entry, const fs::path& file,
                                            const JobToken& token) {
    constexpr std::uint64_t kFreely = 1U << 20;
    if (entry.inflated > limits_.bytes_each) {
        return too_large("it", limits_.bytes_each);
    }
    const ZipStream in(zip_fopen_index(zip_->handle.get(), entry.index, 0));
    if (!in) return damaged(zip_error_strerror(zip_get_error(zip_->handle.get())));
    AtomicFile out(file, "unpack archive");
    std::vector<char> block(1 << 18);
    std::uint64_t total = 0;
    while (true) {
        token.checkpoint();
        const zip_int64_t read = zip_fread(in.get(), block.data(), block.size());
        if (read < 0) return damaged(zip_error_strerror(zip_file_get_error(in.get())));
        if (read == 0) break;
        total += static_cast<std::uint64_t>(read);
        inflated_ += static_cast<std::uint64_t>(read);
        if (total > limits_.bytes_each) return too_large("it", limits_.bytes_each);
        if (inflated_ > limits_.bytes_all) {
            return too_large("the archive", limits_.bytes_all);
        }
        if (total > kFreely && total / limits_.ratio > entry.packed) {
            return "it inflates more than " + std::to_string(limits_.ratio) +
                   " times, as no video does; leave it out";
        }
        out.write(std::string_view(block.data(), static_cast<std::size_t>(read)));
    }
    if (total != entry.inflated) return damaged("it has another length than it says");
    out.keep();
    return std::nullopt;
}

}  // namespace spotter
