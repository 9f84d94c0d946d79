#pragma once

#include <span>
#include <string>

#include "engine/session/session.h"

// Sessions as comma-separated values (UTF-8, RFC 4180: lines end in CR LF).
// Each gives a line of column names, then one line a set (or rep), in the order given. Times are
// those of the wall clock where the session began.
namespace spotter {

// date, time, session, title, set, exercise, label, start_s, end_s, reps, counted_reps, weight,
// unit, kind, rep_s, lifting_s, lowering_s, under_tension_s, slowing, rest_before_s, note
std::string csv_of_sets(std::span<const Session> sessions);
// date, time, session, set, label, rep, start_s, turn_s, end_s, duration_s, lifting_s,
// lowering_s, range, by_hand; reps that were taken away are left out.
std::string csv_of_reps(std::span<const Session> sessions);

// As the applications Strong, Hevy and FitNotes write and read it. Strong's has no unit: weights
// are in `unit`, which is to be set there too. Hevy's are kilograms.
std::string strong_csv(std::span<const Session> sessions, WeightUnit unit);
std::string hevy_csv(std::span<const Session> sessions);
std::string fitnotes_csv(std::span<const Session> sessions, WeightUnit unit);

}  // namespace spotter
