#include "app/clip_poses.h"

#include "app/predict_files.h"
#include "app/recognizer.h"

namespace spotter {

DatasetPoses poses_of_clips(const Paths& paths, const Settings& settings, const Dataset& dataset,
                            const std::vector<std::size_t>& clips, JobToken& job) {
    PoseCache cache(paths.cache / "poses");
    return dataset_poses(
        dataset, clips, cache, [&] { return load_pose_estimator(paths, 1); },
        side_by_side(settings, clips.size()), job);
}

}  // namespace spotter
