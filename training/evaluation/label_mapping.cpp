#include "training/evaluation/label_mapping.h"

#include <algorithm>

#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr const char* kStep = "match labels";

std::string joined(const Labels& labels) {
    std::string out;
    for (const std::string& label : labels) out += (out.empty() ? "" : ", ") + label;
    return out;
}

}  // namespace

LabelMapping::LabelMapping(std::span<const Labels> models, const Labels& clip_labels,
                           const std::optional<std::string>& fold_into) {
    for (const std::string& label : models.front()) {
        const auto knows = [&](const Labels& model) { return contains(model, label); };
        if (std::all_of(models.begin(), models.end(), knows)) labels_.push_back(label);
    }
    bool any = false;
    for (const std::string& label : clip_labels) {
        if (contains(labels_, label)) {
            any = true;
        } else if (!contains(folded_, label)) {
            folded_.push_back(label);
        }
    }
    std::sort(folded_.begin(), folded_.end());
    const bool models_differ = std::any_of(models.begin(), models.end(), [&](const Labels& model) {
        return model.size() != labels_.size();
    });
    if (fold_into) {
        fold_into_ = *fold_into;
        if (!contains(labels_, fold_into_)) {
            throw Error(kStep, fold_into_, "the model does not know this label",
                        "fold into one of: " + joined(labels_));
        }
    } else if (!folded_.empty() || models_differ) {
        const std::string what = folded_.empty() ? "the two models' labels differ"
                                                 : "the model does not know this label";
        throw Error(kStep, joined(folded_), what,
                    "count it as another with --fold-into LABEL, one of: " + joined(labels_));
    }
    if (!any && !clip_labels.empty()) {
        throw Error(kStep, joined(clip_labels), "the model knows none of the clips' labels",
                    "it knows: " + joined(labels_));
    }
}

std::string LabelMapping::truth_of(const std::string& clip_label) const {
    return contains(labels_, clip_label) ? clip_label : fold_into_;
}

Scores LabelMapping::scores_of(const Labels& from, const Scores& scores) const {
    Scores out(labels_.size(), 0.0F);
    for (std::size_t i = 0; i < from.size(); ++i) {
        const auto at = std::find(labels_.begin(), labels_.end(), truth_of(from[i]));
        out[static_cast<std::size_t>(at - labels_.begin())] += scores[i];
    }
    return out;
}

}  // namespace spotter
