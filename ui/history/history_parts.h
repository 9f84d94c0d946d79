#pragma once

#include "ui/history/history_layout.h"
#include "ui/history/history_view.h"

// The parts of the History screen; each adds what was asked for.
namespace spotter {

// Whether this row, index into view.sessions, can be opened in Replay.
bool can_replay(const HistoryView& view, int row);

// Whether what is chosen can be changed: of the workouts none is going on.
bool can_change(const HistoryView& view);

// The month with its workouts, and below it what they take on the disk.
void draw_history_calendar(const HistoryView& view, const Rect& area, HistoryActions& actions);
// Search, and the workouts that were found.
void draw_history_list(const HistoryView& view, const Rect& area, HistoryActions& actions);
// Of the selected workout, or what several chosen ones come to.
void draw_history_details(const HistoryView& view, const Rect& area, HistoryActions& actions);
void draw_history_trends(const HistoryView& view, const Rect& area, HistoryActions& actions);
void draw_history_dialogs(const HistoryView& view, HistoryActions& actions);

}  // namespace spotter
