#pragma once

#include <vector>

#include "app/paths.h"
#include "app/settings.h"
#include "engine/live/pipeline.h"
#include "engine/live/recording_workout.h"
#include "engine/model/classifier.h"
#include "engine/model/model_folder.h"

namespace spotter {

// How the cores are shared between the pose estimators and the classifier.
struct ThreadShares {
    int pose = 1;        // of each estimator
    int classifier = 1;  // of LibTorch's pool, which all share
};

// `threads`: 0 for as many as there are cores; `estimators` run side by side.
ThreadShares share_threads(int threads, int estimators, double gflop_per_clip);

// A model, loaded, with as many recognizers as were asked for. They share the weights, and
// classify one clip at a time between them; everything else is each one's own, so that each can
// run in a thread of its own.
struct LoadedModel {
    ModelInfo model;
    Device device = Device::cpu;  // what was chosen
    Precision precision = Precision::float32;
    std::vector<Recognizer> recognizers;
};

// Throws Error with a remedy when model, device or pose models are not there, and in a build
// without LibTorch or without the pose estimator.
LoadedModel load_recognizers(const ModelInfo& model, const Settings& settings, const Paths& paths,
                             int count = 1);

// The same, with one recognizer, for poses that are known already: it has no estimator.
LoadedModel load_for_poses(const ModelInfo& model, const Settings& settings);

// Counts the sets of a recording by what the first of the recognizers says.
RecordingWorkout workout_for(const LoadedModel& model);

// The pose estimator alone; `threads` as share_threads() gives it. `find_always`: looks for the
// person anew in every picture, for measuring.
std::unique_ptr<PoseEstimator> load_pose_estimator(const Paths& paths, int threads,
                                                   bool find_always = false);

}  // namespace spotter
