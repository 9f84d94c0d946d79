#pragma once

#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "app/cli/input_files.h"
#include "app/cli/live_options.h"
#include "app/paths.h"
#include "app/settings.h"

namespace spotter {

enum class ExitCode { done = 0, failed = 1, wrong_usage = 2, interrupted = 130 };

// The command line asks for something that does not exist or makes no sense.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// What every command is given.
struct CommandContext {
    const Settings& settings;
    const Paths& paths;
    std::stop_token stop;  // requested by Ctrl-C; a command then throws Cancelled
};

struct PredictOptions {
    std::vector<std::string> inputs;
    std::vector<std::string> lists;
    Shard shard;
    double stride_s = 0;  // 0: half a window
    bool json = false;
};

struct AnalyzeOptions {
    std::vector<std::string> inputs;
    double stride_s = 0.5;
    // Files to write; "-" is standard output.
    std::optional<std::string> json;
    std::optional<std::string> csv;
    std::optional<std::string> sets;
    std::optional<std::string> annotate;  // with several inputs: a folder
};

struct ImportOptions {
    std::string folder;
    std::optional<std::string> name;
    bool replace = false;
};

struct BenchOptions {
    std::optional<std::string> random;  // "tiny", "small", "base": instead of the model's weights
    std::optional<std::string> video;   // instead of the demo
    bool train = false;                 // how fast it is trained, instead
    bool json = false;
};

// Each does one command and prints what it found. They throw Error when nothing can be done,
// UsageError when the options do not fit, Cancelled when interrupted, and return `failed` when
// part of it was done and the rest reported on standard error.
ExitCode run_live(const CommandContext& context, const LiveOptions& options);
ExitCode run_predict(const CommandContext& context, const PredictOptions& options);
ExitCode run_analyze(const CommandContext& context, const AnalyzeOptions& options);
ExitCode run_cameras(const CommandContext& context, bool json);
ExitCode run_models_list(const CommandContext& context, bool json);
ExitCode run_models_show(const CommandContext& context, const std::string& model, bool json);
ExitCode run_models_import(const CommandContext& context, const ImportOptions& options, bool json);
ExitCode run_bench(const CommandContext& context, const BenchOptions& options);

}  // namespace spotter
