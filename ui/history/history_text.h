#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "engine/session/session_history.h"

// Dates, counts and sizes as the History screen writes them.
namespace spotter {

// "Wed 25 Nov 2026", "25 Nov", "Nov", "November 2026".
std::string day_text(std::chrono::sys_days day);
std::string short_day_text(std::chrono::sys_days day);
std::string month_text(std::chrono::month month);
std::string month_text(std::chrono::year_month month);

// The day and the time on the calendar and clock of the session's place; "18:03".
std::chrono::sys_days day_of(const SessionSummary& session);
std::string time_of_day_text(const SessionSummary& session);

// "45 s", "30 min", "1 h 5 min".
std::string length_text(SessionTime length);

// "3 sets, 30 reps"; without reps the sets alone.
std::string work_text(int sets, int reps);
// Reps, or sets where there are none: "Squat 30, Plank 2 sets"; "No exercise".
std::string exercises_text(const std::vector<ExerciseTotals>& exercises);
// Its title, or the day it began.
std::string name_of(const SessionSummary& session);

}  // namespace spotter
