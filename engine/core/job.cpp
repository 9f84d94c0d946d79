#include "engine/core/job.h"

#include <utility>

#include "engine/core/error.h"

namespace spotter {

void JobToken::publish(Progress progress) {
    const std::scoped_lock lock(mutex_);
    progress_ = std::move(progress);
}

Progress JobToken::progress() const {
    const std::scoped_lock lock(mutex_);
    return progress_;
}

struct Job::Shared {
    std::stop_source stop;
    JobToken token{stop.get_token()};
    mutable std::mutex mutex;
    // Guarded by mutex:
    JobState state = JobState::running;
    std::optional<std::string> failure;

    void end(JobState how, std::optional<std::string> why = {}) {
        const std::scoped_lock lock(mutex);
        state = how;
        failure = std::move(why);
    }
};

Job::Job(std::string name, std::function<void(JobToken&)> work)
    : name_(std::move(name)),
      started_(std::chrono::steady_clock::now()),
      shared_(std::make_shared<Shared>()) {
    worker_ = std::make_unique<Worker>(
        "job", [shared = shared_, work = std::move(work)](const std::stop_token&) {
            try {
                work(shared->token);
                shared->end(JobState::done);
            } catch (const Cancelled&) {
                shared->end(JobState::cancelled);
            } catch (...) {
                shared->end(JobState::failed, describe_current_exception());
            }
        });
}

Job::~Job() {
    cancel();
}

JobState Job::state() const {
    const std::scoped_lock lock(shared_->mutex);
    return shared_->state;
}

Progress Job::progress() const {
    return shared_->token.progress();
}

std::optional<std::string> Job::failure() const {
    const std::scoped_lock lock(shared_->mutex);
    return shared_->failure;
}

std::optional<std::chrono::seconds> Job::time_left(SteadyTime now) const {
    return spotter::time_left(started_, now, progress().fraction);
}

void Job::cancel() {
    shared_->stop.request_stop();
}

void Job::wait() {
    worker_->join();
}

std::optional<std::chrono::seconds> time_left(SteadyTime started, SteadyTime now, double fraction) {
    const std::chrono::duration<double> spent = now - started;
    if (fraction < 0.02 || spent < std::chrono::seconds(2)) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(spent * ((1 - fraction) / fraction));
}

}  // namespace spotter
