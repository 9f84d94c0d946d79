#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/session/session_history.h"
#include "engine/session/session_trends.h"
#include "ui/choice_view.h"
#include "ui/shell/shell_view.h"

// Everything that the History screen shows, and everything that a user can ask for on it.
namespace spotter {

enum class HistoryPage { workouts, trends, deleted };

// The workout that is looked at, with its sets and reps.
struct HistoryDetails {
    std::string failure;  // why it could not be read; one line
    std::optional<Session> session;
    std::uint64_t video_bytes = 0;
};

struct HistoryExportForm {
    std::size_t count = 0;  // how many workouts
    std::size_t demos = 0;  // of those, of the demo: left out, but for JSON lines
    int format = 0;         // index into kHistoryFormats
    bool pounds = false;    // for the formats that have a unit
    std::string path;
    bool replace = false;  // what is there already
    std::string failure;
};

struct HistoryImportForm {
    std::string path;
    std::vector<std::string> others = {};  // that were chosen with it
    bool replace = false;                  // workouts that are there already
    std::string failure;
};

// What a workout is called, and what its user wrote of it.
struct HistoryTextsForm {
    std::string uuid;
    std::string title;
    std::string note;
    std::string failure;
};

// A way to export, as the dialog shows it.
struct HistoryFormat {
    const char* name;
    const char* about;
    bool has_unit;  // kilograms or pounds are chosen
};
// In the order of ExportFormat.
inline constexpr HistoryFormat kHistoryFormats[] = {
    {"JSON lines", "Everything, also the timeline; Spotter imports it again", false},
    {"CSV, sets", "A table with one line for each set", false},
    {"CSV, reps", "A table with one line for each rep", false},
    {"Strong", "CSV as the app Strong imports it", true},
    {"Hevy", "CSV as the app Hevy imports it", false},
    {"FitNotes", "CSV as the app FitNotes imports it", true},
    {"FIT", "An activity for watches and portals; several workouts go to a folder", false},
    {"Web page", "A page to share, whole in one file", false}};

// How far back trends go.
inline constexpr int kTrendWeeks[] = {12, 26, 52, 0};  // 0: all

struct HistoryView {
    HistoryPage page = HistoryPage::workouts;
    bool reading = true;         // nothing is known yet
    std::string failure;         // why the store could not be read; one line
    std::size_t kept = 0;        // workouts there are, whatever is searched for
    std::size_t kept_demos = 0;  // of those, of the demo
    bool busy = false;           // something is being deleted, merged, exported …

    std::string search;
    std::chrono::sys_days today{};
    std::chrono::year_month month{};            // of the calendar
    std::map<std::chrono::sys_days, int> days;  // workouts found, by day
    std::optional<std::chrono::sys_days> day;   // only those of this day are listed
    std::vector<SessionSummary> sessions;       // listed, the newest first
    std::set<std::string> chosen;               // identifiers, for delete, export and merge
    int selected = -1;                          // index into sessions: whose details are shown
    HistoryDetails details;
    DiskUse disk;
    std::uint64_t deleted_video_bytes = 0;  // of `sessions`, on the page of the deleted ones
    std::optional<std::string> undo;        // what was done last and can be taken back

    Labels labels;      // exercises there are trends of
    int exercise = -1;  // index into labels; -1: all together
    int span = 1;       // index into kTrendWeeks
    bool with_demo = false;
    std::vector<TrendWeek> weeks;  // of the exercise, those of the span

    std::optional<JobView> job;  // what takes a while, such as an export
    std::optional<HistoryExportForm> exporting;
    std::optional<HistoryImportForm> importing;
    std::optional<HistoryTextsForm> naming;
    bool purging = false;  // the question whether the deleted ones are to end for good is open
};

struct HistoryActions {
    std::optional<HistoryPage> page;
    std::optional<std::string> search;
    std::optional<std::chrono::year_month> month;
    std::optional<std::optional<std::chrono::sys_days>> day;  // nothing: all days
    std::optional<int> row;                                   // index into sessions
    RowClick click = RowClick::only;
    bool choose_all = false;
    bool choose_none = false;
    bool retry = false;  // read the store again
    bool go_to_live = false;

    std::optional<int> replay;  // index into sessions
    bool remove = false;        // the chosen ones; on the page of the deleted ones: bring back
    bool merge = false;
    bool undo = false;

    std::optional<int> exercise;
    std::optional<int> span;
    std::optional<bool> with_demo;

    bool open_export = false;      // of the chosen ones
    bool open_export_all = false;  // of those listed; on other pages of all
    bool open_import = false;
    bool open_texts = false;  // of the selected one
    bool open_purge = false;
    bool close = false;  // the open dialog
    std::optional<HistoryExportForm> edit_export;
    std::optional<HistoryImportForm> edit_import;
    std::optional<HistoryTextsForm> edit_texts;
    bool browse = false;  // for the path that the open dialog asks for
    bool save = false;    // do what the open dialog says
    bool cancel = false;  // what takes a while
};

}  // namespace spotter
