#pragma once

#include <string>

#include "training/fit/model_writer.h"

namespace spotter {

// README.md of a trained model, with the front matter that the Hub reads: what it is shown, what
// it was trained on and how, what was measured and on which split, and what that does not say.
std::string model_card(const ModelInfo& model, const TrainingResult& result,
                       const ModelStory& story);

}  // namespace spotter
