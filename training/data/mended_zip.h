#pragma once

#include <cstdint>
#include <filesystem>
#include <set>

#include <zip.h>

namespace spotter {

// `file` as a source for zip_open_from_source(), with bit 3 cleared in the bytes at `places`: the
// high half of an entry's flags, where it says "the name is UTF-8". libzip refuses a whole
// archive for one entry that says so and lies. Nothing when the file cannot be read.
zip_source_t* mended_zip_source(const std::filesystem::path& file,
                                const std::set<std::uint64_t>& places);

}  // namespace spotter
