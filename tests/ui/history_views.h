#pragma once

#include <string>
#include <vector>

#include "ui/history/history_view.h"

// Made-up states of the History screen, for the tests and for the gallery of pictures.
namespace spotter {

// `count` workouts, two or three a week up to 25 November 2026, the newest first.
std::vector<SessionSummary> sample_workouts(int count);

// Some sixty workouts, of which the newest is looked at.
HistoryView sample_history();

struct NamedHistoryView {
    std::string name;
    HistoryView view;
};

// Every state that the History screen has.
std::vector<NamedHistoryView> all_history_views();

}  // namespace spotter
