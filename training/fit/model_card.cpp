#include "training/fit/model_card.h"

#include <cmath>
#include <cstdio>

namespace spotter {
namespace {

std::string percent(double share) {
    return std::to_string(std::lround(share * 1000) / 10) + "." +
           std::to_string(std::lround(share * 1000) % 10) + " %";
}

std::string shape_text(const ModelInfo& model) {
    const VideoMaeConfig& c = model.config;
    char text[200];
    std::snprintf(text, sizeof text,
                  "%d pictures of %dx%d, patch %d, tubelet %d, width %d, %d layers, %d heads; "
                  "%.2f million parameters, %.1f GFLOP a clip",
                  c.frames, c.image_size, c.image_size, c.patch_size, c.tubelet_size, c.hidden_size,
                  c.layers, c.heads, static_cast<double>(parameter_count(c)) / 1e6,
                  gflop_per_clip(c));
    return text;
}

std::string counts_table(const ModelStory& story) {
    std::string text = "| label | training | validation |\n|---|---|---|\n";
    for (const ModelStory::Counts& row : story.counts) {
        text += "| `" + row.label + "` | " + std::to_string(row.train) + " | " +
                std::to_string(row.validation) + " |\n";
    }
    return text;
}

std::string list_of(const std::vector<std::string>& labels) {
    std::string text;
    for (const std::string& label : labels) text += (text.empty() ? "`" : ", `") + label + "`";
    return text;
}

std::string kept_text(const ModelStory& story) {
    if (story.kept_labels.empty()) return {};
    return "\nLabels of the base were kept with " + std::to_string(story.kept_clips) +
           " clips each of computed motion (of `other` more): " + list_of(story.kept_labels) +
           ".\n";
}

std::string measured(const TrainingResult& result) {
    std::int64_t total = 0;
    std::int64_t correct = 0;
    for (std::size_t i = 0; i < result.confusion.size(); ++i) {
        for (std::size_t j = 0; j < result.confusion[i].size(); ++j) {
            total += result.confusion[i][j];
            if (i == j) correct += result.confusion[i][j];
        }
    }
    return std::to_string(correct) + " of " + std::to_string(total) + " validation clips (" +
           percent(result.best_accuracy) + ") at epoch " + std::to_string(result.best_epoch) +
           " of " + std::to_string(result.epochs.size()) +
           ". Validation chose that epoch, so this is not an honest figure for new people and "
           "rooms: measure with `spotter eval` on the test split.";
}

}  // namespace

std::string model_card(const ModelInfo& model, const TrainingResult& result,
                       const ModelStory& story) {
    const bool skeleton = model.input == ModelInput::skeleton;
    return "---\npipeline_tag: video-classification\nlibrary_name: transformers\n---\n# " +
           model.name + "\n\nA VideoMAE classifier of " +
           (skeleton ? "drawn skeletons" : "video clips") + ", made with Spotter " + story.spotter +
           ": " + shape_text(model) + ". Labels: " + list_of(model.labels) + ".\n\n" +
           "**Trained on** " + (story.dataset.empty() ? "unnamed clips" : story.dataset) +
           (story.base.empty() ? ", from scratch" : ", from `" + story.base + "`") + ", seed " +
           std::to_string(story.seed) + ", " + std::to_string(result.clips_seen) +
           " clips seen.\n\n" + counts_table(story) + kept_text(story) +
           "\n**Measured**: " + measured(result) +
           "\n\nThe settings are in `training_plan.json`, the course in `training_log.jsonl`.\n";
}

}  // namespace spotter
