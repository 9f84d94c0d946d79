#include "engine/core/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kRemedy = "check the folder, its permissions and the free space";

[[noreturn]] void fail_at(const fs::path& path, const std::string& step, int error) {
    throw Error(step, path.string(), std::generic_category().message(error), kRemedy);
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// Brings a file or the entries of a folder to the disk.
void sync_path(const fs::path& path, const std::string& step) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail_at(path, step, errno);
    const int failure = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    // Some file systems do not sync folders; then there is nothing to do.
    if (failure != 0 && failure != EINVAL) fail_at(path, step, failure);
}

// What is renamed onto a device takes its place.
fs::path checked_target(fs::path target, const std::string& step) {
    std::error_code ignored;
    const fs::file_status status = fs::status(target, ignored);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        throw Error(step, target.string(), "is not a file", "name a file");
    }
    return target;
}

fs::path part_of(const fs::path& target) {
    return target.string() + ".part";
}

// Returns the error, or 0.
int write_all(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

int open_part(const fs::path& part) {
    return ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

}  // namespace

AtomicFile::AtomicFile(fs::path target, std::string step)
    : target_(checked_target(std::move(target), step)),
      part_(part_of(target_)),
      step_(std::move(step)),
      descriptor_(open_part(part_)) {
    if (descriptor_ < 0) fail(errno);
}

AtomicFile::~AtomicFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    std::error_code ignored;
    fs::remove(part_, ignored);
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    if (const int error = write_all(descriptor_, bytes)) fail(error);
}

void AtomicFile::keep() {
    if (::fsync(descriptor_) != 0) fail(errno);
    if (std::rename(part_.c_str(), target_.c_str()) != 0) fail(errno);
    ::close(std::exchange(descriptor_, -1));
    sync_path(folder_of(target_), step_);
}

void AtomicFile::fail(int error) const {
    fail_at(target_, step_, error);
}

AtomicFiles::AtomicFiles(fs::path folder, std::string step)
    : folder_(std::move(folder)), step_(std::move(step)) {}

AtomicFiles::~AtomicFiles() {
    std::error_code ignored;
    for (const fs::path& target : targets_) fs::remove(part_of(target), ignored);
}

void AtomicFiles::add(const std::string& name, std::string_view text) {
    fs::path target = checked_target(folder_ / name, step_);
    const int descriptor = open_part(part_of(target));
    if (descriptor < 0) fail_at(target, step_, errno);
    targets_.insert(target);
    const int failure = write_all(descriptor, std::as_bytes(std::span(text)));
    ::close(descriptor);
    if (failure != 0) fail_at(target, step_, failure);
}

void AtomicFiles::keep() {
    const int descriptor = ::open(folder_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail_at(folder_, step_, errno);
    const int failure = ::syncfs(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (failure != 0) fail_at(folder_, step_, failure);
    while (!targets_.empty()) {
        const fs::path& target = *targets_.begin();
        if (std::rename(part_of(target).c_str(), target.c_str()) != 0) {
            fail_at(target, step_, errno);
        }
        targets_.erase(targets_.begin());
    }
    sync_path(folder_, step_);
}

void write_atomically(const fs::path& target, std::string_view text, const std::string& step) {
    AtomicFile file(target, step);
    file.write(text);
    file.keep();
}

void publish_folder(const fs::path& from, const fs::path& to, bool replace,
                    const std::string& step) {
    for (const auto& entry : fs::directory_iterator(from)) sync_path(entry.path(), step);
    sync_path(from, step);
    const fs::path aside = to.string() + ".old";
    std::error_code ignored;
    if (fs::exists(to)) {
        if (!replace) throw Error(step, to.string(), "is already there", "choose another name");
        fs::remove_all(aside, ignored);
        if (std::rename(to.c_str(), aside.c_str()) != 0) fail_at(to, step, errno);
    }
    if (std::rename(from.c_str(), to.c_str()) != 0) {
        const int error = errno;
        if (fs::exists(aside, ignored)) fs::rename(aside, to, ignored);
        fail_at(to, step, error);
    }
    sync_path(folder_of(to), step);
    fs::remove_all(aside, ignored);
}

}  // namespace spotter
