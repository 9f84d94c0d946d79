#include "app/window/tones.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

#include <alsa/asoundlib.h>

#include "engine/core/error.h"
#include "engine/core/free_with.h"

namespace spotter {
namespace {

constexpr const char* kStep = "play tones";
constexpr double kLoudness = 0.25;  // of the loudest
constexpr double kFade_s = 0.008;

struct Note {
    double hertz;
    double seconds;
};

// A set's end falls, a rest's end rises.
std::vector<Note> notes_of(FlashKind kind) {
    switch (kind) {
        case FlashKind::rep:
            return {{880, 0.07}};
        case FlashKind::set_done:
            return {{880, 0.14}, {660, 0.22}};
        case FlashKind::rest_over:
            return {{660, 0.14}, {880, 0.14}, {1320, 0.22}};
        case FlashKind::go:
            break;
    }
    return {{1320, 0.3}};
}

using SoundDevice = std::unique_ptr<snd_pcm_t, FreeWith<snd_pcm_close>>;

void check(int result) {
    if (result >= 0) return;
    throw Error(kStep, "sound device", snd_strerror(result),
                "switch tones off, or see whether other programs are heard");
}

void keep_silent(const char*, int, const char*, int, const char*, ...) {}

class AlsaOutput : public SoundOutput {
  public:
    AlsaOutput() {
        // What ALSA would print is said by the Error.
        snd_lib_error_set_handler(keep_silent);
        snd_pcm_t* opened = nullptr;
        check(snd_pcm_open(&opened, "default", SND_PCM_STREAM_PLAYBACK, 0));
        device_.reset(opened);
        constexpr unsigned kLatency_us = 50'000;
        check(snd_pcm_set_params(opened, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1,
                                 kToneRate, 1, kLatency_us));
    }

    void write(std::span<const std::int16_t> samples) override {
        while (!samples.empty()) {
            const auto written = snd_pcm_writei(device_.get(), samples.data(), samples.size());
            // A device that was late or slept goes on.
            if (written < 0) check(snd_pcm_recover(device_.get(), static_cast<int>(written), 1));
            if (written > 0) samples = samples.subspan(static_cast<std::size_t>(written));
        }
        check(snd_pcm_drain(device_.get()));
    }

  private:
    SoundDevice device_;
};

}  // namespace

std::vector<std::int16_t> tone_samples(FlashKind kind) {
    std::vector<std::int16_t> out;
    for (const Note& note : notes_of(kind)) {
        const auto count = static_cast<int>(note.seconds * kToneRate);
        for (int i = 0; i < count; ++i) {
            const double edge_s = static_cast<double>(std::min(i, count - 1 - i)) / kToneRate;
            const double fade = std::min(edge_s / kFade_s, 1.0);
            const double wave = std::sin(2 * std::numbers::pi * note.hertz * i / kToneRate);
            out.push_back(static_cast<std::int16_t>(std::lround(32767 * kLoudness * fade * wave)));
        }
    }
    return out;
}

std::unique_ptr<SoundOutput> open_sound_output() {
    return std::make_unique<AlsaOutput>();
}

Tones::Tones(Open open)
    : open_(std::move(open)),
      thread_("tones", [this](const std::stop_token& stop) { run(stop); }) {}

void Tones::play(FlashKind kind) {
    // One that comes late would say what is no longer so.
    (void)wanted_.try_push(kind);
}

std::optional<std::string> Tones::problem() const {
    const std::scoped_lock lock(mutex_);
    return problem_;
}

void Tones::run(const std::stop_token& stop) {
    while (const auto kind = wanted_.pop(stop)) {
        std::optional<std::string> problem;
        try {
            open_()->write(tone_samples(*kind));
        } catch (const Error& error) {
            problem = error.what();
        }
        const std::scoped_lock lock(mutex_);
        problem_ = std::move(problem);
    }
}

}  // namespace spotter
