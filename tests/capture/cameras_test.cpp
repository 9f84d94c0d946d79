#include "capture/cameras.h"

#include <cstring>

#include <catch2/catch.hpp>
#include <linux/videodev2.h>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using spotter::test::TempFolder;

namespace {

// A device as its driver answers.
struct ScriptedDevice {
    std::uint32_t abilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    bool ranges = false;  // sizes and rates as ranges rather than lists

    bool answer(unsigned long request, void* argument) const {
        switch (request) {
            case VIDIOC_QUERYCAP:
                return capability(*static_cast<v4l2_capability*>(argument));
            case VIDIOC_ENUM_FMT:
                return format(*static_cast<v4l2_fmtdesc*>(argument));
            case VIDIOC_ENUM_FRAMESIZES:
                return size(*static_cast<v4l2_frmsizeenum*>(argument));
            case VIDIOC_ENUM_FRAMEINTERVALS:
                return interval(*static_cast<v4l2_frmivalenum*>(argument));
            default:
                return false;
        }
    }

  private:
    bool capability(v4l2_capability& out) const {
        std::memcpy(out.card, "Integrated Camera", 18);
        out.capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        out.device_caps = abilities;
        return true;
    }
    static bool format(v4l2_fmtdesc& out) {
        if (out.index > 0) return false;
        out.pixelformat = V4L2_PIX_FMT_MJPEG;
        return true;
    }
    bool size(v4l2_frmsizeenum& out) const {
        if (ranges) {
            out.type = V4L2_FRMSIZE_TYPE_STEPWISE;
            out.stepwise = {64, 1280, 1, 64, 720, 1};
            return out.index == 0;
        }
        out.type = V4L2_FRMSIZE_TYPE_DISCRETE;
        out.discrete = {640u * (out.index + 1), 480u * (out.index + 1)};
        return out.index < 2;
    }
    bool interval(v4l2_frmivalenum& out) const {
        if (ranges) {
            out.type = V4L2_FRMIVAL_TYPE_CONTINUOUS;
            out.stepwise = {{1, 60}, {1, 5}, {1, 1}};
            return out.index == 0;
        }
        out.type = V4L2_FRMIVAL_TYPE_DISCRETE;
        const v4l2_fract intervals[] = {{1, 15}, {1001, 30000}, {0, 0}};
        if (out.index < 3) out.discrete = intervals[out.index];
        return out.index < 3;
    }
};

std::optional<CameraInfo> described(const ScriptedDevice& device) {
    return describe_camera(
        [&](unsigned long request, void* argument) { return device.answer(request, argument); });
}

}  // namespace

TEST_CASE("a camera says its name, sizes and rates, fastest first") {
    const auto camera = described({});
    REQUIRE(camera);
    CHECK(camera->name == "Integrated Camera");
    REQUIRE(camera->modes.size() == 2);
    CHECK(camera->modes[1].format == "MJPG");
    CHECK(camera->modes[1].width == 1280);
    CHECK(camera->modes[1].height == 960);
    REQUIRE(camera->modes[0].frame_rates.size() == 2);
    CHECK(camera->modes[0].frame_rates[0] == Approx(29.97));
    CHECK(camera->modes[0].frame_rates[1] == Approx(15));
}

TEST_CASE("of a range of sizes the usual ones are listed") {
    ScriptedDevice device;
    device.ranges = true;
    const auto camera = described(device);
    REQUIRE(camera);
    REQUIRE(camera->modes.size() == 4);
    CHECK(camera->modes.back().width == 1280);
    CHECK(camera->modes.back().frame_rates == std::vector<double>{60, 5});
}

TEST_CASE("nodes that capture no video are no cameras") {
    ScriptedDevice metadata;
    metadata.abilities = V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING;
    CHECK_FALSE(described(metadata));
    ScriptedDevice output;
    output.abilities = V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_STREAMING;
    CHECK_FALSE(described(output));
    CHECK_FALSE(describe_camera([](unsigned long, void*) { return false; }));
}

TEST_CASE("a machine without cameras lists none") {
    const TempFolder folder;
    CHECK(list_cameras(folder / "").empty());
    CHECK(list_cameras(folder / "missing").empty());
    test::write_bytes(folder / "video0", "not a device");
    CHECK(list_cameras(folder / "").empty());
}

TEST_CASE("a camera is found by number, path, stable name and name") {
    const std::vector<CameraInfo> cameras{{"Front", "/dev/video0", "usb-Front-index0", {}},
                                          {"Side", "/dev/video12", "usb-Side-index0", {}}};
    CHECK(find_camera(cameras, "").name == "Front");
    for (const std::string address : {"12", "/dev/video12", "usb-Side-index0", "Side"}) {
        CHECK(find_camera(cameras, address).name == "Side");
    }
    using Catch::Matchers::Contains;
    CHECK_THROWS_WITH(find_camera(cameras, "2"),
                      Contains("camera:2: there is no such camera; choose") && Contains("Side"));
    CHECK_THROWS_WITH(find_camera({}, ""), Contains("there is no camera; plug one in"));
}
