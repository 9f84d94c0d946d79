#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/commands.h"
#include "app/session_export.h"
#include "app/session_upkeep.h"
#include "engine/session/session_history.h"

namespace spotter {

struct SessionListOptions {
    SessionFilter filter;
};

struct SessionExportOptions {
    std::vector<std::string> sessions;  // beginnings of identifiers, or "last"; none: all but
                                        // the demo's
    ExportFormat format = ExportFormat::jsonl;
    WeightUnit unit = WeightUnit::kg;
    std::string output = "-";  // FIT: a folder for several
    bool replace = false;      // an existing file
};

struct SessionNameOptions {
    std::string session;
    // What is to be there, in UTF-8; empty: none, nothing: as it is.
    std::optional<std::string> title;
    std::optional<std::string> note;
};

struct SetWeight {
    std::optional<Weight> weight = std::nullopt;  // nothing: none was lifted, or it is not known
};
// "12.5", "12.5kg", "30lb" or "none"; nothing: it is none of these, or over 1000 kg.
std::optional<SetWeight> parse_set_weight(const std::string& text);

struct SessionSetOptions {
    std::string session;
    int set = 0;  // RecordedSet::number
    // What is to be there; nothing: as it is.
    std::optional<SetWeight> weight;
    std::optional<std::string> note;  // in UTF-8; empty: none
};

struct SessionDeleteOptions {
    std::vector<std::string> sessions;
    bool undo = false;   // brings them back instead
    bool purge = false;  // ends for good what was deleted
};

// `spotter sessions …`. As run_…() in commands.h; `json` as docs/json.md says. Sessions are named
// by the beginning of their identifier, or "last".
ExitCode run_sessions_list(const CommandContext& context, const SessionListOptions& options,
                           bool json);
ExitCode run_sessions_show(const CommandContext& context, const std::string& session, bool json);
ExitCode run_sessions_export(const CommandContext& context, const SessionExportOptions& options,
                             bool json);
ExitCode run_sessions_import(const CommandContext& context, const std::vector<std::string>& files,
                             bool replace, bool json);
ExitCode run_sessions_name(const CommandContext& context, const SessionNameOptions& options,
                           bool json);
ExitCode run_sessions_set(const CommandContext& context, const SessionSetOptions& options,
                          bool json);
ExitCode run_sessions_delete(const CommandContext& context, const SessionDeleteOptions& options,
                             bool json);
ExitCode run_sessions_merge(const CommandContext& context, const std::vector<std::string>& sessions,
                            bool json);

// The store of the data folder, with the sessions of programs that died finished and what could
// not be saved brought in; what there is to say of that and of the opening goes to standard error.
SessionStore open_session_store(const CommandContext& context);
// Says that there.
void print_upkeep(const Upkeep& upkeep);

// A day like "2026-11-25"; nothing: it is none.
std::optional<std::chrono::sys_days> parse_day(const std::string& text);

}  // namespace spotter
