#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/job.h"
#include "engine/session/session_store.h"

// Sessions as files for other programs, and back: what the command and the window do alike.
namespace spotter {

enum class ExportFormat { jsonl, csv, csv_reps, strong, hevy, fitnotes, fit, html };

// "jsonl", "csv", "csv-reps", …; nothing: there is no such format.
std::optional<ExportFormat> parse_export_format(const std::string& name);

struct SessionExport {
    // Identifiers, in the order to write, each once however often it stands here; none: all there
    // are, the oldest first.
    std::vector<std::string> sessions;
    ExportFormat format = ExportFormat::jsonl;
    WeightUnit unit = WeightUnit::kg;  // for Strong and FitNotes
    // They were listed, not named one by one, as all there are always are: then those of the demo
    // are left out, which nobody did. JSON lines, a backup, have them all the same.
    bool listed = false;
};

struct SessionsExported {
    std::size_t count = 0;
    std::size_t demos_left_out = 0;
};

// Gives one document that holds all of them to `take`, piece by piece; JSON lines a session at a
// time, so that little of a long history is in memory. FIT holds one session only. Publishes
// progress; throws Error (also when there are none), Cancelled, and what `take` throws.
SessionsExported write_sessions(SessionStore& store, const SessionExport& what,
                                const std::function<void(std::string_view)>& take, JobToken& token);

struct ExportTarget {
    std::filesystem::path
        path;              // a file; several sessions as FIT, also if only one is no demo: a folder
    bool replace = false;  // what is there already; else it is refused
    // What an error says to do then.
    std::string if_there = "choose another name, or replace it";
};

// Writes them to the target, each file whole or not at all, and none when it is cancelled; the
// folder for FIT is made when only it is missing, and with one file in the way none is written.
// Publishes progress; throws Error, Cancelled.
SessionsExported export_sessions(SessionStore& store, const SessionExport& what,
                                 const ExportTarget& target, JobToken& token);

// What came of an import.
struct SessionImport {
    std::vector<std::string> taken;     // identifiers
    std::vector<std::string> restored;  // were there, deleted: brought back as they were
    std::size_t left_out = 0;           // were there already
    std::vector<std::string> problems;  // one line each: what could not be read
    std::vector<std::string> notes;     // one line each: what was taken, but not whole
};

// Takes over the sessions of JSON lines (docs/log-format.md). Those that are there already are
// left as they are, deleted ones brought back, or replaced. Some at a time are written at once, as
// each time takes a while. Publishes progress; throws Error when the store does not take one, and
// Cancelled: what was written until then stays.
SessionImport import_sessions(SessionStore& store, const std::vector<std::filesystem::path>& files,
                              bool replace, JobToken& token);

}  // namespace spotter
