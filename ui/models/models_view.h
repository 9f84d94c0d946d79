#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/labels.h"

// Everything that the Models screen shows, and everything that a user can ask for on it.
namespace spotter {

struct ModelView {
    std::string name;
    bool shipped = false;  // comes with Spotter
    std::string problem;   // why it cannot be used, one line; empty: it can
    Labels labels;
    Labels idle_labels;
    std::string input;  // "Skeleton", "Pixels, framed on the person"
    int frames = 0;     // of one clip
    int image_size = 0;
    double window_s = 0;
    int layers = 0;
    int width = 0;
    std::int64_t parameters = 0;
    double gflop = 0;  // per clip
    double megabytes = 0;
    std::string licence;  // empty: not said
    std::string trained_on;
    int test_correct = 0;
    int test_total = 0;    // 0: not measured
    bool in_card = false;  // no training here measured it, but README.md, its card, may say more
    double test_low = 0;
    double test_high = 0;  // the 95 % interval of correct / total
    std::string folder;
};

// The dialog that brings a model.
struct AddModelForm {
    std::string path;  // of a model folder
    std::string hub;   // "OWNER/NAME"
    std::string failure;
};

struct ExportForm {
    std::string model;
    std::string path;
    std::string failure;
};

struct ModelsView {
    bool reading = false;  // the list is being read
    std::string failure;   // why it could not be read
    std::vector<ModelView> models;
    int selected = -1;
    int in_use = -1;                  // index into models; -1: none of them
    bool loading = false;             // the one in use is still being loaded
    bool busy = false;                // one is being imported, pulled or exported
    std::optional<std::string> undo;  // what was done last and can be taken back
    std::optional<AddModelForm> adding;
    std::optional<ExportForm> exporting;
};

struct ModelsActions {
    std::optional<int> select;  // index into models, and so on
    std::optional<int> use;     // switch live to it
    std::optional<int> remove;
    bool undo = false;
    bool retry = false;  // read the list again

    bool open_add = false;
    std::optional<int> open_export;
    bool close = false;  // the open dialog
    std::optional<AddModelForm> edit_add;
    std::optional<ExportForm> edit_export;
    bool browse = false;  // for the path that the open dialog asks for
    bool import = false;  // do what the open dialog says
    bool pull = false;
    bool save = false;
};

}  // namespace spotter
