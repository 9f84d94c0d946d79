#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace spotter {

// Writes `files` into the archive `target`, uncompressed (weights do not compress), under `folder`
// in it. The archive appears whole or not at all. Throws Error.
void write_zip(const std::filesystem::path& target, const std::vector<std::filesystem::path>& files,
               const std::string& folder);

}  // namespace spotter
