#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/paths.h"

namespace spotter {

// A folder of the user's datasets.
struct StoredDataset {
    std::string name;
    std::filesystem::path folder;
};

// The user's datasets by name: folders in `datasets` of the data folder.
std::vector<StoredDataset> list_datasets(const Paths& paths);

// The folder that `name_or_folder` means, whether it is there or not: a path when it has a slash or
// is an existing folder, else a dataset of the user by that name. Throws Error when it is neither.
std::filesystem::path dataset_folder(const Paths& paths, const std::string& name_or_folder);

}  // namespace spotter
