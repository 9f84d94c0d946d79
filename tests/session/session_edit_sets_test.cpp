#include <catch2/catch.hpp>

#include "engine/core/set_name.h"
#include "engine/session/session_edit.h"
#include "engine/session/session_facts.h"

// What was lifted in a set, how sets are counted, and taking over what another model says.
using namespace spotter;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kMade{1764000000000ms};

RecordedSet set_of(int number, const std::string& label, SessionTime start, SessionTime end,
                   int reps) {
    RecordedSet set;
    set.number = number;
    set.label = label;
    set.start = start;
    set.end = end;
    set.counted_reps = set.reps = reps;
    return set;
}

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
