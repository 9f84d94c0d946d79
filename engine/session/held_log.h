#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace spotter {

// A log of a session that could not be saved, in this one's hands for as long as it lives or until
// the program dies, however it does: who waits to write that session after all and who wants to
// bring it in do not get in each other's way. One thread at a time.
class HeldLog {
  public:
    // Nothing: it is gone, somebody else holds it, of this program or another, or it belongs to
    // another user. Throws Error (one line) when it is no plain file or cannot be opened.
    static std::optional<HeldLog> take(const std::filesystem::path& file);
    HeldLog(HeldLog&& other) noexcept;
    HeldLog& operator=(HeldLog&& other) noexcept;
    ~HeldLog();

    const std::filesystem::path& file() const { return file_; }
    // All that is in it. Throws Error when it cannot be read, or is larger than any session.
    std::string read() const;

  private:
    HeldLog(std::filesystem::path file, int descriptor);

    std::filesystem::path file_;
    int descriptor_;  // -1: it is another's now
};

}  // namespace spotter
