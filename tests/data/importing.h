#pragma once

#include <algorithm>
#include <filesystem>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "tests/capture/make_video.h"
#include "tests/data/make_zip.h"
#include "tests/temp_folder.h"
#include "training/data/clip_import.h"

namespace spotter::test {

// Ten numbered pictures a second; `first_number` makes videos differ.
inline void make_numbered(const std::filesystem::path& file, double seconds, int first_number = 0,
                          int step_ms = 100) {
    std::filesystem::create_directories(file.parent_path());
    VideoRecipe recipe;
    recipe.ticks = even_ticks(static_cast<int>(seconds * 1000 / step_ms) + 1, step_ms);
    recipe.first_number = first_number;
    make_video(file, recipe);
}

inline std::string numbered_bytes(double seconds, int first_number) {
    const TempFolder folder;
    make_numbered(folder / "a.mp4", seconds, first_number);
    return bytes_of(folder / "a.mp4");
}

inline ZipPart stored(const std::string& name, const std::string& data) {
    ZipPart part;
    part.name = name;
    part.data = data;
    return part;
}

inline ImportReport import(const std::vector<std::filesystem::path>& sources,
                           const std::filesystem::path& dataset,
                           const ClipImportOptions& options = {}) {
    JobToken token;
    return import_clips(sources, dataset, options, token);
}

inline bool says(const ImportReport& report, const std::string& words) {
    for (const std::string& note : report.notes) {
        if (note.find(words) != std::string::npos) return true;
    }
    return false;
}

inline std::string reason(const ImportReport& report, const std::string& name) {
    for (const Rejection& rejection : report.rejected) {
        if (rejection.name == name) return rejection.reason;
    }
    return "";
}

inline std::vector<std::string> files_below(const std::filesystem::path& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path().lexically_relative(folder).generic_string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// A job that is cancelled when so much of it is done.
class CancelledJob {
  public:
    explicit CancelledJob(double fraction)
        : canceller_([this, fraction](const std::stop_token& ended) {
              while (!ended.stop_requested() && token_.progress().fraction < fraction)
                  std::this_thread::yield();
              stop_.request_stop();
          }) {}
    JobToken& token() { return token_; }

  private:
    std::stop_source stop_;
    JobToken token_{stop_.get_token()};
    std::jthread canceller_;
};

inline ClipImportOptions labelled(const std::string& label) {
    ClipImportOptions options;
    options.label = label;
    return options;
}

}  // namespace spotter::test
