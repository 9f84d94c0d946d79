#include "app/evaluation/stream.h"

#include <algorithm>

#include "app/clip_poses.h"
#include "app/evaluation/clip_sequence.h"
#include "app/evaluation/track_windows.h"
#include "app/model_store.h"
#include "app/recognizer.h"
#include "app/recording.h"
#include "capture/video_name.h"
#include "engine/core/error.h"
#include "training/evaluation/label_mapping.h"
#include "training/synthetic/synthetic_clip.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr double kSetSeconds = 15;
constexpr unsigned kSeed = 1;
// Between the last pose of a clip and the first of the next; as between two poses of one.
constexpr MediaTime kGap = std::chrono::milliseconds(67);
// Clips whose length is not stored are about one window long.
constexpr double kUsualLength = 2;

// What a scan of one recording needs.
struct Streamer {
    LoadedModel& model;
    const LabelMapping& mapping;
    MediaTime stride;

    StreamingRules rules() const {
        StreamingRules out{mapping.labels(), {}, model.model.thresholds};
        for (const std::string& label : model.model.idle_labels) {
            const std::string& idle = mapping.truth_of(label);
            if (!contains(out.idle_labels, idle)) out.idle_labels.push_back(idle);
        }
        return out;
    }

    // Of windows that were classified; `first`: the first picture's time.
    void finish(StreamedRecording& out, MediaTime first) const {
        const StreamingRules how = rules();
        for (ScannedWindow& window : out.windows) {
            window.scores = mapping.scores_of(model.model.labels, window.scores);
        }
        const auto timeline = timeline_from_windows(out.windows, how.labels,
                                                    model.model.window.length(), how.thresholds);
        out.segments = segments_from_timeline(timeline, how.labels, model.model.window, stride,
                                              first, how.thresholds)
                           .segments;
    }

    // `poses` of the recording `name`.
    StreamedRecording follow(std::string name, const PoseTrack& poses) const {
        StreamedRecording out;
        out.name = std::move(name);
        Recognizer& recognizer = model.recognizers.front();
        out.windows = windows_from_track(poses, *recognizer.input, *recognizer.classifier, stride);
        finish(out, MediaTime::zero());
        return out;
    }

    StreamedRecording scan(FrameSource& source, JobToken& job, double begin, double share) const {
        StreamedRecording out;
        out.name = source.info().name;
        Recognizer& recognizer = model.recognizers.front();
        recognizer.input->reset();
        ScanCallbacks callbacks;
        callbacks.on_window = [&](const ScannedWindow& window) { out.windows.push_back(window); };
        callbacks.on_progress = [&](double fraction) {
            job.publish({"Scanning " + out.name, fraction < 0 ? -1 : begin + share * fraction});
        };
        const ScanSummary summary =
            scan_recording(source, recognizer.pose.get(), *recognizer.input, *recognizer.classifier,
                           recording_scan_options(stride), callbacks, job.stop());
        finish(out, summary.first);
        return out;
    }
};

std::vector<TruthSegment> mapped(std::vector<TruthSegment> truth, const LabelMapping& mapping) {
    for (TruthSegment& segment : truth) segment.label = mapping.truth_of(segment.label);
    return joined_segments(std::move(truth));
}

// Clips of which `labels` are known, as one recording.
StreamedRecording scan_clips(const Streamer& streamer, const ChosenClips& chosen,
                             const fs::path& folder, const Labels& labels, JobToken& job) {
    std::vector<double> lengths;
    for (const DatasetClip& clip : chosen.clips) {
        lengths.push_back(clip.end_s > clip.start_s ? clip.end_s - clip.start_s : kUsualLength);
    }
    std::vector<DatasetClip> ordered;
    for (const std::size_t i : set_order(labels, lengths, kSetSeconds, kSeed)) {
        ordered.push_back(chosen.clips[i]);
    }
    ClipSequence clips(std::move(ordered), folder, job.stop());
    StreamedRecording out = streamer.scan(clips, job, 0, 1);
    out.truth = clips.truth();
    return out;
}

// The same of their poses.
StreamedRecording scan_poses(const Streamer& streamer, DatasetPoses poses, const Labels& labels) {
    std::vector<double> lengths;
    for (const PoseTrack& track : poses.tracks) {
        lengths.push_back(track.empty() ? 0 : to_seconds(track.times.back() - track.times.front()));
    }
    std::vector<TruthSegment> truth;
    std::vector<PoseTrack> ordered;
    double begin = 0;
    for (const std::size_t i : set_order(labels, lengths, kSetSeconds, kSeed)) {
        if (poses.tracks[i].empty()) continue;
        const double end = begin + lengths[i] + to_seconds(kGap);
        truth.push_back({labels[i], begin, end});
        begin = end;
        ordered.push_back(std::move(poses.tracks[i]));
    }
    if (ordered.empty()) throw Error("play clips", "", "none of them can be read");
    StreamedRecording out = streamer.follow({}, joined_tracks(ordered, kGap));
    out.truth = std::move(truth);
    return out;
}

Labels labels_of(const std::vector<std::vector<TruthSegment>>& truths) {
    Labels labels;
    for (const auto& truth : truths) {
        for (const TruthSegment& segment : truth) labels.push_back(segment.label);
    }
    return labels;
}

}  // namespace

std::vector<fs::path> videos_with_truth(const fs::path& video_or_folder) {
    std::vector<fs::path> out;
    const auto add = [&](const fs::path& file) {
        if (is_video_name(file.string()) && truth_beside(file)) out.push_back(file);
    };
    if (fs::is_directory(video_or_folder)) {
        for (const auto& entry : fs::directory_iterator(video_or_folder)) add(entry.path());
        std::sort(out.begin(), out.end());
    } else if (fs::is_regular_file(video_or_folder)) {
        add(video_or_folder);
    }
    return out;
}

StreamedRecordings stream_videos(const Paths& paths, const Settings& settings,
                                 const std::string& model, const std::vector<fs::path>& videos,
                                 const std::optional<std::string>& fold_into, double stride_s,
                                 JobToken& job) {
    std::vector<std::vector<TruthSegment>> truths;
    for (const fs::path& video : videos)
        truths.push_back(read_truth_segments(*truth_beside(video)));
    const ModelInfo info = find_model(paths, model);
    const LabelMapping mapping({&info.labels, 1}, labels_of(truths), fold_into);
    LoadedModel loaded = load_recognizers(info, settings, paths);
    const Streamer streamer{loaded, mapping, from_seconds(stride_s)};
    StreamedRecordings out;
    const double share = 1 / static_cast<double>(videos.size());
    for (std::size_t i = 0; i < videos.size(); ++i) {
        const auto source = open_recording(videos[i].string(), job.stop());
        out.recordings.push_back(
            streamer.scan(*source, job, share * static_cast<double>(i), share));
        out.recordings.back().truth = mapped(truths[i], mapping);
        out.notes.push_back(out.recordings.back().name);
    }
    out.rules = streamer.rules();
    out.folded = mapping.folded();
    out.fold_into = mapping.fold_into();
    return out;
}

StreamedRecordings stream_clips(const Paths& paths, const Settings& settings,
                                const EvaluationRequest& request, JobToken& job) {
    const ModelInfo info = find_model(paths, request.model);
    const ChosenClips chosen = chosen_clips(request, info);
    Labels labels;
    for (const DatasetClip& clip : chosen.clips) labels.push_back(clip.label);
    const LabelMapping mapping({&info.labels, 1}, labels, request.fold_into);
    const bool from_poses = info.input == ModelInput::skeleton;
    LoadedModel loaded =
        from_poses ? load_for_poses(info, settings) : load_recognizers(info, settings, paths);
    const double stride_s = request.stride_s > 0 ? request.stride_s : kStreamingStride;
    const Streamer streamer{loaded, mapping, from_seconds(stride_s)};
    StreamedRecordings out;
    out.recordings.push_back(
        from_poses
            ? scan_poses(streamer,
                         poses_of_clips(paths, settings, request.dataset, chosen.indices, job),
                         labels)
            : scan_clips(streamer, chosen, request.dataset.folder, labels, job));
    StreamedRecording& recording = out.recordings.back();
    recording.truth = mapped(std::move(recording.truth), mapping);
    out.rules = streamer.rules();
    out.folded = mapping.folded();
    out.fold_into = mapping.fold_into();
    out.notes.push_back("Not long recordings but " + std::to_string(chosen.clips.size()) +
                        " clips of " + chosen.origin.dataset +
                        ", one after the other in sets of a label, in a drawn order: every change "
                        "is a cut to another picture.");
    return out;
}

StreamedRecordings stream_computed(const Paths& paths, const Settings& settings,
                                   const ComputedMotion& workouts, double stride_s, JobToken& job) {
    const ModelInfo info = model_for_computed(paths, settings.model);
    const LabelMapping mapping({&info.labels, 1}, synthetic_labels(), "other");
    LoadedModel loaded = load_for_poses(info, settings);
    const Streamer streamer{loaded, mapping, from_seconds(stride_s)};
    StreamedRecordings out;
    for (std::size_t i = 0; i < workouts.count; ++i) {
        job.checkpoint();
        job.publish({"Following computed workouts",
                     static_cast<double>(i) / static_cast<double>(workouts.count)});
        const SyntheticWorkout workout = make_synthetic_workout(workouts.seed, i);
        std::vector<TruthSegment> truth;
        for (const SyntheticPart& part : workout.parts)
            truth.push_back({part.label, to_seconds(part.begin), to_seconds(part.end)});
        out.recordings.push_back(streamer.follow("workout " + std::to_string(i), workout.track));
        out.recordings.back().truth = mapped(std::move(truth), mapping);
    }
    out.rules = streamer.rules();
    out.folded = mapping.folded();
    out.fold_into = mapping.fold_into();
    out.notes.push_back(std::to_string(workouts.count) +
                        " computed workouts of two sets each, with rest before and after them.");
    return out;
}

}  // namespace spotter
