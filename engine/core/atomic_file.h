#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace spotter {

// A file that appears under its name whole or not at all: written beside it, brought to the disk,
// then renamed. The destructor removes what was not kept. A folder, pipe or device is refused.
// Errors name `step` and the target. One thread at a time.
class AtomicFile {
  public:
    AtomicFile(std::filesystem::path target, std::string step);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    // Throws Error, as keep() does, when the disk is full or fails.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
    // Under its target's name from now on; what stood there is replaced.
    void keep();

  private:
    [[noreturn]] void fail(int error) const;

    const std::filesystem::path target_;
    const std::filesystem::path part_;  // where it is written
    const std::string step_;
    int descriptor_ = -1;
};

// Many small files of one folder: written beside their names, brought to the disk together, which
// takes no longer than for a few, then renamed. The destructor removes what was not kept. Errors
// name `step` and the file. One thread at a time.
class AtomicFiles {
  public:
    AtomicFiles(std::filesystem::path folder, std::string step);
    ~AtomicFiles();
    AtomicFiles(const AtomicFiles&) = delete;
    AtomicFiles& operator=(const AtomicFiles&) = delete;

    // What was added under this name before is replaced. Throws Error, as keep() does, when the
    // disk is full or fails.
    void add(const std::string& name, std::string_view text);
    // Under their names from now on; what stood there is replaced.
    void keep();

  private:
    const std::filesystem::path folder_;
    const std::string step_;
    std::set<std::filesystem::path> targets_;  // whose parts are there
};

// The whole of a small file at once.
void write_atomically(const std::filesystem::path& target, std::string_view text,
                      const std::string& step);

// A finished folder under another name on the same file system: what is in it is brought to the
// disk, then renamed. When `replace`, a folder of that name is moved aside first and removed
// afterwards. Throws Error when `to` is there and not to be replaced.
void publish_folder(const std::filesystem::path& from, const std::filesystem::path& to,
                    bool replace, const std::string& step);

}  // namespace spotter
