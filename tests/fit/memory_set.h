#pragma once

#include <functional>
#include <string>

#include "training/fit/example_set.h"

namespace spotter::test {

// Clips of a bright bar that moves by its label: to the right, down, or not at all. Deterministic;
// with a random stream the bar's brightness and place vary.
class MovingBars : public ExampleSet {
  public:
    MovingBars(std::size_t size, int labels, ExampleShape shape = {4, 16})
        : size_(size), labels_(labels), shape_(shape) {}

    ExampleShape shape() const override { return shape_; }
    std::size_t size() const override { return size_; }
    int label(std::size_t index) const override {
        return static_cast<int>(index % static_cast<std::size_t>(labels_));
    }
    const std::string& group(std::size_t) const override { return group_; }
    int draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const override {
        if (on_draw) on_draw(index);
        const int kind = label(index);
        const int from = static_cast<int>(random ? random->below(4) : index % 4);
        const auto grey = static_cast<std::uint8_t>(random ? 150 + random->below(100) : 200);
        std::size_t at = 0;
        for (int t = 0; t < shape_.frames; ++t) {
            for (int y = 0; y < shape_.size; ++y) {
                for (int x = 0; x < shape_.size; ++x) {
                    const int along = kind == 0 ? x : y;
                    const int moved = kind == 2 ? from : from + 2 * t;
                    const bool lit = along / 2 == moved % (shape_.size / 2);
                    for (int c = 0; c < 3; ++c) out[at++] = lit ? grey : 0;
                }
            }
        }
        return kind;
    }

    std::function<void(std::size_t)> on_draw;  // called by several threads

  private:
    const std::size_t size_;
    const int labels_;
    const ExampleShape shape_;
    const std::string group_ = "one";
};

}  // namespace spotter::test
