#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/core/job.h"

namespace spotter {

// Long work of which only the newest result is wanted: a model to load, a recording to judge.
// start() never waits: work in progress is cancelled, and the new one begins once poll() finds
// that it has ended. The owner calls it from one thread; the destructor cancels and waits.
template <class Result>
class LatestJob {
  public:
    using Work = std::function<Result(JobToken&)>;
    struct Outcome {
        std::optional<Result> result;
        std::string failure;  // one line, when there is no result
    };

    explicit LatestJob(std::string name) : name_(std::move(name)) {}

    void start(Work work) {
        next_ = std::move(work);
        if (job_) job_->cancel();
        begin_next();
    }
    void cancel() {
        next_ = nullptr;
        dropped_ = true;
        if (job_) job_->cancel();
    }
    const std::string& name() const { return name_; }
    // Whether it was cancelled and has not ended yet.
    bool stopping() const { return job_ && dropped_; }
    // Whether a result is still to come.
    bool busy() const { return next_ || (job_ && !dropped_); }
    // Either of them.
    bool at_work() const { return busy() || stopping(); }
    // Whether its thread works, also when nobody waits for it any more.
    bool running() const { return job_ && job_->state() == JobState::running; }
    // Whether that takes a while: it says what it is doing.
    bool tells_progress() const { return running() && !progress().step.empty(); }
    Progress progress() const { return job_ && !next_ ? job_->progress() : Progress(); }

    // What became of the newest work, once.
    std::optional<Outcome> poll() {
        if (!job_ || job_->state() == JobState::running) return std::nullopt;
        const std::optional<std::string> failure = job_->failure();
        Outcome outcome{std::move(*std::exchange(result_, nullptr)), failure.value_or("")};
        const bool wanted = !next_ && !dropped_ && job_->state() != JobState::cancelled;
        job_.reset();
        begin_next();
        if (!wanted) return std::nullopt;
        return outcome;
    }

  private:
    void begin_next() {
        if (job_ || !next_) return;
        dropped_ = false;
        result_ = std::make_shared<std::optional<Result>>();
        job_ =
            std::make_unique<Job>(name_, [work = std::exchange(next_, nullptr), result = result_](
                                             JobToken& token) { *result = work(token); });
    }

    const std::string name_;
    Work next_;             // waits for job_ to end
    bool dropped_ = false;  // nobody waits for job_ any more
    std::shared_ptr<std::optional<Result>> result_;
    std::unique_ptr<Job> job_;
};

}  // namespace spotter
