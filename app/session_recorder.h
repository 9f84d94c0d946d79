#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/live/pipeline.h"
#include "engine/live/workout_plan.h"
#include "engine/session/session_writer.h"

namespace spotter {

struct RunningSession;

struct SessionPlan {
    std::filesystem::path data_folder;
    bool film = false;  // else a session begins with the first exercise that is seen
    std::chrono::minutes idle_end{30};  // a session ends after so long without an exercise
    bool videos = false;                // a video file that is watched makes a session, too
    std::vector<std::filesystem::path> rescue_folders{};  // see SessionWriterOptions
};

// What is being kept.
struct SessionKept {
    bool running = false;  // a session is
    SessionTime length{};
    int sets = 0;
    bool filming = false;  // pictures are
    SessionTime filmed{};
    std::uint64_t film_bytes = 0;
    std::uint64_t film_left_out = 0;  // pictures that came faster than they could be written
    std::string problem;              // one line, while it cannot be written
};

// A session that is over, and written or given up.
struct SessionEnd {
    std::string uuid;
    SessionTime length{};
    std::vector<RecordedSet> sets;
    std::string problem;  // one line: why it, or its end, is not kept
};

// Keeps what a live run sees as sessions, one for each workout: it begins shortly before the first
// exercise (or with the first picture, when it is filmed), and ends with the source, when the user
// says so, after a long pause, or in finish(). Who watches a video file does no workout: it makes
// a session only when that is wanted, or filmed. Disk trouble never stops the run: see
// take_notices(); a session that is over is tried to be written until it is. Any thread may call
// any method; none but finish() and the destructor wait for the disk.
class SessionRecorder {
  public:
    explicit SessionRecorder(SessionPlan plan);
    ~SessionRecorder();
    SessionRecorder(const SessionRecorder&) = delete;
    SessionRecorder& operator=(const SessionRecorder&) = delete;

    // Has the pipeline that is made with these hooks tell what it sees; it must end first.
    void listen(LiveHooks& hooks);
    // What ends the workout in that pipeline; called from its threads when a session ended after a
    // long pause, so that what comes later is another workout, too.
    void on_idle_end(std::function<void()> end_workout);
    // Events are read by who shows them, and handed on in order.
    void take(const LiveEvent& event);
    void take(const LiveCounters& counters);

    // Before the pipeline is given another source, or another recognizer.
    void watch(SourceKind kind, const std::string& name);
    void use(ModelUse model, std::vector<std::pair<std::string, std::string>> settings);
    // What somebody means to do: a set that begins has the plan's weight until it is described.
    void set_targets(WorkoutPlan targets);
    // What was lifted, and what the user says of a set of this session. False: there is no such
    // set (yet).
    bool describe_set(int number, std::optional<double> weight, WeightUnit unit,
                      const std::string& note);
    // From now on, or not any more. A film begins a session.
    void set_filming(bool on);
    // See SessionPlan::videos.
    void set_videos(bool on);

    // Ends what runs and waits until all is written. While the disk does not take it `patience` is
    // asked again and again, and once it says no (none: at once) the log of SessionWriter has to
    // do: see SessionEnd::problem.
    void finish(const std::function<bool()>& patience = {});
    // The session that is being kept, or was last; empty: none yet.
    std::string uuid() const;
    bool filming() const;  // or will be, once there are pictures
    SessionKept kept() const;
    // The sessions that ended since the last call.
    std::vector<SessionEnd> take_ended();
    // What the user should know, one line each, once.
    std::vector<std::string> take_notices();

  private:
    void judged(const Judgement& judgement);
    void captured(const FramePtr& frame);
    // Call these with mutex_ held.
    // Returns whether that was the end of a session.
    bool take_judgement(const Judgement& judgement);
    bool wanted() const;
    bool all_written() const;
    std::string trouble_at_end() const;
    void take_from(RunningSession& session);
    void take_end(const RunningSession& session);
    void begin(SteadyTime start);
    void end();
    void take_workout(const WorkoutEvent& event);
    void start_film();

    const SessionPlan plan_;
    mutable std::mutex mutex_;
    // Guarded by mutex_:
    SourceKind kind_ = SourceKind::camera;
    std::string source_;
    bool between_sources_ = false;  // what comes is still of the one before
    bool film_;
    bool videos_;
    bool over_ = false;  // as the user said: a session begins with another exercise
    std::function<void()> end_workout_;
    std::optional<ModelUse> model_;
    std::vector<std::pair<std::string, std::string>> settings_;
    WorkoutPlan targets_;
    LiveCounters counters_;
    std::deque<Judgement> before_;  // the last seconds, while there is no session
    std::unique_ptr<RunningSession> running_;
    std::string uuid_;
    std::vector<std::string> notices_;
    std::vector<SessionEnd> ended_;

    // Ended sessions that are still being written.
    std::vector<std::unique_ptr<RunningSession>> ending_;
};

}  // namespace spotter
