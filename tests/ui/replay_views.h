#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ui/replay/replay_view.h"

// Made-up states of the Replay screen, for the tests and for the gallery of pictures.
namespace spotter {

// A state, and what it refers to.
struct NamedReplayView {
    std::string name;
    ReplayView view;
    std::shared_ptr<const SessionEdit> edit;
};

// Two minutes: a set of squats, a set of curls, with video.
NamedReplayView workout_replay(void* texture);

// Every state that the Replay screen has.
std::vector<NamedReplayView> all_replay_views(void* texture);

}  // namespace spotter
