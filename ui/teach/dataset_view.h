#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/labels.h"
#include "ui/chart.h"

// Teach → Dataset: what there is to learn from.
namespace spotter {

// The parts that a dataset is divided into, in the order of the interface.
enum class ClipSplit { none, train, validation, test };
inline constexpr const char* kSplitNames[] = {"None", "Train", "Validation", "Test"};

struct LabelRow {
    std::string label;
    bool idle = false;
    int clips = 0;
    int groups = 0;
    double minutes = 0;
    int by_split[4] = {};  // clips, by ClipSplit
};

struct ClipRow {
    std::string name;  // of the file, for people
    std::string group;
    double seconds = 0;  // 0: unknown
    ClipSplit split = ClipSplit::none;
    StripView strip;
};

// A clip that is played over the screen.
struct ClipPlayerView {
    std::string title;
    void* texture = nullptr;  // null until it is decoded
    int width = 0;
    int height = 0;
    std::string failure;
};

struct RelabelForm {
    std::size_t clip = 0;  // index into clips
    std::string label;
};

struct DatasetView {
    std::vector<LabelRow> labels;
    LabelRow all;                // of all labels together
    int selected = 0;            // index into labels
    std::vector<ClipRow> clips;  // of the selected label
    std::vector<std::string> warnings;
    std::optional<std::string> undo;  // what was done last
    std::optional<RelabelForm> relabel;
    std::optional<ClipPlayerView> player;
};

struct DatasetActions {
    std::optional<int> select;  // index into labels
    // Indices into clips:
    std::size_t first_shown = 0;  // whose strips can be seen: [first, last)
    std::size_t last_shown = 0;
    std::optional<std::size_t> play;
    std::optional<std::size_t> remove;
    std::optional<std::size_t> move;  // to `to`, with all clips of its group
    ClipSplit to = ClipSplit::none;
    std::optional<RelabelForm> edit_relabel;
    bool relabel = false;  // do what the dialog says
    bool close = false;    // the dialog or the player
    bool undo = false;
    bool open_clips = false;  // to record or import
};

}  // namespace spotter
