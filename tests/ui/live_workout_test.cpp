#include "app/window/live_workout.h"

#include <catch2/catch.hpp>

#include "app/window/set_loads.h"
#include "engine/session/session_store.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;

namespace {

// Sets of these exercises, one after the other; the last one runs.
WorkoutView workout_of(const Labels& labels, MediaTime start = {}) {
    std::vector<SetRecord> sets;
    for (const std::string& label : labels) {
        SetRecord& set = sets.emplace_back();
        set.number = static_cast<int>(sets.size());
        set.label = label;
        set.start = start;
    }
    WorkoutView view;
    view.sets = std::make_shared<const std::vector<SetRecord>>(std::move(sets));
    view.set_runs = true;
    return view;
}

Session session_with(const std::string& uuid, double weight) {
    Session session;
    session.uuid = uuid;
    session.start = UtcTime(std::chrono::milliseconds(1'000'000));
    session.finished = true;
    session.sets.push_back({1, "squat", 0s, 10s, false, false, 8, 8, weight, WeightUnit::kg,
                            SetKind::normal, "heavy"});
    return session;
}

RecordedSet set_of(int number, const std::string& label, int reps, std::optional<double> weight) {
    RecordedSet set;
    set.number = number;
    set.label = label;
    set.end = 45s;
    set.reps = reps;
    set.weight = weight;
    return set;
}

}  // namespace

TEST_CASE("a new set has the weight of the last one of its exercise, as far as one is known") {
    const TempFolder home;
    SessionStore(home / "data").insert(session_with("aaaa", 40));
    SessionRecorder recorder({home / "data"});
    SetLoads loads(&recorder, home / "data");
    loads.look_up({"squat", "row"});
    WorkoutPlan plan;
    const auto until_known = [&](const WorkoutView& workout) {
        do {
            loads.update(workout, plan);
            std::this_thread::yield();
        } while (loads.of(workout.set()->number) == nullptr);
    };
    until_known(workout_of({"squat", "row"}));
    CHECK(loads.of(1)->weight == Weight{40, WeightUnit::kg});
    CHECK(loads.of(1)->note.empty());
    REQUIRE(loads.last_time("squat") != nullptr);
    CHECK(loads.last_time("squat")->note == "heavy");
    CHECK_FALSE(loads.of(2)->weight);

    plan.exercises.push_back({"squat", {}, {}, {}, {}, Weight{45, WeightUnit::kg}});
    loads.update(workout_of({"squat", "row", "squat"}), plan);
    CHECK(loads.of(3)->weight == Weight{45, WeightUnit::kg});
    loads.put(3, {Weight{95, WeightUnit::lb}, "good"});
    loads.update(workout_of({"squat", "row", "squat", "squat"}), plan);
    CHECK(loads.of(4)->weight == Weight{95, WeightUnit::lb});
    CHECK(loads.of(4)->note.empty());
    // What was taken away stays away.
    loads.put(4, {});
    loads.update(workout_of({"squat", "row", "squat", "squat", "squat"}), plan);
    CHECK_FALSE(loads.of(5)->weight);
}

TEST_CASE("another workout has other sets, and keeps what the user said") {
    SetLoads loads(nullptr, "");
    loads.update(workout_of({"squat", "squat"}), {});
    loads.put(2, {Weight{50, WeightUnit::kg}, "n"});
    loads.update(workout_of({}), {});
    CHECK(loads.of(2) == nullptr);
    loads.update(workout_of({"squat"}), {});
    CHECK(loads.of(1)->weight == Weight{50, WeightUnit::kg});
}

TEST_CASE("a set that turns out to be of another exercise has that one's weight") {
    SetLoads loads(nullptr, "");
    WorkoutPlan plan;
    plan.exercises.push_back({"squat", {}, {}, {}, {}, Weight{40, WeightUnit::kg}});
    plan.exercises.push_back({"row", {}, {}, {}, {}, Weight{30, WeightUnit::kg}});
    loads.update(workout_of({"squat"}), plan);
    loads.update(workout_of({"row"}), plan);
    CHECK(loads.of(1)->weight == Weight{30, WeightUnit::kg});
    loads.update(workout_of({"lunge"}), plan);
    CHECK_FALSE(loads.of(1)->weight);
}

TEST_CASE("what the user said of a set is of the exercise that it turns out to be") {
    SetLoads loads(nullptr, "");
    loads.update(workout_of({"squat"}), {});
    loads.put(1, {Weight{50, WeightUnit::kg}, "n"});
    loads.update(workout_of({"squat", "squat"}), {});
    loads.put(2, {Weight{20, WeightUnit::kg}, "light"});
    loads.update(workout_of({"squat", "row"}), {});
    CHECK(loads.of(2)->weight == Weight{20, WeightUnit::kg});
    CHECK(loads.of(2)->note == "light");
    loads.update(workout_of({"squat", "row", "squat"}), {});
    CHECK(loads.of(3)->weight == Weight{50, WeightUnit::kg});
    loads.update(workout_of({"squat", "row", "squat", "row"}), {});
    CHECK(loads.of(4)->weight == Weight{20, WeightUnit::kg});
}

TEST_CASE("another workout is told by its first set, though nobody saw it begin") {
    SetLoads loads(nullptr, "");
    loads.update(workout_of({"squat"}), {});
    loads.put(1, {Weight{50, WeightUnit::kg}, "n"});
    loads.update(workout_of({"row"}, 60s), {});
    CHECK_FALSE(loads.of(1)->weight);
    CHECK(loads.of(1)->note.empty());
    loads.update(workout_of({"row", "squat"}, 60s), {});
    CHECK(loads.of(2)->weight == Weight{50, WeightUnit::kg});
}

TEST_CASE("weights reach the session, and so do those that were taken away") {
    const TempFolder home;
    LiveHooks hooks;
    SessionRecorder recorder({home / "data"});
    recorder.listen(hooks);
    recorder.use({0s, "default", "", {"rest", "squat"}, {"rest"}}, {});
    LiveEvent event;
    event.at = std::chrono::steady_clock::now();
    event.state = SourceState::running;
    event.workout = WorkoutEvent{
        WorkoutEventKind::set_began, 0s, workout_of({"squat"}).sets->back(), {}, event.at};
    SetLoads loads(&recorder, home / "data");
    // The window may see the set first.
    loads.update(workout_of({"squat"}), {});
    loads.put(1, {Weight{30, WeightUnit::kg}, "easy"});
    recorder.take(event);
    loads.update(workout_of({"squat"}), {});
    recorder.finish();
    const Session session = SessionStore(home / "data").read(recorder.uuid());
    REQUIRE(session.sets.size() == 1);
    CHECK(session.sets[0].weight == 30);
    CHECK(session.sets[0].note == "easy");
}

TEST_CASE("the end of a session is summed up by exercise, in the order they were begun") {
    SessionEnd end;
    end.length = 90s;
    end.sets = {set_of(1, "squat", 12, 40), set_of(2, "plank", 0, {}), set_of(3, "squat", 10, 45)};
    end.sets[1].held = true;
    const SavedView saved = saved_view(end);
    CHECK(saved.length_s == 90);
    REQUIRE(saved.rows.size() == 2);
    CHECK(saved.rows[0].exercise == "Squat");
    CHECK(saved.rows[0].done == "2 sets, 22 reps, up to 45 kg");
    CHECK(saved.rows[1].done == "1 set, 0:45 held");
    CHECK(saved_view({}).rows.empty());
    const auto squats = [&](std::optional<double> first, std::optional<double> second) {
        end.sets = {set_of(1, "squat", 8, first), set_of(2, "squat", 8, second)};
        return saved_view(end).rows.at(0).done;
    };
    CHECK(squats(7.5, 7.5) == "2 sets, 16 reps, 7.5 kg");
    CHECK(squats({}, 7.5) == "2 sets, 16 reps, up to 7.5 kg");
    CHECK(squats(7.5, {}) == "2 sets, 16 reps, up to 7.5 kg");
    CHECK(squats({}, {}) == "2 sets, 16 reps");
    end.sets = {set_of(1, "squat", 8, 20), set_of(2, "squat", 8, 30)};
    end.sets[1].unit = WeightUnit::lb;
    CHECK(saved_view(end).rows.at(0).done == "2 sets, 16 reps, up to 20 kg");
}
