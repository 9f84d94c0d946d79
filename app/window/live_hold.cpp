#include <algorithm>
#include <utility>

#include "app/window/live_screen.h"

// How the Live screen gives the machine to other work, and takes it back.
namespace spotter {

LiveHold LiveScreen::hold(std::string why) {
    auto out = std::make_shared<const std::string>(std::move(why));
    holds_.push_back(out);
    return out;
}

// Of those that are kept the first; null: none is.
const std::string* LiveScreen::asked_hold() const {
    for (const auto& hold : holds_) {
        if (const LiveHold kept = hold.lock()) return kept.get();
    }
    return nullptr;
}

void LiveScreen::follow_holds(SteadyTime now) {
    std::erase_if(holds_, [](const auto& hold) { return hold.expired(); });
    const std::string* why = asked_hold();
    if (why == nullptr) {
        if (held_) end_hold(now);
        return;
    }
    const bool begins = !held_;
    held_ = *why;
    if (begins) begin_hold(now);
}

bool LiveScreen::plays_recording() const {
    return spec_->kind == SourceKind::file || spec_->kind == SourceKind::demo;
}

// A recording stands still, so that nothing of it is missed.
void LiveScreen::begin_hold(SteadyTime now) {
    held_since_ = now;
    verdict_.forget();
    if (!spec_) return;
    stand_or_play();
    if (!plays_recording()) pipeline_.hold_source("on hold: " + *held_);
}

void LiveScreen::end_hold(SteadyTime now) {
    held_.reset();
    if (!spec_) return;
    const bool another_workout = now - held_since_ >= SessionPlan().idle_end;
    if (!opened_ || (another_workout && !plays_recording())) {
        open_source();
        return;
    }
    stand_or_play();
    if (!plays_recording()) pipeline_.resume_source(live_source());
}

}  // namespace spotter
