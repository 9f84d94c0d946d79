#include "engine/pose/detector.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace spotter {
namespace {

constexpr int kSide = 224;
constexpr std::size_t kNumbersPerAnchor = 12;
constexpr float kMinScore = 0.5F;
constexpr float kSamePerson = 0.3F;

float area(const Box& box) {
    return std::max(0.0F, box.right - box.left) * std::max(0.0F, box.bottom - box.top);
}

NetworkSpec completed(NetworkSpec spec) {
    spec.outputs = {"Identity", "Identity_1"};
    spec.mean = 127.5F;  // [-1, 1]
    spec.scale = 127.5F;
    return spec;
}

Detection decode(std::span<const float> numbers, Point anchor, float score) {
    const auto point = [&](std::size_t i) {
        return Point{numbers[i] / kSide + anchor.x, numbers[i + 1] / kSide + anchor.y};
    };
    const Point middle = point(0);
    const float half_width = numbers[2] / kSide / 2;
    const float half_height = numbers[3] / kSide / 2;
    const Box box{middle.x - half_width, middle.y - half_height, middle.x + half_width,
                  middle.y + half_height};
    return {score, box, point(4), point(6)};
}

// Sums of a cluster, each weighted by its score.
class WeightedMean {
  public:
    void add(const Detection& d) {
        weight_ += d.score;
        const std::array values{d.box.left, d.box.top, d.box.right, d.box.bottom,
                                d.hips.x,   d.hips.y,  d.top.x,     d.top.y};
        for (std::size_t i = 0; i < values.size(); ++i) sums_[i] += values[i] * d.score;
    }
    Detection mean(float score) const {
        const auto at = [&](std::size_t i) { return sums_[i] / weight_; };
        return {score, {at(0), at(1), at(2), at(3)}, {at(4), at(5)}, {at(6), at(7)}};
    }

  private:
    float weight_ = 0;
    std::array<float, 8> sums_{};
};

}  // namespace

float overlap(const Box& a, const Box& b) {
    const float common = area({std::max(a.left, b.left), std::max(a.top, b.top),
                               std::min(a.right, b.right), std::min(a.bottom, b.bottom)});
    const float either = area(a) + area(b) - common;
    return either > 0 ? common / either : 0;
}

std::vector<Point> make_anchors() {
    // One grid per stride; the three layers of stride 32 share a grid, two anchors each.
    struct Grid {
        int stride;
        int per_cell;
    };
    std::vector<Point> anchors;
    anchors.reserve(2254);
    for (const Grid grid : {Grid{8, 2}, Grid{16, 2}, Grid{32, 6}}) {
        const int cells = kSide / grid.stride;
        for (int y = 0; y < cells; ++y)
            for (int x = 0; x < cells; ++x)
                anchors.insert(anchors.end(), static_cast<std::size_t>(grid.per_cell),
                               Point{(static_cast<float>(x) + 0.5F) / static_cast<float>(cells),
                                     (static_cast<float>(y) + 0.5F) / static_cast<float>(cells)});
    }
    return anchors;
}

std::vector<Detection> decode_detections(std::span<const float> boxes,
                                         std::span<const float> logits,
                                         std::span<const Point> anchors) {
    std::vector<Detection> found;
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        const float score = 1 / (1 + std::exp(-std::clamp(logits[i], -100.0F, 100.0F)));
        if (!(score >= kMinScore)) continue;
        const auto numbers = boxes.subspan(i * kNumbersPerAnchor, kNumbersPerAnchor);
        found.push_back(decode(numbers, anchors[i], score));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
    return found;
}

std::vector<Detection> merge_overlapping(std::vector<Detection> detections) {
    std::vector<Detection> merged;
    while (!detections.empty()) {
        const Detection strongest = detections.front();
        WeightedMean cluster;
        cluster.add(strongest);
        std::vector<Detection> rest;
        for (std::size_t i = 1; i < detections.size(); ++i) {
            if (overlap(detections[i].box, strongest.box) > kSamePerson)
                cluster.add(detections[i]);
            else
                rest.push_back(detections[i]);
        }
        merged.push_back(cluster.mean(strongest.score));
        detections = std::move(rest);
    }
    return merged;
}

PersonDetector::PersonDetector(NetworkSpec spec)
    : network_(completed(std::move(spec))), anchors_(make_anchors()) {}

std::vector<Detection> PersonDetector::detect(const ImageView& rgb, const Region& where) {
    sample_region(rgb, where, kSide, Border::black, network_.input());
    network_.run();
    std::vector<Detection> found =
        merge_overlapping(decode_detections(network_.output(0), network_.output(1), anchors_));
    for (Detection& d : found) {
        const Point upper_left = where.to_frame({d.box.left, d.box.top});
        const Point lower_right = where.to_frame({d.box.right, d.box.bottom});
        d.box = {upper_left.x, upper_left.y, lower_right.x, lower_right.y};
        d.hips = where.to_frame(d.hips);
        d.top = where.to_frame(d.top);
    }
    return found;
}

}  // namespace spotter
