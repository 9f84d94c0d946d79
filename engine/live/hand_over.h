#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace spotter {

// The object that threads work with and that others replace while they do. T has a member
// `std::stop_source retired`: whoever works with it stops at its next step once it is replaced.
// Any thread may call any method.
template <class T>
class HandOver {
  public:
    // Retires the one in use. Nothing: there is none from now on.
    void set(std::shared_ptr<T> next) {
        {
            const std::scoped_lock lock(mutex_);
            std::swap(current_, next);
            ++version_;
        }
        if (next) next->retired.request_stop();
        changed_.notify_all();
    }

    // The one in use once it was replaced since the call that left `seen` (0 at first); nothing
    // once `stop` is requested. It may be a null pointer.
    std::optional<std::shared_ptr<T>> wait_newer(std::uint64_t& seen, std::stop_token stop) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return version_ > seen; })) return std::nullopt;
        if (stop.stop_requested()) return std::nullopt;
        seen = version_;
        return current_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    // Guarded by mutex_:
    std::shared_ptr<T> current_;
    std::uint64_t version_ = 0;
};

}  // namespace spotter
