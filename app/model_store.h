#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/paths.h"
#include "engine/model/model_folder.h"

namespace spotter {

// A model folder that can be chosen by name; its contents were not read yet.
struct StoredModel {
    std::string name;
    std::filesystem::path folder;
    bool shipped = false;  // comes with Spotter
};

// The user's models and the shipped ones, by name; a user's model hides a shipped one of the
// same name.
std::vector<StoredModel> list_models(const Paths& paths);

// The model that `name_or_folder` means: a name from list_models(), else a folder. Throws Error
// that names what there is.
ModelInfo find_model(const Paths& paths, const std::string& name_or_folder);

// Copies a model folder (only the files that make it up) into the user's models as `name`, once
// it proved complete: read and loaded. The copy appears whole or not at all. Throws Error when
// the name is taken and `replace` is not set.
ModelInfo import_model(const Paths& paths, const std::filesystem::path& folder,
                       const std::string& name, bool replace);

// Throws Error when a new model cannot have this name: it is no plain name, or taken and `replace`
// is not set. The message names `step` and the flag that takes another name.
void check_new_name(const Paths& paths, const std::string& name, bool replace,
                    const std::string& step = "import model", const std::string& flag = "--name");

// Writes a copy of a model to `target`: a folder that is not there yet, or a file that ends in
// ".zip" and holds that folder. It appears whole or not at all. Throws Error.
void export_model(const Paths& paths, const std::string& name_or_folder,
                  const std::filesystem::path& target);

// Takes one of the user's models out of the list and returns where it lies now, hidden; importing
// that folder brings it back. Throws Error for a model that is not there or comes with Spotter.
std::filesystem::path delete_model(const Paths& paths, const std::string& name);

}  // namespace spotter
