#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/labels.h"
#include "engine/core/pose.h"
#include "ui/live/live_view.h"
#include "ui/shell/shell_view.h"

// Teach → Clips: recording and importing. Everything it shows, and everything that can be asked
// for on it.
namespace spotter {

enum class RecordPhase {
    no_picture,  // nothing is watched: `failure` says why, if it is known
    ready,
    countdown,  // recording begins in `left_s`
    recording,
    review,  // the recording is played again and again until it is kept or discarded
    saving,
};

struct RecordForm {
    std::string label;
    int seconds = 10;  // 0: until stopped
};

struct RecordView {
    RecordPhase phase = RecordPhase::no_picture;
    std::string failure;  // why the last recording was not made or kept, one line
    VideoView video;      // live, or the recording that is looked at
    std::optional<Pose> pose;
    bool mirrored = false;
    PersonView person = PersonView::whole;
    double left_s = 0;      // of the countdown
    double recorded_s = 0;  // so far, or of the whole recording
    int clips = 0;          // what a recording under review makes
    RecordForm form;
    Labels labels;          // those that the dataset has
    bool has_rest = false;  // clips of rest, and of other
    bool has_other = false;
    std::string kept;  // what became of the last recording: "Kept 4 clips of Squat"
};

struct ImportForm {
    std::string path;
    std::vector<std::string> others;  // paths that were dropped with it
    std::string label;                // of videos; otherwise folders name the labels
    bool more = false;                // the rest is unfolded
    double stride_s = 0;              // between the clips of a video; 0: one window
    int per_video = 0;                // at most; 0: all
};

struct ImportReportView {
    std::string source;
    int added = 0;
    int skipped = 0;                                            // were there already
    std::vector<std::pair<std::string, std::string>> rejected;  // name and reason
    std::vector<std::string> notes;
};

struct ImportView {
    ImportForm form;
    std::string problem;         // what the form lacks; empty: nothing
    std::optional<JobView> job;  // while an import runs
    std::string failure;
    std::optional<ImportReportView> report;  // of the last one
};

struct ClipsView {
    RecordView record;
    ImportView import;
};

struct ClipsActions {
    std::optional<RecordForm> edit_record;
    bool record = false;  // start the countdown
    bool stop = false;    // the countdown or the recording
    bool keep = false;
    bool discard = false;
    bool open_live = false;  // to choose a source
    std::optional<ImportForm> edit_import;
    bool browse = false;  // for what to import
    bool import = false;
    bool cancel_import = false;
    bool dismiss_report = false;
};

}  // namespace spotter
