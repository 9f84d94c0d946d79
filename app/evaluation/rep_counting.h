#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/evaluation/computed_evaluation.h"
#include "app/recognizer.h"
#include "engine/core/job.h"
#include "training/evaluation/rep_figures.h"

namespace spotter {

struct RepCounts {
    std::vector<CountedClip> clips;
    std::vector<std::string> failed;  // one line each
    int unknown = 0;                  // clips with a count whose label the model does not know
};

// Counts the reps of a dataset as live does: poses at the recording's own rate, the model's label
// ten times a second. Of the clips, those with a count in the dataset's labels.tsv whose label the
// model knows, and the idle ones (rest, other, and what the model calls idle). Throws Error when
// there are none of them, Cancelled.
RepCounts count_dataset_reps(const std::filesystem::path& folder, LoadedModel& model,
                             JobToken& job);

// The same of computed workouts, 15 poses a second: their sets, and what lies between them. Sets of
// labels that the model does not know, and exercises that are held, are left out.
RepCounts count_computed_reps(const ComputedMotion& workouts, LoadedModel& model, JobToken& job);

// The same of the demo, whose truth is known: its sets, and what lies between them.
RepCounts count_demo_reps(const std::filesystem::path& demo_folder, LoadedModel& model,
                          JobToken& job);

}  // namespace spotter
