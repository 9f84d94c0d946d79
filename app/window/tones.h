#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/bounded_queue.h"
#include "engine/core/worker.h"
#include "ui/live/flash.h"

namespace spotter {

// Mono samples, kToneRate a second. Each note begins and ends in silence, so that nothing clicks.
inline constexpr unsigned kToneRate = 48'000;
std::vector<std::int16_t> tone_samples(FlashKind kind);

class SoundOutput {
  public:
    virtual ~SoundOutput() = default;
    // Returns once they were heard. Throws Error.
    virtual void write(std::span<const std::int16_t> samples) = 0;
};
// The machine's own, as other programs use it (ALSA's "default"). Throws Error without one.
std::unique_ptr<SoundOutput> open_sound_output();

// Short tones beside what flashes. A thread of its own opens the output for each tone and closes
// it after, so that others can use it. Any thread may call any method.
class Tones {
  public:
    using Open = std::function<std::unique_ptr<SoundOutput>()>;
    explicit Tones(Open open = open_sound_output);

    // Never waits; while one is heard and another waits, more are left out.
    void play(FlashKind kind);
    // One line: why the newest tone was not heard.
    std::optional<std::string> problem() const;

  private:
    void run(const std::stop_token& stop);

    const Open open_;
    BoundedQueue<FlashKind> wanted_{1};
    mutable std::mutex mutex_;
    // Guarded by mutex_:
    std::optional<std::string> problem_;
    // Last, so that it ends before what it uses.
    Worker thread_;
};

}  // namespace spotter
