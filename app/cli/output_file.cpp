#include "app/cli/output_file.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "write output";
constexpr const char* kRemedy = "check the folder, its permissions and the free space";

[[noreturn]] void fail(const fs::path& file, int error) {
    throw Error(kStep, file.string(), std::generic_category().message(error), kRemedy);
}

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
        errno = 0;
        std::ofstream device(file);
        if (!(device << text << std::flush)) fail(file, errno);
        return;
    }
    write_atomically(file, text, kStep);
}

void flush_output() {
    errno = 0;
    std::cout.flush();
    if (std::cout) return;
    // The write that failed first may be long ago, and errno another one's.
    pollfd output = {STDOUT_FILENO, POLLOUT, 0};
    if (::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0) throw ReaderGone();
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
    if (is_special(file)) return;
    // As open() will see it, where access() asks for the user who started the program.
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) != 0) fail(file, errno);
}

void check_ending(const fs::path& file, const std::string& what, const std::string& ending) {
    if (file == "-" || is_special(file)) return;
    std::string found = file.extension().string();
    std::ranges::transform(found, found.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (found == ending) return;
    throw Error(kStep, file.string(), what + " is written as *" + ending + " alone",
                "name it so, as in " + file.stem().string() + ending);
}

void check_video_output(const fs::path& file) {
    check_output(file);
    if (is_special(file) || file == "-") {
        throw Error(kStep, file.string(), "a video cannot be written there", "name a new file");
    }
    check_ending(file, "a video", ".mp4");
}

}  // namespace spotter
