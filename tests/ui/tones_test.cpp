#include "app/window/tones.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <future>
#include <numbers>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;

namespace {

constexpr std::array kAll = {FlashKind::rep, FlashKind::set_done, FlashKind::rest_over,
                             FlashKind::go};

// Says how long what it got was, once it may.
class GatedOutput : public SoundOutput {
  public:
    GatedOutput(std::promise<std::size_t>& heard, std::shared_future<void> may)
        : heard_(heard), may_(std::move(may)) {}
    void write(std::span<const std::int16_t> samples) override {
        heard_.set_value(samples.size());
        may_.wait();
    }

  private:
    std::promise<std::size_t>& heard_;
    std::shared_future<void> may_;
};

// Of a steady wave, Hz: from its first way up through nothing to its last one.
double frequency_of(std::span<const std::int16_t> samples) {
    std::vector<std::size_t> ways_up;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (samples[i - 1] < 0 && samples[i] >= 0) ways_up.push_back(i);
    }
    if (ways_up.size() < 2) return 0;
    return static_cast<double>(ways_up.size() - 1) * kToneRate /
           static_cast<double>(ways_up.back() - ways_up.front());
}

}  // namespace

TEST_CASE("tones are short, not loud, and begin and end in silence") {
    for (const FlashKind kind : kAll) {
        const std::vector<std::int16_t> samples = tone_samples(kind);
        CHECK(samples.size() >= kToneRate / 20);
        CHECK(samples.size() <= kToneRate * 6 / 10);
        CHECK(samples.front() == 0);
        CHECK(samples.back() == 0);
        const auto [least, most] = std::ranges::minmax(samples);
        CHECK(least >= -8192);
        CHECK(most <= 8192);
        CHECK(most > 8000);
    }
    CHECK(tone_samples(FlashKind::rep).size() < tone_samples(FlashKind::set_done).size());
}

TEST_CASE("a set's end falls, a rest's end rises, and no tone clicks") {
    struct Note {
        double hertz;
        double seconds;
    };
    const std::vector<std::pair<FlashKind, std::vector<Note>>> meant = {
        {FlashKind::rep, {{880, 0.07}}},
        {FlashKind::set_done, {{880, 0.14}, {660, 0.22}}},
        {FlashKind::rest_over, {{660, 0.14}, {880, 0.14}, {1320, 0.22}}},
        {FlashKind::go, {{1320, 0.3}}},
    };
    for (const auto& [kind, notes] : meant) {
        const std::vector<std::int16_t> samples = tone_samples(kind);
        std::size_t from = 0;
        for (const Note& note : notes) {
            CAPTURE(kind, note.hertz);
            const auto count = static_cast<std::size_t>(note.seconds * kToneRate);
            REQUIRE(from + count <= samples.size());
            const std::span<const std::int16_t> part(samples.data() + from, count);
            CHECK(frequency_of(part) == Approx(note.hertz).epsilon(0.01));
            // A wave of this height and pitch takes no greater step from sample to sample.
            constexpr double kMost = 8192 * 1.05;
            const double step = kMost * 2 * std::numbers::pi * note.hertz / kToneRate;
            CHECK(part.front() == 0);
            CHECK(part.back() == 0);
            for (std::size_t i = 1; i < count; ++i) REQUIRE(std::abs(part[i] - part[i - 1]) < step);
            from += count;
        }
        CHECK(from == samples.size());
    }
}

TEST_CASE("what the sound device gets is the tone, whole") {
    const TempFolder folder;
    const auto heard = folder / "heard.raw";
    write_bytes(folder / "asound.conf", "pcm.!default { type file file \"" + heard.string() +
                                            "\" format raw slave.pcm { type null } }\n");
    ::setenv("ALSA_CONFIG_PATH", (folder / "asound.conf").c_str(), 1);
    const std::vector<std::int16_t> tone = tone_samples(FlashKind::rest_over);
    open_sound_output()->write(tone);
    const std::string bytes = bytes_of(heard);
    REQUIRE(bytes.size() >= tone.size() * sizeof(std::int16_t));
    CHECK(std::memcmp(bytes.data(), tone.data(), tone.size() * sizeof(std::int16_t)) == 0);
}

TEST_CASE("tones that come too fast are left out, not late") {
    std::array<std::promise<std::size_t>, 3> heard;
    std::promise<void> go_on;
    std::size_t opened = 0;
    const std::shared_future<void> may = go_on.get_future().share();
    {
        Tones tones([&] { return std::make_unique<GatedOutput>(heard.at(opened++), may); });
        tones.play(FlashKind::rep);
        CHECK(heard[0].get_future().get() == tone_samples(FlashKind::rep).size());
        tones.play(FlashKind::set_done);
        tones.play(FlashKind::rep);
        go_on.set_value();
        CHECK(heard[1].get_future().get() == tone_samples(FlashKind::set_done).size());
    }
    CHECK(opened == 2);
}

TEST_CASE("without a sound device the reason is one line") {
    std::promise<void> tried;
    Tones tones([&]() -> std::unique_ptr<SoundOutput> {
        tried.set_value();
        throw Error("play tones", "sound device", "there is none", "switch tones off");
    });
    CHECK_FALSE(tones.problem());
    tones.play(FlashKind::go);
    tried.get_future().wait();
    while (!tones.problem()) std::this_thread::yield();
    CHECK(*tones.problem() == "play tones: sound device: there is none; switch tones off");
}
