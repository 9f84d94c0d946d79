#include "app/window/history_work.h"

#include <algorithm>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "engine/core/counted.h"
#include "engine/session/session_facts.h"
#include "ui/format.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

std::uint64_t video_bytes_of(const SessionStore& store, const Session& session) {
    std::uint64_t out = 0;
    for (const Recording& recording : session.recordings) {
        std::error_code error;
        const auto bytes = fs::file_size(store.recordings_folder() / recording.file, error);
        if (!error) out += bytes;
    }
    return out;
}

std::uint64_t video_bytes_of(SessionStore& store, const std::vector<std::string>& uuids) {
    std::uint64_t out = 0;
    for (const std::string& uuid : uuids) {
        out += video_bytes_of(store, store.read(uuid, SessionParts::workout));
    }
    return out;
}

std::vector<std::string> uuids_of(const std::vector<SessionSummary>& sessions, bool recorded) {
    std::vector<std::string> out;
    for (const SessionSummary& session : sessions) {
        if (session.recorded || !recorded) out.push_back(session.uuid);
    }
    return out;
}

std::size_t demos_in(const std::vector<SessionSummary>& sessions) {
    return static_cast<std::size_t>(
        std::ranges::count(sessions, "demo", &SessionSummary::source_kind));
}

// "2 workouts and 38.2 MB of video".
std::string amount_text(std::size_t count, std::uint64_t video_bytes) {
    const std::string out = counted(count, "workout");
    return video_bytes > 0 ? out + " and " + bytes_text(video_bytes) + " of video" : out;
}

}  // namespace

HistoryContents read_history(const Paths& paths, const SessionFilter& filter) {
    HistoryContents out;
    out.changed_at = SessionStore::last_change(paths.data);
    if (!SessionStore::is_there(paths.data)) return out;
    SessionStore store(paths.data);
    out.notices = store.notices();
    out.sessions = store.list(filter);
    out.kept = store.count();
    const bool all = !filter.deleted && filter.text.empty();
    out.kept_demos = demos_in(all ? out.sessions : store.list());
    out.disk = store.disk_use();
    if (filter.deleted) out.video_bytes = video_bytes_of(store, uuids_of(out.sessions, true));
    return out;
}

HistoryDetails read_history_details(const Paths& paths, const std::string& uuid) {
    SessionStore store(paths.data);
    HistoryDetails out;
    out.session = store.read(uuid, SessionParts::workout);
    out.video_bytes = video_bytes_of(store, *out.session);
    return out;
}

std::vector<ExerciseDay> read_exercise_days(const Paths& paths, bool with_demo) {
    if (!SessionStore::is_there(paths.data)) return {};
    return SessionStore(paths.data).exercise_days(with_demo);
}

HistoryOutcome remove_workouts(const Paths& paths, const std::vector<std::string>& uuids) {
    SessionStore store(paths.data);
    const std::uint64_t bytes = video_bytes_of(store, uuids);
    for (const std::string& uuid : uuids) store.remove(uuid);
    return {HistoryStep{"Deleted " + amount_text(uuids.size(), bytes), uuids, {}}, "", {}};
}

HistoryOutcome restore_workouts(const Paths& paths, const std::vector<std::string>& uuids) {
    SessionStore store(paths.data);
    for (const std::string& uuid : uuids) store.restore(uuid);
    return {{}, "Brought back " + counted(uuids.size(), "workout") + ".", {}};
}

HistoryOutcome merge_workouts(const Paths& paths, const std::vector<std::string>& uuids) {
    SessionStore store(paths.data);
    const std::string whole = store.merge(uuids);
    return {HistoryStep{"Merged " + counted(uuids.size(), "workout"), uuids, {whole}}, "", {}};
}

HistoryOutcome name_workout(const Paths& paths, const WorkoutTexts& texts) {
    SessionStore store(paths.data);
    const Session before = store.read(texts.uuid, SessionParts::head);
    if (before.title == texts.title && before.note == texts.note) return {};
    store.put_texts(texts.uuid, texts.title, texts.note);
    return {
        HistoryStep{
            "Changed name and note", {}, {}, WorkoutTexts{texts.uuid, before.title, before.note}},
        "",
        {}};
}

HistoryOutcome take_back(const Paths& paths, const HistoryStep& step) {
    SessionStore store(paths.data);
    for (const std::string& uuid : step.added) store.remove(uuid);
    for (const std::string& uuid : step.hidden) store.restore(uuid);
    if (step.before) store.put_texts(step.before->uuid, step.before->title, step.before->note);
    return {};
}

HistoryOutcome purge_workouts(const Paths& paths) {
    SessionStore store(paths.data);
    const std::uint64_t before = store.disk_use().recording_bytes;
    const int count = store.purge(utc_now());
    const std::uint64_t after = store.disk_use().recording_bytes;
    const std::uint64_t freed = before > after ? before - after : 0;
    return {{}, "Ended " + amount_text(static_cast<std::size_t>(count), freed) + " for good.", {}};
}

HistoryOutcome export_workouts(const Paths& paths, const SessionExport& what,
                               const ExportTarget& target, JobToken& token) {
    SessionStore store(paths.data);
    const SessionsExported exported = export_sessions(store, what, target, token);
    std::string said =
        "Exported " + counted(exported.count, "workout") + " to " + target.path.string();
    if (exported.demos_left_out > 0) {
        said += "; left out " + counted(exported.demos_left_out, "workout") + " of the demo";
    }
    return {{}, said + ".", {}};
}

HistoryOutcome import_workouts(const Paths& paths, const std::vector<fs::path>& files, bool replace,
                               JobToken& token) {
    SessionStore store(paths.data);
    SessionImport report = import_sessions(store, files, replace, token);
    const bool nothing = report.taken.empty() && report.restored.empty() && report.left_out == 0;
    if (nothing && !report.problems.empty()) {
        throw std::runtime_error(report.problems.front());
    }
    HistoryOutcome out;
    out.said = "Imported " + counted(report.taken.size(), "workout");
    if (!report.restored.empty()) {
        out.said += "; brought back " + counted(report.restored.size(), "deleted workout");
    }
    std::vector<std::string> added = report.taken;
    added.insert(added.end(), report.restored.begin(), report.restored.end());
    if (!added.empty() && !replace) out.step = HistoryStep{out.said, {}, std::move(added)};
    if (report.left_out > 0) {
        out.said += "; " + counted(report.left_out, "workout") + " were here already";
    }
    out.said += ".";
    out.warnings = std::move(report.problems);
    out.warnings.insert(out.warnings.end(), report.notes.begin(), report.notes.end());
    return out;
}

}  // namespace spotter
