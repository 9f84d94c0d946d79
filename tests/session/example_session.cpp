#include "tests/session/example_session.h"

namespace spotter::test {
namespace {

using namespace std::chrono_literals;

void add_reps(Session& session, int set, SessionTime start, int count, bool lifts_first = true) {
    for (int i = 0; i < count; ++i) {
        const SessionTime begin = start + i * 3s;
        session.reps.push_back({set, i + 1, begin, begin + 1200ms, begin + 2500ms + i * 50ms,
                                0.9 + 0.02 * i, lifts_first});
    }
}

void add_timeline(Session& session) {
    TimelineTrack& track = session.timeline.emplace_back();
    for (std::uint32_t i = 0; i < 600; ++i) {
        track.times_ms.push_back(2000 + i * 100);
        track.labels.push_back(i < 300 ? 0 : -1);
        for (std::uint32_t label = 0; label < 3; ++label) {
            track.scores_x255.push_back(static_cast<std::uint8_t>((i * (label + 1)) % 256));
        }
    }
}

}  // namespace

Session example_session(const std::string& uuid) {
    Session session;
    session.uuid = uuid;
    session.start = std::chrono::sys_days{std::chrono::year{2026} / 10 / 25} + 30min + 250ms;
    session.zone = {2h, "Europe/Berlin"};
    session.length = 10min;
    session.finished = true;
    session.source = "Integrated Camera";
    session.source_kind = "camera";
    session.title = "Evening";
    session.note = "felt \"good\", 💪\nshort";
    session.settings = {{"enter", "0.6"}, {"model", "default"}};
    session.counters = {18000, 3, 17997, 600, 2, 1};
    session.models = {{0ms, "default", "ab12", {"bicep_curl", "squat", "rest"}, {"rest"}}};
    add_timeline(session);
    session.label_changes = {{2s, LabelState::unsure, "", 0.5},
                             {3s, LabelState::sure, "bicep_curl", 0.875},
                             {40s, LabelState::watching, "", 0}};
    session.sets = {
        {1, "bicep_curl", 10s, 40s, false, false, 9, 10, 12.5, WeightUnit::kg, SetKind::warm_up,
         ""},
        {2, "bicep_curl", 100s, 121s, false, false, 7, 7, 30.0, WeightUnit::lb, SetKind::normal,
         "=1+1, \"slow\" 🐢\nlast ones hard"},
        {3, "squat", 200s, 216s, false, false, 5, 5, {}, WeightUnit::kg, SetKind::normal, ""},
        {4, "plank", 400s, 445s, false, true, 0, 0, {}, WeightUnit::kg, SetKind::to_failure, ""}};
    add_reps(session, 1, 10s, 10);
    session.reps.back().by_hand = true;
    add_reps(session, 2, 100s, 8);
    session.reps.back().removed = true;
    add_reps(session, 3, 200s, 5, false);
    session.corrections = {{session.start + 50s, 1, "reps", "9", "10"}};
    session.gaps = {{300s, 305s, "camera: no pictures; check the cable"}};
    session.recordings = {{uuid + ".mp4", 1s, 10min, 640, 480}};
    session.film_gaps = {{20s, 21500ms, 23}, {150s, 150s, 1}};
    return session;
}

Session beginning_of(const Session& session) {
    Session begin;
    begin.uuid = session.uuid;
    begin.start = session.start;
    begin.zone = session.zone;
    begin.source = session.source;
    begin.source_kind = session.source_kind;
    begin.title = session.title;
    begin.note = session.note;
    begin.settings = session.settings;
    return begin;
}

}  // namespace spotter::test
