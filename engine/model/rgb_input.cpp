#include "engine/model/rgb_input.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/core/error.h"

namespace spotter {
namespace {

// A joint that is less visible than this does not move the square.
constexpr float kVisible = 0.5F;
// The square's side over the extent of the joints: BlazePose has none at the top of the head,
// the fingertips and the toes.
constexpr double kMargin = 1.3;
// In this time the square goes 63 % of the way to its target, however often pictures come.
constexpr double kSettlingTime_s = 0.26;

Square moved_towards(const Square& from, const Square& to, MediaTime elapsed) {
    const double pace = 1 - std::exp(-std::max(0.0, to_seconds(elapsed)) / kSettlingTime_s);
    const auto step = [&](double a, double b) { return a + pace * (b - a); };
    // The centre moves, not the corner, so that growing does not look like sliding.
    const double side = step(from.side, to.side);
    const double x = step(from.x + from.side / 2, to.x + to.side / 2);
    const double y = step(from.y + from.side / 2, to.y + to.side / 2);
    return {x - side / 2, y - side / 2, side};
}

// Where a span of length `side` around `centre` begins so that it stays inside 0 … `limit`; the
// middle when it is longer than that.
double begin_inside(double centre, double side, double limit) {
    if (side >= limit) return (limit - side) / 2;
    return std::clamp(centre - side / 2, 0.0, limit - side);
}

class RgbInput : public ClipInput {
  public:
    RgbInput(Preprocessing preprocessing, Framing framing, bool mirror)
        : preprocessing_(preprocessing), framing_(framing), mirror_(mirror) {}

    ImagePtr prepare(const ImageView& rgb, const std::optional<Pose>& pose,
                     MediaTime time) override {
        if (framing_ == Framing::center) {
            return std::make_shared<Image>(center_framed(rgb, preprocessing_));
        }
        if (rgb.width != width_ || rgb.height != height_) reset();
        width_ = rgb.width;
        height_ = rgb.height;
        const Square target = (pose ? square_around(*pose, width_, height_) : std::nullopt)
                                  .value_or(middle_square(width_, height_));
        square_ = square_ ? moved_towards(*square_, target, time - last_) : target;
        last_ = time;
        return std::make_shared<Image>(square_picture(rgb, *square_, preprocessing_.crop_size));
    }

    Clip assemble(std::span<const ObservationPtr> window) override {
        Clip clip;
        if (!window.empty()) clip.end = window.back()->time;
        for (const ObservationPtr& seen : window) clip.pictures.push_back(seen->prepared);
        if (!mirror_) return clip;
        for (const ImagePtr& picture : clip.pictures) {
            clip.mirrored.push_back(std::make_shared<Image>(mirrored(*picture)));
        }
        return clip;
    }

    void reset() override { square_.reset(); }
    bool needs_pose() const override { return framing_ == Framing::person; }

  private:
    const Preprocessing preprocessing_;
    const Framing framing_;
    const bool mirror_;
    int width_ = 0;
    int height_ = 0;
    std::optional<Square> square_;
    MediaTime last_{};  // when it was there
};

}  // namespace

Image center_framed(ImageView rgb, const Preprocessing& preprocessing) {
    if (rgb.empty()) throw Error("prepare picture", "", "it is empty");
    const int edge = preprocessing.shortest_edge;
    const int shorter = std::min(rgb.width, rgb.height);
    // The longer side is cut to whole pixels, as Hugging Face does it.
    const auto scaled = [&](int side) {
        return static_cast<int>(std::int64_t{side} * edge / shorter);
    };
    const Image small = resized(rgb, scaled(rgb.width), scaled(rgb.height));
    const int crop = preprocessing.crop_size;
    const auto offset = [&](int side) { return (side - crop) / 2; };
    const ImageView middle =
        cropped(small, offset(small.width()), offset(small.height()), crop, crop);
    Image out(crop, crop);
    for (int y = 0; y < crop; ++y) std::memcpy(out.row(y), middle.row(y), out.stride());
    return out;
}

std::optional<Square> square_around(const Pose& pose, int width, int height) {
    double left = width, top = height, right = 0, bottom = 0;
    for (const Landmark& joint : pose.image) {
        if (joint.visibility < kVisible) continue;
        left = std::min<double>(left, joint.x);
        right = std::max<double>(right, joint.x);
        top = std::min<double>(top, joint.y);
        bottom = std::max<double>(bottom, joint.y);
    }
    const double extent = std::max(right - left, bottom - top);
    // Smaller than this is no person, but a pose gone wrong.
    if (pose.view == PersonView::away || extent < 8) return std::nullopt;
    const double side = std::min<double>(extent * kMargin, std::max(width, height));
    return Square{begin_inside((left + right) / 2, side, width),
                  begin_inside((top + bottom) / 2, side, height), side};
}

Square middle_square(int width, int height) {
    const double side = std::min(width, height);
    return {(width - side) / 2, (height - side) / 2, side};
}

Image square_picture(ImageView rgb, const Square& square, int size) {
    const int side = std::max(1, static_cast<int>(std::lround(square.side)));
    const int x = static_cast<int>(std::lround(square.x));
    const int y = static_cast<int>(std::lround(square.y));
    const ImageView inside = cropped(rgb, x, y, side, side);
    if (inside.width == side && inside.height == side) return resized(inside, size, size);
    Image padded(side, side);
    for (int row = 0; row < inside.height; ++row) {
        std::memcpy(padded.row(row + std::max(0, -y)) + std::size_t{3} * std::max(0, -x),
                    inside.row(row), static_cast<std::size_t>(inside.width) * 3);
    }
    return resized(padded, size, size);
}

std::unique_ptr<ClipInput> make_rgb_input(const ModelInfo& model, Framing framing) {
    return std::make_unique<RgbInput>(model.preprocessing, framing, model.mirror);
}

}  // namespace spotter
