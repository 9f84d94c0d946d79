#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "engine/core/clock.h"
#include "engine/core/worker.h"

namespace spotter {

// Thrown by JobToken::checkpoint() once the job was cancelled.
class Cancelled : public std::runtime_error {
  public:
    Cancelled() : std::runtime_error("cancelled") {}
};

struct Progress {
    std::string step;      // what is being done: "Reading squat.mp4"
    double fraction = -1;  // 0 … 1; negative: unknown
};

// What long work is given: a way to say how far it is, and to learn that it is to stop.
// Any thread may call any method.
class JobToken {
  public:
    explicit JobToken(std::stop_token stop = {}) : stop_(std::move(stop)) {}

    // Throws Cancelled once the job was cancelled; call it between steps.
    void checkpoint() const {
        if (stop_.stop_requested()) throw Cancelled();
    }
    std::stop_token stop() const { return stop_; }

    void publish(Progress progress);
    Progress progress() const;

  private:
    std::stop_token stop_;
    mutable std::mutex mutex_;
    // Guarded by mutex_:
    Progress progress_;
};

enum class JobState { running, done, failed, cancelled };

// Long work (analysis, import, training, export) on a thread of its own. The destructor cancels
// and waits. The owner calls it from one thread.
class Job {
  public:
    Job(std::string name, std::function<void(JobToken&)> work);
    ~Job();
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    const std::string& name() const { return name_; }
    JobState state() const;
    Progress progress() const;
    // One line, when failed.
    std::optional<std::string> failure() const;
    // Time until done, from the pace so far; nothing before 2 % or two seconds.
    std::optional<std::chrono::seconds> time_left(SteadyTime now) const;
    void cancel();
    void wait();

  private:
    struct Shared;
    const std::string name_;
    const SteadyTime started_;
    std::shared_ptr<Shared> shared_;
    std::unique_ptr<Worker> worker_;
};

// Time left of work that began at `started` and is `fraction` done; nothing before 2 % or two
// seconds, when the pace says little.
std::optional<std::chrono::seconds> time_left(SteadyTime started, SteadyTime now, double fraction);

}  // namespace spotter
