#include "training/fit/training_lock.h"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/core/error.h"

namespace spotter {

TrainingLock::TrainingLock(const std::filesystem::path& work) {
    std::error_code failure;
    std::filesystem::create_directories(work, failure);
    const std::filesystem::path file = work / "lock";
    if (!failure) {
        descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor_ < 0) failure.assign(errno, std::generic_category());
    }
    if (failure) {
        throw Error("train", file.string(), failure.message(),
                    "check the folder, its permissions and the free space");
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> holder{};
        const ssize_t size = ::pread(descriptor_, holder.data(), holder.size() - 1, 0);
        ::close(descriptor_);
        throw Error("train", work.filename().string(),
                    "another training into this name is running" +
                        (size > 0 ? ", as process " + std::string(holder.data()) : std::string()),
                    "wait for it, or choose another name with --out");
    }
    // For the message above; the lock holds without it.
    const std::string mine = std::to_string(::getpid());
    [[maybe_unused]] const bool written =
        ::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, mine.data(), mine.size(), 0) > 0;
}

TrainingLock::~TrainingLock() {
    ::close(descriptor_);
}

}  // namespace spotter
