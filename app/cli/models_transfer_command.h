#pragma once

#include <string>

#include "app/cli/commands.h"
#include "app/hub/pull_model.h"

namespace spotter {

struct ExportOptions {
    std::string model;   // a name or a folder
    std::string target;  // a new folder, or a file that ends in ".zip"
};

struct DeleteOptions {
    std::string name;
    bool yes = false;  // without asking
};

// They throw as the commands in commands.h do.
ExitCode run_models_export(const CommandContext& context, const ExportOptions& options, bool json);
ExitCode run_models_delete(const CommandContext& context, const DeleteOptions& options, bool json);
ExitCode run_models_pull(const CommandContext& context, const PullOptions& options, bool json);

}  // namespace spotter
