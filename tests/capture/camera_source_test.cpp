#include "capture/camera_source.h"

#include <cerrno>
#include <deque>

#include <catch2/catch.hpp>
#include <linux/videodev2.h>

#include "capture/opencv_camera.h"
#include "engine/core/error.h"

using namespace spotter;
using std::chrono::milliseconds;

namespace {

constexpr SteadyTime at(int ms) {
    return SteadyTime(std::chrono::hours(1) + milliseconds(ms));
}

// What the driver does at each grab.
struct Grab {
    int taken = 0;  // ms: when the picture was captured
    int ready = 0;  // ms: when grab() returns, unless it is later already
    bool decodable = true;
};

struct Script {
    SteadyTime now = at(0);
    std::deque<Grab> grabs;
    bool stamped = true;
    bool plugged = true;
    MediaTime stamp_error{};
};

class ScriptedCamera : public CameraDevice {
  public:
    explicit ScriptedCamera(Script& script) : script_(script) {}
    int width() const override { return 8; }
    int height() const override { return 6; }
    double frame_rate() const override { return 20; }
    bool grab() override {
        if (script_.grabs.empty()) return false;
        last_ = script_.grabs.front();
        script_.grabs.pop_front();
        script_.now = std::max(script_.now, at(last_.ready));
        return true;
    }
    std::optional<SteadyTime> grabbed_at() const override {
        if (!script_.stamped) return std::nullopt;
        return at(last_.taken) + script_.stamp_error;
    }
    Image retrieve() override { return last_.decodable ? Image(8, 6) : Image(); }
    bool still_there() const override { return script_.plugged; }

  private:
    Script& script_;
    Grab last_;
};

std::unique_ptr<FrameSource> camera(Script& script) {
    return make_camera_source(std::make_unique<ScriptedCamera>(script), "Front",
                              [&script] { return script.now; });
}

}  // namespace

TEST_CASE("a camera is mirrored and has its negotiated rate") {
    Script script;
    const SourceInfo info = camera(script)->info();
    CHECK(info.kind == SourceKind::camera);
    CHECK(info.name == "Front");
    CHECK(info.width == 8);
    CHECK(info.height == 6);
    CHECK(info.frame_rate == 20);
    CHECK(info.mirrored);
}

TEST_CASE("a picture's time is when the driver got it, by the steady clock") {
    Script script;
    script.grabs = {{40, 50}, {90, 100}};
    const auto source = camera(script);
    for (const int taken : {40, 90}) {
        const auto frame = source->read({});
        REQUIRE(frame);
        CHECK(frame->time == at(taken).time_since_epoch());
        CHECK(frame->captured == at(taken + 10));
    }
}

TEST_CASE("stamps of another clock are not believed") {
    Script script;
    script.grabs = {{40, 50}};
    script.stamp_error = std::chrono::minutes(GENERATE(24 * 60 * 365, -10));
    CHECK(camera(script)->read({})->time == at(50).time_since_epoch());
}

TEST_CASE("times grow even when the driver repeats a stamp") {
    Script script;
    script.grabs = {{40, 50}, {40, 100}};
    const auto source = camera(script);
    const auto first = source->read({});
    CHECK(source->read({})->time > first->time);
}

TEST_CASE("pictures that waited while nobody read are skipped") {
    Script script;
    script.stamped = GENERATE(true, false);
    CAPTURE(script.stamped);
    script.grabs = {{40, 50}, {90, 100}, {140, 150}, {190, 200}, {2990, 3000}, {3040, 3050}};
    const auto source = camera(script);
    REQUIRE(source->read({}));
    script.now = at(2960);  // the reader was away; three pictures wait
    const auto frame = source->read({});
    REQUIRE(frame);
    CHECK(frame->captured == at(3000));
    CHECK(frame->number == 1);
}

TEST_CASE("a camera that is slower than it said loses nothing") {
    Script script;
    script.grabs = {{0, 150}, {150, 300}, {300, 450}};  // stamped when the exposure began
    const auto source = camera(script);
    for (const int ready : {150, 300, 450}) CHECK(source->read({})->captured == at(ready));
}

TEST_CASE("a broken picture is passed over") {
    Script script;
    script.grabs = {{40, 50, false}, {90, 100}};
    CHECK(camera(script)->read({})->captured == at(100));
}

TEST_CASE("an unplugged or silent camera is an error with a remedy") {
    Script script;
    script.grabs = {{40, 50}};
    const auto source = camera(script);
    source->read({});
    script.plugged = GENERATE(true, false);
    CHECK_THROWS_WITH(source->read({}),
                      script.plugged
                          ? "read camera: Front: sends no pictures; close other programs that use "
                            "it, or unplug it and plug it in again"
                          : "read camera: Front: was unplugged; plug it in again");
}

TEST_CASE("a camera that is busy or may not be used says so before it is opened") {
    int refusal = 0;
    unsigned long refused = VIDIOC_S_FMT;
    const V4l2Query query = [&](unsigned long request, void*) {
        if (request != refused || refusal == 0) return true;
        errno = refusal;
        return false;
    };
    CHECK_NOTHROW(check_camera("/dev/video0", 0, query));
    refusal = EBUSY;
    CHECK_THROWS_WITH(check_camera("/dev/video0", 0, query),
                      "open camera: /dev/video0: is busy; close other programs that use it");
    CHECK_THROWS_WITH(check_camera("/dev/video0", EACCES, query),
                      "open camera: /dev/video0: may not be used; join the group 'video'");
    refused = VIDIOC_G_FMT;
    refusal = ENODEV;
    CHECK_THROWS_WITH(check_camera("/dev/video0", 0, query),
                      Catch::Matchers::Contains("is not there; plug it in"));
}

TEST_CASE("a camera that does not exist is refused when it is opened") {
    const CameraInfo gone{"Front", "/dev/video9999", "Front", {}};
    CHECK_THROWS_WITH(open_camera(gone, {}), Catch::Matchers::Contains("is not there; plug it in"));
}
