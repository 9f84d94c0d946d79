#pragma once

#include "ui/live/live_layout.h"
#include "ui/live/live_view.h"

// The parts of the Live screen; each draws into its rectangle and adds what was asked for.
namespace spotter {

void draw_top_bar(const LiveView& view, const LiveLayout& layout, LiveActions& actions);
// The picture with the skeleton, or what stands in its place; over it notices and statistics.
void draw_video(const LiveView& view, const LiveLayout& layout, LiveActions& actions);
// The current label in large type.
void draw_hero(const LiveView& view, const LiveLayout& layout);
// Reps, sets and rest.
void draw_coach(const LiveView& view, const LiveLayout& layout, LiveActions& actions);
// What fills `area` for a moment, over everything; its number lies on the picture.
void draw_flash(const LiveView& view, const LiveLayout& layout, const Rect& area);
void draw_scores(const LiveView& view, const LiveLayout& layout);
void draw_timeline(const LiveView& view, const LiveLayout& layout);
void draw_playback(const LiveView& view, const LiveLayout& layout, LiveActions& actions);
// What is kept of the run, over the picture's lower left corner.
void draw_keeping(const LiveView& view, const Rect& picture, LiveActions& actions);
// The dialog that is open, over a dimmed screen.
void draw_overlay(const LiveView& view, LiveActions& actions);
// Those of the workout: targets, what was lifted, the end of a session.
void draw_targets(const LiveView& view, LiveActions& actions);
void draw_load(const LiveView& view, LiveActions& actions);
void draw_saved(const LiveView& view, LiveActions& actions);

// Seconds that the timeline shows, and that an arrow key seeks.
inline constexpr double kTimelineSeconds = 30;
inline constexpr double kSeekStepSeconds = 5;

}  // namespace spotter
