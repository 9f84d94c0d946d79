#include "app/unpacked_model.h"

#include <algorithm>
#include <string>
#include <system_error>

#include <unistd.h>

#include "engine/core/error.h"
#include "training/data/archive.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "import model";

}  // namespace

UnpackedModel::UnpackedModel(const fs::path& zip, const fs::path& place, const JobToken& token)
    : folder_(fs::weakly_canonical(place) / (".unpacked-" + std::to_string(::getpid()))) {
    try {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        unpack(zip, token);
    } catch (const fs::filesystem_error& error) {
        throw Error(kStep, folder_.string(), error.code().message(),
                    "check the folder's permissions and the free space");
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
        throw;
    }
}

UnpackedModel::~UnpackedModel() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

// What lies beside the first config.json; folders below it are no part of a model.
void UnpackedModel::unpack(const fs::path& zip, const JobToken& token) {
    Archive archive(zip);
    const auto config = std::ranges::find_if(archive.entries(), [](const ArchiveEntry& entry) {
        return fs::path(entry.name).filename() == "config.json";
    });
    if (config == archive.entries().end()) {
        throw Error(kStep, zip.string(), "there is no config.json in it",
                    "a model is a folder with config.json and model.safetensors, or a ZIP of one");
    }
    const fs::path inside = fs::path(config->name).parent_path();
    for (const ArchiveEntry& entry : archive.entries()) {
        const fs::path name = entry.name;
        if (name.parent_path() != inside) continue;
        if (const auto problem = archive.extract(entry, folder_ / name.filename(), token)) {
            throw Error(kStep, zip.string() + "/" + entry.name, *problem);
        }
    }
}

}  // namespace spotter
