#include "engine/session/session_claim.h"

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr mode_t kMode = 0644;

std::string file_in(const std::filesystem::path& data_folder) {
    return (data_folder / "spotter.sqlite.writers").string();
}

struct flock lock_on(std::int64_t session) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = session;
    lock.l_len = 1;
    return lock;
}

}  // namespace

// Locks of the open file, not of the process (F_OFD_…): those of two writers in one program
// differ, too.
SessionClaim::SessionClaim(const std::filesystem::path& data_folder, std::int64_t session)
    : descriptor_(::open(file_in(data_folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode)) {
    if (descriptor_ < 0) {
        throw Error("keep session", file_in(data_folder), std::generic_category().message(errno),
                    "choose a folder that you may write to with --data-dir");
    }
    struct flock lock = lock_on(session);
    // Where the file system has no locks, sessions are kept without.
    (void)::fcntl(descriptor_, F_OFD_SETLK, &lock);
}

SessionClaim::~SessionClaim() {
    ::close(descriptor_);
}

bool SessionClaim::is_held(const std::filesystem::path& data_folder, std::int64_t session) {
    const int descriptor = ::open(file_in(data_folder).c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct flock lock = lock_on(session);
    const bool asked = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
    ::close(descriptor);
    return asked && lock.l_type != F_UNLCK;
}

}  // namespace spotter
