#include "engine/session/session_edit.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/session/session_edit_parts.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

using State = SessionEdit::State;

SessionSegment* find_segment(State& state, int place) {
    const bool there = place >= 0 && place < static_cast<int>(state.segments.size());
    return there ? &state.segments[static_cast<std::size_t>(place)] : nullptr;
}

void sort(State& state) {
    std::ranges::stable_sort(state.segments, {}, &SessionSegment::start);
    std::ranges::stable_sort(state.sets, {}, &RecordedSet::start);
    std::ranges::stable_sort(state.reps, [](const RecordedRep& a, const RecordedRep& b) {
        return std::pair(a.set, a.start) < std::pair(b.set, b.start);
    });
}

// Reps whose turn is outside of their set do not count.
void discount_outside(State& state, RecordedSet& set) {
    for (std::size_t i = state.reps.size(); i-- > 0;) {
        RecordedRep& rep = state.reps[i];
        const bool outside = rep.turn < set.start || rep.turn > set.end;
        if (rep.set == set.number && !rep.removed && outside) discount(state, set, rep, true);
    }
}

int counted_in(const State& state, int set) {
    return static_cast<int>(std::ranges::count_if(
        state.reps, [&](const RecordedRep& rep) { return rep.set == set && !rep.by_hand; }));
}

// The second half of a set that is split at `at`, with its reps.
RecordedSet second_half(State& state, RecordedSet& first, SessionTime at) {
    RecordedSet second = first;
    second.number = next_set_number(state);
    int number = 0;
    for (RecordedRep& rep : state.reps) {
        if (rep.set != first.number || rep.turn < at) continue;
        rep.set = second.number;
        rep.number = ++number;
    }
    const auto stay = counting(state, first.number);
    const auto go = counting(state, second.number);
    const bool both = !stay.empty() && !go.empty();
    second.start = both ? std::max(go.front().start, stay.back().end) : at;
    second.reps = std::min(static_cast<int>(go.size()), first.reps);
    second.counted_reps = std::min(counted_in(state, second.number), first.counted_reps);
    first.end = stay.empty() ? at : std::min(stay.back().end, second.start);
    first.reps -= second.reps;
    first.counted_reps -= second.counted_reps;
    return second;
}

}  // namespace

SessionEdit::SessionEdit(const Session& session, std::function<UtcTime()> now)
    : now_(std::move(now)),
      length_(session.length),
      state_{corrected_segments(session), session.sets, session.reps, session.corrections} {
    sort(state_);
}

void SessionEdit::store(Session& session) const {
    session.sets = state_.sets;
    session.reps = state_.reps;
    session.corrections = state_.corrections;
}

const SessionEdit::State& SessionEdit::base(bool continues) const {
    return continues && !past_.empty() ? past_.back() : state_;
}

bool SessionEdit::change(State after, bool continues) {
    const State& before = base(continues);
    sort(after);
    std::vector<Correction> made = corrections_between(before, after, now_());
    if (continues && !past_.empty()) {
        after.corrections = before.corrections;
    } else if (made.empty()) {
        return false;
    }
    std::ranges::move(made, std::back_inserter(after.corrections));
    if (!continues || past_.empty()) past_.push_back(state_);
    state_ = std::move(after);
    future_.clear();
    ++version_;
    return true;
}

bool SessionEdit::undo() {
    if (past_.empty()) return false;
    future_.push_back(std::exchange(state_, std::move(past_.back())));
    past_.pop_back();
    ++version_;
    return true;
}

bool SessionEdit::redo() {
    if (future_.empty()) return false;
    past_.push_back(std::exchange(state_, std::move(future_.back())));
    future_.pop_back();
    ++version_;
    return true;
}

bool SessionEdit::set_label(EditTarget target, const std::string& label) {
    State after = state_;
    if (label.empty()) return false;
    if (target.kind == EditTarget::Kind::segment) {
        SessionSegment* segment = find_segment(after, target.id);
        if (segment == nullptr) return false;
        segment->label = label;
    } else {
        RecordedSet* set = find_set(after, target.id);
        if (set == nullptr) return false;
        set->label = label;
    }
    return change(std::move(after));
}

bool SessionEdit::move_border(EditTarget target, EditSide side, SessionTime to, bool continues) {
    State after = base(continues);
    const bool at_start = side == EditSide::start;
    if (target.kind == EditTarget::Kind::segment) {
        SessionSegment* segment = find_segment(after, target.id);
        if (segment == nullptr) return false;
        SessionSegment* beside = find_segment(after, target.id + (at_start ? -1 : 1));
        if (at_start) {
            const SessionTime least = beside ? beside->start + kShortest : SessionTime::zero();
            const SessionTime most = segment->end - kShortest;
            segment->start = std::max(std::min(to, most), std::min(least, segment->start));
            if (beside) beside->end = std::min(beside->end, segment->start);
        } else {
            const SessionTime most = beside ? beside->end - kShortest : length_;
            const SessionTime least = segment->start + kShortest;
            segment->end = std::min(std::max(to, least), std::max(most, segment->end));
            if (beside) beside->start = std::max(beside->start, segment->end);
        }
        return change(std::move(after), continues);
    }
    const auto set = std::ranges::find(after.sets, target.id, &RecordedSet::number);
    if (set == after.sets.end()) return false;
    if (at_start) {
        const SessionTime least =
            set == after.sets.begin() ? SessionTime::zero() : std::prev(set)->end;
        set->start = std::max(std::min(to, set->end - kShortest), std::min(least, set->start));
    } else {
        const auto next = std::next(set);
        const SessionTime most = next == after.sets.end() ? length_ : next->start;
        set->end = std::min(std::max(to, set->start + kShortest), std::max(most, set->end));
    }
    discount_outside(after, *set);
    return change(std::move(after), continues);
}

bool SessionEdit::split(EditTarget target, SessionTime at) {
    State after = state_;
    const auto inside = [&](SessionTime start, SessionTime end) {
        return at >= start + kShortest && at <= end - kShortest;
    };
    if (target.kind == EditTarget::Kind::segment) {
        SessionSegment* segment = find_segment(after, target.id);
        if (segment == nullptr || !inside(segment->start, segment->end)) return false;
        const SessionSegment second = {segment->label, at, segment->end};
        segment->end = at;
        after.segments.insert(after.segments.begin() + target.id + 1, second);
        return change(std::move(after));
    }
    RecordedSet* set = find_set(after, target.id);
    if (set == nullptr || !inside(set->start, set->end)) return false;
    RecordedSet second = second_half(after, *set, at);
    after.sets.push_back(std::move(second));
    return change(std::move(after));
}

bool SessionEdit::merge_with_next(EditTarget target) {
    State after = state_;
    if (target.kind == EditTarget::Kind::segment) {
        SessionSegment* first = find_segment(after, target.id);
        SessionSegment* second = find_segment(after, target.id + 1);
        if (first == nullptr || second == nullptr) return false;
        first->end = second->end;
        after.segments.erase(after.segments.begin() + target.id + 1);
        return change(std::move(after));
    }
    const auto first = std::ranges::find(after.sets, target.id, &RecordedSet::number);
    if (first == after.sets.end() || std::next(first) == after.sets.end()) return false;
    const auto second = std::next(first);
    int number = next_rep_number(after, first->number);
    for (RecordedRep& rep : after.reps) {
        if (rep.set != second->number) continue;
        rep.set = first->number;
        rep.number = number++;
    }
    first->end = std::max(first->end, second->end);
    first->reps += second->reps;
    first->counted_reps += second->counted_reps;
    if (!first->weight) put_weight(*first, weight_of(*second));
    if (first->note.empty()) {
        first->note = second->note;
    } else if (!second->note.empty() && second->note != first->note) {
        first->note += "; " + second->note;
    }
    after.sets.erase(second);
    return change(std::move(after));
}

bool SessionEdit::remove(EditTarget target) {
    State after = state_;
    if (target.kind == EditTarget::Kind::segment) {
        if (find_segment(after, target.id) == nullptr) return false;
        after.segments.erase(after.segments.begin() + target.id);
        return change(std::move(after));
    }
    if (find_set(after, target.id) == nullptr) return false;
    std::erase_if(after.sets, [&](const RecordedSet& set) { return set.number == target.id; });
    std::erase_if(after.reps, [&](const RecordedRep& rep) { return rep.set == target.id; });
    return change(std::move(after));
}

std::optional<EditTarget> SessionEdit::add_segment(const std::string& label, SessionTime start,
                                                   SessionTime end) {
    start = std::max(start, SessionTime::zero());
    end = std::min(end, length_);
    if (label.empty() || end - start < kShortest) return std::nullopt;
    State after = state_;
    std::vector<SessionSegment> kept;
    for (const SessionSegment& old : after.segments) {
        const auto keep = [&](SessionTime from, SessionTime to) {
            if (to - from >= kShortest) kept.push_back({old.label, from, to});
        };
        if (old.end <= start || old.start >= end) {
            kept.push_back(old);
        } else {
            keep(old.start, start);
            keep(end, old.end);
        }
    }
    kept.push_back({label, start, end});
    after.segments = std::move(kept);
    if (!change(std::move(after))) return std::nullopt;
    const auto place = std::ranges::find(state_.segments, start, &SessionSegment::start);
    return EditTarget{EditTarget::Kind::segment, static_cast<int>(place - state_.segments.begin())};
}

std::optional<EditTarget> SessionEdit::add_set(const std::string& label, SessionTime start,
                                               SessionTime end) {
    start = std::max(start, SessionTime::zero());
    end = std::min(end, length_);
    const bool taken = std::ranges::any_of(
        state_.sets, [&](const RecordedSet& set) { return set.start < end && set.end > start; });
    if (label.empty() || taken || end - start < kShortest) return std::nullopt;
    State after = state_;
    RecordedSet set;
    set.number = next_set_number(state_);
    set.label = label;
    set.start = start;
    set.end = end;
    after.sets.push_back(set);
    if (!change(std::move(after))) return std::nullopt;
    return EditTarget{EditTarget::Kind::set, set.number};
}

}  // namespace spotter
