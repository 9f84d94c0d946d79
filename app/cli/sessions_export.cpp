#include <array>
#include <functional>
#include <iostream>

#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/progress_line.h"
#include "app/cli/sessions_command.h"
#include "app/cli/text_format.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/session/export_csv.h"
#include "engine/session/export_fit.h"
#include "engine/session/export_html.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_store.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStep = "export sessions";

struct FormatName {
    const char* name;
    ExportFormat format;
};
constexpr std::array<FormatName, 8> kFormats = {{{"jsonl", ExportFormat::jsonl},
                                                 {"csv", ExportFormat::csv},
                                                 {"csv-reps", ExportFormat::csv_reps},
                                                 {"strong", ExportFormat::strong},
                                                 {"hevy", ExportFormat::hevy},
                                                 {"fitnotes", ExportFormat::fitnotes},
                                                 {"fit", ExportFormat::fit},
                                                 {"html", ExportFormat::html}}};

void refuse_existing(const fs::path& file, bool replace) {
    std::error_code ignored;
    if (replace || !fs::is_regular_file(file, ignored)) return;
    throw Error(kStep, file.string(), "it is there already", "choose another name, or use --force");
}

// What a format that holds all sessions in one file makes of them.
std::string whole_file(const SessionExportOptions& options, const std::vector<Session>& sessions) {
    switch (options.format) {
        case ExportFormat::csv:
            return csv_of_sets(sessions);
        case ExportFormat::csv_reps:
            return csv_of_reps(sessions);
        case ExportFormat::strong:
            return strong_csv(sessions, options.unit);
        case ExportFormat::hevy:
            return hevy_csv(sessions);
        case ExportFormat::fitnotes:
            return fitnotes_csv(sessions, options.unit);
        case ExportFormat::html:
            return html_summary(sessions);
        case ExportFormat::jsonl:
        case ExportFormat::fit:
            break;
    }
    return {};
}

// Reads one session after the other, oldest first.
class Sessions {
  public:
    Sessions(SessionStore& store, std::vector<std::string> uuids, const std::stop_token& stop)
        : store_(store), uuids_(std::move(uuids)), stop_(stop) {}

    std::size_t count() const { return uuids_.size(); }
    void for_each(SessionParts parts, const std::function<void(const Session&)>& take) {
        for (std::size_t i = 0; i < uuids_.size(); ++i) {
            if (stop_.stop_requested()) throw Cancelled();
            line_.show("Exporting", static_cast<double>(i) / static_cast<double>(uuids_.size()));
            take(store_.read(uuids_[i], parts));
        }
        line_.clear();
    }
    std::vector<Session> all() {
        std::vector<Session> out;
        for_each(SessionParts::workout, [&](const Session& session) { out.push_back(session); });
        return out;
    }

  private:
    SessionStore& store_;
    const std::vector<std::string> uuids_;
    const std::stop_token stop_;
    ProgressLine line_;
};

void export_jsonl(Sessions& sessions, const std::string& output) {
    if (output == "-") {
        sessions.for_each(SessionParts::everything, [](const Session& session) {
            std::cout << jsonl_from_session(session);
            flush_output();
        });
        return;
    }
    check_output(output);
    std::error_code ignored;
    if (fs::exists(output, ignored) && !fs::is_regular_file(output, ignored)) {
        // A device or pipe: it stays what it is.
        std::string all;
        sessions.for_each(SessionParts::everything,
                          [&](const Session& session) { all += jsonl_from_session(session); });
        write_output(output, all);
        return;
    }
    AtomicFile file(output, kStep);
    sessions.for_each(SessionParts::everything,
                      [&](const Session& session) { file.write(jsonl_from_session(session)); });
    file.keep();
}

// "2026-10-25-0230-0f8fad5b.fit": in order of time, and never the same.
std::string fit_name(const Session& session) {
    std::string moment = date_time_text(wall_clock(session, SessionTime::zero()));
    constexpr std::size_t kDate = 10;
    constexpr std::size_t kId = 8;
    return moment.substr(0, kDate) + "-" + moment.substr(kDate + 1, 2) +
           moment.substr(kDate + 4, 2) + "-" + session.uuid.substr(0, kId) + ".fit";
}

void export_fit(Sessions& sessions, const SessionExportOptions& options) {
    if (sessions.count() == 1 && !fs::is_directory(options.output)) {
        sessions.for_each(SessionParts::workout, [&](const Session& session) {
            write_output(options.output, fit_from_session(session));
        });
        return;
    }
    if (!fs::is_directory(options.output)) {
        throw Error(kStep, options.output, "FIT has a file for each session",
                    "name an existing folder with --output");
    }
    sessions.for_each(SessionParts::workout, [&](const Session& session) {
        const fs::path file = fs::path(options.output) / fit_name(session);
        refuse_existing(file, options.replace);
        write_output(file, fit_from_session(session));
    });
}

std::vector<std::string> wanted(SessionStore& store, const std::vector<std::string>& names) {
    std::vector<std::string> uuids;
    for (const std::string& name : names) uuids.push_back(store.find(name));
    if (!names.empty()) return uuids;
    for (const SessionSummary& session : store.list()) uuids.push_back(session.uuid);
    return {uuids.rbegin(), uuids.rend()};
}

}  // namespace

std::optional<ExportFormat> parse_export_format(const std::string& name) {
    for (const FormatName& known : kFormats) {
        if (name == known.name) return known.format;
    }
    return std::nullopt;
}

ExitCode run_sessions_export(const CommandContext& context, const SessionExportOptions& options,
                             bool json) {
    if (json && options.output == "-") {
        throw UsageError("sessions export: --json tells what was written; name --output FILE");
    }
    refuse_existing(options.output, options.replace);
    SessionStore store(context.paths.data);
    for (const std::string& line : store.notices()) print_failure(line);
    Sessions sessions(store, wanted(store, options.sessions), context.stop);
    if (sessions.count() == 0) {
        throw Error(kStep, "", "there are no sessions", "keep one with 'spotter live'");
    }
    if (options.format == ExportFormat::jsonl) {
        export_jsonl(sessions, options.output);
    } else if (options.format == ExportFormat::fit) {
        export_fit(sessions, options);
    } else {
        check_output(options.output);
        write_output(options.output, whole_file(options, sessions.all()));
    }
    if (options.output == "-") return ExitCode::done;
    const Json said = {{"sessions", sessions.count()}, {"output", options.output}};
    std::cout << (json ? json_text(said)
                       : "Exported " + counted(sessions.count(), "session") + " to " +
                             options.output + "\n");
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
