#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/labels.h"
#include "engine/core/pose_track.h"
#include "engine/core/sampler.h"
#include "training/synthetic/repetition.h"

namespace spotter {

// Every label that motion is computed for; idle ones last.
const Labels& synthetic_labels();

// One way to do what a label means: a "concentration curl" is a bicep_curl.
struct SyntheticKind {
    std::string label;
    std::string name;
};

// Every kind of the labels but those of `without`, in a fixed order; whatever exercise is held
// still is one kind of rest.
std::vector<SyntheticKind> synthetic_kinds(const Labels& without = {});

struct SyntheticOptions {
    // What clips are labelled with; motion of other labels counts as `other`, which must be here.
    // Empty: all of them.
    Labels labels;
    // Never drawn, for measuring how well they are learned later.
    Labels without;
    ClipWindow window;
};

// A window of computed motion as the pose estimator would have seen it.
struct SyntheticClip {
    std::string label;
    std::string kind;  // "concentration curl", or "held: concentration curl"
    PoseTrack track;   // as many poses as the window has pictures

    // The name of its kind among synthetic_kinds().
    std::string_view kind_name() const;
};

// Clip `index` of the endless set that `seed` means: the same on every machine and in every
// order. Any thread. Throws Error when a label is not known or nothing is left to draw.
SyntheticClip make_synthetic_clip(std::uint64_t seed, std::uint64_t index,
                                  const SyntheticOptions& options = {});

struct SyntheticRepTruth {
    MediaTime start{};  // leaves the starting position
    MediaTime turn{};   // is half-way
    MediaTime end{};    // is back

    static SyntheticRepTruth of(const SyntheticRep& rep);
};

// A whole recording: stands around, does one set, stands around.
struct SyntheticTrack {
    std::string label;
    std::string kind;
    PoseTrack track;
    MediaTime begin{};  // of the set
    MediaTime end{};
    std::vector<SyntheticRepTruth> reps;
};

struct SyntheticTrackOptions {
    std::string label = "squat";
    int reps = 8;
    double frames_per_second = 15;
    double idle_s = 4;  // before and after the set
};

// Recording `index` of `seed`. Throws Error when the label is not known or has no repetitions.
SyntheticTrack make_synthetic_track(std::uint64_t seed, std::uint64_t index,
                                    const SyntheticTrackOptions& options);

struct SyntheticPart {
    std::string label;
    std::string kind;
    MediaTime begin{};
    MediaTime end{};
    std::vector<SyntheticRepTruth> reps;  // of a set, each side's where they alternate
};

// A longer recording of one person who rests, exercises and rests, from part to part without a
// cut. What is idle are daily things and hands at work; a set lasts from its first repetition's
// start to its last one's end.
struct SyntheticWorkout {
    PoseTrack track;
    std::vector<SyntheticPart> parts;  // one after the other, from zero to the last pose
};

struct SyntheticWorkoutOptions {
    int sets = 2;
    double frames_per_second = 7.5;  // as many as a window needs
};

// Workout `index` of `seed`. It has fewer sets where nothing that is idle goes over into an
// exercise: nobody rests on the hands or hanging from a bar.
SyntheticWorkout make_synthetic_workout(std::uint64_t seed, std::uint64_t index,
                                        const SyntheticWorkoutOptions& options = {});

}  // namespace spotter
