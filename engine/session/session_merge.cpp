#include "engine/session/session_merge.h"

#include <algorithm>
#include <map>
#include <vector>

#include "engine/core/error.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_timeline.h"

namespace spotter {
namespace {

constexpr std::chrono::hours kMostApart{24};

// So that every entry speaks for the same moment as before: the merged session has one window, and
// in the first second of a session, which is in the middle of the merged one, entries spoke for
// its start. Segments then move as they are, and corrections of them still hold.
void move_track(TimelineTrack& track, const Session& from, SessionTime shift, const Session& to) {
    const SessionTime half = half_window(from);
    const SessionTime half_after = half_window(to);
    if (shift == SessionTime::zero() && half == half_after) return;
    for (std::uint32_t& time : track.times_ms) {
        const SessionTime middle = std::max(SessionTime(time) - half, SessionTime::zero());
        time = static_cast<std::uint32_t>((middle + shift + half_after).count());
    }
}

void append_course(const Session& from, SessionTime shift, Session& to) {
    const std::size_t first_model = to.models.size();
    for (ModelUse model : from.models) {
        model.start += shift;
        to.models.push_back(std::move(model));
    }
    for (TimelineTrack track : from.timeline) {
        track.model += first_model;
        move_track(track, from, shift, to);
        to.timeline.push_back(std::move(track));
    }
    for (LabelChange change : from.label_changes) {
        change.time += shift;
        to.label_changes.push_back(std::move(change));
    }
    const auto append_spans = [shift](const auto& spans, auto& out) {
        for (auto span : spans) {
            span.start += shift;
            span.end += shift;
            out.push_back(std::move(span));
        }
    };
    append_spans(from.gaps, to.gaps);
    append_spans(from.recordings, to.recordings);
    append_spans(from.film_gaps, to.film_gaps);
}

// A segment in a correction, on the merged session's clock.
std::string later(const std::string& text, SessionTime shift) {
    auto segment = segment_from_text(text);
    if (!segment) return text;
    segment->start += shift;
    segment->end += shift;
    return segment_text(*segment);
}

void append_workout(const Session& from, SessionTime shift, Session& to) {
    std::map<int, int> numbers;  // old to new
    for (RecordedSet set : from.sets) {
        const int number = static_cast<int>(to.sets.size()) + 1;
        numbers[set.number] = number;
        set.number = number;
        set.start += shift;
        set.end += shift;
        to.sets.push_back(std::move(set));
    }
    for (RecordedRep rep : from.reps) {
        rep.set = numbers[rep.set];
        rep.start += shift;
        rep.turn += shift;
        rep.end += shift;
        to.reps.push_back(rep);
    }
    for (Correction correction : from.corrections) {
        correction.set = numbers[correction.set];
        if (correction.what == "segment") {
            correction.from = later(correction.from, shift);
            correction.to = later(correction.to, shift);
        }
        to.corrections.push_back(std::move(correction));
    }
}

void add_counters(const SessionCounters& from, SessionCounters& to) {
    to.captured += from.captured;
    to.replaced_unseen += from.replaced_unseen;
    to.posed += from.posed;
    to.classified += from.classified;
    to.stale += from.stale;
    to.not_recorded += from.not_recorded;
}

}  // namespace

Session merged(std::span<const Session> sessions) {
    std::vector<const Session*> in_order;
    for (const Session& session : sessions) in_order.push_back(&session);
    std::ranges::stable_sort(in_order, {}, &Session::start);

    const Session& first = *in_order.front();
    Session out;
    out.uuid = make_uuid();
    out.start = first.start;
    out.zone = first.zone;
    out.finished = true;
    out.source = first.source;
    out.source_kind = first.source_kind;
    out.settings = first.settings;
    for (const Session* session : in_order) {
        const SessionTime shift = session->start - first.start;
        if (shift > out.length + kMostApart) {
            throw Error("merge sessions", session->uuid, "more than a day lies before it",
                        "merge those of one workout");
        }
        if (shift > out.length) out.gaps.push_back({out.length, shift, "between two sessions"});
        append_course(*session, shift, out);
        append_workout(*session, shift, out);
        add_counters(session->counters, out.counters);
        out.recovered = out.recovered || session->recovered;
        out.length = std::max(out.length, shift + session->length);
        if (out.title.empty()) out.title = session->title;
        if (!session->note.empty()) out.note += (out.note.empty() ? "" : "\n") + session->note;
    }
    std::ranges::stable_sort(out.label_changes, {}, &LabelChange::time);
    std::ranges::stable_sort(out.sets, {}, &RecordedSet::start);
    std::ranges::stable_sort(out.gaps, {}, &Gap::start);
    std::ranges::stable_sort(out.film_gaps, {}, &FilmGap::start);
    return out;
}

}  // namespace spotter
