#include "app/recognizer.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/core/error.h"
#include "engine/model/rgb_input.h"

#ifdef SPOTTER_HAS_POSE
#include "engine/pose/blazepose.h"
#include "engine/pose/skeleton.h"
#endif

namespace spotter {
namespace {

// One model for several threads: each waits for its turn.
class SharedClassifier : public ClipClassifier {
  public:
    struct Guarded {
        std::mutex mutex;
        std::unique_ptr<LoadedClassifier> classifier;  // guarded by mutex, but for what is constant
    };

    explicit SharedClassifier(std::shared_ptr<Guarded> guarded) : guarded_(std::move(guarded)) {}

    const Labels& labels() const override { return guarded_->classifier->labels(); }
    ClipWindow window() const override { return guarded_->classifier->window(); }
    Scores classify(const Clip& clip) override {
        const std::scoped_lock lock(guarded_->mutex);
        return guarded_->classifier->classify(clip);
    }

  private:
    const std::shared_ptr<Guarded> guarded_;
};

std::unique_ptr<ClipInput> make_input(const ModelInfo& model, const Settings& settings) {
    if (model.input == ModelInput::rgb) {
        return make_rgb_input(model, settings.framing.value_or(model.framing));
    }
#ifdef SPOTTER_HAS_POSE
    return make_skeleton_input(model.image_size(), model.mirror);
#else
    throw Error("load model", model.name, "it looks at skeletons, and this build has no pose",
                "build with SPOTTER_WITH_POSE=ON, or use a pixel model");
#endif
}

LoadedModel load_without_pose(const ModelInfo& model, const Settings& settings, int count) {
    const int threads = share_threads(settings.threads, count, model.gflop()).classifier;
    auto guarded = std::make_shared<SharedClassifier::Guarded>();
    guarded->classifier = load_classifier(model, {settings.device, settings.precision, threads});
    LoadedModel loaded;
    loaded.model = model;
    loaded.model.thresholds = effective_thresholds(settings, model.thresholds);
    loaded.device = guarded->classifier->device();
    loaded.precision = guarded->classifier->precision();
    for (int i = 0; i < count; ++i) {
        Recognizer recognizer;
        recognizer.input = make_input(model, settings);
        recognizer.classifier = std::make_unique<SharedClassifier>(guarded);
        recognizer.thresholds = loaded.model.thresholds;
        recognizer.idle_labels = model.idle_labels;
        loaded.recognizers.push_back(std::move(recognizer));
    }
    return loaded;
}

}  // namespace

ThreadShares share_threads(int threads, int estimators, double gflop_per_clip) {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int all = threads > 0 ? threads : cores;
    // Below this, waking other threads costs more than they compute.
    constexpr double kSmallModelGflop = 4;
    // More than this does not make the pose networks faster.
    constexpr int kMostForPose = 4;
    const bool small = gflop_per_clip < kSmallModelGflop;
    ThreadShares shares;
    shares.classifier = small ? 1 : all;
    // One estimator keeps pace with a camera on one core, and leaves the others to the classifier.
    const int for_pose = estimators > 1 ? all / estimators : small ? all - 1 : all / 2;
    shares.pose = std::clamp(for_pose, 1, kMostForPose);
    return shares;
}

std::unique_ptr<PoseEstimator> load_pose_estimator([[maybe_unused]] const Paths& paths,
                                                   [[maybe_unused]] int threads,
                                                   [[maybe_unused]] bool find_always) {
#ifdef SPOTTER_HAS_POSE
    PoseOptions options;
    options.threads = threads;
    options.detect_every_frame = find_always;
    options.cache = paths.cache / "pose";
    return make_blazepose(pose_model_files(paths.pose), options);
#else
    throw Error("load pose models", "", "this build has no pose estimator",
                "build with SPOTTER_WITH_POSE=ON");
#endif
}

LoadedModel load_recognizers(const ModelInfo& model, const Settings& settings, const Paths& paths,
                             int count) {
    LoadedModel loaded = load_without_pose(model, settings, count);
    const int threads = share_threads(settings.threads, count, model.gflop()).pose;
    for (Recognizer& recognizer : loaded.recognizers) {
        if (recognizer.input->needs_pose()) recognizer.pose = load_pose_estimator(paths, threads);
    }
    return loaded;
}

LoadedModel load_for_poses(const ModelInfo& model, const Settings& settings) {
    return load_without_pose(model, settings, 1);
}

RecordingWorkout workout_for(const LoadedModel& model) {
    const Recognizer& recognizer = model.recognizers.front();
    return {recognizer.classifier->labels(), recognizer.idle_labels, recognizer.thresholds,
            model.model.window.length()};
}

}  // namespace spotter
