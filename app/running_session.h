#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/session_film.h"
#include "app/session_recorder.h"
#include "engine/core/worker.h"
#include "engine/live/label_gate.h"
#include "engine/live/pipeline.h"
#include "engine/live/snapshot.h"
#include "engine/live/workout_plan.h"
#include "engine/session/session_writer.h"

namespace spotter {

// A session that is being written: what the recorder keeps of it, its writer and its films. Who
// owns it guards it; nothing here waits for the disk but the destructor.
struct RunningSession {
    RunningSession(const std::filesystem::path& folder, Session head, SteadyTime start,
                   SessionWriterOptions options = {});
    // Waits until all is written, or cannot be.
    ~RunningSession();
    RunningSession(const RunningSession&) = delete;
    RunningSession& operator=(const RunningSession&) = delete;

    // On the session's clock, in whole milliseconds.
    SessionTime time_of(SteadyTime at) const;
    // What is seen and done. `names`: the labels of the model that judged; `targets`: what is
    // planned, for the weight of sets that nobody described.
    void add(const Judgement& judgement, const Labels& names);
    void add(const WorkoutEvent& event, const WorkoutPlan& targets);
    void add(const LiveEvent& event);
    // What was lifted in a set, and what the user says of it. False: there is no such set (yet).
    bool describe(int number, std::optional<double> weight, WeightUnit unit,
                  const std::string& note);

    // Returns the file it is written to. `failure` is told in one line, from another thread.
    std::filesystem::path begin_film(const std::filesystem::path& folder,
                                     std::function<void(const std::string&)> failure);
    // What waits is still written.
    void end_film();
    SessionKept kept() const;
    // Pictures that the films lack which ended since the last call.
    std::uint64_t take_left_out();
    // Ends it and its film in the background, once it was told everything: `closing` is finished
    // when all is written.
    void close();

    const SteadyTime began;
    SessionTime length{};  // until the last thing that happened
    SteadyTime last_exercise{};
    Decision decision;       // that was written last
    std::size_t models = 0;  // so far; the last one is in use
    LiveCounters counters_before;
    std::map<int, RecordedSet> sets;
    std::set<int> described;  // of those, what was lifted is known
    // Session's time less workout's.
    std::optional<SessionTime> shift;
    std::optional<Gap> gap;
    std::size_t notices_taken = 0;
    SessionWriter writer;
    std::unique_ptr<SessionFilm> film;                       // null: none runs
    std::vector<std::unique_ptr<SessionFilm>> ending_films;  // that are still being written
    int films = 0;                                           // so far
    std::unique_ptr<Worker> closing;

  private:
    void put_set(const SetRecord& set, bool open, const WorkoutPlan& targets);
    void end_gap(SessionTime at);
};

}  // namespace spotter
