#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/weight.h"
#include "ui/choice_view.h"
#include "ui/load_dialog.h"

// What the Live screen shows of the workout.
namespace spotter {

enum class CoachPhase {
    none,      // no set yet
    set,       // one runs
    rest,      // since the last set
    count_in,  // nothing is scored
};

// The set that runs or was last, what is meant, and the rest.
struct CoachView {
    CoachPhase phase = CoachPhase::none;
    std::string exercise;  // display name; empty: none yet
    int set = 0;           // of this exercise, from 1
    std::optional<int> sets_meant;
    bool sets_done = false;  // as many as are meant
    bool held = false;       // measured in seconds, not in reps
    int reps = 0;
    std::optional<int> reps_meant;
    double held_s = 0;
    std::optional<double> held_meant_s;
    double rest_s = 0;  // so far
    std::optional<double> rest_meant_s;
    double count_in_s = 0;  // that are left
    std::string load;       // what is lifted, and the set's note: "40 kg, heavy"; may be empty
};

// What is kept of the run.
struct KeepingView {
    bool running = false;  // a session is
    double length_s = 0;
    int sets = 0;
    bool filming = false;  // pictures are
    double filmed_s = 0;
    std::uint64_t film_bytes = 0;
    std::uint64_t film_left_out = 0;  // pictures that it lacks
};

// What is typed of an exercise's targets, and of all; empty: none.
struct TargetForm {
    std::string sets;
    std::string reps;
    std::string hold;  // seconds, or minutes and seconds: "90", "1:30"; times alike
    std::string rest;
    std::string weight;  // "22.5"
    WeightUnit unit = WeightUnit::kg;
    bool held = false;  // asks for `hold` instead of `reps`
    std::string any_rest;
    std::string set_ends;

    friend bool operator==(const TargetForm&, const TargetForm&) = default;
};

// The dialog that sets targets.
struct TargetsView {
    ChoiceView exercises;
    TargetForm form;
    std::string refusal;  // one line: what was not understood
    std::string file;     // where they are kept
};

// The end of a session.
struct SavedView {
    struct Row {
        std::string exercise;
        std::string done;  // "3 sets, 36 reps, 40 kg"
    };
    double length_s = 0;
    std::vector<Row> rows;
    std::string problem;  // one line: why it is not kept
};

}  // namespace spotter
