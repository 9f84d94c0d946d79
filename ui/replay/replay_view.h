#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/labels.h"
#include "engine/core/pose.h"
#include "engine/core/thresholds.h"
#include "engine/session/session_edit.h"
#include "ui/choice_view.h"
#include "ui/live/live_view.h"
#include "ui/load_dialog.h"
#include "ui/replay/score_curve.h"
#include "ui/shell/shell_view.h"

// Everything that the Replay screen shows, and everything that a user can ask for on it. Times
// are seconds since the start of what is open.
namespace spotter {

enum class ReplayPhase {
    empty,      // nothing is open: says what to do first
    opening,    // it is being read
    analysing,  // a model looks at the video: progress, time left
    ready,
    failed,  // `failure` says why
};

enum class FilmPhase {
    none,     // there is no video of it: the timeline alone
    outside,  // there is, but not of this moment
    opening,
    showing,
    failed,  // `film_failure` says why: missing, broken
};

// Whether the workout of a video is a session in History.
enum class InHistory {
    unasked,  // it is no video, but a session that Live kept
    no,
    keeping,
    yes,
};

// What one model says over time; shared and never changed.
struct CurvesView {
    Labels labels;
    Labels idle_labels;
    std::vector<double> times_s;  // of the windows' middles
    std::vector<ScoreCurve> curves;
    Thresholds thresholds;
};

// What is marked: a stretch that was dragged over, a segment, a set, or one of its reps.
struct ReplaySelection {
    enum class Kind { nothing, span, segment, set, rep };
    Kind kind = Kind::nothing;
    int id = 0;   // of a segment (its place), of a set (its number)
    int rep = 0;  // its number in the set `id`
    double start_s = 0;
    double end_s = 0;

    friend bool operator==(const ReplaySelection&, const ReplaySelection&) = default;
};

// A movement on the timeline that has begun and is not over.
struct TimelineDrag {
    enum class Kind {
        playhead,
        span,
        pan,
        overview,
        segment_start,
        segment_end,
        set_start,
        set_end,
        rep_start,
        rep_turn,
        rep_end
    };
    Kind kind = Kind::playhead;
    int id = 0;            // of the segment or set
    double from_s = 0;     // where it began
    bool changed = false;  // by the pictures before
    int rep = 0;           // its number in the set `id`
};

struct PlayerView {
    FilmPhase film = FilmPhase::none;
    std::optional<double> goes_on_s;  // outside: where the next picture is known to be
    std::string failure;
    VideoView video;
    std::optional<Pose> pose;
    bool show_skeleton = true;
    bool has_poses = false;      // of the film that is shown
    bool finding_poses = false;  // they are being looked for
    double position_s = 0;
    double length_s = 0;
    double speed = 1;
    bool playing = false;
    bool looping = false;
};

// Another model's opinion of the same recording.
struct OpinionView {
    std::string model;
    bool busy = false;
    double progress = -1;
    std::string failure;
    std::shared_ptr<const CurvesView> curves;  // null until it is known
    std::shared_ptr<const std::vector<SessionSegment>> segments;
    std::vector<SessionStretch> unsure;
    std::vector<SegmentDifference> differences;
    int current = -1;  // the difference that was jumped to
    int next = 0;      // the one that comes then
};

// "Add to dataset".
struct AddToDatasetForm {
    int dataset = -1;      // index into the datasets
    std::string new_name;  // when there is none, or another one is wanted
    bool whole = false;    // all segments instead of what is selected
    std::string label;     // of a selected stretch
    std::string failure;
    std::string done;  // what came of it: "Added 12 clips to gym."
};

struct ReplayView {
    ReplayPhase phase = ReplayPhase::empty;
    std::string failure;
    std::string step;      // of the analysis
    double progress = -1;  // 0 … 1; negative: unknown
    std::optional<double> left_s;

    std::vector<ChoiceView::Item> recent;  // what can be opened again, the newest first
    bool reading_recent = false;
    std::optional<std::string> open_text;  // the dialog that opens a file
    std::string asked_file;                // what was opened last; empty: a session

    std::string title;
    std::string detail;
    bool is_session = false;  // of the store; else a file
    InHistory in_history = InHistory::unasked;
    PlayerView player;

    std::shared_ptr<const CurvesView> curves;  // null: there is no timeline
    const SessionEdit::State* edit = nullptr;  // lives as long as the view is drawn
    std::vector<SessionStretch> unsure;        // where a model was, beside what it said
    std::vector<Gap> gaps;
    std::vector<FilmGap> film_gaps;
    double first_s = 0;  // what the timeline shows
    double last_s = 1;
    std::vector<bool> hidden;  // labels whose curves are left out
    ReplaySelection selection;
    std::optional<TimelineDrag> drag;
    bool can_undo = false;
    bool can_redo = false;
    std::string saved;         // "All changes are saved"; empty: nothing was changed
    std::string save_failure;  // one line

    Labels labels;  // that can be chosen: the model's, the datasets', those that stand here
    std::optional<std::string> naming;  // the dialog that asks for another label
    std::optional<LoadView> load;       // the dialog that asks for a set's weight and note
    std::optional<OpinionView> comparison;
    ChoiceView models;  // to compare with
    std::optional<AddToDatasetForm> adding;
    ChoiceView datasets;
    std::optional<JobView> adding_job;  // while clips are cut
    bool can_train = false;             // clips of this recording were added
    bool show_help = false;
};

struct ReplayActions {
    std::optional<int> open_recent;
    std::optional<std::string> open_text;  // the dialog: its text; "" opens it
    bool open = false;                     // what the dialog says
    bool browse = false;                   // for a video to open
    bool close = false;                    // the open dialog
    bool retry = false;
    bool cancel = false;  // the analysis

    bool toggle_play = false;
    int step = 0;  // frames
    std::optional<double> seek_s;
    std::optional<double> speed;
    std::optional<bool> loop;
    std::optional<bool> show_skeleton;
    bool find_poses = false;  // of a film whose skeleton is not known

    std::optional<std::pair<double, double>> show_s;  // the timeline's ends
    std::optional<int> toggle_label;
    std::optional<ReplaySelection> select;
    std::optional<TimelineDrag> drag;  // one that begins or goes on, with `drag_to_s`
    std::optional<double> drag_to_s;
    bool drop = false;  // it is over

    std::optional<std::string> set_label;  // of what is selected
    std::optional<std::string> naming;     // the dialog's text; "" opens it
    std::optional<double> move_start_s;    // of what is selected
    std::optional<double> move_end_s;
    std::optional<double> move_turn_s;  // of a rep
    std::optional<int> set_reps;
    std::optional<int> open_load;  // of this set, by its number
    std::optional<LoadForm> edit_load;
    bool save_load = false;
    bool add_rep = false;  // at the playhead
    bool add_set = false;  // over the selected stretch, with the label of `set_label`
    bool split = false;    // at the playhead
    bool merge = false;
    bool remove = false;
    bool restore = false;  // a rep that was taken away
    bool undo = false;
    bool redo = false;

    std::optional<int> compare;  // index into models
    bool end_comparison = false;
    std::optional<int> go_to_difference;
    // What the other model says stands instead: of a difference, of what is selected, of all.
    std::optional<int> take_difference;
    bool take_selected = false;
    bool take_all = false;

    bool keep = false;          // the workout of a video in History
    bool open_history = false;  // where it is

    bool open_adding = false;
    std::optional<AddToDatasetForm> edit_adding;
    bool add = false;
    bool cancel_adding = false;
    bool train = false;
    std::optional<bool> show_help;
};

}  // namespace spotter
