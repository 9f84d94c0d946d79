#include <iostream>
#include <system_error>

#include "app/cli/job_progress.h"
#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/sessions_command.h"
#include "app/cli/text_format.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

// Standard output takes each piece as it comes; a device or pipe stays what it is, and takes all
// at once.
SessionsExported write_to_device(SessionStore& store, const SessionExport& what,
                                 const std::string& output, JobToken& token) {
    std::string all;
    const SessionsExported exported = write_sessions(
        store, what,
        [&](std::string_view piece) {
            output == "-" ? write_output(output, std::string(piece)) : void(all += piece);
        },
        token);
    if (output != "-") write_output(output, all);
    return exported;
}

SessionsExported write_export(SessionStore& store, const SessionExport& what,
                              const SessionExportOptions& options, JobToken& token) {
    std::error_code ignored;
    const fs::file_status status = fs::status(options.output, ignored);
    const bool file = !fs::exists(status) || fs::is_regular_file(status);
    if (options.output == "-" || (!file && !fs::is_directory(status))) {
        return write_to_device(store, what, options.output, token);
    }
    if (what.format != ExportFormat::fit) check_output(options.output);
    return export_sessions(store, what,
                           {options.output, options.replace, "choose another name, or use --force"},
                           token);
}

}  // namespace

ExitCode run_sessions_export(const CommandContext& context, const SessionExportOptions& options,
                             bool json) {
    if (json && options.output == "-") {
        throw UsageError("sessions export: --json tells what was written; name --output FILE");
    }
    SessionStore store = open_session_store(context);
    SessionExport what;
    what.format = options.format;
    what.unit = options.unit;
    for (const std::string& name : options.sessions) what.sessions.push_back(store.find(name));
    const SessionsExported exported = with_progress_line(
        context.stop, [&](JobToken& token) { return write_export(store, what, options, token); });
    if (exported.demos_left_out > 0) {
        print_failure("left out " + counted(exported.demos_left_out, "session") +
                      " of the demo; name them to export them");
    }
    if (options.output == "-") return ExitCode::done;
    const Json said = {{"sessions", exported.count},
                       {"demos_left_out", exported.demos_left_out},
                       {"output", options.output}};
    std::cout << (json ? json_text(said)
                       : "Exported " + counted(exported.count, "session") + " to " +
                             options.output + "\n");
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
