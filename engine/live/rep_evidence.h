#pragma once

#include <span>

#include "engine/live/oscillation.h"

namespace spotter {

// A swing out and back that may be a rep.
struct RepCandidate {
    Cycle cycle;
    CycleShape shape;
    float seconds = 0;
};

// Not where somebody fidgets, or the pose is bad: too much moves otherwise, or the way back is
// another one than the way out.
bool may_be_rep(const CycleShape& shape);

// How much is asked for. Strict: where it is not sure that a person moves, or what they do.
enum class RepProof { usual, strict };

// Whether these, in order, are the first reps of an exercise that its label names: one of them is
// beyond doubt (large, along one line, back where it began), or two are large and alike, or three
// are alike. Hands that talk, an arm that is shifted, somebody who turns do so seldom. Strictly,
// only three that are large and alike will do.
bool are_reps(std::span<const RepCandidate> candidates, RepProof proof);

// Whether it went about as far and took about as long as others usually do.
bool is_alike(const RepCandidate& candidate, float usual_swing, float usual_s);

// Whether this goes on with reps that usually took so long.
bool goes_on(const RepCandidate& candidate, float usual_s);

}  // namespace spotter
