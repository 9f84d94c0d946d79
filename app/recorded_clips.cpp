#include "app/recorded_clips.h"

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "training/data/pose_cache.h"

namespace spotter {

PoseTrack part_of_track(const PoseTrack& track, double start_s, double end_s) {
    PoseTrack out;
    out.width = track.width;
    out.height = track.height;
    for (std::size_t i = 0; i < track.size(); ++i) {
        const double at = to_seconds(track.times[i]);
        if (at < start_s || at > end_s) continue;
        out.times.push_back(from_seconds(at - start_s));
        out.poses.push_back(track.poses[i]);
    }
    return out;
}

std::size_t keep_recording(const std::filesystem::path& recording,
                           const std::filesystem::path& dataset, const ClipImportOptions& options,
                           const PoseTrack& track, const Paths& paths, JobToken& token) {
    const ImportReport report = import_clips({recording}, dataset, options, token);
    if (report.added == 0) {
        const std::string why =
            report.rejected.empty() ? "no clip came of it" : report.rejected.front().reason;
        throw Error("keep recording", "", why);
    }
    if (track.empty()) return report.added;
    PoseCache cache(paths.cache / "poses");
    for (const DatasetClip& clip : read_dataset(dataset).clips) {
        if (clip.group != options.group) continue;
        const PoseTrack part = part_of_track(track, clip.start_s, clip.end_s);
        if (!part.empty()) cache.put(sha256_of_file(dataset / clip.file, "keep recording"), part);
    }
    return report.added;
}

}  // namespace spotter
