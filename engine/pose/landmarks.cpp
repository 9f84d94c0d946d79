#include "engine/pose/landmarks.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace spotter {
namespace {

constexpr int kSide = 256;
constexpr std::size_t kModelPoints = 39;
constexpr std::size_t kNumbersPerPoint = 5;
constexpr int kMapSide = 64;

float sigmoid(float logit) {
    return 1 / (1 + std::exp(-logit));
}

// The centre of gravity of channel `index` in the 7 × 7 cells around `guess`, all in units of the
// region; nothing when the guess is outside or no cell is at least half sure.
std::optional<Point> refined(std::span<const float> heatmaps, std::size_t index, Point guess) {
    constexpr int kReach = 3;
    constexpr float kMinConfidence = 0.5F;
    const float column = guess.x * kMapSide;
    const float row = guess.y * kMapSide;
    // Truncation towards zero takes in a cell's width beyond the left and upper edge.
    if (!(column > -1 && column < kMapSide && row > -1 && row < kMapSide)) return std::nullopt;
    const int x0 = static_cast<int>(column);
    const int y0 = static_cast<int>(row);
    float sum = 0;
    float best = 0;
    Point moment;
    for (int y = std::max(0, y0 - kReach); y < std::min(kMapSide, y0 + kReach + 1); ++y) {
        for (int x = std::max(0, x0 - kReach); x < std::min(kMapSide, x0 + kReach + 1); ++x) {
            const auto cell = static_cast<std::size_t>(y * kMapSide + x);
            const float confidence = sigmoid(heatmaps[cell * kModelPoints + index]);
            sum += confidence;
            best = std::max(best, confidence);
            moment.x += static_cast<float>(x) * confidence;
            moment.y += static_cast<float>(y) * confidence;
        }
    }
    if (!(best >= kMinConfidence)) return std::nullopt;
    return Point{moment.x / sum / kMapSide, moment.y / sum / kMapSide};
}

NetworkSpec completed(NetworkSpec spec) {
    spec.outputs = {"Identity", "Identity_1", "Identity_3", "Identity_4"};
    spec.mean = 0;  // [0, 1]
    spec.scale = 255;
    return spec;
}

}  // namespace

RegionLandmarks decode_landmarks(std::span<const float> points, float presence,
                                 std::span<const float> heatmaps, std::span<const float> world) {
    RegionLandmarks out;
    out.presence = presence;
    for (std::size_t i = 0; i < out.points.size(); ++i) {
        const float* numbers = &points[i * kNumbersPerPoint];
        Landmark& point = out.points[i];
        point = {numbers[0] / kSide, numbers[1] / kSide, numbers[2] / kSide, sigmoid(numbers[3])};
        if (const auto better = refined(heatmaps, i, {point.x, point.y})) {
            point.x = better->x;
            point.y = better->y;
        }
    }
    for (std::size_t i = 0; i < out.world.size(); ++i)
        out.world[i] = {world[i * 3], world[i * 3 + 1], world[i * 3 + 2]};
    return out;
}

Pose pose_from_landmarks(const RegionLandmarks& landmarks, const Region& region) {
    Pose pose;
    pose.presence = landmarks.presence;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        const Landmark& point = landmarks.points[i];
        const Point at = region.to_frame({point.x, point.y});
        pose.image[i] = {at.x, at.y, point.z * region.size, point.visibility};
        const WorldPoint& body = landmarks.world[i];
        const Point upright = region.turned({body.x, body.y});
        pose.world[i] = {upright.x, upright.y, body.z};
    }
    return pose;
}

LandmarkModel::LandmarkModel(NetworkSpec spec) : network_(completed(std::move(spec))) {}

RegionLandmarks LandmarkModel::find(const ImageView& rgb, const Region& region) {
    sample_region(rgb, region, kSide, Border::replicate, network_.input());
    network_.run();
    return decode_landmarks(network_.output(0), network_.output(1)[0], network_.output(2),
                            network_.output(3));
}

}  // namespace spotter
