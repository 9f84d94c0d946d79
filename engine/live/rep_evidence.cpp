#include "engine/live/rep_evidence.h"

#include <algorithm>
#include <cstddef>

namespace spotter {
namespace {

// The limits were found with computed motion, exercises against gestures, fidgeting and handling
// things under a wrong label. Swings are in units of the signals (motion_signals.h).
constexpr float kLeastShare = 0.5F;
constexpr float kMostDetour = 0.5F;

// Beyond doubt:
constexpr float kClearSwing = 0.5F;
constexpr float kClearAlone = 0.3F;  // enough where hardly anything else moves
constexpr float kAloneShare = 0.85F;
constexpr float kClearShare = 0.7F;
constexpr float kClearBalance = 0.6F;
constexpr float kClearDetour = 0.3F;
constexpr float kClearAstray = 0.6F;

// Alike:
constexpr std::size_t kFewLarge = 2;
constexpr std::size_t kFew = 3;
constexpr float kLargeSwing = 0.6F;
constexpr float kAlikeSwing = 0.6F;  // the least as a part of the most
constexpr float kAlikeLength = 0.5F;
constexpr float kAlikeShare = 0.7F;  // means
constexpr float kAlikeDetour = 0.35F;

constexpr float kOtherPace = 2.5F;

bool is_clear(const RepCandidate& one) {
    const CycleShape& shape = one.shape;
    const bool large = one.cycle.out >= kClearSwing;
    const bool alone = one.cycle.out >= kClearAlone && shape.share >= kAloneShare;
    return (large || alone) && shape.share >= kClearShare && shape.balance >= kClearBalance &&
           shape.detour <= kClearDetour && shape.astray <= kClearAstray;
}

struct Range {
    float least;
    float most;

    void include(float value) {
        least = std::min(least, value);
        most = std::max(most, value);
    }
};

bool are_alike(std::span<const RepCandidate> some, float least_swing) {
    Range swings{some[0].cycle.out, some[0].cycle.out};
    Range lengths{some[0].seconds, some[0].seconds};
    float share = 0;
    float detour = 0;
    for (const RepCandidate& one : some) {
        swings.include(one.cycle.out);
        lengths.include(one.seconds);
        share += one.shape.share / static_cast<float>(some.size());
        detour += one.shape.detour / static_cast<float>(some.size());
    }
    return swings.least >= std::max(least_swing, kAlikeSwing * swings.most) &&
           lengths.least >= kAlikeLength * lengths.most && share >= kAlikeShare &&
           detour <= kAlikeDetour;
}

// So many in a row.
bool any_alike(std::span<const RepCandidate> candidates, std::size_t few, float least_swing) {
    for (std::size_t first = 0; first + few <= candidates.size(); ++first) {
        if (are_alike(candidates.subspan(first, few), least_swing)) return true;
    }
    return false;
}

}  // namespace

bool may_be_rep(const CycleShape& shape) {
    return shape.share >= kLeastShare && shape.detour <= kMostDetour;
}

bool are_reps(std::span<const RepCandidate> candidates, RepProof proof) {
    if (proof == RepProof::strict) return any_alike(candidates, kFew, kLargeSwing);
    return std::any_of(candidates.begin(), candidates.end(), is_clear) ||
           any_alike(candidates, kFewLarge, kLargeSwing) || any_alike(candidates, kFew, 0);
}

bool is_alike(const RepCandidate& candidate, float usual_swing, float usual_s) {
    const auto close = [](float a, float b, float least) {
        return std::min(a, b) >= least * std::max(a, b);
    };
    return close(candidate.cycle.out, usual_swing, kAlikeSwing) &&
           close(candidate.seconds, usual_s, kAlikeLength);
}

bool goes_on(const RepCandidate& candidate, float usual_s) {
    const bool alike =
        candidate.seconds <= kOtherPace * usual_s && usual_s <= kOtherPace * candidate.seconds;
    return alike || is_clear(candidate);
}

}  // namespace spotter
