#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/labels.h"
#include "training/fit/example_set.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {

// Clips of computed motion, drawn as a `skeleton` model of `shape` sees them: an example per
// index of one seed, endless or the first `count`. Examples are varied by their index already,
// so that a stream of their own changes nothing.
class SyntheticExamples final : public ExampleSet {
  public:
    // `labels` are the model's, and `options.labels` are taken from them. With `kinds` an example
    // is numbered by its kind among them, after the labels (training/fit/kinds.h).
    SyntheticExamples(std::uint64_t seed, std::size_t count, ExampleShape shape, Labels labels,
                      SyntheticOptions options, std::vector<SyntheticKind> kinds = {});

    ExampleShape shape() const override { return shape_; }
    std::size_t size() const override { return count_; }
    int label(std::size_t index) const override;
    const std::string& group(std::size_t index) const override;
    int draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const override;

  private:
    int number_of(const SyntheticClip& clip) const;

    const std::uint64_t seed_;
    const std::size_t count_;
    const ExampleShape shape_;
    const Labels labels_;
    SyntheticOptions options_;
    const std::vector<SyntheticKind> kinds_;
};

}  // namespace spotter
