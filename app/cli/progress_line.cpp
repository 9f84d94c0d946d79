#include "app/cli/progress_line.h"

#include <chrono>
#include <iostream>

#include <unistd.h>

#include "app/cli/text_format.h"
#include "engine/core/job.h"

namespace spotter {
namespace {

constexpr std::chrono::seconds kShownAfter{1};
constexpr std::chrono::milliseconds kLeastStep{100};
constexpr const char* kClearLine = "\r\033[K";

}  // namespace

ProgressLine::ProgressLine()
    : terminal_(isatty(STDERR_FILENO) == 1), started_(std::chrono::steady_clock::now()) {}

ProgressLine::~ProgressLine() {
    clear();
}

void ProgressLine::show(const std::string& what, double fraction) {
    if (!terminal_) return;
    const SteadyTime now = std::chrono::steady_clock::now();
    const std::scoped_lock lock(mutex_);
    if (now - started_ < kShownAfter || now - drawn_ < kLeastStep) return;
    drawn_ = now;
    visible_ = true;
    std::string line = what;
    if (fraction >= 0) line += "  " + decimal(fraction * 100, 0) + " %";
    if (const auto left = time_left(started_, now, fraction)) {
        line += ", " + clock_text(static_cast<double>(left->count())) + " left";
    }
    std::cerr << kClearLine << line << std::flush;
}

void ProgressLine::clear() {
    const std::scoped_lock lock(mutex_);
    if (!visible_) return;
    visible_ = false;
    std::cerr << kClearLine << std::flush;
}

}  // namespace spotter
