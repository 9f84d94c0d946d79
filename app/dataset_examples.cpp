#include "app/dataset_examples.h"

#include <algorithm>
#include <iterator>
#include <thread>

#include "app/recognizer.h"
#include "engine/core/sha256.h"
#include "engine/model/rgb_input.h"
#include "training/data/observe_clip.h"
#include "training/data/pose_cache.h"

namespace spotter {
namespace {

// Of computed clips: those that the shipped model was made of have others.
constexpr std::uint64_t kKeptTrainSeed = 900001;
constexpr std::uint64_t kKeptValidationSeed = 900002;

int thread_count(const Settings& settings) {
    if (settings.threads > 0) return settings.threads;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

int label_index(const Labels& labels, const std::string& label) {
    return static_cast<int>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

PoseCache pose_cache(const Paths& paths) {
    return PoseCache(paths.cache / "poses");
}

std::unique_ptr<ExampleSet> skeleton_examples(const Dataset& dataset,
                                              const std::vector<std::size_t>& indices,
                                              const ModelInfo& model, ComputedClips computed,
                                              const Settings& settings, const Paths& paths,
                                              JobToken& token,
                                              const std::function<void(const std::string&)>& note) {
    PoseCache cache = pose_cache(paths);
    DatasetPoses poses = dataset_poses(
        dataset, indices, cache, [&] { return load_pose_estimator(paths, 1); },
        thread_count(settings), token);
    for (const Rejection& rejection : poses.rejected)
        note(rejection.name + ": " + rejection.reason);
    std::vector<ExampleClip> clips;
    std::vector<PoseTrack> tracks;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (poses.tracks[i].empty()) continue;
        const DatasetClip& clip = dataset.clips[indices[i]];
        clips.push_back({label_index(model.labels, clip.label), clip.group});
        tracks.push_back(std::move(poses.tracks[i]));
    }
    std::ranges::move(computed.clips, std::back_inserter(clips));
    std::ranges::move(computed.tracks, std::back_inserter(tracks));
    return std::make_unique<SkeletonExamples>(model, std::move(clips), std::move(tracks));
}

// The model with pictures of `share` times its size.
ModelInfo widened(ModelInfo model, double share) {
    const auto scaled = [&](int& size) { size = static_cast<int>(size * share); };
    scaled(model.config.image_size);
    scaled(model.preprocessing.shortest_edge);
    scaled(model.preprocessing.crop_size);
    return model;
}

// Prepared pictures of the clips of a dataset, by their order there. Any thread.
class PreparedClips {
  public:
    PreparedClips(const Dataset& dataset, std::vector<std::size_t> indices, const ModelInfo& model,
                  const Paths& paths, const std::stop_token& stop)
        : plain_(model),
          wide_(widened(model, RgbExamples::kWideShare)),
          paths_(paths),
          stop_(stop),
          cache_(paths.cache / "frames", {}) {
        for (const std::size_t i : indices) {
            files_.push_back(dataset.folder / dataset.clips[i].file);
            hashes_.push_back(sha256_of_file(files_.back(), "read clip"));
        }
    }

    FrameTrackPtr get(std::size_t index, bool wide) {
        const ModelInfo& model = wide ? wide_ : plain_;
        const std::string preparation = std::string(to_string(model.framing)) + " " +
                                        std::to_string(model.preprocessing.shortest_edge) + " " +
                                        std::to_string(model.config.image_size);
        return cache_.get(hashes_[index], preparation,
                          [&] { return prepared(files_[index], model); });
    }

  private:
    FrameTrack prepared(const std::filesystem::path& file, const ModelInfo& model) const {
        const auto input = make_rgb_input(model, model.framing);
        std::unique_ptr<PoseEstimator> pose;
        if (input->needs_pose()) pose = load_pose_estimator(paths_, 1);
        FrameTrack track;
        for (const ObservationPtr& seen : observe_clip(file, pose.get(), *input, stop_)) {
            track.times.push_back(seen->time);
            track.pictures.push_back(seen->prepared);
        }
        return track;
    }

    const ModelInfo plain_;
    const ModelInfo wide_;
    const Paths paths_;
    const std::stop_token stop_;
    std::vector<std::filesystem::path> files_;
    std::vector<std::string> hashes_;
    FrameCache cache_;
};

std::unique_ptr<ExampleSet> rgb_examples(const Dataset& dataset,
                                         const std::vector<std::size_t>& indices,
                                         const ModelInfo& model, const Paths& paths,
                                         const JobToken& token) {
    const auto prepared =
        std::make_shared<PreparedClips>(dataset, indices, model, paths, token.stop());
    std::vector<ExampleClip> clips;
    for (const std::size_t i : indices) {
        clips.push_back(
            {label_index(model.labels, dataset.clips[i].label), dataset.clips[i].group});
    }
    return std::make_unique<RgbExamples>(
        model, std::move(clips),
        [prepared](std::size_t index, bool wide) { return prepared->get(index, wide); });
}

}  // namespace

DatasetExamples dataset_examples(const Dataset& dataset, const ModelInfo& model,
                                 const KeptLabels& kept, const Settings& settings,
                                 const Paths& paths, JobToken& token,
                                 const std::function<void(const std::string&)>& on_note) {
    const auto examples = [&](Split split, std::size_t kept_clips, std::uint64_t seed) {
        const std::vector<std::size_t> indices = clips_in(dataset, split);
        ComputedClips computed = computed_clips(kept, kept_clips, model, seed, token);
        SplitExamples result;
        result.computed = computed.clips.size();
        result.set = model.input == ModelInput::skeleton
                         ? skeleton_examples(dataset, indices, model, std::move(computed), settings,
                                             paths, token, on_note)
                         : rgb_examples(dataset, indices, model, paths, token);
        result.own = result.set->size() - result.computed;
        return result;
    };
    DatasetExamples all;
    all.train = examples(Split::train, kept.train_clips, kKeptTrainSeed);
    all.validation = examples(Split::validation, kept.validation_clips, kKeptValidationSeed);
    return all;
}

}  // namespace spotter
