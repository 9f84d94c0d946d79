#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace spotter {

// A picture size that a camera offers in one format, with its frame rates, fastest first.
struct CameraMode {
    std::string format;  // V4L2's four letters: "MJPG", "YUYV"
    int width = 0;
    int height = 0;
    std::vector<double> frame_rates;
};

struct CameraInfo {
    std::string name;         // as the camera calls itself: "Integrated Camera"
    std::string path;         // "/dev/video0"; may change when cameras are plugged in
    std::string stable_name;  // the same after a restart: its link in /dev/v4l/by-id, else `name`
    std::vector<CameraMode> modes;
};

// The cameras of this machine in the order of their device numbers; nodes that capture no
// video (metadata, encoders) are left out. Empty when there is none. Never throws for a device
// that does not answer: it is left out. `devices` is /dev but for tests.
std::vector<CameraInfo> list_cameras(const std::filesystem::path& devices = "/dev");

// The camera that `address` (see SourceSpec) means. Throws Error that says what there is.
const CameraInfo& find_camera(const std::vector<CameraInfo>& cameras, const std::string& address);

// One V4L2 request on an open device; false: the device refused it.
using V4l2Query = std::function<bool(unsigned long request, void* argument)>;

// What a device says of itself, without path and stable name; nothing when it captures no video.
std::optional<CameraInfo> describe_camera(const V4l2Query& query);

}  // namespace spotter
