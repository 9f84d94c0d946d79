#include "engine/core/worker.h"

#include <utility>

#include <pthread.h>

#include "engine/core/error.h"
#include "engine/core/log.h"

namespace spotter {

Worker::Worker(std::string name, Body body)
    : thread_([this, name = std::move(name), body = std::move(body)](std::stop_token stop) {
          run(stop, name, body);
      }) {}

Worker::~Worker() = default;

void Worker::run(const std::stop_token& stop, const std::string& name, const Body& body) {
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
    std::optional<std::string> failure;
    try {
        body(stop);
    } catch (...) {
        failure = describe_current_exception();
        log_error(name + ": " + *failure);
    }
    const std::scoped_lock lock(mutex_);
    finished_ = true;
    failure_ = std::move(failure);
}

void Worker::request_stop() {
    thread_.request_stop();
}

void Worker::join() {
    if (thread_.joinable()) thread_.join();
}

bool Worker::finished() const {
    const std::scoped_lock lock(mutex_);
    return finished_;
}

std::optional<std::string> Worker::failure() const {
    const std::scoped_lock lock(mutex_);
    return failure_;
}

}  // namespace spotter
