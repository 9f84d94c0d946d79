#include "engine/live/rep_counter.h"

#include <functional>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/live/activities.h"
#include "tests/live/scripted_person.h"

using namespace spotter;

namespace {

using Script = std::function<Posture(double)>;

// Feeds a counter as live does: poses at a rate, and a label that comes late.
class Session {
  public:
    explicit Session(double rate = 30) : step_(1 / rate) {}

    // The label that stands from now on; empty: unsure; "other": nothing is done.
    void label(const std::string& name, float score = 0.9F) {
        label_ = name;
        score_ = score;
    }
    // Runs the script for so long; its time begins with 0.
    void play(double seconds, const Script& script) {
        const double began = now_;
        for (; now_ - began < seconds - 1e-9; now_ += step_)
            frame(zoomed(pose_of(script(now_ - began))));
    }
    void play_nobody(double seconds) {
        const double began = now_;
        for (; now_ - began < seconds - 1e-9; now_ += step_) frame(std::nullopt);
    }
    void skip(double seconds) {
        now_ += seconds;
        next_verdict_ = now_;
    }
    void jitter(double part) { jitter_ = part; }
    // From now on pictures have so many times as many pixels.
    void zoom(float factor) { zoom_ = factor; }

    RepCounter counter;
    std::vector<Rep> reps;
    double now() const { return now_; }

  private:
    Pose zoomed(Pose pose) const {
        for (Landmark& joint : pose.image) {
            joint.x *= zoom_;
            joint.y *= zoom_;
            joint.z *= zoom_;
        }
        return pose;
    }
    void frame(const std::optional<Pose>& pose) {
        const double shift = jitter_ * std::uniform_real_distribution<>(-0.4, 0.4)(random_) * step_;
        const MediaTime time = from_seconds(now_ + shift);
        keep(counter.add(time, pose));
        if (now_ < next_verdict_) return;
        next_verdict_ = now_ + 0.1;
        keep(counter.judge(activity_of(label_, time, score_)));
    }
    void keep(const std::vector<Rep>& more) { reps.insert(reps.end(), more.begin(), more.end()); }

    const double step_;
    double now_ = 0;
    double next_verdict_ = 0;
    double jitter_ = 0;
    float zoom_ = 1;
    std::string label_;
    float score_ = 0;
    std::mt19937 random_{7};
};

Posture standing(double) {
    return {};
}

// Two seconds of standing, then reps; the label comes as late as a window of two seconds makes it.
Session set_of(int reps, double rep_s, double rate, Posture (*posture)(float),
               const std::string& label) {
    Session session(rate);
    const auto script = [&](double t) {
        return t < 2 || t > 2 + reps * rep_s ? Posture() : posture(out_and_back(t - 2, rep_s));
    };
    const double late = 2 + 2.3;
    session.label("other");
    session.play(2 + 1, script);
    session.label("");
    session.play(late - 3, [&](double t) { return script(t + 3); });
    session.label(label);
    session.play(reps * rep_s + 2 + 1 - late, [&](double t) { return script(t + late); });
    return session;
}

}  // namespace

TEST_CASE("every rep counts at every rate and tempo, also the first") {
    const double rate = GENERATE(10.0, 15.0, 24.0, 30.0, 60.0);
    const double rep_s = GENERATE(1.0, 2.0, 3.5, 6.0);
    CAPTURE(rate, rep_s);
    CHECK(set_of(6, rep_s, rate, curled, "bicep_curl").reps.size() == 6);
    CHECK(set_of(6, rep_s, rate, squatted, "squat").reps.size() == 6);
}

TEST_CASE("a rep starts, turns and ends when it really does") {
    const Session session = set_of(4, 2, 30, curled, "bicep_curl");
    REQUIRE(session.reps.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        const double start = 2 + 2.0 * static_cast<double>(i);
        CHECK(to_seconds(session.reps[i].start) == Approx(start).margin(0.35));
        CHECK(to_seconds(session.reps[i].turn) == Approx(start + 1).margin(0.15));
        CHECK(to_seconds(session.reps[i].end) == Approx(start + 2).margin(0.35));
        CHECK(session.reps[i].label == "bicep_curl");
        CHECK(session.reps[i].range == Approx(1).margin(0.1));
    }
}

TEST_CASE("a curl goes up first, a squat goes down first") {
    CHECK(set_of(3, 2, 30, curled, "bicep_curl").reps.at(1).lifts_first);
    CHECK_FALSE(set_of(3, 2, 30, squatted, "squat").reps.at(1).lifts_first);
}

TEST_CASE("one rep alone counts") {
    CHECK(set_of(1, 3, 30, squatted, "squat").reps.size() == 1);
}

TEST_CASE("a rep counts within half a rep of its end") {
    Session session;
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 3)); });
    session.play(1.4, standing);
    CHECK(session.reps.size() == 2);
}

TEST_CASE("uneven times between frames change nothing") {
    Session session;
    session.jitter(1);
    session.label("bicep_curl");
    session.play(12, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 6);
}

TEST_CASE("arms that alternate are counted one by one") {
    Session session;
    session.label("bicep_curl");
    session.play(12, [](double t) {
        Posture posture;
        const bool left = std::fmod(t, 4) < 2;
        (left ? posture.left_elbow : posture.right_elbow) = 2.2F * out_and_back(t, 2);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 6);
}

TEST_CASE("arms of which one goes up while the other comes down are counted one by one") {
    const double rep_s = GENERATE(1.2, 2.0, 4.0);
    CAPTURE(rep_s);
    Session session;
    session.label("bicep_curl");
    const double seconds = 6 * rep_s;
    session.play(seconds, [&](double t) {
        Posture posture;
        posture.left_elbow = 2.2F * out_and_back(t, 2 * rep_s);
        if (t > rep_s) posture.right_elbow = 2.2F * out_and_back(t - rep_s, 2 * rep_s);
        return posture;
    });
    // The right arm is still on its way.
    session.play(rep_s, [&](double t) {
        Posture posture;
        posture.right_elbow = 2.2F * out_and_back(t + rep_s, 2 * rep_s);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 6);
}

TEST_CASE("arms that alternate count one by one when the first rep was under way before") {
    const double rep_s = GENERATE(1.4, 2.0, 4.0);
    CAPTURE(rep_s);
    Session session;
    session.label("bicep_curl");
    session.play(6.5 * rep_s, [&](double t) {
        const double since = t + rep_s / 2;
        Posture posture;
        const bool left = std::fmod(since, 2 * rep_s) < rep_s;
        (left ? posture.left_elbow : posture.right_elbow) = 2.2F * out_and_back(since, rep_s);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() >= 6);
    CHECK(session.reps.size() <= 7);
}

TEST_CASE("one arm alone counts once a rep") {
    Session session;
    session.label("bicep_curl");
    session.play(10, [](double t) {
        Posture posture;
        posture.left_elbow = 2.2F * out_and_back(t, 2);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 5);
}

TEST_CASE("most of what hands do that talk is no rep, also under a wrong label") {
    Session session;
    session.label("bicep_curl");
    session.play(20, [](double t) {
        // About ten swings; both arms go their own ways, seldom back on the way they came.
        Posture posture;
        posture.left_elbow = 1 + 0.5F * static_cast<float>(std::sin(1.7 * t) + std::sin(3.1 * t));
        posture.right_elbow =
            1 + 0.5F * static_cast<float>(std::sin(2.3 * t + 1) + std::sin(4.3 * t));
        posture.arms = 0.4F + 0.3F * static_cast<float>(std::sin(2.9 * t + 2));
        return posture;
    });
    CHECK(session.reps.size() <= 4);
}

TEST_CASE("a camera that shakes adds and costs nothing") {
    Session session;
    session.label("squat");
    std::mt19937 random(3);
    std::normal_distribution<float> shake(0, 0.03F);
    session.play(6, [&](double) {
        Posture posture;
        posture.x = shake(random);
        return posture;
    });
    CHECK(session.reps.empty());
    session.play(6, [&](double t) {
        Posture posture = squatted(out_and_back(t, 2));
        posture.x = shake(random);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 3);
}

TEST_CASE("reps that get shorter still count, and say so") {
    Session session;
    session.label("bicep_curl");
    session.play(16, [](double t) {
        const auto rep = static_cast<float>(static_cast<int>(t / 2));
        return curled((1 - 0.05F * rep) * out_and_back(t, 2));
    });
    session.play(1, standing);
    REQUIRE(session.reps.size() == 8);
    CHECK(session.reps.back().range < 0.9);
}

TEST_CASE("nothing counts while the label is idle, unsure or a hold") {
    Session session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.label("other");
    session.play(10, curls);
    session.label("");
    session.play(10, curls);
    CHECK(session.reps.empty());
    CHECK(session.counter.judge(activity_of("plank", from_seconds(20))).empty());
}

TEST_CASE("one movement is no rep while its label is not sure, and is once it was done again") {
    Session session;
    session.label("squat", 0.65F);
    const auto squat = [](double t) { return squatted(out_and_back(t, 3)); };
    session.play(3, squat);
    session.play(2, standing);
    CHECK(session.reps.empty());
    session.play(3, squat);
    session.play(1, standing);
    REQUIRE(session.reps.size() == 2);
    CHECK(to_seconds(session.reps.front().start) == Approx(0).margin(0.5));
}

TEST_CASE("movements that go different ways are no reps while their label is not sure") {
    Session session;
    session.label("bicep_curl", 0.65F);
    session.play(2, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(2, [](double t) {
        Posture posture;
        posture.arms = out_and_back(t, 2);
        return posture;
    });
    session.play(2, [](double t) { return squatted(out_and_back(t, 2)); });
    session.play(1, standing);
    CHECK(session.reps.empty());
}

TEST_CASE("a doubtful exercise counts from its third rep on, and then all of them") {
    Session session;
    session.label("squat", 0.5F);
    const auto squats = [](double t) { return squatted(out_and_back(t, 2)); };
    session.play(4.9, squats);
    CHECK(session.reps.empty());
    session.play(5.1, [&](double t) { return squats(t + 4.9); });
    session.play(1, standing);
    CHECK(session.reps.size() == 5);
}

TEST_CASE("trembling is no rep") {
    Session session;
    session.label("squat");
    session.play(20, [](double t) { return squatted(0.06F * out_and_back(t, 0.8)); });
    CHECK(session.reps.empty());
}

TEST_CASE("an arm that swings while squatting is no rep") {
    Session session;
    session.label("squat");
    session.play(12, [](double t) {
        Posture posture = squatted(out_and_back(t, 3));
        posture.left_elbow = 0.3F * out_and_back(t, 0.9);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("getting into position is no rep") {
    Session session;
    session.label("other");
    session.play(1.5, [](double t) { return squatted(static_cast<float>(1 - t / 1.5)); });
    session.play(2.5, standing);
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 3);
}

TEST_CASE("walking off while the label still stands is no rep") {
    Session session;
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(2.5, [](double t) {
        Posture posture;
        posture.x = static_cast<float>(t);
        posture.knees = 0.8F * out_and_back(t, 0.6);
        return posture;
    });
    CHECK(session.reps.size() == 3);
}

TEST_CASE("reps go on to count while their label falters") {
    const std::string meanwhile = GENERATE("", "other", "plank");
    CAPTURE(meanwhile);
    Session session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.label("bicep_curl");
    session.play(6, curls);
    session.label(meanwhile);
    session.play(8, curls);
    CHECK(session.reps.size() >= 6);
    session.label("bicep_curl");
    session.play(4, curls);
    session.play(1, standing);
    CHECK(session.reps.size() == 9);
}

TEST_CASE("reps count that were done before it was known that they are ones") {
    const std::string before = GENERATE("", "other");
    CAPTURE(before);
    Session session;
    session.label(before);
    session.play(4, standing);
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.play(12, curls);
    session.label("bicep_curl");
    session.play(4, curls);
    session.play(1, standing);
    REQUIRE(session.reps.size() == 8);
    CHECK(to_seconds(session.reps.front().start) == Approx(4).margin(0.4));
    for (std::size_t i = 1; i < 8; ++i) CHECK(session.reps[i].start > session.reps[i - 1].start);
}

TEST_CASE("other motion does not count while the label falters, and counts when it is back") {
    Session session;
    const auto less = [](double t) { return curled(0.55F * out_and_back(t, 1.5)); };
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    session.label("");
    session.play(4.5, less);
    CHECK(session.reps.size() == 3);
    session.label("bicep_curl");
    session.play(4.5, less);
    session.play(1, standing);
    CHECK(session.reps.size() == 9);
}

TEST_CASE("a label that changes all the time changes neither count nor name") {
    Session session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    for (int i = 0; i < 5; ++i) {
        session.label("bicep_curl");
        session.play(2, curls);
        session.label(i % 2 == 0 ? "row" : "front_raise");
        session.play(2, curls);
    }
    session.play(1, standing);
    CHECK(session.reps.size() == 10);
    CHECK(session.reps.back().label == "bicep_curl");
    for (const Rep& rep : session.reps) CHECK(rep.bout == session.reps.front().bout);
}

TEST_CASE("another exercise without a rest is counted as itself") {
    Session session;
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    const auto squats = [](double t) { return squatted(out_and_back(t, 2.5)); };
    session.play(2.5, squats);
    session.label("squat");
    session.play(5, squats);
    session.play(1, standing);
    REQUIRE(session.reps.size() == 6);
    CHECK(session.reps[3].label == "squat");
    CHECK(session.reps.back().label == "squat");
}

TEST_CASE("a gap ends the rep that was under way, and counting goes on") {
    Session session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.label("bicep_curl");
    session.play(5, curls);
    session.play_nobody(3);
    session.play(4, curls);
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("somebody else in the picture is no rep") {
    Session session;
    session.label("squat");
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    // The tracker jumps between two people of different posture.
    for (int i = 0; i < 4; ++i) {
        session.play(0.5, [](double) {
            Posture posture = squatted(0.9F);
            posture.x = 2;
            return posture;
        });
        session.play(0.5, standing);
    }
    CHECK(session.reps.size() == 2);
}

TEST_CASE("a second person at whom the pose looks for a moment costs one rep at most") {
    Session session;
    session.label("squat");
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(0.3, [](double) {
        Posture posture;
        posture.x = 2.5F;
        return posture;
    });
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("pictures that change their size within a set change nothing") {
    Session session;
    session.label("bicep_curl");
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.play(5, curls);
    session.zoom(2.5F);
    session.play(5, [&](double t) { return curls(t + 5); });
    session.play(1, standing);
    CHECK(session.reps.size() == 5);
}

TEST_CASE("time that jumps ahead costs the rep that was under way") {
    Session session;
    session.label("squat");
    session.play(7, [](double t) { return squatted(out_and_back(t, 3)); });
    session.skip(30);
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("time that runs backwards begins anew") {
    Session session;
    session.label("squat");
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.skip(-100);
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("at the end of a recording a rep counts whose way back was mostly seen") {
    Session session;
    session.label("squat");
    session.play(5.6, [](double t) { return squatted(out_and_back(t, 3)); });
    CHECK(session.reps.size() == 1);
    CHECK(session.counter.finish().size() == 1);
    CHECK(session.counter.finish().empty());
}
