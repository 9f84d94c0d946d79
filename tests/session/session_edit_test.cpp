#include "engine/session/session_edit.h"

#include <catch2/catch.hpp>

#include "engine/session/session_merge.h"
#include "tests/session/set_of.h"

using namespace spotter;
using namespace std::chrono_literals;
using Kind = EditTarget::Kind;

namespace {

constexpr UtcTime kMade{1764000000000ms};

// Ten minutes: six squats of two seconds from 0:10 on, four curls from 1:00 on; the timeline says
// the same, with "rest" between them.
Session two_sets() {
    Session session;
    session.length = 600s;
    session.settings = {{"window_s", "2"}};
    session.models = {{0ms, "default", "", {"squat", "curl", "rest"}, {"rest"}}};
    TimelineTrack track;
    for (int second = 1; second <= 120; ++second) {
        track.times_ms.push_back(static_cast<std::uint32_t>(second * 1000));
        const int middle = second - 1;
        const int label = middle >= 10 && middle < 22 ? 0 : middle >= 60 && middle < 68 ? 1 : 2;
        track.labels.push_back(static_cast<std::int16_t>(label));
        for (int k = 0; k < 3; ++k) track.scores_x255.push_back(k == label ? 255 : 0);
    }
    session.timeline = {track};
    session.sets = {set_of(1, "squat", 10s, 22s, 6), set_of(2, "curl", 60s, 68s, 4)};
    for (int i = 0; i < 6; ++i) {
        const SessionTime at = 10s + i * SessionTime(2s);
        session.reps.push_back({1, i + 1, at, at + 1s, at + 2s});
    }
    for (int i = 0; i < 4; ++i) {
        const SessionTime at = 60s + i * SessionTime(2s);
        session.reps.push_back({2, i + 1, at, at + 1s, at + 2s});
    }
    return session;
}

SessionEdit edit_of(const Session& session) {
    return SessionEdit(session, [] { return kMade; });
}

const RecordedSet& set_in(const SessionEdit& edit, int number) {
    for (const RecordedSet& set : edit.state().sets) {
        if (set.number == number) return set;
    }
    FAIL("there is no such set");
    return edit.state().sets.front();
}

constexpr EditTarget kSquats = {Kind::set, 1};
constexpr EditTarget kCurls = {Kind::set, 2};

std::vector<std::string> what_of(const SessionEdit& edit) {
    std::vector<std::string> out;
    for (const Correction& one : edit.state().corrections) out.push_back(one.what);
    return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("what a timeline says are stretches between the middles of its windows") {
    const auto segments = said_segments(two_sets());
    REQUIRE(segments.size() == 5);
    CHECK(segments[0] == SessionSegment{"rest", 0ms, 9500ms});
    CHECK(segments[1] == SessionSegment{"squat", 9500ms, 21500ms});
    CHECK(segments[3].label == "curl");
}

TEST_CASE("a hole in the timeline ends a stretch") {
    Session session = two_sets();
    for (std::size_t i = 15; i < 120; ++i) session.timeline[0].times_ms[i] += 10000;
    const auto segments = said_segments(session);
    CHECK(segments[1] == SessionSegment{"squat", 9500ms, 14s});
    CHECK(segments[2].start == 25s);
    const auto asked = asked_stretches(session);
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].start == segments.front().start);
    CHECK(asked[0].end == 14s);
    CHECK(asked[1].start == 25s);
    CHECK(asked[1].end == segments.back().end);
}

TEST_CASE("where no label stood the model was unsure, but not where it was not asked") {
    Session session = two_sets();
    CHECK(unsure_stretches(session).empty());
    TimelineTrack& track = session.timeline[0];
    for (std::size_t i = 12; i < 14; ++i) track.labels[i] = -1;
    track.labels.back() = -1;
    for (std::size_t i = 15; i < 120; ++i) track.times_ms[i] += 10000;
    CHECK(unsure_stretches(session) ==
          std::vector<SessionStretch>{{11500ms, 13500ms}, {128500ms, 129s}});
}

TEST_CASE("of segments what lies in stretches is left, and may be cut in two") {
    const std::vector<SessionSegment> segments = {{"rest", 0s, 4s}, {"squat", 4s, 20s}};
    const std::vector<SessionStretch> stretches = {{2s, 6s}, {8s, 9s}, {30s, 40s}};
    CHECK(segments_within(segments, stretches) ==
          std::vector<SessionSegment>{{"rest", 2s, 4s}, {"squat", 4s, 6s}, {"squat", 8s, 9s}});
    CHECK(segments_within(segments, {}).empty());
}

TEST_CASE("another label stands for the whole set and is noted") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.set_label(kSquats, "lunge"));
    CHECK(set_in(edit, 1).label == "lunge");
    REQUIRE(edit.state().corrections.size() == 1);
    CHECK(edit.state().corrections[0] == Correction{kMade, 1, "label", "squat", "lunge"});
    CHECK_FALSE(edit.set_label(kSquats, "lunge"));
    CHECK_FALSE(edit.set_label(kSquats, ""));
    CHECK_FALSE(edit.set_label({Kind::set, 9}, "lunge"));
}

TEST_CASE("reps outside of a set's new borders do not count, and are kept") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.move_border(kSquats, EditSide::start, 14500ms));
    CHECK(set_in(edit, 1).start == 14500ms);
    CHECK(set_in(edit, 1).reps == 4);
    CHECK(set_in(edit, 1).counted_reps == 6);
    CHECK(edit.state().reps.size() == 10);
    CHECK(edit.state().reps[0].removed);
    CHECK(edit.state().reps[1].removed);
    CHECK_FALSE(edit.state().reps[2].removed);
}

TEST_CASE("one movement of a border is one step, however many places it passes") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.move_border(kSquats, EditSide::end, 12s));
    REQUIRE(edit.move_border(kSquats, EditSide::end, 16s, true));
    REQUIRE(edit.move_border(kSquats, EditSide::end, 30s, true));
    CHECK(set_in(edit, 1).reps == 6);
    CHECK(set_in(edit, 1).end == 30s);
    CHECK(what_of(edit) == Words{"end"});
    REQUIRE(edit.undo());
    CHECK(set_in(edit, 1).end == 22s);
    CHECK_FALSE(edit.can_undo());
    CHECK(edit.state().corrections.empty());
}

TEST_CASE("a movement that comes back to where it began leaves no correction") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.move_border(kSquats, EditSide::end, 12s));
    REQUIRE(edit.move_border(kSquats, EditSide::end, 22s, true));
    CHECK(set_in(edit, 1).end == 22s);
    CHECK(set_in(edit, 1).reps == 6);
    CHECK(edit.state().corrections.empty());
}

TEST_CASE("borders stay between the neighbours and inside the session") {
    auto edit = edit_of(two_sets());
    edit.move_border(kSquats, EditSide::end, 300s);
    CHECK(set_in(edit, 1).end == 60s);
    edit.move_border(kSquats, EditSide::start, -5s);
    CHECK(set_in(edit, 1).start == 0s);
    edit.move_border(kCurls, EditSide::end, 900s);
    CHECK(set_in(edit, 2).end == 600s);
    edit.move_border(kCurls, EditSide::start, 900s);
    CHECK(set_in(edit, 2).start == 600s - SessionEdit::kShortest);
}

TEST_CASE("a segment's neighbour gives way but does not go") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.move_border({Kind::segment, 1}, EditSide::end, 30s));
    CHECK(edit.state().segments[1].end == 30s);
    CHECK(edit.state().segments[2].start == 30s);
    edit.move_border({Kind::segment, 1}, EditSide::end, 500s);
    CHECK(edit.state().segments[2].end - edit.state().segments[2].start == SessionEdit::kShortest);
    edit.move_border({Kind::segment, 1}, EditSide::start, 5s);
    CHECK(edit.state().segments[0].end == 5s);
}

TEST_CASE("a split set shares its reps out and both halves add up") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.split(kSquats, 16s));
    REQUIRE(edit.state().sets.size() == 3);
    const RecordedSet& first = edit.state().sets[0];
    const RecordedSet& second = edit.state().sets[1];
    CHECK(first.number == 1);
    CHECK(second.number == 3);
    CHECK(first.reps == 3);
    CHECK(second.reps == 3);
    CHECK(first.counted_reps + second.counted_reps == 6);
    CHECK(first.end == 16s);
    CHECK(second.start == 16s);
    Session session = two_sets();
    edit.store(session);
    CHECK(reps_of(session, 3).size() == 3);
    CHECK(reps_of(session, 3)[0].number == 1);
    CHECK_FALSE(edit.split(kSquats, 10s));
    CHECK_FALSE(edit.split(kSquats, 90s));
}

TEST_CASE("merged sets are one with the first one's label and all reps") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.merge_with_next(kSquats));
    REQUIRE(edit.state().sets.size() == 1);
    CHECK(set_in(edit, 1).label == "squat");
    CHECK(set_in(edit, 1).reps == 10);
    CHECK(set_in(edit, 1).counted_reps == 10);
    CHECK(set_in(edit, 1).end == 68s);
    CHECK(edit.state().reps.back().number == 10);
    CHECK_FALSE(edit.merge_with_next(kSquats));
}

TEST_CASE("split and merge come back to the same set") {
    auto edit = edit_of(two_sets());
    edit.split(kSquats, 16s);
    edit.merge_with_next(kSquats);
    CHECK(set_in(edit, 1).start == 10s);
    CHECK(set_in(edit, 1).end == 22s);
    CHECK(set_in(edit, 1).reps == 6);
    CHECK(set_in(edit, 1).counted_reps == 6);
}

TEST_CASE("a set that is taken away stands in the corrections, and its number is not used again") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.remove(kCurls));
    CHECK(edit.state().sets.size() == 1);
    CHECK(edit.state().reps.size() == 6);
    CHECK(edit.state().corrections[0] ==
          Correction{kMade, 2, "removed", "curl, 60-68 s, 4 reps", ""});
    const auto added = edit.add_set("curl", 60s, 70s);
    REQUIRE(added);
    CHECK(added->id == 3);
}

TEST_CASE("a set is added where there is none") {
    auto edit = edit_of(two_sets());
    CHECK_FALSE(edit.add_set("lunge", 15s, 40s));
    CHECK_FALSE(edit.add_set("", 30s, 40s));
    CHECK_FALSE(edit.add_set("lunge", 30s, 30s));
    const auto added = edit.add_set("lunge", 30s, 40s);
    REQUIRE(added);
    CHECK(edit.state().sets[1].label == "lunge");
    CHECK(edit.state().sets[1].counted_reps == 0);
}

TEST_CASE("a segment that is added takes the place of what was there") {
    auto edit = edit_of(two_sets());
    const auto added = edit.add_segment("other", 15s, 65s);
    REQUIRE(added);
    const auto& segments = edit.state().segments;
    CHECK(segments[static_cast<std::size_t>(added->id)] == SessionSegment{"other", 15s, 65s});
    for (std::size_t i = 1; i < segments.size(); ++i) {
        CHECK(segments[i - 1].end <= segments[i].start);
    }
    // In the middle of one, both ends stay.
    REQUIRE(edit.add_segment("squat", 30s, 40s));
    CHECK(edit.state().segments.size() == segments.size());
}

TEST_CASE("segments are split, merged and taken away") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.split({Kind::segment, 1}, 15s));
    REQUIRE(edit.set_label({Kind::segment, 2}, "other"));
    CHECK(edit.state().segments[2] == SessionSegment{"other", 15s, 21500ms});
    REQUIRE(edit.merge_with_next({Kind::segment, 1}));
    CHECK(edit.state().segments[1] == SessionSegment{"squat", 9500ms, 21500ms});
    REQUIRE(edit.remove({Kind::segment, 1}));
    CHECK(edit.state().segments[1].label == "rest");
    CHECK_FALSE(edit.remove({Kind::segment, 99}));
    CHECK_FALSE(edit.remove({Kind::segment, -1}));
}

TEST_CASE("a rep is added between the others and counts") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.add_rep(1, 23s));
    CHECK(set_in(edit, 1).reps == 7);
    CHECK(set_in(edit, 1).counted_reps == 6);
    CHECK(set_in(edit, 1).end == 24s);
    const RecordedRep& rep = edit.state().reps[6];
    CHECK(rep.by_hand);
    CHECK(rep.number == 7);
    CHECK(rep.start == 22s);
    CHECK(rep.end == 24s);
    CHECK(what_of(edit) == Words{"end", "reps"});
    // Within another one there is no room.
    CHECK_FALSE(edit.add_rep(1, 15500ms));
    CHECK_FALSE(edit.add_rep(1, 700s));
}

TEST_CASE("a rep that is taken away stays, unless it was added by hand") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.remove_rep(1, 2));
    CHECK(set_in(edit, 1).reps == 5);
    CHECK(edit.state().reps.size() == 10);
    REQUIRE(edit.remove_rep(1, 2, false));
    CHECK(set_in(edit, 1).reps == 6);
    edit.add_rep(1, 23s);
    REQUIRE(edit.remove_rep(1, 7));
    CHECK(edit.state().reps.size() == 10);
    CHECK_FALSE(edit.remove_rep(1, 7));
}

TEST_CASE("a count is corrected without saying which rep") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.set_reps(1, 8));
    CHECK(set_in(edit, 1).reps == 8);
    CHECK(set_in(edit, 1).counted_reps == 6);
    CHECK(edit.state().corrections[0] == Correction{kMade, 1, "reps", "6", "8"});
    CHECK_FALSE(edit.set_reps(1, -1));
    CHECK_FALSE(edit.set_reps(1, 8));
}

TEST_CASE("the moments of a rep keep their order and leave the others alone") {
    auto edit = edit_of(two_sets());
    REQUIRE(edit.move_rep(1, 2, RepPoint::turn, 12500ms));
    CHECK(edit.state().reps[1].turn == 12500ms);
    edit.move_rep(1, 2, RepPoint::start, 1s);
    CHECK(edit.state().reps[1].start == 12s);
    edit.move_rep(1, 2, RepPoint::start, 99s);
    CHECK(edit.state().reps[1].start == 12500ms);
    edit.move_rep(1, 2, RepPoint::end, 99s);
    CHECK(edit.state().reps[1].end == 14s);
    CHECK(edit.state().reps[1].number == 2);
}

TEST_CASE("every change can be undone and done again, until another is made") {
    auto edit = edit_of(two_sets());
    const auto original = edit.state();
    edit.set_label(kSquats, "lunge");
    edit.split(kSquats, 16s);
    edit.remove_rep(2, 1);
    const auto changed = edit.state();
    while (edit.can_undo()) REQUIRE(edit.undo());
    CHECK(edit.state().sets == original.sets);
    CHECK(edit.state().reps == original.reps);
    CHECK(edit.state().corrections.empty());
    CHECK_FALSE(edit.undo());
    while (edit.can_redo()) REQUIRE(edit.redo());
    CHECK(edit.state().sets == changed.sets);
    CHECK(edit.state().corrections == changed.corrections);
    edit.undo();
    edit.remove(kCurls);
    CHECK_FALSE(edit.can_redo());
}

TEST_CASE("the version tells of every change") {
    auto edit = edit_of(two_sets());
    const int before = edit.version();
    edit.set_label(kSquats, "lunge");
    const int changed = edit.version();
    CHECK(changed != before);
    edit.undo();
    CHECK(edit.version() != changed);
    const int undone = edit.version();
    edit.set_label({Kind::set, 99}, "lunge");
    CHECK(edit.version() == undone);
}

TEST_CASE("corrected segments come back from what is stored") {
    Session session = two_sets();
    auto edit = edit_of(session);
    edit.split({Kind::segment, 1}, 15s);
    edit.set_label({Kind::segment, 2}, "lunge, to the side");
    edit.move_border({Kind::segment, 1}, EditSide::start, 8s);
    edit.add_segment("other", 40s, 45s);
    edit.remove({Kind::segment, 0});
    edit.store(session);
    CHECK(edit_of(session).state().segments == edit.state().segments);
    // What the model said is not touched.
    CHECK(said_segments(session) == said_segments(two_sets()));
}

TEST_CASE("storing touches sets, reps and corrections alone") {
    Session session = two_sets();
    auto edit = edit_of(session);
    edit.set_label(kSquats, "lunge");
    edit.store(session);
    Session expected = two_sets();
    expected.sets = session.sets;
    expected.corrections = session.corrections;
    CHECK(session == expected);
    CHECK(session.sets[0].label == "lunge");
}

TEST_CASE("segments in corrections are read only when they make sense") {
    const SessionSegment segment = {"a, b", 1500ms, 63005ms};
    CHECK(segment_text(segment) == "a, b, 1.500-63.005 s");
    CHECK(segment_from_text(segment_text(segment)) == segment);
    for (const char* text : {"", "squat", "squat, 1-2 s", "squat, 1.000-0.500 s",
                             "squat, -1.000-2.000 s", "squat, 1.000-2.0000 s", "squat, 1.000 s",
                             "squat, x.000-2.000 s", "squat, 1.000-99999999999999999999.000 s"}) {
        CAPTURE(text);
        CHECK_FALSE(segment_from_text(text));
    }
}

TEST_CASE("where two timelines differ is found") {
    const std::vector<SessionSegment> a = {{"squat", 0s, 10s}, {"rest", 10s, 20s}};
    const std::vector<SessionSegment> b = {{"squat", 0s, 8s}, {"lunge", 8s, 15s}};
    const auto found = segment_differences(a, b, 500ms);
    REQUIRE(found.size() == 3);
    CHECK(found[0] == SegmentDifference{8s, 10s, "squat", "lunge"});
    CHECK(found[1] == SegmentDifference{10s, 15s, "rest", "lunge"});
    CHECK(found[2] == SegmentDifference{15s, 20s, "rest", ""});
    CHECK(segment_differences(a, b, 3s).size() == 2);
    CHECK(segment_differences(a, a, 0ms).empty());
    CHECK(segment_differences({}, {}, 0ms).empty());
}

TEST_CASE("corrections of a session's first segment hold when sessions become one") {
    Session first = two_sets();
    Session second = two_sets();
    first.start = kMade;
    second.start = kMade + 3600s;
    // Live, entries begin before there is a whole window.
    second.timeline = {{0, {0, 500, 1000, 1500, 2000, 2500, 3000, 5000, 5500, 6000}, {}, {}}};
    second.timeline[0].labels.assign(7, 0);
    second.timeline[0].labels.resize(10, 1);
    second.timeline[0].scores_x255.assign(10 * second.models[0].labels.size(), 100);
    SECTION("of one kind") {}
    SECTION("with windows of their own") {
        second.settings = {{"window_s", "4"}};
    }
    auto edit = edit_of(second);
    REQUIRE(edit.state().segments.at(0).start == 0s);
    edit.set_label({Kind::segment, 0}, "lunge");
    std::vector<SessionSegment> wanted = corrected_segments(first);
    for (SessionSegment segment : edit.state().segments) {
        segment.start += 3600s;
        segment.end += 3600s;
        wanted.push_back(segment);
    }
    edit.store(second);
    const std::vector<Session> both = {first, second};
    CHECK(corrected_segments(merged(both)) == wanted);
}

TEST_CASE("corrected segments move with their session when sessions become one") {
    Session first = two_sets();
    Session second = two_sets();
    first.start = kMade;
    second.start = kMade + 3600s;
    auto edit = edit_of(second);
    edit.set_label({Kind::segment, 1}, "lunge");
    const auto corrected = edit.state().segments;
    edit.store(second);
    const std::vector<Session> both = {first, second};
    const auto segments = corrected_segments(merged(both));
    REQUIRE(segments.size() == 2 * corrected.size());
    const SessionSegment& moved = segments[corrected.size() + 1];
    CHECK(moved.label == "lunge");
    CHECK(moved.start == corrected[1].start + 3600s);
}
