#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "engine/core/clock.h"

namespace spotter {

// Values in order from any threads to any threads, at most `capacity` waiting. close() lets
// readers drain what is left and then end.
template <class T>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

    // False when full or closed: the value was not taken, and the caller says so.
    [[nodiscard]] bool try_push(T value) {
        {
            const std::scoped_lock lock(mutex_);
            if (closed_ || values_.size() >= capacity_) return false;
            values_.push_back(std::move(value));
        }
        changed_.notify_all();
        return true;
    }

    // Also when full, for what is little and must not be lost. False only when closed.
    [[nodiscard]] bool push_regardless(T value) {
        {
            const std::scoped_lock lock(mutex_);
            if (closed_) return false;
            values_.push_back(std::move(value));
        }
        changed_.notify_all();
        return true;
    }

    // Waits for room. False when closed, or full and `stop` is requested: the value was not taken.
    [[nodiscard]] bool push(T value, std::stop_token stop) {
        {
            std::unique_lock lock(mutex_);
            const bool ready =
                changed_.wait(lock, stop, [&] { return closed_ || values_.size() < capacity_; });
            if (!ready || closed_) return false;
            values_.push_back(std::move(value));
        }
        changed_.notify_all();
        return true;
    }

    // The oldest value; waits for one. Nothing when there is none and the queue is closed or
    // `stop` is requested.
    std::optional<T> pop(std::stop_token stop) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, stop, [&] { return closed_ || !values_.empty(); });
        return take_oldest(std::move(lock));
    }

    // The same, but waits at most until `deadline`.
    std::optional<T> pop_until(SteadyTime deadline, std::stop_token stop) {
        std::unique_lock lock(mutex_);
        changed_.wait_until(lock, stop, deadline, [&] { return closed_ || !values_.empty(); });
        return take_oldest(std::move(lock));
    }

    void close() {
        {
            const std::scoped_lock lock(mutex_);
            closed_ = true;
        }
        changed_.notify_all();
    }
    bool closed() const {
        const std::scoped_lock lock(mutex_);
        return closed_;
    }

  private:
    std::optional<T> take_oldest(std::unique_lock<std::mutex> lock) {
        if (values_.empty()) return std::nullopt;
        std::optional<T> value(std::move(values_.front()));
        values_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return value;
    }

    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    // Guarded by mutex_:
    std::deque<T> values_;
    bool closed_ = false;
};

}  // namespace spotter
