#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/paths.h"
#include "app/session_export.h"
#include "engine/core/job.h"
#include "engine/session/session_store.h"
#include "ui/history/history_view.h"

// What the History screen has done on a job's thread. Everything throws Error.
namespace spotter {

// What the list shows.
struct HistoryContents {
    std::vector<SessionSummary> sessions;  // that fit, the newest first
    std::size_t kept = 0;                  // workouts there are in all
    std::size_t kept_demos = 0;            // of those, of the demo
    DiskUse disk;
    std::filesystem::file_time_type changed_at{};  // the store, before it was read
    std::uint64_t video_bytes = 0;                 // of the deleted ones, when those were asked for
    std::vector<std::string> notices;              // what the user should know of the opening
};
HistoryContents read_history(const Paths& paths, const SessionFilter& filter);

HistoryDetails read_history_details(const Paths& paths, const std::string& uuid);

std::vector<ExerciseDay> read_exercise_days(const Paths& paths, bool with_demo);

struct WorkoutTexts {
    std::string uuid;
    std::string title;
    std::string note;
};

// Something that was done, and can be taken back.
struct HistoryStep {
    std::string said;                                   // "Deleted 2 workouts and 38.2 MB of video"
    std::vector<std::string> hidden;                    // identifiers of what it deleted
    std::vector<std::string> added;                     // and of what it brought
    std::optional<WorkoutTexts> before = std::nullopt;  // what it wrote over
};

// What came of a piece of work.
struct HistoryOutcome {
    std::optional<HistoryStep> step;    // can be taken back
    std::string said;                   // a notice; may be empty
    std::vector<std::string> warnings;  // one line each
};

HistoryOutcome remove_workouts(const Paths& paths, const std::vector<std::string>& uuids);
HistoryOutcome restore_workouts(const Paths& paths, const std::vector<std::string>& uuids);
HistoryOutcome merge_workouts(const Paths& paths, const std::vector<std::string>& uuids);
HistoryOutcome name_workout(const Paths& paths, const WorkoutTexts& texts);
HistoryOutcome take_back(const Paths& paths, const HistoryStep& step);
// All that are deleted, for good.
HistoryOutcome purge_workouts(const Paths& paths);
HistoryOutcome export_workouts(const Paths& paths, const SessionExport& what,
                               const ExportTarget& target, JobToken& token);
// Throws Error when nothing of it could be read.
HistoryOutcome import_workouts(const Paths& paths, const std::vector<std::filesystem::path>& files,
                               bool replace, JobToken& token);

}  // namespace spotter
