#include "app/cli/sessions_command.h"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <utility>

#include "app/cli/job_progress.h"
#include "app/cli/json_output.h"
#include "app/cli/output_file.h"
#include "app/cli/session_output.h"
#include "app/cli/text_format.h"
#include "app/end_sessions.h"
#include "engine/session/session_facts.h"
#include "training/data/label_name.h"

namespace spotter {
namespace {

std::vector<std::string> found(SessionStore& store, const std::vector<std::string>& beginnings,
                               bool deleted = false) {
    std::vector<std::string> out;
    for (const std::string& beginning : beginnings) {
        std::string uuid = deleted ? store.find_deleted(beginning) : store.find(beginning);
        if (std::ranges::find(out, uuid) == out.end()) out.push_back(std::move(uuid));
    }
    return out;
}

std::string short_ids(const std::vector<std::string>& uuids) {
    std::string out;
    for (const std::string& uuid : uuids) out += " " + short_id(uuid);
    return out;
}

bool leaves_out(const SessionFilter& filter) {
    return !filter.text.empty() || !filter.label.empty() || filter.from || filter.until ||
           filter.deleted;
}

// Of all that were done, also in deleted sessions.
Labels labels_of(SessionStore& store) {
    Labels out;
    for (const bool deleted : {false, true}) {
        SessionFilter all;
        all.deleted = deleted;
        for (const SessionSummary& session : store.list(all)) {
            for (const ExerciseTotals& exercise : session.exercises) {
                if (!contains(out, exercise.label)) out.push_back(exercise.label);
            }
        }
    }
    return out;
}

std::string none_text(const SessionFilter& filter) {
    if (leaves_out(filter)) return "There are no such sessions.\n";
    return "There are no sessions: 'spotter live' keeps one from its first exercise on.\n";
}

void print(const Json& json, const std::string& text, bool as_json) {
    std::cout << (as_json ? json_text(json) : text);
    flush_output();
}

}  // namespace

SessionStore open_session_store(const CommandContext& context) {
    SessionStore store(context.paths.data);
    Upkeep upkeep;
    tidy_store(store, context.paths, rescue_folders(context.paths.data), upkeep);
    print_upkeep(upkeep);
    return store;
}

void print_upkeep(const Upkeep& upkeep) {
    for (const std::string& line : upkeep.news) print_failure(line);
    for (const std::string& line : upkeep.troubles) print_failure(line);
}

std::optional<std::chrono::sys_days> parse_day(const std::string& text) {
    int parts[3] = {};
    const char* at = text.data();
    const char* end = at + text.size();
    for (int i = 0; i < 3; ++i) {
        const auto result = std::from_chars(at, end, parts[i]);
        const bool separated = i == 2 ? result.ptr == end : result.ptr != end && *result.ptr == '-';
        if (result.ec != std::errc() || !separated) return std::nullopt;
        at = result.ptr + 1;
    }
    const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                           std::chrono::month(static_cast<unsigned>(parts[1])),
                                           std::chrono::day(static_cast<unsigned>(parts[2]))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

ExitCode run_sessions_list(const CommandContext& context, const SessionListOptions& options,
                           bool json) {
    SessionStore store = open_session_store(context);
    SessionFilter filter = options.filter;
    if (!filter.label.empty()) filter.label = known_label(labels_of(store), filter.label);
    const std::vector<SessionSummary> sessions = store.list(filter);
    Json out = Json::array();
    if (json) {
        for (const SessionSummary& session : sessions) out.push_back(summary_json(session));
    }
    std::string text;
    if (!json) {
        text = sessions.empty() ? none_text(options.filter) : list_text(sessions, store.disk_use());
    }
    print(out, text, json);
    return ExitCode::done;
}

ExitCode run_sessions_show(const CommandContext& context, const std::string& name, bool json) {
    SessionStore store = open_session_store(context);
    const Session session = store.read(store.find(name), SessionParts::workout);
    print(session_json(session), session_text(session, store.recordings_folder()), json);
    return ExitCode::done;
}

ExitCode run_sessions_import(const CommandContext& context, const std::vector<std::string>& files,
                             bool replace, bool json) {
    // The files may be logs that would be brought in, and gone.
    SessionStore store(context.paths.data);
    Upkeep upkeep;
    upkeep.troubles = store.notices();
    finish_cut_off(store, upkeep);
    print_upkeep(upkeep);
    const SessionImport report = with_progress_line(context.stop, [&](JobToken& token) {
        return import_sessions(store, {files.begin(), files.end()}, replace, token);
    });
    for (const std::string& problem : report.problems) print_failure(problem);
    for (const std::string& note : report.notes) print_failure(note);
    std::string text = "Imported " + counted(report.taken.size(), "session");
    if (!report.restored.empty()) {
        text += "; brought back " + counted(report.restored.size(), "deleted session");
    }
    if (report.left_out > 0) {
        text += "; left out " + counted(report.left_out, "session") + " that are there";
    }
    print(
        {{"imported", report.taken}, {"restored", report.restored}, {"left_out", report.left_out}},
        text + "\n", json);
    return report.problems.empty() ? ExitCode::done : ExitCode::failed;
}

ExitCode run_sessions_name(const CommandContext& context, const SessionNameOptions& options,
                           bool json) {
    if (!options.title && !options.note) {
        throw UsageError("sessions name: say its NAME, or its --note");
    }
    for (const auto& [what, text] : {std::pair("NAME", options.title), {"--note", options.note}}) {
        if (text && !is_valid_utf8(*text)) {
            throw UsageError(std::string("sessions name: ") + what + " is not UTF-8");
        }
    }
    SessionStore store = open_session_store(context);
    const Session before = store.read(store.find(options.session), SessionParts::head);
    const std::string title = options.title.value_or(before.title);
    const std::string note = options.note.value_or(before.note);
    store.put_texts(before.uuid, title, note);
    const auto change = [](const char* what, const std::string& from, const std::string& to) {
        if (from == to) return std::string();
        return std::string(what) + ": " + quoted_text(to) + ", before " + quoted_text(from) + "\n";
    };
    const std::string text =
        change("name", before.title, title) + change("note", before.note, note);
    print({{"uuid", before.uuid},
           {"title", title},
           {"note", note},
           {"before", {{"title", before.title}, {"note", before.note}}}},
          text.empty() ? "It is called so already.\n" : text, json);
    return ExitCode::done;
}

ExitCode run_sessions_delete(const CommandContext& context, const SessionDeleteOptions& options,
                             bool json) {
    if (options.sessions.empty() && options.undo) {
        throw UsageError(
            "sessions delete: name what is to be brought back; see 'spotter sessions list "
            "--deleted'");
    }
    if (options.sessions.empty() && !options.purge) {
        throw UsageError("sessions delete: name at least one session, or --purge");
    }
    SessionStore store = open_session_store(context);
    std::vector<std::string> uuids = found(store, options.sessions, options.undo);
    const auto before = uuids.size();
    std::erase_if(uuids,
                  [&](const std::string& uuid) { return store.is_deleted(uuid) != options.undo; });
    for (const std::string& uuid : uuids) {
        options.undo ? store.restore(uuid) : store.remove(uuid);
    }
    const int purged = options.purge ? store.purge(utc_now()) : 0;
    std::string text;
    if (const auto idle = before - uuids.size(); idle > 0) {
        text =
            counted(idle, "session") + (options.undo ? " not deleted" : " deleted already") + ".\n";
    }
    if (!uuids.empty()) {
        text += (options.undo ? "Brought back " : "Deleted ") + counted(uuids.size(), "session") +
                (options.undo || options.purge
                     ? ".\n"
                     : "; to bring back: spotter sessions delete --undo" + short_ids(uuids) + "\n");
    }
    if (options.purge) {
        text += "Ended " + counted(static_cast<std::size_t>(purged), "session") + " for good.\n";
    }
    print({{options.undo ? "restored" : "deleted", uuids}, {"purged", purged}}, text, json);
    return ExitCode::done;
}

ExitCode run_sessions_merge(const CommandContext& context, const std::vector<std::string>& sessions,
                            bool json) {
    SessionStore store = open_session_store(context);
    const std::vector<std::string> uuids = found(store, sessions);
    if (uuids.size() < 2) throw UsageError("sessions merge: name at least two sessions");
    const std::string whole = store.merge(uuids);
    print({{"uuid", whole}, {"merged", uuids}},
          "Merged " + counted(uuids.size(), "session") + " to " + short_id(whole) +
              "; the old ones count as deleted.\n",
          json);
    return ExitCode::done;
}

}  // namespace spotter
