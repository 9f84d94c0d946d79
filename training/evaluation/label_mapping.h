#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/labels.h"

namespace spotter {

// How the labels of clips and of models meet in one evaluation. Labels that a model does not know
// are counted as one that it does (`fold_into`, mostly "other"): scores of folded labels add up.
class LabelMapping {
  public:
    // The mapping of a dataset to the labels that all `models` know, in the first one's order.
    // Throws Error with a remedy when a label must be folded and `fold_into` is nothing or is
    // known to none of the models, or when no label of the clips is left.
    LabelMapping(std::span<const Labels> models, const Labels& clip_labels,
                 const std::optional<std::string>& fold_into);

    const Labels& labels() const { return labels_; }
    // Labels of clips that are counted as another one, sorted.
    const Labels& folded() const { return folded_; }
    const std::string& fold_into() const { return fold_into_; }

    std::string truth_of(const std::string& clip_label) const;
    // Scores of a model with labels `from`, one per label of the evaluation.
    Scores scores_of(const Labels& from, const Scores& scores) const;

  private:
    Labels labels_;
    Labels folded_;
    std::string fold_into_;
};

}  // namespace spotter
