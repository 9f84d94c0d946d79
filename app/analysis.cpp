#include "app/analysis.h"

#include <algorithm>
#include <cassert>

#include "app/recording.h"

namespace spotter {
namespace {

SeenPose seen_pose(const Observation& observation) {
    SeenPose seen;
    seen.time = observation.time;
    for (std::size_t i = 0; i < SeenPose::kJoints.size(); ++i) {
        const Landmark& joint = observation.pose->image[SeenPose::kJoints[i]];
        seen.points[i] = {joint.x / static_cast<float>(observation.width),
                          joint.y / static_cast<float>(observation.height), joint.visibility};
    }
    return seen;
}

float mixed(float a, float b, float part) {
    return a + (b - a) * part;
}

}  // namespace

Analysis analyze_file(const std::string& file, LoadedModel& model, double stride_s,
                      std::vector<SeenPose>* poses, const std::function<void(double)>& progress,
                      std::stop_token stop) {
    Recognizer& recognizer = model.recognizers.front();
    const auto source = open_recording(file, stop);
    std::vector<ScannedWindow> windows;
    RecordingWorkout workout = workout_for(model);
    ScanCallbacks callbacks;
    callbacks.on_window = [&](const ScannedWindow& window) {
        windows.push_back(window);
        workout.classified(window);
    };
    callbacks.on_observation = [&](const ObservationPtr& observation) {
        workout.observed(*observation);
        if (poses != nullptr && observation->pose) poses->push_back(seen_pose(*observation));
    };
    callbacks.on_progress = progress;
    const MediaTime stride = from_seconds(stride_s);
    const ScanSummary summary =
        scan_recording(*source, recognizer.pose.get(), *recognizer.input, *recognizer.classifier,
                       recording_scan_options(stride), callbacks, std::move(stop));

    Analysis out;
    out.file = file;
    const SourceInfo info = source->info();  // what it says at the end holds
    out.duration_s = to_seconds(std::max(info.duration, summary.last - summary.first));
    out.note = info.note;
    out.model = model.model.name;
    out.window = model.model.window;
    out.labels = recognizer.classifier->labels();
    out.timeline =
        timeline_from_windows(windows, out.labels, out.window.length(), recognizer.thresholds);
    SaidSegments said = segments_from_timeline(out.timeline, out.labels, out.window, stride,
                                               summary.first, recognizer.thresholds);
    out.segments = std::move(said.segments);
    out.unsure_s = said.unsure_s;
    out.sets = workout.finish();
    return out;
}

std::optional<SeenPose> pose_at(const std::vector<SeenPose>& poses, MediaTime time) {
    constexpr MediaTime kClose = std::chrono::milliseconds(150);
    const auto after =
        std::lower_bound(poses.begin(), poses.end(), time,
                         [](const SeenPose& pose, MediaTime at) { return pose.time < at; });
    if (after != poses.end() && after->time == time) return *after;
    if (after == poses.begin() || after == poses.end()) return std::nullopt;
    const SeenPose& next = *after;
    const SeenPose& last = *(after - 1);
    if (next.time - last.time > kClose) return std::nullopt;
    const auto part =
        static_cast<float>(to_seconds(time - last.time) / to_seconds(next.time - last.time));
    SeenPose between{time, {}};
    for (std::size_t i = 0; i < between.points.size(); ++i) {
        between.points[i] = {mixed(last.points[i].x, next.points[i].x, part),
                             mixed(last.points[i].y, next.points[i].y, part),
                             std::min(last.points[i].visibility, next.points[i].visibility)};
    }
    return between;
}

const Segment* segment_at(const Analysis& analysis, double seconds) {
    for (const Segment& segment : analysis.segments) {
        if (seconds >= segment.start_s && seconds <= segment.end_s) return &segment;
    }
    return nullptr;
}

std::optional<CountedSet> set_at(const Analysis& analysis, double seconds) {
    constexpr double kShownAfter = 3;
    std::optional<CountedSet> found;
    for (const SetRecord& set : analysis.sets) {
        if (seconds < to_seconds(set.start) || seconds > to_seconds(set.end) + kShownAfter)
            continue;
        found = CountedSet{&set, 0};
        for (const Rep& rep : set.reps) found->reps += to_seconds(rep.end) <= seconds ? 1 : 0;
    }
    return found;
}

Scores scores_at(const Analysis& analysis, double seconds) {
    assert(!analysis.timeline.empty());
    const MediaTime end = from_seconds(seconds) + analysis.window.length() / 2;
    const auto after =
        std::lower_bound(analysis.timeline.begin(), analysis.timeline.end(), end,
                         [](const TimelinePoint& point, MediaTime at) { return point.time < at; });
    if (after == analysis.timeline.begin()) return after->scores;
    if (after == analysis.timeline.end()) return analysis.timeline.back().scores;
    const TimelinePoint& last = *(after - 1);
    const auto part =
        static_cast<float>(to_seconds(end - last.time) / to_seconds(after->time - last.time));
    Scores out(last.scores.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = mixed(last.scores[i], after->scores[i], part);
    }
    return out;
}

}  // namespace spotter
