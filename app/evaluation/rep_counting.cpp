#include "app/evaluation/rep_counting.h"

#include <algorithm>
#include <map>

#include "app/evaluation/track_windows.h"
#include "app/recording.h"
#include "capture/demo_source.h"
#include "engine/core/error.h"
#include "training/data/dataset.h"
#include "training/data/labels_table.h"
#include "training/synthetic/synthetic_clip.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "count reps";
// Between two labels: about what live does on a laptop.
constexpr MediaTime kStride = std::chrono::milliseconds(100);

bool is_idle(const std::string& label, const Labels& idle_labels) {
    return label == "rest" || label == "other" || contains(idle_labels, label);
}

struct Counted {
    std::vector<SetRecord> sets;
    double seconds = 0;
};

// Counts what a scan calls back with.
ScanCallbacks counting_in(RecordingWorkout& workout) {
    ScanCallbacks callbacks;
    callbacks.on_observation = [&](const ObservationPtr& seen) { workout.observed(*seen); };
    callbacks.on_window = [&](const ScannedWindow& window) { workout.classified(window); };
    return callbacks;
}

Counted counted(const std::string& file, LoadedModel& model, JobToken& job) {
    Recognizer& recognizer = model.recognizers.front();
    const auto source = open_recording(file, job.stop());
    RecordingWorkout workout = workout_for(model);
    ScanOptions options;
    options.stride = kStride;
    const ScanSummary summary =
        scan_recording(*source, recognizer.pose.get(), *recognizer.input, *recognizer.classifier,
                       options, counting_in(workout), job.stop());
    return {workout.finish(), to_seconds(summary.last - summary.first)};
}

// Reps between two moments, whatever exercise they were taken for, and the most frequent one.
void add_reps(const std::vector<SetRecord>& sets, double start_s, double end_s, CountedClip& clip) {
    std::map<std::string, int> by_label;
    for (const SetRecord& set : sets) {
        for (const Rep& rep : set.reps) {
            const double turn_s = to_seconds(rep.turn);
            if (turn_s < start_s || turn_s >= end_s) continue;
            ++clip.counted;
            ++by_label[rep.label];
        }
    }
    int most = 0;
    for (const auto& [label, reps] : by_label) {
        if (reps > most) clip.seen = label;
        most = std::max(most, reps);
    }
}

}  // namespace

RepCounts count_dataset_reps(const fs::path& folder, LoadedModel& model, JobToken& job) {
    const Dataset dataset = read_dataset(folder);
    LabelsTable table = read_labels_table(folder);
    RepCounts out;
    std::vector<CountedClip> clips;
    for (const DatasetClip& clip : dataset.clips) {
        const auto truth = rep_truth_from(take_row(table, clip.file).reps);
        const bool idle = is_idle(clip.label, model.model.idle_labels);
        if (!truth && !idle) continue;
        if (!idle && !contains(model.model.labels, clip.label)) {
            ++out.unknown;
            continue;
        }
        CountedClip counted;
        counted.file = clip.file;
        counted.label = clip.label;
        counted.idle = idle;
        if (truth) {
            counted.truth = truth->reps;
            counted.estimated = truth->estimated;
        }
        clips.push_back(std::move(counted));
    }
    if (clips.empty()) {
        throw Error(kStep, folder.string(),
                    "no clip of a label that the model knows has a count, and none is idle",
                    "put a column reps into its labels.tsv");
    }
    for (std::size_t i = 0; i < clips.size(); ++i) {
        job.checkpoint();
        job.publish({"Counting " + clips[i].file,
                     static_cast<double>(i) / static_cast<double>(clips.size())});
        try {
            const Counted found = counted((folder / clips[i].file).string(), model, job);
            clips[i].seconds = found.seconds;
            add_reps(found.sets, -1, found.seconds + 1, clips[i]);
            out.clips.push_back(clips[i]);
        } catch (const Cancelled&) {
            throw;
        } catch (...) {
            out.failed.push_back(describe_current_exception());
        }
    }
    return out;
}

RepCounts count_computed_reps(const ComputedMotion& workouts, LoadedModel& model, JobToken& job) {
    constexpr double kPosesPerSecond = 15;
    Recognizer& recognizer = model.recognizers.front();
    RepCounts out;
    for (std::size_t i = 0; i < workouts.count; ++i) {
        job.checkpoint();
        job.publish({"Counting computed workouts",
                     static_cast<double>(i) / static_cast<double>(workouts.count)});
        SyntheticWorkoutOptions options;
        options.frames_per_second = kPosesPerSecond;
        const SyntheticWorkout computed = make_synthetic_workout(workouts.seed, i, options);
        RecordingWorkout workout = workout_for(model);
        scan_track(computed.track, *recognizer.input, *recognizer.classifier, kStride,
                   counting_in(workout));
        const std::vector<SetRecord> sets = workout.finish();
        for (const SyntheticPart& part : computed.parts) {
            CountedClip clip;
            clip.file = "workout " + std::to_string(i) + ": " + part.kind;
            clip.label = part.label;
            clip.idle = is_idle(part.label, model.model.idle_labels);
            clip.seconds = to_seconds(part.end - part.begin);
            if (!clip.idle) {
                if (part.reps.empty()) continue;
                if (!contains(model.model.labels, part.label)) {
                    ++out.unknown;
                    continue;
                }
                clip.truth = static_cast<int>(part.reps.size());
            }
            add_reps(sets, to_seconds(part.begin), to_seconds(part.end), clip);
            out.clips.push_back(std::move(clip));
        }
    }
    return out;
}

RepCounts count_demo_reps(const fs::path& demo_folder, LoadedModel& model, JobToken& job) {
    const DemoScript script = DemoScript::read(demo_folder / "workout.json");
    job.publish({"Counting demo:", -1});
    const Counted found = counted((demo_folder / "workout.mp4").string(), model, job);
    RepCounts out;
    for (const DemoSegment& segment : script.segments()) {
        CountedClip clip;
        clip.file = "demo:";
        clip.label = segment.label;
        clip.idle = segment.reps.empty();
        clip.seconds = to_seconds(segment.end - segment.start);
        if (!clip.idle) clip.truth = static_cast<int>(segment.reps.size());
        add_reps(found.sets, to_seconds(segment.start), to_seconds(segment.end), clip);
        out.clips.push_back(std::move(clip));
    }
    return out;
}

}  // namespace spotter
