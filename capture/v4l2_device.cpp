#include "capture/v4l2_device.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace spotter {

V4l2Device::V4l2Device(const std::string& path)
    : file_(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC)), error_(file_ < 0 ? errno : 0) {}

V4l2Device::~V4l2Device() {
    if (file_ >= 0) ::close(file_);
}

bool V4l2Device::query(unsigned long request, void* argument) const {
    int answer = 0;
    do {
        answer = ::ioctl(file_, request, argument);
    } while (answer < 0 && errno == EINTR);
    return answer >= 0;
}

}  // namespace spotter
