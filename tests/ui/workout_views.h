#pragma once

#include <string>
#include <vector>

#include "tests/ui/sample_views.h"

// The parts of all_live_views() that show the workout.
namespace spotter {

// squat_view(), changed.
NamedView named(std::string name, void (*change)(LiveView&));

// The second set of three; 8 of 12 reps are done.
CoachView squat_set();

// Sets, rests, count-ins and flashes.
std::vector<NamedView> workout_states();
// What is kept, and the dialogs of the workout.
std::vector<NamedView> session_states();

}  // namespace spotter
