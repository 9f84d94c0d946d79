#include <stdexcept>

#include "app/cli/command_line.h"
#include "app/cli/output_file.h"
#include "app/config_file.h"
#include "app/interrupt.h"
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/core/log.h"

namespace spotter {

namespace {

Settings settings_from(const CommandLine& line, const Paths& paths) {
    Settings settings;
    settings.capture.demo_folder = paths.assets / "demo";
    for (const std::string& unknown : apply_config_file(paths.config_file, settings)) {
        print_failure("read configuration: " + unknown + "; see docs/configuration.md");
    }
    for (const auto& [name, text] : line.settings) {
        try {
            find_setting(name)->set(settings, text);
        } catch (const std::invalid_argument& error) {
            throw UsageError(flag_of(name) + ": " + error.what());
        }
    }
    return settings;
}

ExitCode run(int argc, const char* const* argv) {
    const Interrupt interrupt;
    const std::optional<CommandLine> line = parse_command_line(argc, argv);
    if (!line) return ExitCode::done;
    const Paths paths = find_paths(process_environment, line->data_dir, line->config_file);
    const Settings settings = settings_from(*line, paths);
    set_log_level(settings.log_level);
    return line->command({settings, paths, interrupt.token()});
}

}  // namespace
}  // namespace spotter

int main(int argc, char** argv) {
    using spotter::ExitCode;
    ExitCode code = ExitCode::failed;
    try {
        code = spotter::run(argc, argv);
    } catch (const spotter::UsageError& error) {
        spotter::print_failure(error.what());
        code = ExitCode::wrong_usage;
    } catch (const spotter::ReaderGone&) {
        code = ExitCode::done;
    } catch (const spotter::Cancelled&) {
        spotter::print_failure("interrupted");
        code = ExitCode::interrupted;
    } catch (...) {
        spotter::print_failure(spotter::describe_current_exception());
    }
    return static_cast<int>(code);
}
