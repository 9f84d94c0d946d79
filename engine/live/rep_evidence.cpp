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
constexpr float kClearHalves = 0.2F;  // the quicker swing's time as a part of the slower one's

// Flawless: clear, and more than that.
constexpr float kFlawlessSwing = 0.6F;
constexpr float kFlawlessShare = 0.9F;
constexpr float kFlawlessBalance = 0.85F;
constexpr float kFlawlessDetour = 0.15F;
constexpr float kFlawlessAstray = 0.2F;

// Alike:
constexpr std::size_t kFew = 3;
constexpr float kLargeSwing = 0.6F;
constexpr float kAlikeSwing = 0.6F;  // the least as a part of the most
constexpr float kAlikeLength = 0.5F;
constexpr float kAlikeShare = 0.7F;  // means
constexpr float kAlikeDetour = 0.35F;

// The same way: of two reps next to each other in computed sets 95 % differ less than 0.56, of
// gestures that look like reps 5 % less than 0.51.
constexpr float kSameWay = 0.5F;
constexpr float kMostlySameWay = 0.6F;  // as any of several before
constexpr std::size_t kNear = 3;        // so many apart at most: in between, one may go wrong

constexpr float kOtherPace = 2.5F;

// Who drifts out and drops back is getting into position.
bool swings_evenly(const Cycle& cycle) {
    const auto out = static_cast<float>(cycle.turn - cycle.start);
    const auto back = static_cast<float>(cycle.end - cycle.turn);
    return std::min(out, back) >= kClearHalves * std::max(out, back);
}

bool is_clear(const RepCandidate& one) {
    const CycleShape& shape = one.shape;
    const bool large = one.cycle.out >= kClearSwing;
    const bool alone = one.cycle.out >= kClearAlone && shape.share >= kAloneShare;
    return (large || alone) && shape.share >= kClearShare && shape.balance >= kClearBalance &&
           shape.detour <= kClearDetour && shape.astray <= kClearAstray && swings_evenly(one.cycle);
}

bool is_flawless(const RepCandidate& one) {
    const CycleShape& shape = one.shape;
    return is_clear(one) && one.cycle.out >= kFlawlessSwing && shape.share >= kFlawlessShare &&
           shape.balance >= kFlawlessBalance && shape.detour <= kFlawlessDetour &&
           shape.astray <= kFlawlessAstray;
}

struct Range {
    float least;
    float most;

    void include(float value) {
        least = std::min(least, value);
        most = std::max(most, value);
    }
};

// And large.
bool are_alike(std::span<const RepCandidate> some) {
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
    return swings.least >= std::max(kLargeSwing, kAlikeSwing * swings.most) &&
           lengths.least >= kAlikeLength * lengths.most && share >= kAlikeShare &&
           detour <= kAlikeDetour;
}

// kFew in a row.
bool any_alike(std::span<const RepCandidate> candidates) {
    for (std::size_t first = 0; first + kFew <= candidates.size(); ++first) {
        if (are_alike(candidates.subspan(first, kFew))) return true;
    }
    return false;
}

bool are_close(float a, float b, float least) {
    return std::min(a, b) >= least * std::max(a, b);
}

// Two of them took the same way.
bool any_repeats(std::span<const RepCandidate> candidates) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        for (std::size_t j = i + 1; j < std::min(i + kNear, candidates.size()); ++j) {
            if (are_close(candidates[i].seconds, candidates[j].seconds, kAlikeLength) &&
                difference(candidates[i].trace, candidates[j].trace) <= kSameWay) {
                return true;
            }
        }
    }
    return false;
}

// Not so much faster or slower that it is something else.
bool has_pace(const RepCandidate& candidate, float usual_s) {
    return are_close(candidate.seconds, usual_s, 1 / kOtherPace);
}

}  // namespace

bool may_be_rep(const CycleShape& shape) {
    return shape.share >= kLeastShare && shape.detour <= kMostDetour;
}

bool are_reps(std::span<const RepCandidate> candidates, RepProof proof) {
    if (proof == RepProof::strict) return any_alike(candidates);
    if (any_repeats(candidates)) return true;
    if (proof == RepProof::repeated) return false;
    return std::any_of(candidates.begin(), candidates.end(),
                       proof == RepProof::usual ? is_clear : is_flawless);
}

bool is_alike(const RepCandidate& candidate, float usual_swing, float usual_s) {
    return are_close(candidate.cycle.out, usual_swing, kAlikeSwing) &&
           are_close(candidate.seconds, usual_s, kAlikeLength);
}

bool goes_on(const RepCandidate& candidate, float usual_s) {
    return has_pace(candidate, usual_s) || is_clear(candidate);
}

bool repeats(const RepCandidate& candidate, std::span<const RepTrace> before, float usual_s) {
    const float most = before.size() > 1 ? kMostlySameWay : kSameWay;
    return has_pace(candidate, usual_s) &&
           std::any_of(before.begin(), before.end(), [&](const RepTrace& one) {
               return difference(candidate.trace, one) <= most;
           });
}

}  // namespace spotter
