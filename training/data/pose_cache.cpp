#include "training/data/pose_cache.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <list>
#include <mutex>
#include <string_view>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/core/worker.h"
#include "training/data/byte_stream.h"
#include "training/data/observe_clip.h"

namespace spotter {
namespace {

// Changes with the pose models and with how poses are found: files of older kinds are not read.
constexpr const char* kKind = "blazepose-full-0.10.14-2";
// More pictures than any clip has.
constexpr std::uint32_t kMostPoses = 1'000'000;

void put_pose(ByteWriter& out, const Pose& pose) {
    for (const Landmark& point : pose.image) {
        for (const float value : {point.x, point.y, point.z, point.visibility}) out.put(value);
    }
    for (const WorldPoint& point : pose.world) {
        for (const float value : {point.x, point.y, point.z}) out.put(value);
    }
    out.put(pose.presence);
    out.put(static_cast<std::uint8_t>(pose.view));
}

Pose get_pose(ByteReader& in) {
    Pose pose;
    for (Landmark& point : pose.image) {
        for (float* value : {&point.x, &point.y, &point.z, &point.visibility}) {
            *value = in.get<float>();
        }
    }
    for (WorldPoint& point : pose.world) {
        for (float* value : {&point.x, &point.y, &point.z}) *value = in.get<float>();
    }
    pose.presence = in.get<float>();
    pose.view = static_cast<PersonView>(std::min<std::uint8_t>(in.get<std::uint8_t>(), 2));
    return pose;
}

// The clips of a dataset, taken one after the other by several threads.
class PoseSearch {
  public:
    PoseSearch(const Dataset& dataset, const std::vector<std::size_t>& indices, PoseCache& cache,
               const PoseEstimatorFactory& make_estimator, JobToken& token)
        : dataset_(dataset),
          indices_(indices),
          cache_(cache),
          make_estimator_(make_estimator),
          token_(token) {
        found_.tracks.resize(indices.size());
    }

    DatasetPoses run(int threads) {
        {
            std::list<Worker> workers;
            const std::size_t count = std::min<std::size_t>(
                static_cast<std::size_t>(std::max(1, threads)), indices_.size());
            for (std::size_t i = 0; i < count; ++i) {
                workers.emplace_back("find poses", [this](const std::stop_token&) { work(); });
            }
            for (Worker& worker : workers) worker.join();
        }
        token_.checkpoint();
        if (failure_) std::rethrow_exception(failure_);
        std::sort(found_.rejected.begin(), found_.rejected.end(),
                  [](const Rejection& a, const Rejection& b) { return a.name < b.name; });
        return std::move(found_);
    }

  private:
    void work() {
        try {
            std::unique_ptr<PoseEstimator> pose;
            for (std::size_t i = next_++; i < indices_.size(); i = next_++) {
                if (token_.stop().stop_requested() || failed_) return;
                look_at(i, pose);
            }
        } catch (const Cancelled&) {
            return;
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            failure_ = std::current_exception();
            failed_ = true;
        }
    }

    // Without an estimator nothing can be found at all: no fault of the clip.
    struct NoEstimator {
        std::exception_ptr cause;
    };
    PoseEstimator& estimator(std::unique_ptr<PoseEstimator>& pose) {
        try {
            if (!pose) pose = make_estimator_();
        } catch (...) {
            throw NoEstimator{std::current_exception()};
        }
        pose->reset();
        return *pose;
    }

    void look_at(std::size_t i, std::unique_ptr<PoseEstimator>& pose) {
        const DatasetClip& clip = dataset_.clips[indices_[i]];
        const std::filesystem::path file = dataset_.folder / clip.file;
        PoseTrack track;
        std::string problem;
        bool is_known = false;
        try {
            const std::string hash = sha256_of_file(file, "read clip");
            if (auto known = cache_.find(hash)) {
                track = std::move(*known);
                is_known = true;
            } else {
                track = find_poses(file, estimator(pose), token_.stop());
                cache_.put(hash, track);
            }
        } catch (const NoEstimator& failure) {
            std::rethrow_exception(failure.cause);
        } catch (const Error& error) {
            token_.checkpoint();  // a reader that was stopped throws Error, too
            problem = reason_in(error, file);
        }
        const std::scoped_lock lock(mutex_);
        if (!problem.empty()) found_.rejected.push_back({clip.file, problem});
        found_.tracks[i] = std::move(track);
        found_.found += is_known || !problem.empty() ? 0 : 1;
        token_.publish(
            {"Finding poses", static_cast<double>(++done_) / static_cast<double>(indices_.size())});
    }

    const Dataset& dataset_;
    const std::vector<std::size_t>& indices_;
    PoseCache& cache_;
    const PoseEstimatorFactory& make_estimator_;
    JobToken& token_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    // Guarded by mutex_:
    DatasetPoses found_;
    std::size_t done_ = 0;
    std::exception_ptr failure_;
};

}  // namespace

PoseCache::PoseCache(const std::filesystem::path& folder, std::uint64_t most_bytes)
    : disk_(folder, kKind, most_bytes) {}

std::optional<PoseTrack> PoseCache::find(const std::string& clip_sha256) {
    const auto bytes = disk_.find(clip_sha256);
    return bytes ? track_from_bytes(*bytes) : std::nullopt;
}

void PoseCache::put(const std::string& clip_sha256, const PoseTrack& track) {
    disk_.put(clip_sha256, bytes_of_track(track));
}

PoseTrack clip_poses(const std::filesystem::path& clip, PoseCache& cache, PoseEstimator& pose,
                     const JobToken& token) {
    token.checkpoint();
    const std::string hash = sha256_of_file(clip, "read clip");
    if (auto known = cache.find(hash)) return std::move(*known);
    pose.reset();
    PoseTrack track = find_poses(clip, pose, token.stop());
    cache.put(hash, track);
    return track;
}

DatasetPoses dataset_poses(const Dataset& dataset, const std::vector<std::size_t>& indices,
                           PoseCache& cache, const PoseEstimatorFactory& make_estimator,
                           int threads, JobToken& token) {
    return PoseSearch(dataset, indices, cache, make_estimator, token).run(threads);
}

std::string bytes_of_track(const PoseTrack& track) {
    ByteWriter out;
    out.put(static_cast<std::int32_t>(track.width));
    out.put(static_cast<std::int32_t>(track.height));
    out.put(static_cast<std::uint32_t>(track.size()));
    for (std::size_t i = 0; i < track.size(); ++i) {
        out.put(static_cast<std::int64_t>(track.times[i].count()));
        out.put(static_cast<std::uint8_t>(track.poses[i] ? 1 : 0));
        if (track.poses[i]) put_pose(out, *track.poses[i]);
    }
    return out.take();
}

std::optional<PoseTrack> track_from_bytes(std::string_view bytes) {
    ByteReader in(bytes);
    PoseTrack track;
    track.width = in.get<std::int32_t>();
    track.height = in.get<std::int32_t>();
    const auto count = in.get<std::uint32_t>();
    if (count > kMostPoses) return std::nullopt;
    for (std::uint32_t i = 0; i < count && in.good(); ++i) {
        track.times.emplace_back(in.get<std::int64_t>());
        const bool seen = in.get<std::uint8_t>() != 0;
        track.poses.push_back(seen ? std::optional<Pose>(get_pose(in)) : std::nullopt);
    }
    if (!in.good() || in.left() > 0) return std::nullopt;
    return track;
}

}  // namespace spotter
