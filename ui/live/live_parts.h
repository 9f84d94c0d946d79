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
void draw_scores(const LiveView& view, const LiveLayout& layout);
void draw_timeline(const LiveView& view, const LiveLayout& layout);
void draw_playback(const LiveView& view, const LiveLayout& layout, LiveActions& actions);
// Help, settings and "Open a file or stream…" over a dimmed screen.
void draw_overlay(const LiveView& view, LiveActions& actions);

// Seconds that the timeline shows, and that an arrow key seeks.
inline constexpr double kTimelineSeconds = 30;
inline constexpr double kSeekStepSeconds = 5;

}  // namespace spotter
