#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace spotter {

// Ctrl-C, a request to terminate and a closed terminal, as a stop token. A second one ends the
// process at once, with exit code 130, should the first not get through. Made once, in main(),
// before any other thread: threads inherit that these signals are not theirs.
class Interrupt {
  public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return stop_.get_token(); }

  private:
    void wait();

    sigset_t signals_{};
    std::stop_source stop_;
    std::atomic<bool> over_{false};
    std::thread waiter_;
};

}  // namespace spotter
