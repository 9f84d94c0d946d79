#include "app/window/tones.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <future>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/core/error.h"

using namespace spotter;
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
