#include "training/data/observe_clip.h"

#include "capture/video_reader.h"
#include "engine/live/observation_stream.h"

namespace spotter {
namespace {

// Keeps nothing of a picture: poses are all that is wanted.
class NoInput : public ClipInput {
  public:
    ImagePtr prepare(const ImageView&, const std::optional<Pose>&, MediaTime) override {
        return nullptr;
    }
    Clip assemble(std::span<const ObservationPtr>) override { return {}; }
    void reset() override {}
    bool needs_pose() const override { return true; }
};

}  // namespace

std::vector<ObservationPtr> observe_clip(const std::filesystem::path& clip, PoseEstimator* pose,
                                         ClipInput& input, const std::stop_token& stop) {
    SourceOptions options;
    options.max_short_side = kRecordingShortSide;
    options.threads = 1;
    const auto reader = VideoReader::open_file(clip, options, stop);
    ObservationStream stream(*reader, pose, input, kRecordingPoseRate, stop);
    std::vector<ObservationPtr> observations;
    while (ObservationPtr next = stream.next()) observations.push_back(std::move(next));
    return observations;
}

PoseTrack find_poses(const std::filesystem::path& clip, PoseEstimator& pose,
                     const std::stop_token& stop) {
    NoInput input;
    PoseTrack track;
    for (const ObservationPtr& seen : observe_clip(clip, &pose, input, stop)) {
        track.width = seen->width;
        track.height = seen->height;
        track.times.push_back(seen->time);
        track.poses.push_back(seen->pose);
    }
    return track;
}

}  // namespace spotter
