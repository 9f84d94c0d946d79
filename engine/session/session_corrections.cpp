#include <algorithm>
#include <iterator>

#include "engine/core/counted.h"
#include "engine/session/export_text.h"
#include "engine/session/session_edit.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

std::string seconds_text(SessionTime time) {
    return short_number(to_seconds(time), 3) + " s";
}

std::string span_text(SessionTime start, SessionTime end) {
    return short_number(to_seconds(start), 3) + "-" + seconds_text(end);
}

std::string lifted_text(const RecordedSet& set) {
    const auto weight = weight_of(set);
    return weight ? weight_text(*weight) : "none";
}

std::string note_text(const RecordedSet& set) {
    return set.note.empty() ? "none" : "\"" + set.note + "\"";
}

std::string set_text(const RecordedSet& set) {
    std::string out = set.label + ", " + span_text(set.start, set.end);
    if (!set.held) out += ", " + counted(set.reps, "rep");
    if (set.weight) out += ", " + lifted_text(set);
    if (!set.note.empty()) out += ", " + note_text(set);
    return out;
}

std::string rep_text(const RecordedRep& rep) {
    return std::to_string(rep.number) + ", " + span_text(rep.start, rep.end) + ", turn at " +
           seconds_text(rep.turn) + (rep.removed ? ", taken away" : "");
}

void compare(const RecordedSet& before, const RecordedSet& after, UtcTime made,
             std::vector<Correction>& out) {
    const auto add = [&](const char* what, const std::string& from, const std::string& to) {
        if (from != to) out.push_back({made, after.number, what, from, to});
    };
    add("label", before.label, after.label);
    add("start", seconds_text(before.start), seconds_text(after.start));
    add("end", seconds_text(before.end), seconds_text(after.end));
    add("reps", std::to_string(before.reps), std::to_string(after.reps));
    add("weight", lifted_text(before), lifted_text(after));
    add("note", note_text(before), note_text(after));
}

}  // namespace

std::vector<Correction> corrections_between(const SessionEdit::State& before,
                                            const SessionEdit::State& after, UtcTime made) {
    std::vector<Correction> out = segment_corrections(before.segments, after.segments, made);
    for (const RecordedSet& set : before.sets) {
        const auto same = std::ranges::find(after.sets, set.number, &RecordedSet::number);
        if (same == after.sets.end()) {
            out.push_back({made, set.number, "removed", set_text(set), ""});
        } else {
            compare(set, *same, made, out);
        }
    }
    for (const RecordedSet& set : after.sets) {
        if (std::ranges::find(before.sets, set.number, &RecordedSet::number) == before.sets.end()) {
            out.push_back({made, set.number, "added", "", set_text(set)});
        }
    }
    for (const RecordedRep& rep : before.reps) {
        const auto same = std::ranges::find_if(after.reps, [&](const RecordedRep& other) {
            return other.set == rep.set && other.number == rep.number;
        });
        if (same != after.reps.end() && rep_text(rep) != rep_text(*same)) {
            out.push_back({made, rep.set, "rep", rep_text(rep), rep_text(*same)});
        }
    }
    return out;
}

}  // namespace spotter
