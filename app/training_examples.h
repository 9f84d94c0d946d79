#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/pose_variation.h"
#include "engine/core/pose_track.h"
#include "engine/model/model_folder.h"
#include "training/data/frame_cache.h"
#include "training/fit/example_set.h"

namespace spotter {

// What is known of one clip before it is drawn.
struct ExampleClip {
    int label = 0;
    std::string group;
};

// Clips as poses: what a `skeleton` model learns from. A varied example is another window of the
// clip, at another tempo, with varied poses; a plain one is the middle window as live would draw
// it. Immutable; any thread.
class SkeletonExamples : public ExampleSet {
  public:
    // `tracks`: one for each of `clips`; an empty one draws black.
    SkeletonExamples(const ModelInfo& model, std::vector<ExampleClip> clips,
                     std::vector<PoseTrack> tracks, PoseVariation variation = {});

    ExampleShape shape() const override { return shape_; }
    std::size_t size() const override { return clips_.size(); }
    int label(std::size_t index) const override { return clips_[index].label; }
    const std::string& group(std::size_t index) const override { return clips_[index].group; }
    int draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const override;

  private:
    const ExampleShape shape_;
    const ClipWindow window_;
    const PoseVariation variation_;
    const std::vector<ExampleClip> clips_;
    const std::vector<PoseTrack> tracks_;
};

// Clips as pictures: what an `rgb` model learns from. A varied example is another window, at
// another tempo, of which a part is shown, mirrored, with other colours and a part hidden; a plain
// one is the middle window as live would prepare it. Any thread.
class RgbExamples : public ExampleSet {
  public:
    // Gives the prepared pictures of clip `index`: plain, or `wide` of kWideShare times the model's
    // size, so that a part of them still has the model's size. Called by several threads.
    using Frames = std::function<FrameTrackPtr(std::size_t index, bool wide)>;
    static constexpr double kWideShare = 1.2;

    RgbExamples(const ModelInfo& model, std::vector<ExampleClip> clips, Frames frames);

    ExampleShape shape() const override { return shape_; }
    std::size_t size() const override { return clips_.size(); }
    int label(std::size_t index) const override { return clips_[index].label; }
    const std::string& group(std::size_t index) const override { return clips_[index].group; }
    int draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const override;

  private:
    const ExampleShape shape_;
    const ClipWindow window_;
    const std::vector<ExampleClip> clips_;
    const Frames frames_;
};

// Indices of the pictures of one window of a recording: the middle one, or with `random` any, at
// 0.8 to 1.25 times the tempo. The sampler is the one of live.
std::vector<std::size_t> example_window(std::span<const MediaTime> times, const ClipWindow& window,
                                        Random* random);

}  // namespace spotter
