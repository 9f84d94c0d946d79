#pragma once

#include <string>

#include "app/cli/json_output.h"
#include "engine/model/model_folder.h"

namespace spotter {

// All about one model, for machines and for people.
Json model_json(const ModelInfo& model);
std::string model_text(const ModelInfo& model);

// "curl, squat".
std::string joined(const Labels& labels);

}  // namespace spotter
