#include "app/dataset_store.h"

#include <algorithm>
#include <system_error>

#include "engine/core/error.h"
#include "training/data/label_name.h"

namespace fs = std::filesystem;

namespace spotter {

std::vector<StoredDataset> list_datasets(const Paths& paths) {
    std::vector<StoredDataset> datasets;
    std::error_code error;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(paths.data / "datasets", error)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with('.') && entry.is_directory(error)) {
            datasets.push_back({name, entry.path()});
        }
    }
    std::sort(datasets.begin(), datasets.end(),
              [](const StoredDataset& a, const StoredDataset& b) { return a.name < b.name; });
    return datasets;
}

fs::path dataset_folder(const Paths& paths, const std::string& name_or_folder) {
    std::error_code error;
    if (name_or_folder.find('/') != std::string::npos || name_or_folder == "." ||
        name_or_folder == ".." || fs::is_directory(name_or_folder, error)) {
        return name_or_folder;
    }
    // What a label may be called, a dataset may.
    if (const auto problem = label_problem(name_or_folder)) {
        throw Error("find dataset", name_or_folder, "its name " + *problem, "choose another one");
    }
    return paths.data / "datasets" / name_or_folder;
}

}  // namespace spotter
