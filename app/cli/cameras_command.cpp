#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/text_format.h"
#include "capture/cameras.h"

namespace spotter {
namespace {

Json camera_json(const CameraInfo& camera, std::size_t index) {
    Json modes = Json::array();
    for (const CameraMode& mode : camera.modes) {
        modes.push_back({{"format", mode.format},
                         {"width", mode.width},
                         {"height", mode.height},
                         {"frame_rates", mode.frame_rates}});
    }
    return {{"index", index},
            {"name", camera.name},
            {"path", camera.path},
            {"stable_name", camera.stable_name},
            {"modes", std::move(modes)}};
}

std::string camera_text(const CameraInfo& camera, std::size_t index) {
    std::string out = "camera:" + std::to_string(index) + "  " + camera.name + "\n";
    out += "  path         " + camera.path + "\n";
    out += "  stable name  " + camera.stable_name + "\n";
    std::vector<std::vector<std::string>> rows;
    for (const CameraMode& mode : camera.modes) {
        std::string rates;
        for (const double rate : mode.frame_rates) {
            rates += (rates.empty() ? "" : ", ") + decimal(rate, 0);
        }
        rows.push_back({mode.format,
                        std::to_string(mode.width) + " × " + std::to_string(mode.height),
                        rates.empty() ? "" : rates + " fps"});
    }
    return out + table(rows, 2);
}

}  // namespace

ExitCode run_cameras(const CommandContext&, bool json) {
    const std::vector<CameraInfo> cameras = list_cameras();
    if (json) {
        Json out = Json::array();
        for (std::size_t i = 0; i < cameras.size(); ++i) out.push_back(camera_json(cameras[i], i));
        std::cout << json_text(out);
    } else if (cameras.empty()) {
        std::cout << "No camera was found. Plug one in, or check that you may use it: your user\n"
                     "needs access to /dev/video* (on most systems, membership of the group\n"
                     "'video'). 'spotter live --source demo:' works without one.\n";
    } else {
        for (std::size_t i = 0; i < cameras.size(); ++i) std::cout << camera_text(cameras[i], i);
    }
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
