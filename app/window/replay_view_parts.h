#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/analysis.h"
#include "app/paths.h"
#include "app/replay_document.h"
#include "engine/session/session_timeline.h"
#include "ui/replay/replay_view.h"

// What the Replay screen makes of what it opened.
namespace spotter {

// Something that can be opened again.
struct RecentReplay {
    ReplayRequest request;
    ChoiceView::Item item;
};
// Sessions and videos, those of sessions first, each the newest first. Throws Error.
std::vector<RecentReplay> recent_replays(const Paths& paths);

// The curves of a session's timeline, a window's score at its middle; null: there is no timeline.
std::shared_ptr<const CurvesView> curves_of(const Session& session);

// Puts what was said and counted of a part of `whole`, which begins `shift` later, into it.
void add_said(const Session& part, SessionTime shift, Session& whole);

// What stands at the top: name, and when and how long.
std::string replay_title(const ReplayDocument& document);
std::string replay_detail(const ReplayDocument& document);

// The pose in pixels of a picture of this size, for drawing.
Pose drawn_pose(const SeenPose& seen, int width, int height);

// Labels that can be chosen: the models', then those that stand in sets and segments.
Labels known_labels(const Session& session, const SessionEdit::State& state);

}  // namespace spotter
