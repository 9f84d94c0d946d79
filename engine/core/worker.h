#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace spotter {

// A named thread with a stop token and a guard: what the body throws is logged once and kept.
// The destructor requests stop and joins. The owner calls it from one thread; failure() and
// finished() from any.
class Worker {
  public:
    using Body = std::function<void(std::stop_token)>;

    // `name`: at most 15 characters, shown by debuggers.
    Worker(std::string name, Body body);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void request_stop();
    // Waits for the body to return; does not request stop.
    void join();
    bool finished() const;
    // One line about what ended the body early, if anything did.
    std::optional<std::string> failure() const;

  private:
    void run(const std::stop_token& stop, const std::string& name, const Body& body);

    mutable std::mutex mutex_;
    // Guarded by mutex_:
    bool finished_ = false;
    std::optional<std::string> failure_;
    // Last, so that it ends before what it uses.
    std::jthread thread_;
};

}  // namespace spotter
