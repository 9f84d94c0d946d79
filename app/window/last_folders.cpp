#include "app/window/last_folders.h"

#include <fstream>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/log.h"

namespace spotter {

namespace {

using Json = nlohmann::json;

}  // namespace

LastFolders::LastFolders(std::filesystem::path data_folder)
    : file_(std::move(data_folder) / "folders.json") {
    std::ifstream in(file_);
    const Json read = Json::parse(in, nullptr, false);
    if (!read.is_object()) return;
    for (const auto& [purpose, folder] : read.items()) {
        if (folder.is_string()) folders_[purpose] = folder.get<std::string>();
    }
}

std::filesystem::path LastFolders::of(const std::string& purpose) const {
    const auto found = folders_.find(purpose);
    return found == folders_.end() ? std::filesystem::path() : std::filesystem::path(found->second);
}

void LastFolders::put(const std::string& purpose, const std::filesystem::path& folder) {
    std::string& last = folders_[purpose];
    if (last == folder.string()) return;
    last = folder.string();
    try {
        std::filesystem::create_directories(file_.parent_path());
        // A name that is no UTF-8 is not worth failing for.
        const std::string text =
            Json(folders_).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
        write_atomically(file_, text, "remember folder");
    } catch (const std::exception& error) {
        log_warning(error.what());
    }
}

}  // namespace spotter
