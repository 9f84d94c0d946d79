#include "app/interrupt.h"

#include <pthread.h>

namespace spotter {

Interrupt::Interrupt() {
    // A reader that went away shows as a failed write instead.
    std::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&signals_);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals_, number);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    waiter_ = std::thread([this] {
        int number = 0;
        sigwait(&signals_, &number);
        stop_.request_stop();
    });
}

Interrupt::~Interrupt() {
    // Wakes the waiter if no signal came; otherwise it stays pending, and blocked.
    pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
}

}  // namespace spotter
