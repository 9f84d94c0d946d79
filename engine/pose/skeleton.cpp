#include "engine/pose/skeleton.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <opencv2/imgproc.hpp>

#include "engine/core/error.h"

// Note [skeleton clips]
// A `skeleton` model knows nothing but these pictures, so drawing must be the same, to the
// sixteenth of a pixel, in training and in use. Order, widths and grey values of the lines tell
// the parts of the body apart; a limb fades with its visibility. Normalising over the whole
// window rather than each pose keeps the movement of the body visible (a squat sinks), and
// turning the body to face the viewer makes one exercise look the same from any side.

namespace spotter {
namespace {

constexpr std::size_t kDrawnCount = 13;
constexpr std::array<std::size_t, kDrawnCount> kDrawn{
    kNose,    kLeftShoulder, kRightShoulder, kLeftElbow, kRightElbow, kLeftWrist, kRightWrist,
    kLeftHip, kRightHip,     kLeftKnee,      kRightKnee, kLeftAnkle,  kRightAnkle};

// Indices into kDrawn.
constexpr std::size_t kShoulder = 1;
constexpr std::size_t kHip = 7;

struct Limb {
    std::size_t from;
    std::size_t to;
    double value;
};
// From dark to bright: what is drawn later covers what was drawn before.
constexpr std::array kLimbs{Limb{1, 2, 0.30}, Limb{1, 7, 0.30},  Limb{2, 8, 0.30},
                            Limb{7, 8, 0.30}, Limb{8, 10, 0.50}, Limb{10, 12, 0.50},
                            Limb{7, 9, 0.55}, Limb{9, 11, 0.55}, Limb{2, 4, 0.80},
                            Limb{4, 6, 0.80}, Limb{1, 3, 1.00},  Limb{3, 5, 1.00}};
constexpr double kNoseValue = 0.42;
constexpr double kNoseRadius = 0.045;  // of the picture
constexpr float kMinDrawn = 0.08F;
constexpr float kMinSeen = 0.05F;
constexpr std::size_t kMinPosesSeen = 3;
constexpr float kView = 2.3F;  // torsos from the middle of the picture to its edge
constexpr int kChannels = 3;

struct Vec {
    float x = 0;
    float y = 0;
    float z = 0;
};
Vec operator+(Vec a, Vec b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
Vec operator-(Vec a, Vec b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
Vec operator*(Vec a, float s) {
    return {a.x * s, a.y * s, a.z * s};
}
float length(Vec a) {
    return std::sqrt(a.x * a.x + a.y * a.y + a.z * a.z);
}

// The joints that are drawn.
struct Body {
    std::array<Vec, kDrawnCount> image;  // pixels, z 0
    std::array<Vec, kDrawnCount> world;  // metres
    std::array<float, kDrawnCount> visibility;
};

Vec middle(const std::array<Vec, kDrawnCount>& joints, std::size_t left) {
    return (joints[left] + joints[left + 1]) * 0.5F;
}

Body body_of(const Pose& pose) {
    Body body;
    for (std::size_t i = 0; i < kDrawnCount; ++i) {
        const Landmark& at = pose.image[kDrawn[i]];
        const WorldPoint& point = pose.world[kDrawn[i]];
        body.image[i] = {at.x, at.y, 0};
        body.world[i] = {point.x, point.y, point.z};
        body.visibility[i] = at.visibility;
    }
    return body;
}

// The mean of the two middle values when there is an even number.
float median(std::vector<float> values) {
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    if (values.size() % 2 == 1) return *half;
    return (*half + *std::max_element(values.begin(), half)) * 0.5F;
}

template <class Measure>
float median_over(const std::vector<Body>& bodies, Measure measure) {
    std::vector<float> values(bodies.size());
    std::transform(bodies.begin(), bodies.end(), values.begin(), measure);
    return median(std::move(values));
}

template <class Measure>
Vec median_point(const std::vector<Body>& bodies, Measure measure) {
    return {median_over(bodies, [&](const Body& b) { return measure(b).x; }),
            median_over(bodies, [&](const Body& b) { return measure(b).y; }),
            median_over(bodies, [&](const Body& b) { return measure(b).z; })};
}

// What one window is normalised by.
struct Normalisation {
    Vec centre;       // pixels
    float scale = 1;  // pixels
    float cos = 1;    // of the turn that makes the body face the viewer
    float sin = 0;
    float reach = 1;  // metres
};

Normalisation normalisation_of(const std::vector<Body>& seen) {
    const auto torso = [](const auto& joints) {
        return length(middle(joints, kShoulder) - middle(joints, kHip));
    };
    const float tall = median_over(seen, [&](const Body& b) { return torso(b.image); });
    const float wide = median_over(
        seen, [](const Body& b) { return length(b.image[kShoulder] - b.image[kShoulder + 1]); });
    const Vec across = median_point(seen, [](const Body& b) {
        return (b.world[kShoulder] - b.world[kShoulder + 1]) + (b.world[kHip] - b.world[kHip + 1]);
    });
    const float yaw = std::atan2(across.z, across.x);
    const float torso_m = median_over(seen, [&](const Body& b) { return torso(b.world); });
    return {.centre = median_point(seen,
                                   [](const Body& b) {
                                       return middle(b.image, kHip) * 0.7F +
                                              middle(b.image, kShoulder) * 0.3F;
                                   }),
            .scale = std::max({tall, 1.15F * wide, 1e-4F}) * kView,
            .cos = std::cos(yaw),
            .sin = std::sin(yaw),
            .reach = std::max(torso_m, 0.05F) * kView};
}

using Joints2d = std::array<cv::Point2f, kDrawnCount>;

// The three views in [-1, 1].
std::array<Joints2d, kChannels> views_of(const Body& body, const Normalisation& by) {
    std::array<Joints2d, kChannels> views;
    const auto facing = [&](Vec p) {
        return Vec{by.cos * p.x + by.sin * p.z, p.y, -by.sin * p.x + by.cos * p.z};
    };
    const Vec hips = facing(middle(body.world, kHip));
    for (std::size_t i = 0; i < kDrawnCount; ++i) {
        const Vec image = (body.image[i] - by.centre) * (1 / by.scale);
        const Vec turned = (facing(body.world[i]) - hips) * (1 / by.reach);
        views[0][i] = {image.x, image.y};
        views[1][i] = {turned.x, turned.y};
        views[2][i] = {turned.z, turned.y};
    }
    return views;
}

// `at` and `visibility` by joint; `at` in pixels.
void draw_view(cv::Mat& picture, const Joints2d& at,
               const std::array<float, kDrawnCount>& visibility) {
    constexpr int kFractionBits = 4;
    constexpr float kFraction = 1 << kFractionBits;
    const auto size = static_cast<float>(picture.cols);
    const int width = std::max(1, static_cast<int>(std::nearbyint(size / 40)));
    // Written so that what is not a number is not drawn.
    const auto near = [&](std::size_t i) {
        return std::abs(at[i].x) <= 4 * size && std::abs(at[i].y) <= 4 * size;
    };
    const auto fixed = [&](std::size_t i) {
        return cv::Point(static_cast<int>(at[i].x * kFraction),
                         static_cast<int>(at[i].y * kFraction));
    };
    for (const Limb& limb : kLimbs) {
        const float sure = std::min(visibility[limb.from], visibility[limb.to]);
        if (!(sure >= kMinDrawn) || !near(limb.from) || !near(limb.to)) continue;
        const double grey = 255 * limb.value * (0.35 + 0.65 * std::min(sure, 1.0F));
        cv::line(picture, fixed(limb.from), fixed(limb.to), grey, width, cv::LINE_AA,
                 kFractionBits);
    }
    if (visibility[0] > kMinDrawn && near(0))
        cv::circle(picture, fixed(0), static_cast<int>(size * kNoseRadius * kFraction),
                   255 * kNoseValue, cv::FILLED, cv::LINE_AA, kFractionBits);
}

void draw_body(Image& picture, const Body& body, const Normalisation& by) {
    const int size = picture.width();
    std::array<cv::Mat, kChannels> channels;
    auto views = views_of(body, by);
    for (std::size_t c = 0; c < channels.size(); ++c) {
        for (cv::Point2f& joint : views[c])
            joint = (joint + cv::Point2f(1, 1)) * 0.5F * static_cast<float>(size);
        channels[c] = cv::Mat::zeros(size, size, CV_8UC1);
        draw_view(channels[c], views[c], body.visibility);
    }
    cv::Mat out(size, size, CV_8UC3, picture.data());
    cv::merge(channels.data(), channels.size(), out);
}

class SkeletonInput final : public ClipInput {
  public:
    SkeletonInput(int size, bool mirror) : size_(size), mirror_(mirror) {}

    ImagePtr prepare(const ImageView&, const std::optional<Pose>&, MediaTime) override {
        return nullptr;
    }

    Clip assemble(std::span<const ObservationPtr> window) override {
        std::vector<std::optional<Pose>> poses;
        poses.reserve(window.size());
        for (const ObservationPtr& observation : window) poses.push_back(observation->pose);
        Clip clip;
        if (!window.empty()) clip.end = window.back()->time;
        clip.pictures = drawn(poses);
        if (mirror_) {
            // Where the mirror stands does not matter: pictures are normalised for place.
            for (auto& pose : poses) {
                if (pose) *pose = mirrored(*pose, 0);
            }
            clip.mirrored = drawn(poses);
        }
        return clip;
    }

    void reset() override {}
    bool needs_pose() const override { return true; }

  private:
    std::vector<ImagePtr> drawn(std::span<const std::optional<Pose>> poses) const {
        std::vector<ImagePtr> pictures;
        for (Image& picture : draw_skeleton_clip(poses, size_))
            pictures.push_back(std::make_shared<const Image>(std::move(picture)));
        return pictures;
    }

    const int size_;
    const bool mirror_;
};

}  // namespace

std::vector<Image> draw_skeleton_clip(std::span<const std::optional<Pose>> poses, int size) {
    if (size < 1 || size > 4096)
        throw Error("draw skeleton", std::to_string(size) + " pixels", "not a size of a picture");
    std::vector<Image> pictures(poses.size(), Image(size, size));
    std::vector<Body> seen;
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < poses.size(); ++i) {
        if (!poses[i]) continue;
        const Body body = body_of(*poses[i]);
        if (!(*std::ranges::max_element(body.visibility) > kMinSeen)) continue;
        seen.push_back(body);
        indices.push_back(i);
    }
    if (seen.size() < kMinPosesSeen) return pictures;
    const Normalisation by = normalisation_of(seen);
    for (std::size_t i = 0; i < seen.size(); ++i) draw_body(pictures[indices[i]], seen[i], by);
    return pictures;
}

std::unique_ptr<ClipInput> make_skeleton_input(int size, bool mirror) {
    return std::make_unique<SkeletonInput>(size, mirror);
}

}  // namespace spotter
