#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/labels.h"
#include "engine/core/pose.h"
#include "engine/core/source.h"
#include "ui/choice_view.h"
#include "ui/live/coach_view.h"
#include "ui/live/flash.h"
#include "ui/notice_view.h"

// Everything that the Live screen shows, and everything that a user can ask for on it. The
// panel keeps no state of its own: what is open or switched on comes with the view.
namespace spotter {

enum class LivePhase {
    empty,    // no source: says what to do first
    opening,  // the source is being opened
    running,  // pictures arrive
    waiting,  // a camera or stream is not there: tried again by itself, `failure` says why
    failed,   // the source cannot be played: `failure` says why
    held,     // the machine does other work, `failure` says which; comes back by itself
};

// What the large type says while pictures arrive.
enum class LabelPhase { watching, unsure, steady };

enum class Overlay { none, help, settings, open, targets, load, saved };

struct VideoView {
    void* texture = nullptr;  // an ImTextureID; null before the first picture
    int width = 0;            // of the frame, pixels
    int height = 0;
};

// A recording that is being played.
struct PlaybackView {
    double position_s = 0;
    double duration_s = 0;  // 0: unknown, no seeking
    double speed = 1;
    bool paused = false;
    bool ended = false;
    // What the model says of the whole recording: "Whole clip: Squat, 93 %"; busy until it is
    // known.
    std::string verdict;
    std::string verdict_scores;  // of every label, one a line: when the pointer is on it
    bool verdict_busy = false;
    double verdict_progress = -1;  // 0 … 1; negative: unknown
};

// A stretch of the last 30 seconds. Ages are seconds before now, begin > end >= 0.
struct TimelineSpan {
    int label = -1;  // index into the labels; -1: unsure
    double begin_s = 0;
    double end_s = 0;
};

struct StatisticsView {
    double capture_fps = 0;
    double pose_ms = 0;
    double inference_ms = 0;
    double label_age_ms = 0;
    std::uint64_t captured = 0;
    std::uint64_t replaced_unseen = 0;
    std::uint64_t classified = 0;
    std::uint64_t stale = 0;
};

struct ThresholdsView {
    float enter = 0;
    float exit = 0;
    double dwell_s = 0;
};

struct LiveView {
    LivePhase phase = LivePhase::empty;
    std::string failure;    // one line: what, where, why, what to do
    double retry_in_s = 0;  // while waiting: counts down
    SourceKind source_kind = SourceKind::camera;

    VideoView video;
    std::optional<Pose> pose;  // of the picture that is shown, in its pixels
    bool mirrored = false;     // show picture and skeleton mirrored

    Labels labels;
    Labels idle_labels;
    Scores scores;  // empty before the first window
    LabelPhase label_phase = LabelPhase::watching;
    int label = -1;            // the steady label
    float confidence = 0;      // of the steady label, or of the best one while unsure
    double window_filled = 0;  // 0 … 1 of the first window, while watching
    PersonView person = PersonView::whole;
    std::vector<TimelineSpan> timeline;
    CoachView coach;
    std::optional<FlashView> flash;
    KeepingView keeping;
    TargetsView targets;
    LoadView load;
    SavedView saved;

    ChoiceView sources;
    ChoiceView models;
    ChoiceView devices;
    ChoiceView precisions;
    std::optional<PlaybackView> playback;  // for recordings only
    StatisticsView statistics;
    ThresholdsView thresholds;
    std::optional<std::string> truth;  // what the demo really shows, for those who ask
    std::vector<NoticeView> notices;   // newest last

    std::optional<bool> filming;  // video is kept, or not; nothing: it cannot be
    FlashChoice flash_choice = FlashChoice::everything;
    bool tones = false;
    WeightUnit weight_unit = WeightUnit::kg;
    std::optional<bool> keep_videos;  // sessions of video files, too; nothing: none are kept
    bool show_skeleton = true;
    bool show_statistics = false;
    bool show_truth = false;
    bool full_screen = false;
    Overlay overlay = Overlay::none;
    std::string open_text;     // what was typed into "Open a file or stream…"
    std::string open_refusal;  // why it cannot be opened; empty: it was not tried
};

struct FramePoint {
    float x = 0;  // pixels of the frame as captured (not mirrored)
    float y = 0;
};

// What the user asked for in one frame; empty when nothing.
struct LiveActions {
    std::optional<int> choose_source;  // index into sources.items, and so on
    std::optional<int> choose_model;
    std::optional<int> choose_device;
    std::optional<int> choose_precision;
    std::optional<std::string> open;  // a path or address to play
    bool try_demo = false;
    bool retry = false;         // open the failed source, or look for cameras, again
    bool watch_anyway = false;  // while on hold

    bool toggle_pause = false;
    std::optional<double> seek_to_s;
    std::optional<double> speed;
    std::optional<FramePoint> choose_person;

    std::optional<int> correct_reps;   // so many more (+) or fewer (-)
    bool count_in = false;             // begin one, or end the one that runs
    std::optional<int> choose_target;  // index into targets.exercises.items
    std::optional<TargetForm> edit_targets;
    bool save_targets = false;
    std::optional<LoadForm> edit_load;
    bool save_load = false;
    bool finish_session = false;
    bool look_at_session = false;  // that ended
    std::optional<FlashChoice> flash_choice;
    std::optional<bool> tones;
    std::optional<WeightUnit> weight_unit;
    std::optional<bool> keep_videos;

    std::optional<bool> film;  // keep video from now on, or no more
    std::optional<bool> show_skeleton;
    std::optional<bool> show_statistics;
    std::optional<bool> show_truth;
    std::optional<bool> mirrored;
    std::optional<bool> full_screen;
    std::optional<Overlay> overlay;
    std::optional<std::string> open_text;
    bool browse = false;                // for a file to play
    std::optional<int> dismiss_notice;  // its id
};

}  // namespace spotter
