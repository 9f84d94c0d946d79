#include "engine/session/held_log.h"

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/error.h"

namespace spotter {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& cause,
                       const std::string& remedy) {
    throw Error("bring in session", file.string(), cause, remedy);
}

std::string cause_of(int error) {
    return std::generic_category().message(error);
}

}  // namespace

// Folders for temporary files are open to all: nothing there is followed, waited for or believed
// but a plain file of this user.
std::optional<HeldLog> HeldLog::take(const std::filesystem::path& file) {
    struct stat known {};
    if (::lstat(file.c_str(), &known) != 0 || known.st_uid != ::geteuid()) return std::nullopt;
    if (!S_ISREG(known.st_mode)) fail(file, "it is no plain file", "move it away");
    const int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    HeldLog out(file, ::open(file.c_str(), flags));
    if (out.descriptor_ < 0 && errno == ENOENT) return std::nullopt;
    if (out.descriptor_ < 0) fail(file, cause_of(errno), "let yourself read and write it");
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    // As in SessionClaim: where the file system has no locks it goes without.
    const bool refused = ::fcntl(out.descriptor_, F_OFD_SETLK, &lock) != 0;
    if (refused && (errno == EAGAIN || errno == EACCES)) return std::nullopt;
    return out;
}

HeldLog::HeldLog(std::filesystem::path file, int descriptor)
    : file_(std::move(file)), descriptor_(descriptor) {}

HeldLog::HeldLog(HeldLog&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

HeldLog& HeldLog::operator=(HeldLog&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

HeldLog::~HeldLog() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::string HeldLog::read() const {
    constexpr std::int64_t kMostBytes = std::int64_t{1} << 29;  // some days of a large model
    struct stat known {};
    if (::fstat(descriptor_, &known) != 0) fail(file_, cause_of(errno), "check the disk");
    if (known.st_size > kMostBytes) {
        fail(file_, "it is too large",
             "if it is a workout, 'spotter sessions import' with that file brings it in; then "
             "delete it");
    }
    std::string out(static_cast<std::size_t>(known.st_size), '\0');
    std::size_t got = 0;
    while (got < out.size()) {
        const ssize_t count =
            ::pread(descriptor_, out.data() + got, out.size() - got, static_cast<off_t>(got));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(file_, cause_of(errno), "check the disk");
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    out.resize(got);
    return out;
}

}  // namespace spotter
