#pragma once

#include <cstdint>
#include <filesystem>

namespace spotter {

// Says to other programs that a session's writer is alive, for as long as this lives or until
// the program dies, however it does: a lock on one byte of DATA/spotter.sqlite.writers.
class SessionClaim {
  public:
    // Throws Error when the file cannot be made.
    SessionClaim(const std::filesystem::path& data_folder, std::int64_t session);
    ~SessionClaim();
    SessionClaim(const SessionClaim&) = delete;
    SessionClaim& operator=(const SessionClaim&) = delete;

    // Whether somebody, of this program or another, holds such a claim.
    static bool is_held(const std::filesystem::path& data_folder, std::int64_t session);

  private:
    int descriptor_;
};

}  // namespace spotter
