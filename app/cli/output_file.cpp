#include "app/cli/output_file.h"

#include <cerrno>
#include <cstdio>
#include <iostream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "write output";
constexpr const char* kRemedy = "check the folder, its permissions and the free space";

[[noreturn]] void fail(const fs::path& file, int error) {
    throw Error(kStep, file.string(), std::generic_category().message(error), kRemedy);
}

// A file being written; closed, and removed unless it was kept.
class OpenFile {
  public:
    // `target`: what errors name.
    OpenFile(fs::path path, fs::path target, int flags)
        : path_(std::move(path)),
          target_(std::move(target)),
          temporary_(path_ != target_),
          descriptor_(::open(path_.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666)) {
        if (descriptor_ < 0) fail(target_, errno);
    }
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
        std::error_code ignored;
        if (temporary_) fs::remove(path_, ignored);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void write(std::string_view text) {
        while (!text.empty()) {
            const ssize_t written = ::write(descriptor_, text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail(target_, errno);
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    // Under its target's name from now on.
    void keep() {
        if (::fsync(descriptor_) != 0 || ::close(std::exchange(descriptor_, -1)) != 0) {
            fail(target_, errno);
        }
        if (std::rename(path_.c_str(), target_.c_str()) != 0) fail(target_, errno);
        temporary_ = false;
    }

  private:
    const fs::path path_;
    const fs::path target_;
    bool temporary_;
    int descriptor_;
};

bool is_special(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    return fs::exists(status) && !fs::is_regular_file(status);
}

}  // namespace

void write_output(const fs::path& file, const std::string& text) {
    if (file == "-") {
        std::cout << text;
        flush_output();
        return;
    }
    if (is_special(file)) {
        OpenFile(file, file, 0).write(text);
        return;
    }
    OpenFile part(file.string() + ".part", file, O_CREAT | O_TRUNC);
    part.write(text);
    part.keep();
}

void flush_output() {
    errno = 0;
    std::cout.flush();
    if (std::cout) return;
    throw Error(kStep, "standard output",
                errno != 0 ? std::generic_category().message(errno) : "it is closed", kRemedy);
}

void print_failure(const std::string& message) {
    std::cerr << "spotter: " << message << std::endl;
}

void check_output(const fs::path& file) {
    if (file == "-") return;
    if (fs::is_directory(file)) throw Error(kStep, file.string(), "it is a folder", "name a file");
    const fs::path folder = file.has_parent_path() ? file.parent_path() : ".";
    if (!fs::is_directory(folder)) {
        throw Error(kStep, file.string(), "its folder is not there", "make the folder first");
    }
    if (::access(folder.c_str(), W_OK) != 0 && !is_special(file)) fail(file, errno);
}

void check_video_output(const fs::path& file) {
    check_output(file);
    if (is_special(file) || file == "-") {
        throw Error(kStep, file.string(), "a video cannot be written there", "name a new file");
    }
}

}  // namespace spotter
