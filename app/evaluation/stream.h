#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/evaluation/computed_evaluation.h"
#include "app/evaluation/evaluate.h"
#include "training/evaluation/streaming.h"

namespace spotter {

// Recordings whose truth is known, seen through a model.
struct StreamedRecordings {
    StreamingRules rules;
    std::vector<StreamedRecording> recordings;
    std::vector<std::string> notes;  // what they are, for people
    Labels folded;
    std::string fold_into;
};

// Long videos with their truth beside them (see truth_beside()): `video` itself, or those of a
// folder. Nothing when there are none.
std::vector<std::filesystem::path> videos_with_truth(const std::filesystem::path& video_or_folder);

// How often the model is asked, in seconds, when nothing else is said.
inline constexpr double kStreamingStride = 0.25;

// Scans the videos. Throws Error when one of them cannot be read, Cancelled.
StreamedRecordings stream_videos(const Paths& paths, const Settings& settings,
                                 const std::string& model,
                                 const std::vector<std::filesystem::path>& videos,
                                 const std::optional<std::string>& fold_into, double stride_s,
                                 JobToken& job);

// Scans the chosen clips of a dataset, in sets and in an order of their own, as one recording:
// what stands in where there are no long ones.
StreamedRecordings stream_clips(const Paths& paths, const Settings& settings,
                                const EvaluationRequest& request, JobToken& job);

// Scans computed workouts, each a recording of its own; exercises that the model does not know
// count as `other`. Throws Error as model_for_computed(), Cancelled.
StreamedRecordings stream_computed(const Paths& paths, const Settings& settings,
                                   const ComputedMotion& workouts, double stride_s, JobToken& job);

}  // namespace spotter
