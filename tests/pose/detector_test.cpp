#include "engine/pose/detector.h"

#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;

TEST_CASE("there are 2254 anchors: two per cell on the fine grids, six on the coarse one") {
    const std::vector<Point> anchors = make_anchors();
    REQUIRE(anchors.size() == 2254);
    CHECK(anchors[0].x == Approx(0.5 / 28));
    CHECK(anchors[1].x == anchors[0].x);
    CHECK(anchors[2].x == Approx(1.5 / 28));
    CHECK(anchors[2].y == Approx(0.5 / 28));
    CHECK(anchors[28 * 28 * 2].x == Approx(0.5 / 14));
    CHECK(anchors[2253].x == Approx(6.5 / 7));
    CHECK(anchors[2248].y == Approx(6.5 / 7));
}

TEST_CASE("detections are decoded around their anchors, strongest first, the unsure left out") {
    const std::vector<Point> anchors{{0.25F, 0.25F}, {0.5F, 0.5F}, {0.75F, 0.75F}};
    std::vector<float> boxes(36, 0.0F);
    boxes[2] = 22.4F;        // width of the first
    boxes[24 + 5] = 22.4F;   // y of the third one's hips
    boxes[24 + 7] = -22.4F;  // y of its top
    const std::vector<float> logits{0.1F, -0.1F, 1e9F};
    const std::vector<Detection> found = decode_detections(boxes, logits, anchors);
    REQUIRE(found.size() == 2);
    CHECK(found[0].score == Approx(1));
    CHECK(found[0].hips.y == Approx(0.85));
    CHECK(found[0].top.y == Approx(0.65));
    CHECK(found[1].score == Approx(0.525).margin(1e-3));
    CHECK(found[1].box.left == Approx(0.2));
    CHECK(found[1].box.right == Approx(0.3));
}

TEST_CASE("overlapping detections become one, averaged by score, and others stay") {
    const Detection strong{0.9F, {0, 0, 1, 1}, {0, 0}, {0, -1}};
    const Detection weak{0.6F, {0.1F, 0, 1.1F, 1}, {0.1F, 0}, {0, -1}};
    const Detection other{0.7F, {5, 0, 6, 1}, {5, 0}, {5, -1}};
    const std::vector<Detection> merged = merge_overlapping({strong, other, weak});
    REQUIRE(merged.size() == 2);
    CHECK(merged[0].score == 0.9F);
    CHECK(merged[0].hips.x == Approx(0.04));
    CHECK(merged[0].box.left == Approx(0.04));
    CHECK(merged[1].hips.x == Approx(5));
}

TEST_CASE("boxes without an area do not overlap, and merging them ends") {
    const Detection empty{0.9F, {1, 1, 1, 1}, {0, 0}, {0, -1}};
    CHECK(overlap(empty.box, empty.box) == 0);
    CHECK(merge_overlapping({empty, empty}).size() == 2);
}
