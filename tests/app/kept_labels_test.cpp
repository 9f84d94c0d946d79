#include "app/kept_labels.h"

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "training/synthetic/synthetic_clip.h"

using namespace spotter;

namespace {

ModelInfo skeleton_model(const Labels& labels) {
    ModelInfo model;
    model.input = ModelInput::skeleton;
    model.labels = labels;
    return model;
}

std::map<std::string, std::size_t> counts_of(const ComputedClips& computed, const Labels& labels) {
    std::map<std::string, std::size_t> counts;
    for (const ExampleClip& clip : computed.clips)
        ++counts[labels.at(static_cast<std::size_t>(clip.label) - labels.size())];
    return counts;
}

}  // namespace

TEST_CASE("a kind of motion is what a label means when it has all its words") {
    CHECK(kind_means("burpee", "Burpees"));
    CHECK(kind_means("single-leg deadlift", "deadlift"));
    CHECK(kind_means("kettlebell swing", "kettlebell_swings"));
    CHECK_FALSE(kind_means("leg press", "leg_curl"));
    CHECK_FALSE(kind_means("leg press", "single-leg press"));
    CHECK_FALSE(kind_means("burpee", "_"));
}

TEST_CASE("labels that motion is computed for can be kept, of a model of skeletons") {
    ModelInfo base = skeleton_model({"squat", "my dance", "other"});
    CHECK(keepable_labels(base) == Labels{"squat", "other"});
    base.input = ModelInput::rgb;
    CHECK(keepable_labels(base).empty());
}

TEST_CASE("labels that are kept and new ones are one list, idle ones last") {
    const Labels kept = {"squat", "rest", "bicep_curl", "other"};
    CHECK(joined_labels(kept, {"burpee"}) ==
          Labels{"squat", "bicep_curl", "burpee", "rest", "other"});
    // What the dataset has is spelt as it spells it, and not there twice.
    const Labels joined = joined_labels(kept, {"Bicep curl", "Rest"});
    CHECK(joined == Labels{"squat", "Bicep curl", "Rest", "other"});
    CHECK(kept_numbers(kept, joined) == std::vector<int>{0, 2, 1, 3});
}

TEST_CASE("computed clips of kept labels are balanced, the same each time, and of whole windows") {
    const KeptLabels kept = {{"bicep_curl", "squat", "other"}, {"burpee"}, 0, 0};
    const ModelInfo model = skeleton_model({"bicep_curl", "squat", "burpee", "other"});
    const JobToken token;
    const ComputedClips computed = computed_clips(kept, 3, model, 5, token);
    CHECK(counts_of(computed, model.labels) ==
          std::map<std::string, std::size_t>{{"bicep_curl", 3}, {"squat", 3}, {"other", 12}});
    const ComputedClips again = computed_clips(kept, 3, model, 5, token);
    REQUIRE(again.tracks.size() == computed.tracks.size());
    for (std::size_t i = 0; i < again.tracks.size(); ++i) {
        CHECK(again.tracks[i].times == computed.tracks[i].times);
        CHECK(again.tracks[i].times.size() == static_cast<std::size_t>(model.window.frames));
    }
    CHECK(computed_clips({}, 3, model, 5, token).clips.empty());
}

TEST_CASE("nothing that the dataset's labels mean is computed as something else") {
    // Motion of this label would be one of many others to a base that lacks it.
    const KeptLabels kept = {{"squat", "other"}, {"Lunge", "calf raises"}, 0, 0};
    const ModelInfo model = skeleton_model({"squat", "Lunge", "calf raises", "other"});
    constexpr std::size_t kClips = 40;
    const JobToken token;
    const ComputedClips computed = computed_clips(kept, kClips, model, 5, token);
    CHECK(counts_of(computed, model.labels)["other"] == 4 * kClips);
    // The same without them; what was left out is known by its poses.
    const auto has = [&](const PoseTrack& track) {
        return std::ranges::any_of(computed.tracks, [&](const PoseTrack& other) {
            return other.times == track.times && other.width == track.width &&
                   other.height == track.height;
        });
    };
    std::size_t left_out = 0;
    SyntheticOptions options;
    options.labels = kept.labels;
    options.without = {"lunge"};
    options.window = model.window;
    for (std::uint64_t index = 0; index < 120; ++index) {
        const SyntheticClip clip = make_synthetic_clip(5, index, options);
        if (clip.label != "other") continue;
        const bool taught = kind_means(clip.kind, "calf raises") || kind_means(clip.kind, "Lunge");
        CHECK(has(clip.track) != taught);
        left_out += taught;
    }
    CHECK(left_out > 0);
}
