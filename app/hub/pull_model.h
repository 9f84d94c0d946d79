#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/paths.h"
#include "engine/core/job.h"
#include "engine/model/model_folder.h"

namespace spotter {

struct PullOptions {
    std::string model;                // "OWNER/NAME"
    std::optional<std::string> name;  // to give it; nothing: NAME
    std::string revision = "main";    // branch, tag or commit
    bool replace = false;             // the user's model of that name
};

// Fetches a model from the Hugging Face Hub into the user's models, as import_model() does with a
// folder: only configuration and safetensors, each checked by the hash that the Hub gives, whole or
// not at all. What was fetched when it fails or is cancelled stays in a hidden folder, and the next
// call goes on from there. HF_ENDPOINT and HF_TOKEN are taken from `environment`, proxies from the
// process's. Throws Error with one line, Cancelled once the job was cancelled.
ModelInfo pull_model(const Paths& paths, const Environment& environment, const PullOptions& options,
                     JobToken& job);

}  // namespace spotter
