#include "app/kept_labels.h"

#include <algorithm>
#include <map>
#include <string>

#include "training/data/label_name.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

constexpr const char* kOther = "other";
constexpr std::size_t kOtherTimes = 4;
// Of a label that is hardly ever drawn: enough for the rarest many times over.
constexpr std::uint64_t kMostDrawnPerClip = 400;

// Small letters and digits; a plural is its singular.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : label_key(text)) {
        if (c == '_') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    std::erase(words, std::string());
    for (std::string& word : words) {
        if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    }
    return words;
}

SyntheticOptions options_of(const KeptLabels& kept, const ModelInfo& model) {
    SyntheticOptions options;
    options.window = model.window;
    // A base of four labels takes all else for `other`.
    if (contains(kept.labels, kOther)) options.labels = kept.labels;
    for (const std::string& label : synthetic_labels()) {
        const bool taught = contains(kept.taught, known_label(kept.taught, label));
        if (taught && !is_idle_label(label) && !contains(kept.labels, label))
            options.without.push_back(label);
    }
    return options;
}

// The place of a label, however it is spelt there.
int number_of(const Labels& labels, const std::string& label) {
    return static_cast<int>(std::ranges::find(labels, known_label(labels, label)) - labels.begin());
}

bool is_taught(const SyntheticClip& clip, const Labels& taught) {
    return clip.label == kOther && std::ranges::any_of(taught, [&](const std::string& label) {
               return !is_idle_label(label) && kind_means(clip.kind_name(), label);
           });
}

}  // namespace

bool kind_means(std::string_view kind, std::string_view label) {
    const std::vector<std::string> kinds = words_of(kind);
    const std::vector<std::string> labels = words_of(label);
    return !labels.empty() && std::ranges::all_of(labels, [&](const std::string& word) {
        return std::ranges::find(kinds, word) != kinds.end();
    });
}

Labels keepable_labels(const ModelInfo& base) {
    Labels labels;
    if (base.input != ModelInput::skeleton) return labels;
    for (const std::string& label : base.labels) {
        if (contains(synthetic_labels(), label)) labels.push_back(label);
    }
    return labels;
}

Labels joined_labels(const Labels& kept, const Labels& dataset) {
    Labels labels;
    for (const std::string& label : kept) labels.push_back(known_label(dataset, label));
    for (const std::string& label : dataset) {
        if (!contains(labels, label)) labels.push_back(label);
    }
    std::ranges::stable_partition(labels,
                                  [](const std::string& label) { return !is_idle_label(label); });
    return labels;
}

std::vector<int> kept_numbers(const Labels& kept, const Labels& labels) {
    std::vector<int> numbers;
    for (const std::string& label : kept) numbers.push_back(number_of(labels, label));
    return numbers;
}

ComputedClips computed_clips(const KeptLabels& kept, std::size_t clips, const ModelInfo& model,
                             std::uint64_t seed, const JobToken& token) {
    std::map<std::string, std::size_t> wanted;
    for (const std::string& label : kept.labels) {
        if (clips > 0) wanted[label] = clips * (label == kOther ? kOtherTimes : 1);
    }
    const SyntheticOptions options = options_of(kept, model);
    const std::uint64_t most = kMostDrawnPerClip * clips;
    ComputedClips computed;
    for (std::uint64_t index = 0; index < most && !wanted.empty(); ++index) {
        token.checkpoint();
        SyntheticClip clip = make_synthetic_clip(seed, index, options);
        const auto of_label = wanted.find(clip.label);
        if (of_label == wanted.end() || is_taught(clip, kept.taught)) continue;
        if (--of_label->second == 0) wanted.erase(of_label);
        const auto outputs = static_cast<int>(model.labels.size());
        const int remembered = outputs + number_of(model.labels, clip.label);
        computed.clips.push_back({remembered, "computed"});
        computed.tracks.push_back(std::move(clip.track));
    }
    return computed;
}

}  // namespace spotter
