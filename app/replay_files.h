#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/analysis.h"
#include "app/paths.h"
#include "engine/session/session.h"
#include "training/data/disk_cache.h"

namespace spotter {

// A video that Replay knows.
struct KnownVideo {
    std::filesystem::path file;  // where it was last
    std::string key;
    double length_s = 0;
};

// What is kept of video files that are not part of a session. What a model said and the user
// corrected lies in DATA/replay as a log of docs/log-format.md, one file for each video, found by
// the video's content wherever it lies; poses and what other models said are in the cache. One
// thread at a time.
class ReplayFiles {
  public:
    explicit ReplayFiles(const Paths& paths);

    // 64 hex digits for a video's content: its size, and samples of it. Throws Error when it
    // cannot be read.
    static std::string key_of(const std::filesystem::path& video);
    // The identifier of the session that its workout is, or would be in the store.
    static std::string uuid_of(const std::string& key);

    // Nothing: it was not analysed yet. A damaged log is kept aside; `problem` says so.
    std::optional<Session> find(const std::string& key, std::string& problem);
    // Throws Error when it cannot be written; then what was there is as it was.
    void save(const std::string& key, const Session& session);
    // The newest first.
    std::vector<KnownVideo> known() const;

    // In order of time; empty: not known.
    std::vector<SeenPose> poses(const std::string& key);
    void put_poses(const std::string& key, const std::vector<SeenPose>& poses);
    // What the model with these weights said of it.
    std::optional<Session> opinion(const std::string& key, const std::string& model_sha256);
    void put_opinion(const std::string& key, const std::string& model_sha256,
                     const Session& session);

  private:
    std::filesystem::path log_of(const std::string& key) const;

    const std::filesystem::path folder_;
    DiskCache poses_;
    DiskCache opinions_;
};

}  // namespace spotter
