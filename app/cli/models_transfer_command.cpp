#include "app/cli/models_transfer_command.h"

#include <filesystem>
#include <iostream>

#include <unistd.h>

#include "app/cli/job_progress.h"
#include "app/cli/json_output.h"
#include "app/cli/model_text.h"
#include "app/cli/output_file.h"
#include "app/model_store.h"

namespace spotter {
namespace {

bool confirmed(const std::string& question) {
    if (isatty(STDIN_FILENO) != 1) {
        throw UsageError("models delete: there is nobody to ask; add --yes");
    }
    std::cerr << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace

ExitCode run_models_export(const CommandContext& context, const ExportOptions& options, bool json) {
    export_model(context.paths, options.model, options.target);
    const std::string target = std::filesystem::absolute(options.target).lexically_normal();
    std::cout << (json ? json_text({{"model", options.model}, {"target", target}})
                       : "Exported to " + target + "\n");
    flush_output();
    return ExitCode::done;
}

ExitCode run_models_delete(const CommandContext& context, const DeleteOptions& options, bool json) {
    if (!options.yes && !confirmed("Delete your model " + options.name + "?")) {
        std::cout << "Kept.\n";
        flush_output();
        return ExitCode::done;
    }
    const std::string trashed = delete_model(context.paths, options.name);
    std::cout << (json ? json_text({{"model", options.name}, {"trashed", trashed}})
                       : "Deleted. To bring it back: spotter models import '" + trashed +
                             "' --name " + options.name + "\n");
    flush_output();
    return ExitCode::done;
}

ExitCode run_models_pull(const CommandContext& context, const PullOptions& options, bool json) {
    const ModelInfo model = with_progress_line(context.stop, [&](JobToken& job) {
        return pull_model(context.paths, process_environment, options, job);
    });
    std::cout << (json ? json_text(model_json(model))
                       : "Fetched. Use it with --model " + model.name + ".\n" + model_text(model));
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
