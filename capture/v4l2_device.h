#pragma once

#include <string>

namespace spotter {

// A video device of this machine, open for questions.
class V4l2Device {
  public:
    explicit V4l2Device(const std::string& path);
    ~V4l2Device();
    V4l2Device(const V4l2Device&) = delete;
    V4l2Device& operator=(const V4l2Device&) = delete;

    bool is_open() const { return file_ >= 0; }
    // Why it could not be opened, as errno.
    int open_error() const { return error_; }
    // False: the device refused; why is in errno.
    bool query(unsigned long request, void* argument) const;

  private:
    int file_ = -1;
    int error_ = 0;
};

}  // namespace spotter
