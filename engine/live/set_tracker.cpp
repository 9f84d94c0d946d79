#include "engine/live/set_tracker.h"

#include <algorithm>
#include <array>

namespace spotter {
namespace {

// A hold that is shorter was passing through, or an error of the label.
constexpr MediaTime kShortestHold = std::chrono::seconds(3);
// Between two holds of one set, at most: the label faltered.
constexpr MediaTime kLongestHoldGap = std::chrono::seconds(5);

bool is_of_bout(const SetRecord& set, const Rep& rep) {
    return rep.bout != 0 && rep.bout == set.reps.back().bout;
}

void rename(SetRecord& set, const std::string& label) {
    set.label = label;
    for (Rep& rep : set.reps) rep.label = label;
}

}  // namespace

bool is_held_exercise(std::string_view label) {
    constexpr std::array<std::string_view, 4> kHeld = {"plank", "wall_sit", "hang", "hold"};
    return std::any_of(kHeld.begin(), kHeld.end(), [&](std::string_view name) {
        if (!label.ends_with(name)) return false;
        return label.size() == name.size() || label[label.size() - name.size() - 1] == '_';
    });
}

std::vector<WorkoutEvent> SetTracker::add(const Rep& rep, MediaTime at) {
    std::vector<WorkoutEvent> events;
    const bool goes_on = running_ && !sets_.back().held &&
                         rep.start - sets_.back().end < rules_.rest &&
                         (sets_.back().label == rep.label || is_of_bout(sets_.back(), rep));
    if (goes_on) {
        rename(sets_.back(), rep.label);
    } else {
        events = end(at);
        begin(rep.label, rep.start);
        events.push_back(event(WorkoutEventKind::set_began, at));
    }
    SetRecord& set = sets_.back();
    set.reps.push_back(rep);
    set.end = rep.end;
    events.push_back(event(WorkoutEventKind::rep, at));
    events.back().rep = rep;
    return events;
}

std::vector<WorkoutEvent> SetTracker::hold(const std::string& label, MediaTime start, MediaTime end,
                                           MediaTime at) {
    const bool goes_on = running_ && sets_.back().held && sets_.back().label == label &&
                         start - sets_.back().end < kLongestHoldGap;
    std::vector<WorkoutEvent> events;
    if (!goes_on) {
        if (end - start < kShortestHold) return events;
        events = this->end(at);
        begin(label, start).held = true;
        sets_.back().end = end;
        events.push_back(event(WorkoutEventKind::set_began, at));
    }
    sets_.back().end = std::max(sets_.back().end, end);
    return events;
}

std::vector<WorkoutEvent> SetTracker::pass(MediaTime at) {
    if (!running_) return {};
    const SetRecord& set = sets_.back();
    const MediaTime rest = set.held ? std::min(rules_.rest, kLongestHoldGap) : rules_.rest;
    return at - set.end >= rest ? end(at) : std::vector<WorkoutEvent>();
}

std::vector<WorkoutEvent> SetTracker::end(MediaTime at) {
    if (!running_) return {};
    running_ = false;
    return {event(WorkoutEventKind::set_ended, at)};
}

std::vector<WorkoutEvent> SetTracker::correct(int by, MediaTime at) {
    if (sets_.empty()) return {};
    SetRecord& set = sets_.back();
    const int wanted = std::max(set.count() + by, 0);
    if (wanted == set.count()) return {};
    set.correction += wanted - set.count();
    return {event(WorkoutEventKind::corrected, at)};
}

SetRecord& SetTracker::begin(const std::string& label, MediaTime start) {
    SetRecord set;
    set.number = static_cast<int>(sets_.size()) + 1;
    set.label = label;
    set.start = set.end = start;
    if (!sets_.empty()) set.rest_before = std::max(MediaTime::zero(), start - sets_.back().end);
    sets_.push_back(std::move(set));
    running_ = true;
    return sets_.back();
}

WorkoutEvent SetTracker::event(WorkoutEventKind kind, MediaTime at) const {
    return {kind, at, sets_.back(), {}};
}

}  // namespace spotter
