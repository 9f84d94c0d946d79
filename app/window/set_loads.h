#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/session_recorder.h"
#include "app/window/latest_job.h"
#include "engine/core/labels.h"
#include "engine/core/weight.h"
#include "engine/live/workout.h"
#include "engine/live/workout_plan.h"
#include "ui/load_dialog.h"

namespace spotter {

// What is lifted in a set, and what the user says of it.
struct SetLoad {
    std::optional<Weight> weight;
    std::string note;
};

// "40 kg, heavy"; may be empty.
std::string load_text(const SetLoad& load);
// As it is typed; `unit`: where there is no weight.
LoadForm form_of(const SetLoad& load, WeightUnit unit);
// Throws Error (one line) on a weight that is none.
SetLoad load_from(const LoadForm& form);

// The loads of the workout's sets. A new set has the weight of the last one of its exercise: as
// the user said, else as in the plan, else as in the newest session; and so has one that turns out
// to be of another exercise, unless the user has said something of it. Hands them to the recorder.
// Main thread.
class SetLoads {
  public:
    // `sessions` may be null: nothing is kept, and nothing is known of earlier sessions.
    SetLoads(SessionRecorder* sessions, std::filesystem::path data_folder);

    // Looks in the background what was lifted last of each.
    void look_up(const Labels& labels);
    void update(const WorkoutView& workout, const WorkoutPlan& plan);
    // Null: there is no such set.
    const SetLoad* of(int set) const;
    // In the newest session; null: nothing is known.
    const SetLoad* last_time(const std::string& label) const;
    // What the user says. Precondition: there is such a set.
    void put(int set, SetLoad load);

  private:
    using Remembered = std::map<std::string, SetLoad>;
    struct Entry {
        std::string label;
        SetLoad load;
        bool told = false;  // the recorder knows
    };
    struct Said {
        int set = 0;  // 0: of another workout
        std::string label;
        std::optional<Weight> weight;
    };
    SetLoad first_load(const std::string& label, const WorkoutPlan& plan) const;
    void rename(int number, const std::string& label, const WorkoutPlan& plan);
    void tell(int number, Entry& entry);

    SessionRecorder* const sessions_;
    const std::filesystem::path data_folder_;
    int newest_ = 0;                // set of the workout
    MediaTime began_{};             // its first set
    std::map<int, Entry> entries_;  // by number of the set
    std::vector<Said> said_;        // by the user, the newest last
    Remembered remembered_;
    LatestJob<Remembered> job_{"Look up weights"};
};

}  // namespace spotter
