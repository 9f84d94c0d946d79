#include "app/session_export.h"

#include <array>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/session/export_csv.h"
#include "engine/session/export_fit.h"
#include "engine/session/export_html.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/session_facts.h"

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

// Reads one session after the other.
template <class Take>
void for_each(SessionStore& store, const std::vector<std::string>& uuids, SessionParts parts,
              JobToken& token, const Take& take) {
    for (std::size_t i = 0; i < uuids.size(); ++i) {
        token.checkpoint();
        token.publish({"Exporting", static_cast<double>(i) / static_cast<double>(uuids.size())});
        take(store.read(uuids[i], parts));
    }
}

// The sessions to write, each once.
struct Chosen {
    std::vector<std::string> uuids;
    std::size_t demos_left_out = 0;

    SessionsExported exported() const { return {uuids.size(), demos_left_out}; }
};

Chosen chosen(SessionStore& store, const SessionExport& what) {
    const bool listed = what.listed || what.sessions.empty();
    std::vector<std::string> uuids = what.sessions;
    std::unordered_set<std::string> demos;
    if (listed) {
        const std::vector<SessionSummary> all = store.list();
        for (auto one = all.rbegin(); one != all.rend(); ++one) {
            if (what.sessions.empty()) uuids.push_back(one->uuid);
            const bool demo = one->source_kind == "demo" && what.format != ExportFormat::jsonl;
            if (demo) demos.insert(one->uuid);
        }
    }
    if (uuids.empty()) {
        throw Error(kStep, "", "there are no sessions", "keep one with 'spotter live'");
    }
    Chosen out;
    std::unordered_set<std::string> there;
    for (const std::string& uuid : uuids) {
        if (!there.insert(uuid).second) continue;
        if (demos.contains(uuid)) {
            ++out.demos_left_out;
        } else {
            out.uuids.push_back(uuid);
        }
    }
    if (out.uuids.empty()) {
        throw Error(kStep, "", "there are only sessions of the demo",
                    "choose them one by one, or export JSON lines");
    }
    return out;
}

// What a format whose file begins with a line or page of its own makes of them.
std::string whole_file(const SessionExport& what, const std::vector<Session>& sessions) {
    switch (what.format) {
        case ExportFormat::csv:
            return csv_of_sets(sessions);
        case ExportFormat::csv_reps:
            return csv_of_reps(sessions);
        case ExportFormat::strong:
            return strong_csv(sessions, what.unit);
        case ExportFormat::hevy:
            return hevy_csv(sessions);
        case ExportFormat::fitnotes:
            return fitnotes_csv(sessions, what.unit);
        case ExportFormat::html:
            return html_summary(sessions);
        case ExportFormat::jsonl:
        case ExportFormat::fit:
            break;
    }
    return {};
}

// "2026-10-25-0230-0f8fad5b.fit": in order of time, and never the same.
std::string fit_name(const Session& session) {
    std::string moment = date_time_text(wall_clock(session, SessionTime::zero()));
    constexpr std::size_t kDate = 10;
    constexpr std::size_t kId = 8;
    return moment.substr(0, kDate) + "-" + moment.substr(kDate + 1, 2) +
           moment.substr(kDate + 4, 2) + "-" + session.uuid.substr(0, kId) + ".fit";
}

// As write_sessions(), of these sessions.
void write_chosen(SessionStore& store, const std::vector<std::string>& uuids,
                  const SessionExport& what, const std::function<void(std::string_view)>& take,
                  JobToken& token) {
    if (what.format == ExportFormat::jsonl) {
        for_each(store, uuids, SessionParts::everything, token,
                 [&](const Session& session) { take(jsonl_from_session(session)); });
        return;
    }
    if (what.format == ExportFormat::fit) {
        if (uuids.size() > 1) {
            throw Error(kStep, "", "FIT has a file for each session", "name a folder for them");
        }
        take(fit_from_session(store.read(uuids.front(), SessionParts::workout)));
        return;
    }
    std::vector<Session> sessions;
    for_each(store, uuids, SessionParts::workout, token,
             [&](Session&& session) { sessions.push_back(std::move(session)); });
    token.publish({"Exporting", 1});
    take(whole_file(what, sessions));
}

void refuse_existing(const fs::path& file, const ExportTarget& target) {
    std::error_code ignored;
    if (target.replace || !fs::is_regular_file(file, ignored)) return;
    throw Error(kStep, file.string(), "it is there already", target.if_there);
}

void export_fit_folder(SessionStore& store, const std::vector<std::string>& uuids,
                       const ExportTarget& target, JobToken& token) {
    std::error_code error;
    fs::create_directory(target.path, error);
    std::error_code none;
    if (!fs::is_directory(target.path, none)) {
        const bool in_the_way = fs::exists(target.path, none);
        throw Error(kStep, target.path.string(),
                    in_the_way ? "FIT has a file for each session" : error.message(),
                    "name a folder for them");
    }
    for (const std::string& uuid : uuids) {
        token.checkpoint();
        refuse_existing(target.path / fit_name(store.read(uuid, SessionParts::head)), target);
    }
    AtomicFiles files(target.path, kStep);
    for_each(store, uuids, SessionParts::workout, token, [&](const Session& session) {
        files.add(fit_name(session), fit_from_session(session));
    });
    token.checkpoint();
    files.keep();
}

}  // namespace

std::optional<ExportFormat> parse_export_format(const std::string& name) {
    for (const FormatName& known : kFormats) {
        if (name == known.name) return known.format;
    }
    return std::nullopt;
}

SessionsExported write_sessions(SessionStore& store, const SessionExport& what,
                                const std::function<void(std::string_view)>& take,
                                JobToken& token) {
    const Chosen sessions = chosen(store, what);
    write_chosen(store, sessions.uuids, what, take, token);
    return sessions.exported();
}

SessionsExported export_sessions(SessionStore& store, const SessionExport& what,
                                 const ExportTarget& target, JobToken& token) {
    const Chosen sessions = chosen(store, what);
    const bool several = sessions.uuids.size() + sessions.demos_left_out > 1;
    std::error_code ignored;
    if (what.format == ExportFormat::fit && (several || fs::is_directory(target.path, ignored))) {
        export_fit_folder(store, sessions.uuids, target, token);
        return sessions.exported();
    }
    refuse_existing(target.path, target);
    AtomicFile file(target.path, kStep);
    write_chosen(
        store, sessions.uuids, what, [&](std::string_view piece) { file.write(piece); }, token);
    token.checkpoint();
    file.keep();
    return sessions.exported();
}

}  // namespace spotter
