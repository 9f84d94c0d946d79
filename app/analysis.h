#pragma once

#include <array>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/recognizer.h"
#include "engine/core/pose.h"
#include "engine/live/rep_events.h"
#include "engine/live/segments.h"

namespace spotter {

// What a model says of a recording over time.
struct Analysis {
    std::string file;
    double duration_s = 0;
    std::string model;
    ClipWindow window;
    Labels labels;
    std::vector<TimelinePoint> timeline;
    std::vector<Segment> segments;
    std::string note;     // what is wrong with the file (SourceInfo::note)
    double unsure_s = 0;  // so long none of them stands, though the model looked
    std::vector<SetRecord> sets;
};

// One pose of the recording, as much of it as is drawn: parts of the picture's width and height,
// so that it fits the picture at any size.
struct SeenPose {
    struct Point {
        float x = 0;
        float y = 0;
        float visibility = 0;
    };
    // The joints that are drawn, in this order.
    static constexpr std::array<Joint, 13> kJoints = {
        kNose,    kLeftShoulder, kRightShoulder, kLeftElbow, kRightElbow, kLeftWrist, kRightWrist,
        kLeftHip, kRightHip,     kLeftKnee,      kRightKnee, kLeftAnkle,  kRightAnkle};

    MediaTime time{};
    std::array<Point, kJoints.size()> points{};
};

// Scans a recording: scores of a window every `stride_s`, labels by the thresholds of `model`,
// segments, and the sets as live counts them. `poses`, where given, gets every pose that was found.
// Uses the first recognizer. Throws Error when the file is no video, Cancelled once `stop` is
// requested.
Analysis analyze_file(const std::string& file, LoadedModel& model, double stride_s,
                      std::vector<SeenPose>* poses, const std::function<void(double)>& progress,
                      std::stop_token stop);

// The pose at `time`, between two that were found close to it; nothing when there are none.
// `poses` are in order of time.
std::optional<SeenPose> pose_at(const std::vector<SeenPose>& poses, MediaTime time);

// The segment that `seconds` lies in; null: there the model is unsure.
const Segment* segment_at(const Analysis& analysis, double seconds);

// The set that is under way at `seconds` (from its first rep's start until the next set, or some
// seconds after its end) with the reps that are done by then; nothing: there is none.
struct CountedSet {
    const SetRecord* set = nullptr;
    int reps = 0;
};
std::optional<CountedSet> set_at(const Analysis& analysis, double seconds);

// Scores of a window whose middle is at `seconds`, between those of the windows beside it; of
// the first or last window outside. Precondition: the timeline is not empty.
Scores scores_at(const Analysis& analysis, double seconds);

}  // namespace spotter
