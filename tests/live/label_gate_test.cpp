#include "engine/live/label_gate.h"

#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/live/history.h"
#include "engine/live/rate_meter.h"
#include "engine/live/reconnect_delay.h"
#include "engine/live/score_smoother.h"

using namespace spotter;

namespace {

LabelGate squat_gate(Thresholds thresholds = {0.6, 0.4, 0.5}) {
    return LabelGate({"squat", "curl", "rest"}, {"rest"}, thresholds);
}

const Scores kSquat{0.9f, 0.05f, 0.05f};
const Scores kCurl{0.05f, 0.9f, 0.05f};
const Scores kRest{0.05f, 0.05f, 0.9f};
const Scores kNothing{0.34f, 0.33f, 0.33f};

// The same scores every 0.1 s, both ends included.
void feed(LabelGate& gate, double from, double to, const Scores& scores) {
    for (int i = 0; from + i * 0.1 <= to + 1e-9; ++i) {
        gate.update(from_seconds(from + i * 0.1), scores);
    }
}

}  // namespace

TEST_CASE("a gate that has seen nothing is watching") {
    LabelGate gate = squat_gate();
    CHECK(gate.decision().certainty == Certainty::watching);
    gate.update(from_seconds(2), kNothing);
    CHECK(gate.decision().certainty == Certainty::unsure);
    gate.reset();
    CHECK(gate.decision().certainty == Certainty::watching);
}

TEST_CASE("a label is taken once it has held for the dwell time") {
    LabelGate gate = squat_gate();
    feed(gate, 0, 0.4, kSquat);
    CHECK(gate.decision().certainty == Certainty::unsure);
    gate.update(from_seconds(0.5), kSquat);
    CHECK(gate.decision().certainty == Certainty::sure);
    CHECK(gate.decision().label == "squat");
    CHECK(to_seconds(gate.decision().since) == Approx(0.5));
    CHECK_FALSE(gate.decision().idle);
}

TEST_CASE("a label that wavers before the dwell time starts anew") {
    LabelGate gate = squat_gate();
    feed(gate, 0, 0.3, kSquat);
    gate.update(from_seconds(0.4), kNothing);
    feed(gate, 0.5, 0.9, kSquat);
    CHECK(gate.decision().certainty == Certainty::unsure);
    gate.update(from_seconds(1.0), kSquat);
    CHECK(gate.decision().label == "squat");
}

TEST_CASE("between the thresholds a label stands but is not taken") {
    LabelGate gate = squat_gate();
    const Scores between{0.5f, 0.3f, 0.2f};
    feed(gate, 0, 2, between);
    CHECK(gate.decision().certainty == Certainty::unsure);
    feed(gate, 2.1, 3, kSquat);
    feed(gate, 3.1, 9, between);
    CHECK(gate.decision().label == "squat");
}

TEST_CASE("a score at exactly the enter threshold counts") {
    LabelGate gate = squat_gate();
    feed(gate, 0, 1, {0.6f, 0.4f, 0.0f});
    CHECK(gate.decision().label == "squat");
}

TEST_CASE("below the exit threshold a label gives way to unsure") {
    LabelGate gate = squat_gate();
    feed(gate, 0, 2, kSquat);
    gate.update(from_seconds(2.1), kNothing);
    CHECK(gate.decision().certainty == Certainty::unsure);
    CHECK(gate.decision().label.empty());
}

TEST_CASE("one label follows another without unsure between when thresholds allow it") {
    LabelGate gate = squat_gate({0.45, 0.1, 0.5});
    feed(gate, 0, 2, kSquat);
    feed(gate, 2.1, 2.5, {0.4f, 0.5f, 0.1f});
    CHECK(gate.decision().label == "squat");
    gate.update(from_seconds(2.6), {0.4f, 0.5f, 0.1f});
    CHECK(gate.decision().label == "curl");
}

TEST_CASE("two changes are never closer than the dwell time") {
    LabelGate gate = squat_gate();
    std::optional<MediaTime> changed;
    Decision last;
    unsigned random = 1;
    int changes = 0;
    const std::vector<Scores> all{kSquat, kCurl, kRest, kNothing};
    for (int i = 0; i < 20000; ++i) {
        random = random * 1664525u + 1013904223u;
        const std::size_t hold = 1 + (random >> 20) % 20;
        const Scores& scores = all[(random >> 28) % all.size()];
        for (std::size_t k = 0; k < hold; ++k, ++i) {
            const MediaTime now = from_seconds(i / 30.0);
            const Decision& decision = gate.update(now, scores);
            if (decision.same_as(last)) continue;
            if (changed) REQUIRE(now - *changed >= from_seconds(0.5));
            changed = now;
            last = decision;
            ++changes;
        }
    }
    CHECK(changes > 100);
}

TEST_CASE("without dwell a label is taken at once") {
    LabelGate gate = squat_gate({0.6, 0.4, 0});
    CHECK(gate.update(from_seconds(3), kCurl).label == "curl");
    CHECK(gate.update(from_seconds(3.1), kSquat).label == "squat");
}

TEST_CASE("idle labels are known as such") {
    LabelGate gate = squat_gate();
    feed(gate, 0, 1, kRest);
    CHECK(gate.decision().label == "rest");
    CHECK(gate.decision().idle);
}

TEST_CASE("a step back in time starts the gate anew") {
    LabelGate gate = squat_gate();
    feed(gate, 10, 12, kSquat);
    gate.update(from_seconds(1), kSquat);
    CHECK(gate.decision().certainty == Certainty::unsure);
}

TEST_CASE("scores that do not fit the labels are refused") {
    LabelGate gate = squat_gate();
    CHECK_THROWS_AS(gate.update({}, {0.5f, 0.5f}), Error);
    CHECK_THROWS_AS(LabelGate().update({}, {}), Error);
}

TEST_CASE("smoothing is the same however often scores come") {
    const auto after = [](int rate) {
        ScoreSmoother smoother(std::chrono::milliseconds(300));
        smoother.update({}, {1, 0});
        for (int i = 1; i <= rate; ++i) smoother.update(from_seconds(1.0 * i / rate), {0, 1});
        return smoother.update(from_seconds(1), {0, 1})[0];
    };
    CHECK(after(10) == Approx(std::exp(-1 / 0.3)).epsilon(1e-3));
    CHECK(after(60) == Approx(after(10)).epsilon(1e-3));
}

TEST_CASE("smoothing begins with the scores as they are") {
    ScoreSmoother smoother;
    CHECK(smoother.update({}, {0.25f, 0.75f}) == Scores{0.25f, 0.75f});
    smoother.update(from_seconds(1), {1, 0});
    SECTION("after a reset") {
        smoother.reset();
    }
    SECTION("after a step back") {}
    CHECK(smoother.update({}, {0, 1}) == Scores{0, 1});
}

TEST_CASE("the history is a strip of spans that touch") {
    LabelHistory history;
    history.add(from_seconds(100), 1, {});
    history.add(from_seconds(102), 1, {Certainty::sure, "squat", false, {}});
    history.add(from_seconds(103), 1, {Certainty::sure, "squat", false, {}});
    history.add(from_seconds(105), 1, {Certainty::unsure, "", false, {}});
    history.add(from_seconds(106), 1, {Certainty::unsure, "", false, {}});
    const HistoryStrip strip = history.strip();
    REQUIRE(strip.spans.size() == 3);
    CHECK(to_seconds(strip.now) == 6);
    CHECK(strip.spans[1].label == "squat");
    CHECK(to_seconds(strip.spans[1].start) == 2);
    CHECK(to_seconds(strip.spans[1].end) == 5);
    CHECK(to_seconds(strip.spans[2].end) == 6);
}

TEST_CASE("the history forgets what is older than its span") {
    LabelHistory history(std::chrono::seconds(30));
    for (int i = 0; i < 100; ++i) {
        history.add(from_seconds(i), 0, {Certainty::sure, std::to_string(i / 20), false, {}});
    }
    const HistoryStrip strip = history.strip();
    CHECK(to_seconds(strip.now - strip.spans.front().start) == 30);
    CHECK(strip.spans.front().label == "3");
    CHECK(strip.spans.size() == 2);
}

TEST_CASE("the history runs on without a step through a jump of the source") {
    LabelHistory history;
    history.add(from_seconds(500), 0, {});
    history.add(from_seconds(503), 0, {});
    history.add(from_seconds(7), 1, {});
    history.add(from_seconds(8), 1, {});
    CHECK(to_seconds(history.strip().now) == 4);
    history.clear();
    CHECK(history.strip().spans.empty());
}

TEST_CASE("the capture rate is that of the last two seconds and survives a pause") {
    RateMeter meter;
    CHECK(meter.rate() == 0);
    for (int i = 0; i <= 100; ++i) meter.add(SteadyTime(from_seconds(i / 20.0)));
    CHECK(meter.rate() == Approx(20));
    for (int i = 0; i <= 10; ++i) meter.add(SteadyTime(from_seconds(60 + i / 10.0)));
    CHECK(meter.rate() == Approx(10));
}

TEST_CASE("the wait before reconnecting doubles up to ten seconds") {
    ReconnectDelay delay;
    std::vector<long> waits;
    for (int i = 0; i < 7; ++i) waits.push_back(delay.next().count());
    CHECK(waits == std::vector<long>{500, 1000, 2000, 4000, 8000, 10000, 10000});
    delay.reset();
    CHECK(delay.next().count() == 500);
}
