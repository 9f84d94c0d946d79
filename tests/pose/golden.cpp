#include "tests/pose/golden.h"

#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace spotter {
namespace {

const std::filesystem::path kGolden = std::filesystem::path(SPOTTER_TEST_DIR) / "golden";

Image read_picture(const std::filesystem::path& path) {
    const cv::Mat bgr = cv::imread(path.string());
    if (bgr.empty()) throw std::runtime_error(path.string() + " is missing");
    Image image(bgr.cols, bgr.rows);
    cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.data());
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    return image;
}

std::ifstream open(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path.string() + " is missing");
    return file;
}

// Nothing when the line ends before the first number: nobody was found.
std::optional<Pose> read_pose(std::istream& line, const Image& frame) {
    Pose pose;
    const auto width = static_cast<float>(frame.width());
    for (Landmark& p : pose.image) {
        if (!(line >> p.x >> p.y >> p.z >> p.visibility)) return std::nullopt;
        p.x *= width;
        p.y *= static_cast<float>(frame.height());
        p.z *= width;
    }
    for (WorldPoint& p : pose.world) line >> p.x >> p.y >> p.z;
    return pose;
}

}  // namespace

GoldenClip read_golden_clip(const std::string& name) {
    const std::filesystem::path folder = kGolden / "pose" / name;
    GoldenClip clip;
    std::ifstream file = open(folder / "poses.txt");
    for (std::string text; std::getline(file, text);) {
        std::istringstream line(text);
        std::string mode;
        std::size_t number = 0;
        line >> mode >> number;
        if (number == clip.frames.size()) {
            char picture[16];
            std::snprintf(picture, sizeof picture, "%02zu.jpg", number);
            clip.frames.push_back(read_picture(folder / picture));
        }
        clip.poses[mode].push_back(read_pose(line, clip.frames.at(number)));
    }
    return clip;
}

GoldenWindow read_golden_window(const std::string& name) {
    const std::filesystem::path folder = kGolden / "skeleton";
    GoldenWindow window;
    window.strip = read_picture(folder / (name + ".png"));
    std::ifstream file = open(folder / (name + ".txt"));
    for (std::string text; std::getline(file, text);) {
        std::istringstream line(text);
        Pose pose;
        for (const std::size_t joint : kDrawnJoints)
            line >> pose.image[joint].x >> pose.image[joint].y >> pose.image[joint].visibility;
        for (const std::size_t joint : kDrawnJoints)
            line >> pose.world[joint].x >> pose.world[joint].y >> pose.world[joint].z;
        window.poses.emplace_back(pose);
    }
    return window;
}

PoseModelFiles pose_models() {
    return pose_model_files(SPOTTER_POSE_MODELS);
}

}  // namespace spotter
