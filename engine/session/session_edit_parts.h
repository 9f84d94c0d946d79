#pragma once

#include <vector>

#include "engine/session/session_edit.h"

// What the steps of SessionEdit have in common.
namespace spotter {

// Null: there is none.
RecordedSet* find_set(SessionEdit::State& state, int number);
RecordedRep* find_rep(SessionEdit::State& state, int set, int number);

// Numbers that none has, or had.
int next_set_number(const SessionEdit::State& state);
int next_rep_number(const SessionEdit::State& state, int set);

// The counting reps of a set, in order.
std::vector<RecordedRep> counting(const SessionEdit::State& state, int set);

// Takes a rep out of the count, or back into it. One that was added by hand goes for good.
void discount(SessionEdit::State& state, RecordedSet& set, RecordedRep& rep, bool removed);

}  // namespace spotter
