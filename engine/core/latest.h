#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace spotter {

// One value between two threads: the newest wins. publish() never waits for the reader; a value
// that was replaced before anyone took it is counted as lost.
template <class T>
class Latest {
  public:
    void publish(T value) {
        {
            const std::scoped_lock lock(mutex_);
            if (fresh_) ++lost_;
            value_ = std::move(value);
            fresh_ = true;
        }
        changed_.notify_one();
    }

    // Waits for a value that was not taken yet; nothing once `stop` is requested, and then the
    // value stays for the next reader.
    std::optional<T> wait_take(std::stop_token stop) {
        std::unique_lock lock(mutex_);
        const bool ready = changed_.wait(lock, stop, [&] { return fresh_; });
        if (!ready || stop.stop_requested()) return std::nullopt;
        fresh_ = false;
        return value_;
    }

    // The newest value, if there is one that was not taken yet.
    std::optional<T> take() {
        const std::scoped_lock lock(mutex_);
        if (!fresh_) return std::nullopt;
        fresh_ = false;
        return value_;
    }

    // The newest value, taken or not; nothing before the first publish().
    std::optional<T> peek() const {
        const std::scoped_lock lock(mutex_);
        return value_;
    }

    std::uint64_t lost() const {
        const std::scoped_lock lock(mutex_);
        return lost_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    // Guarded by mutex_:
    std::optional<T> value_;
    bool fresh_ = false;
    std::uint64_t lost_ = 0;
};

}  // namespace spotter
