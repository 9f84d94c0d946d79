#pragma once

#include <optional>
#include <string>

#include "ui/choice_view.h"
#include "ui/teach/clips_view.h"
#include "ui/teach/dataset_view.h"
#include "ui/teach/report_view.h"
#include "ui/teach/train_view.h"

// The Teach screen: one dataset, and four tabs that lead from clips to a model.
namespace spotter {

enum class TeachTab { clips, dataset, train, report };

struct NewDatasetForm {
    std::string name;
    std::string failure;  // why it was not made
};

struct TeachView {
    TeachTab tab = TeachTab::clips;
    ChoiceView datasets;    // current -1: none is chosen
    bool reading = false;   // the chosen one is being read
    std::string failure;    // why it could not be read
    NewDatasetForm naming;  // shown while there is no dataset, and in the dialog
    bool creating = false;  // the dialog is open
    ClipsView clips;
    DatasetView dataset;
    TrainView train;
    ReportView report;
};

struct TeachActions {
    std::optional<TeachTab> tab;
    std::optional<int> choose_dataset;
    std::optional<bool> creating;  // open or close the dialog
    std::optional<NewDatasetForm> edit_name;
    bool create = false;
    bool retry = false;
    ClipsActions clips;
    DatasetActions dataset;
    TrainActions train;
    ReportActions report;
};

}  // namespace spotter
