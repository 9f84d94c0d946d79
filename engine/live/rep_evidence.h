#pragma once

#include <span>

#include "engine/live/oscillation.h"
#include "engine/live/rep_trace.h"

namespace spotter {

// A swing out and back that may be a rep.
struct RepCandidate {
    Cycle cycle;
    CycleShape shape;
    float seconds = 0;
    RepTrace trace;
};

// Not where somebody fidgets, or the pose is bad: too much moves otherwise, or the way back is
// another one than the way out.
bool may_be_rep(const CycleShape& shape);

// How much is asked for, from least to most. Repeated: where what is done is likely, not sure;
// flawless: where, besides, nothing more comes. Strict: where it is not sure either that a person
// moves.
enum class RepProof { usual, flawless, repeated, strict };

// Whether these, in order, are the first reps of an exercise that its label names. Two of them
// took the same way; usually one is enough that is beyond doubt (large, along one line, back where
// it began), or else one that is flawless in all of this. Hands that talk, an arm that is shifted,
// somebody who turns do so seldom. Strictly, only three that are large and alike will do.
bool are_reps(std::span<const RepCandidate> candidates, RepProof proof);

// Whether it went about as far and took about as long as others usually do.
bool is_alike(const RepCandidate& candidate, float usual_swing, float usual_s);

// Whether this goes on with reps that usually took so long.
bool goes_on(const RepCandidate& candidate, float usual_s);

// Whether it took the way of one of these, in about the time that reps usually took.
bool repeats(const RepCandidate& candidate, std::span<const RepTrace> before, float usual_s);

}  // namespace spotter
