#include <catch2/catch.hpp>

#include "engine/core/set_name.h"
#include "engine/session/session_edit.h"
#include "engine/session/session_facts.h"
#include "tests/session/set_of.h"

// What was lifted in a set, how sets are counted, and taking over what another model says.
using namespace spotter;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kMade{1764000000000ms};

// Two squats at 10 s, two curls at 60 s, and at 100 s two squats again.
Session three_sets() {
    Session session;
    session.length = 200s;
    session.sets = {set_of(1, "squat", 10s, 14s, 2), set_of(2, "curl", 60s, 64s, 2),
                    set_of(3, "squat", 100s, 104s, 2)};
    for (const RecordedSet& set : session.sets) {
        session.reps.push_back({set.number, 1, set.start, set.start + 1s, set.start + 2s});
        session.reps.push_back({set.number, 2, set.start + 2s, set.start + 3s, set.end});
    }
    return session;
}

// Another model: the curls are lunges, a little longer; and a row was done at 130 s, but no squat
// at 100 s.
Opinion another() {
    Opinion out;
    out.segments = {{"rest", 0s, 8s},    {"squat", 8s, 15s},  {"rest", 15s, 58s},
                    {"lunge", 58s, 66s}, {"rest", 66s, 128s}, {"row", 128s, 140s},
                    {"rest", 140s, 200s}};
    out.sets = {set_of(1, "squat", 10s, 14s, 2), set_of(2, "lunge", 59s, 65s, 3),
                set_of(3, "row", 130s, 136s, 1)};
    out.reps = {{1, 1, 10s, 11s, 12s}, {1, 2, 12s, 13s, 14s}, {2, 1, 59s, 60s, 61s},
                {2, 2, 61s, 62s, 63s}, {2, 3, 63s, 64s, 65s}, {3, 1, 130s, 133s, 136s}};
    return out;
}

constexpr SessionStretch kAll[] = {{0s, 200s}};

std::vector<std::string> sets_of(const SessionEdit& edit) {
    std::vector<std::string> out;
    for (const RecordedSet& set : edit.state().sets) {
        out.push_back(std::to_string(set.number) + " " + set.label + " " +
                      std::to_string(set.reps));
    }
    return out;
}

using Words = std::vector<std::string>;

SessionEdit edit_of(const Session& session) {
    return SessionEdit(session, [] { return kMade; });
}

}  // namespace

TEST_CASE("weight and note of a set are corrected in one step, and what was there is noted") {
    SessionEdit edit = edit_of(three_sets());
    REQUIRE(edit.set_load(2, Weight{45, WeightUnit::lb}, "slow"));
    const RecordedSet& set = edit.state().sets[1];
    CHECK(weight_of(set) == Weight{45, WeightUnit::lb});
    CHECK(set.note == "slow");
    CHECK(edit.state().corrections ==
          std::vector<Correction>{{kMade, 2, "weight", "none", "45 lb"},
                                  {kMade, 2, "note", "none", "\"slow\""}});
    REQUIRE(edit.set_load(2, Weight{45, WeightUnit::kg}, "slow"));
    CHECK(edit.state().corrections.back() == Correction{kMade, 2, "weight", "45 lb", "45 kg"});
    REQUIRE(edit.set_load(2, std::nullopt, ""));
    CHECK_FALSE(weight_of(edit.state().sets[1]));
    REQUIRE(edit.undo());
    REQUIRE(edit.undo());
    CHECK(weight_of(edit.state().sets[1]) == Weight{45, WeightUnit::lb});
    REQUIRE(edit.undo());
    CHECK(edit.state().corrections.empty());
    CHECK(edit.state().sets == three_sets().sets);
    REQUIRE(edit.redo());
    CHECK(edit.state().sets[1].note == "slow");
}

TEST_CASE("a weight that is none, and a set that is not there, change nothing") {
    SessionEdit edit = edit_of(three_sets());
    CHECK_FALSE(edit.set_load(1, Weight{-5, WeightUnit::kg}, ""));
    CHECK_FALSE(edit.set_load(9, Weight{5, WeightUnit::kg}, ""));
    CHECK_FALSE(edit.set_load(1, std::nullopt, ""));
    CHECK_FALSE(edit.can_undo());
}

TEST_CASE("merged sets keep what was lifted and noted, and a set that goes is noted with it") {
    SessionEdit edit = edit_of(three_sets());
    edit.set_load(1, std::nullopt, "slow");
    edit.set_load(2, Weight{20, WeightUnit::kg}, "left arm weak");
    REQUIRE(edit.merge_with_next({EditTarget::Kind::set, 1}));
    CHECK(weight_of(edit.state().sets[0]) == Weight{20, WeightUnit::kg});
    CHECK(edit.state().sets[0].note == "slow; left arm weak");
    REQUIRE(edit.remove({EditTarget::Kind::set, 1}));
    CHECK(edit.state().corrections.back() ==
          Correction{kMade, 1, "removed", "squat, 10-64 s, 4 reps, 20 kg, \"slow; left arm weak\"",
                     ""});
}

TEST_CASE("the sets of each exercise are counted for themselves, in the order they were begun") {
    SessionEdit edit = edit_of(three_sets());
    const auto names = [&] {
        std::vector<std::string> out;
        const auto& sets = edit.state().sets;
        for (const RecordedSet& set : sets) out.push_back(set_name(sets, set));
        return out;
    };
    CHECK(names() == std::vector<std::string>{"Squat, set 1", "Curl, set 1", "Squat, set 2"});
    // One that was found later has the highest number, wherever it lies.
    REQUIRE(edit.add_set("squat", 30s, 40s));
    CHECK(names() ==
          std::vector<std::string>{"Squat, set 1", "Squat, set 2", "Curl, set 1", "Squat, set 3"});
    REQUIRE(edit.set_label({EditTarget::Kind::set, 1}, "curl"));
    CHECK(names() ==
          std::vector<std::string>{"Curl, set 1", "Squat, set 1", "Curl, set 2", "Squat, set 2"});
}

TEST_CASE("what another model says of all is taken in one step, which can be taken back") {
    SessionEdit edit = edit_of(three_sets());
    edit.set_load(2, Weight{20, WeightUnit::kg}, "slow");
    const SessionEdit::State before = edit.state();
    REQUIRE(edit.take(another(), kAll));
    // The lunges are the second set, corrected; the row is new, and nobody else's number is its.
    CHECK(sets_of(edit) == Words{"1 squat 2", "2 lunge 3", "4 row 1"});
    const RecordedSet& lunges = edit.state().sets[1];
    CHECK(lunges.start == 59s);
    CHECK(lunges.counted_reps == 2);
    CHECK(lunges.weight == 20);
    CHECK(lunges.note == "slow");
    CHECK(edit.state().sets[2].counted_reps == 1);
    CHECK(edit.state().segments == another().segments);
    CHECK(edit.state().reps.size() == 6);
    Words whats;
    for (const Correction& one : edit.state().corrections) {
        if (one.set == 1) FAIL("both say the same of the first set");
        if (one.set > 2) whats.push_back(one.what);
    }
    CHECK(whats == Words{"removed", "added"});
    CHECK_FALSE(edit.take(another(), kAll));
    REQUIRE(edit.undo());
    CHECK(edit.state().sets == before.sets);
    CHECK(edit.state().reps == before.reps);
    CHECK(edit.state().corrections == before.corrections);
    REQUIRE(edit.redo());
    CHECK(edit.state().segments == another().segments);
}

TEST_CASE("of a stretch its segments are taken, and the sets whose middle lies in it") {
    SessionEdit edit = edit_of(three_sets());
    edit.add_segment("rest", 0s, 200s);
    edit.add_segment("curl", 58s, 66s);
    const SessionStretch part[] = {{61s, 120s}};
    REQUIRE(edit.take(another(), part));
    CHECK(sets_of(edit) == Words{"1 squat 2", "2 lunge 3"});
    // Rest goes on beyond the end of the stretch, uncut.
    CHECK(edit.state().segments ==
          std::vector<SessionSegment>{
              {"rest", 0s, 58s}, {"curl", 58s, 61s}, {"lunge", 61s, 66s}, {"rest", 66s, 200s}});
    const SessionStretch start[] = {{58s, 61s}};
    REQUIRE(edit.take(another(), start));
    CHECK(sets_of(edit) == Words{"1 squat 2", "2 lunge 3"});
    CHECK(edit.state().segments[1] == SessionSegment{"lunge", 58s, 66s});
}

TEST_CASE("sets that are taken over give way to those that stay") {
    SessionEdit edit = edit_of(three_sets());
    Opinion other = another();
    other.sets = {set_of(1, "lunge", 13s, 31s, 2), set_of(2, "row", 61s, 66s, 1)};
    other.reps = {{1, 1, 13s, 13500ms, 14s}, {1, 2, 20s, 25s, 31s}, {2, 1, 61s, 62s, 63s}};
    const SessionStretch parts[] = {{20s, 30s}, {62500ms, 70s}};
    REQUIRE(edit.take(other, parts));
    // The curls, whose middle lies elsewhere, stay, and no row is done in the midst of them.
    CHECK(sets_of(edit) == Words{"1 squat 2", "4 lunge 1", "2 curl 2", "3 squat 2"});
    CHECK(edit.state().sets[1].start == 14s);
    CHECK(edit.state().sets[1].end == 31s);
}
