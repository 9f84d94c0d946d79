#include "app/window/coach.h"

#include <chrono>
#include <memory>

#include <catch2/catch.hpp>

using namespace spotter;
using namespace std::chrono_literals;

namespace {

const Decision kSquat{Certainty::sure, "squat", false, {}};
const Decision kRest{Certainty::sure, "rest", true, {}};

// A workout as the pipeline shows it; the test says what was done, and when.
class Gym {
  public:
    explicit Gym(WorkoutPlan plan = {}) { coach.set_plan(std::move(plan)); }

    void begin_set(const std::string& label) {
        SetRecord set;
        set.number = static_cast<int>(sets_.size()) + 1;
        set.label = label;
        set.start = set.end = workout.now;
        sets_.push_back(set);
        workout.set_runs = true;
    }
    void rep() {
        SetRecord& set = sets_.back();
        set.reps.push_back({set.label, workout.now, workout.now, workout.now, 1, true});
        set.end = workout.now;
    }
    void correct(int by) { sets_.back().correction += by; }
    void hold(MediaTime length) {
        sets_.back().held = true;
        sets_.back().end = sets_.back().start + length;
    }
    void end_set() { workout.set_runs = false; }
    void leave() {
        sets_.clear();
        workout.set_runs = false;
    }
    const CoachView& look(MediaTime later = 0s, const Decision& decision = kSquat) {
        workout.now += later;
        clock += later;
        workout.sets = std::make_shared<const std::vector<SetRecord>>(sets_);
        coach.update(workout, decision, clock);
        return coach.view();
    }
    std::optional<FlashView> flash(FlashChoice choice = FlashChoice::everything) const {
        return coach.flash(choice, clock);
    }

    Coach coach;
    WorkoutView workout;
    SteadyTime clock{1h};

  private:
    std::vector<SetRecord> sets_;
};

WorkoutPlan plan_of_squats() {
    WorkoutPlan plan;
    plan.exercises.push_back({"squat", 2, 3, {}, 30s});
    plan.exercises.push_back({"plank", 1, {}, 45s, {}});
    return plan;
}

void do_set(Gym& gym, int reps) {
    gym.begin_set("squat");
    for (int i = 0; i < reps; ++i) {
        gym.rep();
        gym.look(2s);
    }
}

}  // namespace

TEST_CASE("before the first rep there is no set") {
    Gym gym;
    CHECK(gym.look().phase == CoachPhase::none);
    CHECK_FALSE(gym.flash());
    CHECK_FALSE(gym.coach.begun());
}

TEST_CASE("a set shows its reps, its number among those of its exercise, and what is meant") {
    Gym gym(plan_of_squats());
    do_set(gym, 2);
    const CoachView& view = gym.look();
    CHECK(view.phase == CoachPhase::set);
    CHECK(view.exercise == "Squat");
    CHECK(view.reps == 2);
    CHECK(view.reps_meant == 3);
    CHECK(view.set == 1);
    CHECK(view.sets_meant == 2);
    CHECK(view.rest_meant_s == 30);
    gym.begin_set("row");
    gym.rep();
    CHECK(gym.look().set == 1);
    CHECK_FALSE(gym.look().reps_meant);
    do_set(gym, 1);
    CHECK(gym.look().set == 2);
}

TEST_CASE("each counted rep is told for a moment, a corrected one is not") {
    Gym gym;
    gym.begin_set("squat");
    gym.rep();
    gym.look();
    CHECK(gym.coach.begun() == FlashKind::rep);
    REQUIRE(gym.flash());
    CHECK(gym.flash()->large == "1");
    CHECK(gym.flash()->strength == 1);
    CHECK_FALSE(gym.flash(FlashChoice::sets));
    CHECK_FALSE(gym.flash(FlashChoice::nothing));
    gym.look(300ms);
    CHECK_FALSE(gym.coach.begun());
    CHECK(gym.flash()->strength < 0.7F);
    gym.look(500ms);
    CHECK_FALSE(gym.flash());
    gym.correct(1);
    CHECK(gym.look().reps == 2);
    CHECK_FALSE(gym.coach.begun());
}

TEST_CASE("the rest begins by itself soon after the last rep that is meant") {
    Gym gym(plan_of_squats());
    do_set(gym, 3);
    CHECK(gym.look().phase == CoachPhase::set);
    const CoachView& view = gym.look(1500ms);
    CHECK(view.phase == CoachPhase::rest);
    CHECK(view.rest_s == Approx(3.5));
    CHECK(gym.coach.begun() == FlashKind::set_done);
    CHECK(gym.flash(FlashChoice::sets)->caption == "Set 1 done");
    CHECK_FALSE(view.sets_done);
}

TEST_CASE("without a target the rest begins when something else is seen, or no rep comes") {
    Gym gym;
    do_set(gym, 3);
    CHECK(gym.look(4s).phase == CoachPhase::set);
    CHECK(gym.look(0s, kRest).phase == CoachPhase::rest);
    gym.rep();
    CHECK(gym.look().phase == CoachPhase::set);
    CHECK(gym.look(9s).phase == CoachPhase::set);
    CHECK(gym.look(2s).phase == CoachPhase::rest);
    gym.look(1s);
    gym.rep();
    gym.look();
    gym.end_set();
    CHECK(gym.look().phase == CoachPhase::rest);
}

TEST_CASE("a rest goes on whatever is seen, until another rep") {
    Gym gym;
    do_set(gym, 3);
    CHECK(gym.look(4s, kRest).phase == CoachPhase::rest);
    // Walked out of the picture.
    CHECK(gym.look(1s, {}).phase == CoachPhase::rest);
    CHECK(gym.look(1s, kSquat).phase == CoachPhase::rest);
    gym.rep();
    CHECK(gym.look(0s, kSquat).phase == CoachPhase::set);
}

TEST_CASE("the end of a set is told once, although it went on after a break") {
    Gym gym;
    do_set(gym, 3);
    gym.look(11s);
    CHECK(gym.coach.begun() == FlashKind::set_done);
    gym.rep();
    gym.look(1s);
    CHECK(gym.coach.begun() == FlashKind::rep);
    gym.look(11s);
    CHECK(gym.look().phase == CoachPhase::rest);
    CHECK_FALSE(gym.coach.begun());
}

TEST_CASE("the end of the rest is told once, and not when it is only then meant to be so short") {
    Gym gym(plan_of_squats());
    do_set(gym, 3);
    gym.look(10s);
    gym.look(17s);
    CHECK_FALSE(gym.coach.begun());
    gym.look(1s);
    CHECK(gym.coach.begun() == FlashKind::rest_over);
    gym.look(1s);
    CHECK_FALSE(gym.coach.begun());
    WorkoutPlan longer = plan_of_squats();
    longer.exercises[0].rest = 60s;
    gym.coach.set_plan(longer);
    gym.look(1s);
    gym.coach.set_plan(plan_of_squats());
    gym.look(1s);
    CHECK_FALSE(gym.coach.begun());
}

TEST_CASE("the last set that is meant ends the exercise") {
    Gym gym(plan_of_squats());
    do_set(gym, 3);
    gym.look(8s);
    do_set(gym, 3);
    CHECK(gym.look(8s).sets_done);
}

TEST_CASE("a held exercise is measured in seconds") {
    Gym gym(plan_of_squats());
    gym.begin_set("plank");
    gym.hold(20s);
    gym.workout.now += 20s;
    const CoachView& view = gym.look();
    CHECK(view.held);
    CHECK(view.held_s == 20);
    CHECK(view.held_meant_s == 45);
    CHECK_FALSE(view.reps_meant);
    CHECK_FALSE(gym.coach.begun());
    // As long as was meant.
    gym.hold(45s);
    gym.workout.now += 25s;
    gym.look();
    CHECK(gym.coach.begun() == FlashKind::rep);
    CHECK(gym.flash()->large == "0:45");
    gym.hold(50s);
    gym.workout.now += 5s;
    gym.look();
    CHECK_FALSE(gym.coach.begun());
    gym.look(4s);
    CHECK(gym.coach.begun() == FlashKind::set_done);
    CHECK(gym.flash()->large == "0:50");
}

TEST_CASE("a count-in stands before everything, and its end is told") {
    Gym gym;
    gym.workout.count_in = 2500ms;
    CHECK(gym.look().phase == CoachPhase::count_in);
    CHECK(gym.look().count_in_s == 2.5);
    gym.workout.count_in.reset();
    CHECK(gym.look(3s).phase == CoachPhase::none);
    CHECK(gym.coach.begun() == FlashKind::go);
}

TEST_CASE("another workout begins without a flash, and its first set ends with one") {
    Gym gym;
    do_set(gym, 3);
    gym.look(11s);
    gym.leave();
    CHECK(gym.look().phase == CoachPhase::none);
    CHECK_FALSE(gym.coach.begun());
    do_set(gym, 2);
    gym.look(11s);
    CHECK(gym.coach.begun() == FlashKind::set_done);
}
