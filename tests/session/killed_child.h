#pragma once

#include <filesystem>

namespace spotter::test {

// Another process writes a session into `data_folder`, an entry at a time, and is killed (SIGKILL)
// in the middle of it once it told that `wanted` entries are written. Returns how many it told.
int write_until_killed(const std::filesystem::path& data_folder, int wanted);

}  // namespace spotter::test
