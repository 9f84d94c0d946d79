#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "engine/session/session_edit.h"
#include "engine/session/session_edit_parts.h"
#include "engine/session/session_facts.h"

// Correcting what was done in a set: reps, weight, note.
namespace spotter {

using State = SessionEdit::State;

RecordedSet* find_set(State& state, int number) {
    const auto found = std::ranges::find(state.sets, number, &RecordedSet::number);
    return found == state.sets.end() ? nullptr : &*found;
}

RecordedRep* find_rep(State& state, int set, int number) {
    const auto found = std::ranges::find_if(
        state.reps, [&](const RecordedRep& rep) { return rep.set == set && rep.number == number; });
    return found == state.reps.end() ? nullptr : &*found;
}

int next_set_number(const State& state) {
    int most = 0;
    for (const RecordedSet& set : state.sets) most = std::max(most, set.number);
    // Those that were taken away keep theirs, so that corrections stay clear.
    for (const Correction& correction : state.corrections) most = std::max(most, correction.set);
    return most + 1;
}

int next_rep_number(const State& state, int set) {
    int most = 0;
    for (const RecordedRep& rep : state.reps) {
        if (rep.set == set) most = std::max(most, rep.number);
    }
    return most + 1;
}

void discount(State& state, RecordedSet& set, RecordedRep& rep, bool removed) {
    if (rep.removed == removed) return;
    rep.removed = removed;
    set.reps = std::max(0, set.reps + (removed ? -1 : 1));
    if (!rep.by_hand) return;
    std::erase_if(state.reps, [&, set_number = rep.set, number = rep.number](const auto& other) {
        return other.set == set_number && other.number == number;
    });
}

std::vector<RecordedRep> counting(const State& state, int set) {
    std::vector<RecordedRep> out;
    std::ranges::copy_if(state.reps, std::back_inserter(out),
                         [&](const RecordedRep& rep) { return rep.set == set && !rep.removed; });
    return out;
}

namespace {

SessionTime usual_length(const std::vector<RecordedRep>& reps) {
    constexpr SessionTime kUsual{2000};
    if (reps.empty()) return kUsual;
    std::vector<SessionTime> lengths;
    for (const RecordedRep& rep : reps) lengths.push_back(rep.end - rep.start);
    std::ranges::sort(lengths);
    return lengths[lengths.size() / 2];
}

}  // namespace

bool SessionEdit::set_load(int number, const std::optional<Weight>& weight,
                           const std::string& note) {
    State after = state_;
    RecordedSet* set = find_set(after, number);
    if (set == nullptr || (weight && !(weight->amount >= 0 && std::isfinite(weight->amount)))) {
        return false;
    }
    put_weight(*set, weight);
    set->note = note;
    return change(std::move(after));
}

bool SessionEdit::set_reps(int number, int reps) {
    State after = state_;
    RecordedSet* set = find_set(after, number);
    constexpr int kMost = 100000;
    if (set == nullptr || reps < 0 || reps > kMost) return false;
    set->reps = reps;
    return change(std::move(after));
}

bool SessionEdit::add_rep(int number, SessionTime turn) {
    State after = state_;
    RecordedSet* set = find_set(after, number);
    if (set == nullptr || turn < SessionTime::zero() || turn > length_) return false;
    const std::vector<RecordedRep> others = counting(after, number);
    const SessionTime half = usual_length(others) / 2;
    RecordedRep rep;
    rep.set = number;
    rep.number = next_rep_number(after, number);
    rep.turn = turn;
    rep.start = std::max(turn - half, SessionTime::zero());
    rep.end = std::min(turn + half, length_);
    rep.by_hand = true;
    if (!others.empty()) rep.lifts_first = others.front().lifts_first;
    for (const RecordedRep& other : others) {
        if (other.turn <= turn) rep.start = std::max(rep.start, std::min(other.end, turn));
        if (other.turn > turn) rep.end = std::min(rep.end, std::max(other.start, turn));
        if (turn > other.start && turn < other.end) return false;
    }
    // Not into the sets beside it.
    for (const RecordedSet& other : after.sets) {
        if (other.number == number) continue;
        if (other.end <= set->start) rep.start = std::max(rep.start, other.end);
        if (other.start >= set->end) rep.end = std::min(rep.end, other.start);
    }
    if (rep.end - rep.start < kShortest || rep.start > turn || rep.end < turn) return false;
    set->start = std::min(set->start, rep.start);
    set->end = std::max(set->end, rep.end);
    set->reps += 1;
    after.reps.push_back(rep);
    return change(std::move(after));
}

bool SessionEdit::remove_rep(int number, int rep_number, bool removed) {
    State after = state_;
    RecordedSet* set = find_set(after, number);
    RecordedRep* rep = find_rep(after, number, rep_number);
    if (set == nullptr || rep == nullptr) return false;
    discount(after, *set, *rep, removed);
    return change(std::move(after));
}

bool SessionEdit::move_rep(int number, int rep_number, RepPoint point, SessionTime to,
                           bool continues) {
    State after = base(continues);
    RecordedSet* set = find_set(after, number);
    RecordedRep* rep = find_rep(after, number, rep_number);
    if (set == nullptr || rep == nullptr) return false;
    SessionTime least = set->start;
    SessionTime most = set->end;
    for (const RecordedRep& other : counting(after, number)) {
        if (other.number == rep_number) continue;
        if (other.turn < rep->turn) least = std::max(least, std::min(other.end, rep->start));
        if (other.turn > rep->turn) most = std::min(most, std::max(other.start, rep->end));
    }
    switch (point) {
        case RepPoint::start:
            rep->start = std::clamp(to, std::min(least, rep->turn), rep->turn);
            break;
        case RepPoint::turn:
            rep->turn = std::clamp(to, rep->start, rep->end);
            break;
        case RepPoint::end:
            rep->end = std::clamp(to, rep->turn, std::max(most, rep->turn));
            break;
    }
    return change(std::move(after), continues);
}

}  // namespace spotter
