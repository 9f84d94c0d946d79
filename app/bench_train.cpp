#include "app/bench_train.h"

#include <filesystem>
#include <memory>
#include <string>

#include <unistd.h>

#include "app/training_examples.h"
#include "training/fit/train.h"
#include "training/synthetic/synthetic_clip.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr std::uint64_t kSeed = 1;

// A folder that is removed with what is in it.
class Scratch {
  public:
    Scratch()
        : path_(fs::temp_directory_path() / ("spotter-bench-" + std::to_string(::getpid()))) {}
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path& path() const { return path_; }

  private:
    const fs::path path_;
};

std::unique_ptr<ExampleSet> poses_at_hand(const ModelInfo& model, std::size_t count) {
    std::vector<ExampleClip> clips;
    std::vector<PoseTrack> tracks;
    for (std::size_t i = 0; i < count; ++i) {
        clips.push_back({static_cast<int>(i % model.labels.size()), "bench"});
        tracks.push_back(make_synthetic_clip(kSeed, i).track);
    }
    return std::make_unique<SkeletonExamples>(model, std::move(clips), std::move(tracks));
}

FrameTrackPtr noise_pictures(const ModelInfo& model, double share) {
    auto track = std::make_shared<FrameTrack>();
    Random random(kSeed);
    const int side = static_cast<int>(model.image_size() * share);
    for (int i = 0; i < model.config.frames; ++i) {
        auto picture = std::make_shared<Image>(side, side);
        for (std::size_t at = 0; at < picture->size_bytes(); ++at) {
            picture->data()[at] = static_cast<std::uint8_t>(random());
        }
        track->times.push_back(model.window.interval * i);
        track->pictures.push_back(std::move(picture));
    }
    return track;
}

std::unique_ptr<ExampleSet> pictures_at_hand(const ModelInfo& model, std::size_t count) {
    std::vector<ExampleClip> clips;
    for (std::size_t i = 0; i < count; ++i) {
        clips.push_back({static_cast<int>(i % model.labels.size()), "bench"});
    }
    const FrameTrackPtr plain = noise_pictures(model, 1);
    const FrameTrackPtr wide = noise_pictures(model, RgbExamples::kWideShare);
    return std::make_unique<RgbExamples>(
        model, std::move(clips),
        [plain, wide](std::size_t, bool is_wide) { return is_wide ? wide : plain; });
}

}  // namespace

TrainingSpeed measure_training(const ModelInfo& model, const Settings& settings, JobToken& token) {
    const bool skeleton = model.input == ModelInput::skeleton;
    TrainingPlan plan = plan_for_part(TrainedPart::full, model.config);
    const auto steps = static_cast<std::size_t>(skeleton ? 60 : 5);
    plan.epochs = 1;
    plan.threads = settings.threads;
    plan.device = settings.device;
    plan.precision = settings.precision;
    const std::size_t count = steps * static_cast<std::size_t>(plan.batch);
    const auto examples = skeleton ? poses_at_hand(model, count) : pictures_at_hand(model, count);
    const auto validation = skeleton ? poses_at_hand(model, 1) : pictures_at_hand(model, 1);
    const Scratch scratch;
    TrainingStart start;
    start.model = model;
    start.work = scratch.path();
    const TrainingResult result = train(plan, start, *examples, *validation, token, {});
    return {result.clips_per_s, plan.batch, result.clips_seen};
}

}  // namespace spotter
