#pragma once

#include <filesystem>
#include <vector>

#include "app/paths.h"
#include "ui/files/files_view.h"

namespace spotter {

// Where videos often are: the home folder; in it Videos and Downloads, as the desktop calls them,
// if they are there; and what is mounted for the user, such as a stick or a camera's card, from
// `mounts` (/proc/self/mounts). Looks at the disk.
std::vector<FilePlace> file_places(const Environment& environment,
                                   const std::filesystem::path& mounts = "/proc/self/mounts");

}  // namespace spotter
