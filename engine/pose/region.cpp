#include "engine/pose/region.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

namespace spotter {

float distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

Point Region::turned(Point direction) const {
    const float c = std::cos(rotation);
    const float s = std::sin(rotation);
    return {c * direction.x - s * direction.y, s * direction.x + c * direction.y};
}

Point Region::to_frame(Point unit) const {
    const Point offset = turned({(unit.x - 0.5F) * size, (unit.y - 0.5F) * size});
    return {center.x + offset.x, center.y + offset.y};
}

Region whole_picture(int width, int height) {
    const auto w = static_cast<float>(width);
    const auto h = static_cast<float>(height);
    return {{w / 2, h / 2}, std::max(w, h), 0};
}

Region region_of_person(Point hips, Point top) {
    constexpr float kMargin = 1.25F;
    const float angle = std::atan2(hips.y - top.y, top.x - hips.x);
    return {hips, 2 * kMargin * distance(hips, top), std::numbers::pi_v<float> / 2 - angle};
}

bool is_usable(const Region& region, int width, int height) {
    // Beyond this a person would be a speck or fill the view many times over; the bound also
    // keeps the warp's fixed-point coordinates in range.
    const float reach = 8 * static_cast<float>(std::max(width, height));
    return std::isfinite(region.rotation) && region.size >= 1 && region.size <= reach &&
           std::abs(region.center.x) <= reach && std::abs(region.center.y) <= reach;
}

void sample_region(const ImageView& rgb, const Region& region, int side, Border border,
                   std::span<std::uint8_t> out) {
    const Point origin = region.to_frame({0, 0});
    const float step = region.size / static_cast<float>(side);
    const Point right = region.turned({step, 0});
    const Point down = region.turned({0, step});
    const cv::Matx23d from_sample(right.x, down.x, origin.x, right.y, down.y, origin.y);
    // OpenCV has no read-only Mat; the source is only read.
    const cv::Mat source(rgb.height, rgb.width, CV_8UC3, const_cast<std::uint8_t*>(rgb.data),
                         rgb.stride);
    cv::Mat sample(side, side, CV_8UC3, out.data());
    cv::warpAffine(source, sample, from_sample, sample.size(),
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   border == Border::black ? cv::BORDER_CONSTANT : cv::BORDER_REPLICATE);
}

}  // namespace spotter
