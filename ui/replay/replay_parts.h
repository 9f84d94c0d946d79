#pragma once

#include <string>

#include "ui/replay/replay_layout.h"
#include "ui/replay/replay_view.h"
#include "ui/theme.h"

// The parts of the Replay screen; each adds what was asked for.
namespace spotter {

void draw_replay_player(const ReplayView& view, const ReplayLayout& layout, ReplayActions& actions);
void draw_replay_side(const ReplayView& view, const Rect& area, ReplayActions& actions);
// The side while nothing is selected: the sets, and in a comparison the differences.
void draw_set_list(const ReplayView& view, const Rect& area, ReplayActions& actions);
void draw_differences(const ReplayView& view, const Rect& area, ReplayActions& actions);
void draw_replay_dialogs(const ReplayView& view, ReplayActions& actions);
void draw_timeline_legend(const ReplayView& view, const Rect& area, ReplayActions& actions);
// Overview, ruler and curves.
void draw_timeline_plot(const ReplayView& view, const ReplayLayout& layout);
// Segments, sets, reps, and the playhead over all of it.
void draw_timeline_lanes(const ReplayView& view, const ReplayLayout& layout);
// What the pointer does on the timeline.
void read_timeline(const ReplayView& view, const ReplayLayout& layout, ReplayActions& actions);
void read_replay_keys(const ReplayView& view, ReplayActions& actions);

TimeScale scale_of(const ReplayView& view, const ReplayLayout& layout);
// The whole length over the overview.
TimeScale overview_scale(const ReplayView& view, const ReplayLayout& layout);

// The colour of a label: that of the model's, then those of others that stand here.
ImU32 color_of(const ReplayView& view, const std::string& label);
bool is_idle(const ReplayView& view, const std::string& label);

// The set or the segment that is under way at `time_s`; null: none.
const RecordedSet* set_at(const ReplayView& view, double time_s);
const SessionSegment* segment_at(const ReplayView& view, double time_s);
const RecordedSet* set_of_number(const ReplayView& view, int number);
// The selected segment, set or rep; null: it is none, or gone.
const SessionSegment* selected_segment(const ReplayView& view);
const RecordedSet* selected_set(const ReplayView& view);  // of a rep, its set
const RecordedRep* selected_rep(const ReplayView& view);
// Whether something is selected of which another model says something.
bool can_take(const ReplayView& view);
// Keeps a video's workout in History, or goes there when that is done.
void ask_history(const ReplayView& view, ReplayActions& actions);
// What a set came to, as much of it as fits into `width`: what was counted stays longest.
// `number`: of its exercise.
std::string set_title(int number, const RecordedSet& set, float width, Type type = Type::small);
// "1:02.3".
std::string time_text(double seconds);

}  // namespace spotter
