#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/session.h"

// What the history shows of many sessions at once.
namespace spotter {

class Database;

struct ExerciseTotals {
    std::string label;
    int sets = 0;
    int reps = 0;
};

// A session without its contents.
struct SessionSummary {
    std::string uuid;
    UtcTime start{};
    Zone zone;
    SessionTime length{};
    bool finished = false;
    bool recovered = false;
    std::string source;
    std::string source_kind;
    std::string title;
    std::string note;
    bool recorded = false;       // there is video of it on this machine
    bool video_missing = false;  // some of its video is not here: imported, or taken away
    std::vector<ExerciseTotals> exercises;  // by label
    int sets = 0;
    int reps = 0;
};

// Sessions that fit all of it.
struct SessionFilter {
    std::string text{};   // in title, note, source, notes of sets or labels; any case; empty: all
    std::string label{};  // with a set of it; empty: all
    // Days on the calendar of the session's place, both included.
    std::optional<std::chrono::sys_days> from{};
    std::optional<std::chrono::sys_days> until{};
    bool deleted = false;  // those that were deleted instead of the others
};

// An exercise on one day (of the place), over all sessions.
struct ExerciseDay {
    std::string label;
    std::chrono::sys_days day{};
    int sets = 0;
    int reps = 0;
    double rep_s = 0;            // mean; 0: no times known
    double lowering_s = 0;       // mean of the way down
    double under_tension_s = 0;  // sum
    double best_kg = 0;          // highest weight; 0: none
    double volume_kg = 0;        // sum of weight × reps
};

// What was last lifted and last said, each in the newest set that has it.
struct LastLoad {
    std::optional<Weight> weight{};
    std::string note{};
};

struct DiskUse {
    std::uint64_t database_bytes = 0;
    std::uint64_t recording_bytes = 0;
};

// The queries behind SessionStore's methods.
// `recordings`: the folder of the videos.
std::vector<SessionSummary> list_sessions(Database& database, const SessionFilter& filter,
                                          const std::filesystem::path& recordings);
std::vector<ExerciseDay> list_exercise_days(Database& database, bool with_demo);
std::optional<LastLoad> find_last_load(Database& database, const std::string& label);

}  // namespace spotter
