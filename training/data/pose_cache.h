#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/job.h"
#include "engine/core/pose.h"
#include "engine/core/pose_track.h"
#include "training/data/dataset.h"
#include "training/data/disk_cache.h"
#include "training/data/rejection.h"

namespace spotter {

// Poses of clips, found once: kept in a folder by the clip's bytes and the pose models' version.
// Any thread may call any method.
class PoseCache {
  public:
    // `folder`: of the user's cache; `most_bytes`: about 50 kB a clip of two seconds.
    explicit PoseCache(const std::filesystem::path& folder,
                       std::uint64_t most_bytes = std::uint64_t{2} << 30);

    // `clip_sha256`: of the clip's file.
    std::optional<PoseTrack> find(const std::string& clip_sha256);
    // Also poses that were found while the clip was recorded.
    void put(const std::string& clip_sha256, const PoseTrack& track);

  private:
    DiskCache disk_;
};

// The poses of one clip, from the cache or found by `pose` and put there. Throws Error when it is
// no video, Cancelled.
PoseTrack clip_poses(const std::filesystem::path& clip, PoseCache& cache, PoseEstimator& pose,
                     const JobToken& token);

// Makes one estimator for each thread that finds poses; called as they are needed.
using PoseEstimatorFactory = std::function<std::unique_ptr<PoseEstimator>()>;

struct DatasetPoses {
    // Of each clip of `indices`, in their order; empty where there are none.
    std::vector<PoseTrack> tracks;
    std::vector<Rejection> rejected;  // clips that could not be read
    std::size_t found = 0;            // of those not in the cache
};

// The poses of many clips, found by `threads` threads side by side where the cache has none.
// Publishes progress. Throws Cancelled; what was found until then is in the cache.
DatasetPoses dataset_poses(const Dataset& dataset, const std::vector<std::size_t>& indices,
                           PoseCache& cache, const PoseEstimatorFactory& make_estimator,
                           int threads, JobToken& token);

// One track as bytes, and back; nothing when they are none.
std::string bytes_of_track(const PoseTrack& track);
std::optional<PoseTrack> track_from_bytes(std::string_view bytes);

}  // namespace spotter
