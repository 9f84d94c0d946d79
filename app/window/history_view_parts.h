#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/session_export.h"
#include "engine/session/session_trends.h"
#include "ui/history/history_view.h"

// What the History screen makes of what was read and clicked.
namespace spotter {

// Marks the days of what was found, and lists those of the chosen day, else all. What was chosen
// and selected stays so where it is still listed.
void show_found(const std::vector<SessionSummary>& found, HistoryView& view);

// A click on a row; `anchor`: the row clicked last, from which a range goes.
void choose_row(int row, RowClick click, std::optional<int>& anchor, HistoryView& view);

// Chosen ones, the oldest first.
std::vector<std::string> chosen_uuids(const HistoryView& view);

// The weeks of the exercise and span that are chosen.
void show_weeks(const std::vector<ExerciseDay>& days, HistoryView& view);

ExportFormat format_of(const HistoryExportForm& form);
// Whether its path is that of a folder: FIT has a file for each workout.
bool is_folder(const HistoryExportForm& form);
// The same file as the form's format calls it, which before was of format `before`: with its
// ending, and its name where others have that ending too, so that one does not stand in the way
// of the next. FIT of several is a folder.
std::filesystem::path fitting_path(const HistoryExportForm& form, int before);

}  // namespace spotter
