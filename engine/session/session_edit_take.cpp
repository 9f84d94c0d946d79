#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/session/session_edit.h"
#include "engine/session/session_edit_parts.h"

// Taking over what another model says.
namespace spotter {

using State = SessionEdit::State;

namespace {

using Stretches = std::span<const SessionStretch>;

SessionTime middle_of(const RecordedSet& set) {
    return set.start + (set.end - set.start) / 2;
}

bool within(const RecordedSet& set, Stretches stretches) {
    const SessionTime middle = middle_of(set);
    return std::ranges::any_of(stretches, [&](const SessionStretch& one) {
        return one.start <= middle && middle < one.end;
    });
}

// What lies between stretches, before and after them.
std::vector<SessionStretch> around(Stretches stretches) {
    std::vector<SessionStretch> out;
    SessionTime from = SessionTime::zero();
    for (const SessionStretch& one : stretches) {
        if (one.start > from) out.push_back({from, one.start});
        from = one.end;
    }
    out.push_back({from, SessionTime::max()});
    return out;
}

// What was cut where it says the same on both sides is one again.
void join_at(Stretches stretches, std::vector<SessionSegment>& segments) {
    const auto is_border = [&](SessionTime at) {
        return std::ranges::any_of(
            stretches, [&](const SessionStretch& one) { return one.start == at || one.end == at; });
    };
    for (std::size_t i = 1; i < segments.size();) {
        SessionSegment& before = segments[i - 1];
        const SessionSegment& after = segments[i];
        if (before.label == after.label && before.end == after.start && is_border(after.start)) {
            before.end = after.end;
            segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
}

std::vector<SessionSegment> segments_with(const std::vector<SessionSegment>& own,
                                          const std::vector<SessionSegment>& other,
                                          Stretches stretches) {
    std::vector<SessionSegment> out = segments_within(own, around(stretches));
    std::ranges::move(segments_within(other, stretches), std::back_inserter(out));
    std::ranges::sort(out, {}, &SessionSegment::start);
    join_at(stretches, out);
    std::erase_if(out, [](const SessionSegment& segment) {
        return segment.end - segment.start < SessionEdit::kShortest;
    });
    return out;
}

SessionTime overlap(const RecordedSet& a, const RecordedSet& b) {
    return std::min(a.end, b.end) - std::max(a.start, b.start);
}

// Makes room for the sets that stay; false: there is none.
bool give_way(const std::vector<RecordedSet>& staying, RecordedSet& set) {
    const SessionTime middle = middle_of(set);
    for (const RecordedSet& one : staying) {
        if (one.end <= middle) {
            set.start = std::max(set.start, one.end);
        } else if (one.start > middle) {
            set.end = std::min(set.end, one.start);
        } else {
            return false;
        }
    }
    return set.end - set.start >= SessionEdit::kShortest;
}

// The one that `set` comes in the place of, which is replaced but once; nothing: there is none.
std::optional<RecordedSet> take_replaced(const RecordedSet& set, std::vector<RecordedSet>& gone) {
    const auto most = std::ranges::max_element(
        gone, {}, [&](const RecordedSet& one) { return overlap(one, set); });
    if (most == gone.end() || overlap(*most, set) <= SessionTime::zero()) return std::nullopt;
    const RecordedSet out = *most;
    gone.erase(most);
    return out;
}

void put_set(const Opinion& other, RecordedSet set, int number, State& state) {
    for (RecordedRep rep : other.reps) {
        if (rep.set != set.number) continue;
        const bool inside = set.start <= rep.turn && rep.turn <= set.end;
        if (!inside && !rep.removed) set.reps = std::max(0, set.reps - 1);
        if (!inside) continue;
        rep.set = number;
        state.reps.push_back(rep);
    }
    set.number = number;
    state.sets.push_back(std::move(set));
}

}  // namespace

bool SessionEdit::take(const Opinion& other, std::span<const SessionStretch> stretches) {
    State after = state_;
    after.segments = segments_with(state_.segments, other.segments, stretches);
    std::vector<RecordedSet> gone;
    std::ranges::copy_if(after.sets, std::back_inserter(gone),
                         [&](const RecordedSet& set) { return within(set, stretches); });
    for (const RecordedSet& set : gone) {
        std::erase_if(after.sets, [&](const auto& one) { return one.number == set.number; });
        std::erase_if(after.reps, [&](const auto& rep) { return rep.set == set.number; });
    }
    const std::vector<RecordedSet> staying = after.sets;
    int next = next_set_number(state_);
    for (RecordedSet set : other.sets) {
        set.end = std::min(set.end, length_);
        if (!within(set, stretches) || !give_way(staying, set)) continue;
        const auto replaced = take_replaced(set, gone);
        if (replaced) {
            set.counted_reps = replaced->counted_reps;
            set.weight = replaced->weight;
            set.unit = replaced->unit;
            set.note = replaced->note;
            set.kind = replaced->kind;
        }
        put_set(other, std::move(set), replaced ? replaced->number : next++, after);
    }
    return change(std::move(after));
}

}  // namespace spotter
