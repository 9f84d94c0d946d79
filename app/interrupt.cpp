#include "app/interrupt.h"

#include <pthread.h>
#include <unistd.h>

namespace spotter {

Interrupt::Interrupt() {
    // A reader that went away shows as a failed write instead.
    std::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&signals_);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals_, number);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    waiter_ = std::thread([this] { wait(); });
}

Interrupt::~Interrupt() {
    over_ = true;
    pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
}

void Interrupt::wait() {
    constexpr int kInterrupted = 130;
    int number = 0;
    sigwait(&signals_, &number);
    stop_.request_stop();
    if (over_) return;
    sigwait(&signals_, &number);
    if (!over_) _exit(kInterrupted);
}

}  // namespace spotter
