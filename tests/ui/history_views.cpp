#include "tests/ui/history_views.h"

#include <array>
#include <cmath>

#include "tests/ui/kept_workouts.h"
#include "ui/history/history_text.h"

namespace spotter {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

constexpr sys_days kToday = std::chrono::year(2026) / 11 / 25;
constexpr std::array<const char*, 5> kLabels = {"squat", "bicep_curl", "push_up", "shoulder_press",
                                                "plank"};

// As its summary, with four sets.
HistoryDetails sample_details(const SessionSummary& summary) {
    HistoryDetails out;
    Session session;
    session.uuid = summary.uuid;
    session.start = summary.start;
    session.zone = summary.zone;
    session.length = summary.length;
    session.finished = true;
    session.source = summary.source;
    session.note = summary.note;
    session.models = {{{}, "spotter-motion", "", {}, {}}};
    int number = 0;
    for (const ExerciseTotals& exercise : summary.exercises) {
        for (int i = 0; i < exercise.sets; ++i) {
            const SessionTime start = 100s * ++number;
            RecordedSet set;
            set.number = number;
            set.label = exercise.label;
            set.start = start;
            set.held = exercise.reps == 0;
            set.reps = set.counted_reps = exercise.sets > 0 ? exercise.reps / exercise.sets : 0;
            set.end = start + 2800ms * set.reps + (set.held ? 45s : 0s);
            if (exercise.label == "bicep_curl") set.weight = 12.5;
            if (number == 3) set.note = "Felt easy, more weight the next time";
            session.sets.push_back(set);
            for (int rep = 1; rep <= set.reps; ++rep) {
                const SessionTime at = start + 2800ms * (rep - 1);
                session.reps.push_back({number, rep, at, at + 1200ms, at + 2600ms});
            }
        }
    }
    out.session = session;
    out.video_bytes = summary.recorded ? 38'200'000 : 0;
    return out;
}

std::vector<TrendWeek> sample_weeks(int count) {
    std::vector<TrendWeek> out;
    for (int i = 0; i < count; ++i) {
        TrendWeek week;
        week.monday = monday_of(kToday) - days(7) * (count - 1 - i);
        const double swing = std::sin(i * 0.9) + std::cos(i * 0.37);
        const bool off = i % 11 == 6;
        week.days = off ? 0 : 2 + i % 3;
        week.sets = off ? 0 : static_cast<int>(9 + 3 * swing + i * 0.2);
        week.reps = week.sets * 11;
        week.rep_s = off ? 0 : 2.6 + 0.3 * swing;
        week.lowering_s = week.rep_s * 0.55;
        week.under_tension_s = week.reps * week.rep_s;
        week.best_kg = off ? 0 : 10 + 2.5 * (i / 7);
        week.volume_kg = week.reps * week.best_kg;
        out.push_back(week);
    }
    return out;
}

HistoryView trends(int weeks, int exercise) {
    HistoryView out = sample_history();
    out.page = HistoryPage::trends;
    out.labels.assign(kLabels.begin(), kLabels.end());
    out.exercise = exercise;
    out.weeks = sample_weeks(weeks);
    return out;
}

HistoryView with_export(int format, const std::string& failure) {
    HistoryView out = sample_history();
    out.exporting =
        HistoryExportForm{3, 0, format, false, "/home/me/spotter-2026-11-25.csv", false, failure};
    return out;
}

HistoryView exporting() {
    HistoryView out = with_export(3, "");
    out.busy = true;
    out.job = JobView{"Export 62 workouts", "Reading 2026-11-25", 0.41, 12.0, false};
    return out;
}

HistoryView failed() {
    HistoryView out;
    out.reading = false;
    out.failure =
        "open sessions: /home/me/.local/share/spotter/spotter.sqlite: the file is of a newer "
        "Spotter; use that one";
    return out;
}

HistoryView deleted() {
    HistoryView out = sample_history();
    out.page = HistoryPage::deleted;
    out.sessions.resize(3);
    out.deleted_video_bytes = 1'240'000'000;
    return out;
}

HistoryView found(const std::string& search) {
    HistoryView out = sample_history();
    out.search = search;
    out.sessions.clear();
    out.chosen.clear();
    out.days.clear();
    out.selected = -1;
    out.details = {};
    return out;
}

HistoryView of_day() {
    HistoryView out = sample_history();
    out.day = kToday - days(3);
    out.sessions.erase(out.sessions.begin());
    out.sessions.resize(1);
    out.chosen.clear();
    out.selected = -1;
    out.details = {};
    return out;
}

// What a stranger's log may bring: signs of formats and terminals, lines, other scripts, endless.
HistoryView hostile() {
    HistoryView out = sample_history();
    const std::string line = "%s%n%99999d \x1b]0;\x07 <b>{}</b>\n\n\t\r\u202e\u0301 עברית 💪";
    std::string endless;
    for (int i = 0; i < 200; ++i) endless += line + std::string(20, 'W');
    for (std::size_t i = 0; i < 4; ++i) {
        SessionSummary& session = out.sessions[i];
        session.title = i % 2 == 0 ? line : endless;
        session.note = session.source = endless;
        session.exercises = {{endless, 3, 999'999}, {"", 0, 0}, {line, 1, 1}};
    }
    out.details = sample_details(out.sessions[0]);
    for (RecordedSet& set : out.details.session->sets) {
        set.label = endless;
        set.note = endless;
        set.weight = 1e300;
    }
    out.details.session->models[0].name = endless;
    return out;
}

HistoryView several() {
    HistoryView out = sample_history();
    for (std::size_t i = 0; i < 3; ++i) out.chosen.insert(out.sessions[i].uuid);
    out.undo = "Deleted 2 workouts and 38.2 MB of video";
    return out;
}

}  // namespace

std::vector<SessionSummary> sample_workouts(int count) {
    std::vector<SessionSummary> out;
    sys_days day = kToday;
    for (int i = 0; i < count; ++i) {
        SessionSummary session;
        session.uuid = test::uuid_of(count - i);
        session.start = day + 17h + 7min * (i % 9);
        session.zone = {1h, "Europe/Berlin"};
        session.length = 25min + 37s * (i % 17);
        session.finished = true;
        session.recovered = i % 13 == 5;
        session.source = i % 4 == 3 ? "garage.mp4" : "Integrated Camera";
        session.source_kind = i % 4 == 3 ? "file" : "camera";
        session.recorded = i % 3 == 0;
        if (i % 5 == 2) session.title = "Leg day with the longest name that anybody gave one";
        for (int k = 0; k <= i % 4; ++k) {
            const char* label = kLabels.at(static_cast<std::size_t>((i + k) % 5));
            const int reps = std::string(label) == "plank" ? 0 : 36;
            session.exercises.push_back({label, 3, reps});
            session.sets += 3;
            session.reps += reps;
        }
        out.push_back(session);
        day -= days(i % 3 == 2 ? 2 : 3);
    }
    return out;
}

HistoryView sample_history() {
    HistoryView out;
    out.reading = false;
    out.today = kToday;
    out.month = std::chrono::year(2026) / 11;
    out.sessions = sample_workouts(60);
    out.kept = out.sessions.size();
    for (const SessionSummary& session : out.sessions) ++out.days[day_of(session)];
    out.days[kToday - days(8)] = 2;
    out.sessions[0].exercises = {{"squat", 3, 36}, {"bicep_curl", 3, 30}, {"plank", 2, 0}};
    out.sessions[0].sets = 8;
    out.sessions[0].reps = 66;
    out.sessions[0].note = "The first day with the new bench.";
    out.chosen = {out.sessions[0].uuid};
    out.selected = 0;
    out.details = sample_details(out.sessions[0]);
    out.disk = {38'200'000, 1'240'000'000};
    return out;
}

std::vector<NamedHistoryView> all_history_views() {
    HistoryView empty;
    empty.reading = false;
    HistoryView importing = sample_history();
    importing.importing =
        HistoryImportForm{"/home/me/backup.jsonl",
                          {"/home/me/phone.jsonl"},
                          false,
                          "import sessions: backup.jsonl:1: is no log of Spotter"};
    HistoryView naming = sample_history();
    naming.naming =
        HistoryTextsForm{naming.sessions[0].uuid, "Leg day", "The first day with the new bench.",
                         "name workout: Leg day: the disk is full; make room"};
    HistoryView going_on = sample_history();
    going_on.sessions[0].finished = false;
    going_on.details.session->finished = false;
    HistoryView purging = deleted();
    purging.purging = true;
    HistoryView unread = sample_history();
    unread.details = {"read session: 0f8fad5b: its timeline makes no sense", {}, 0};
    HistoryView untrained = trends(0, -1);
    HistoryView only_demo = untrained;
    only_demo.kept_demos = 2;
    HistoryView export_demo = with_export(3, "");
    export_demo.exporting->demos = 3;
    HistoryView none_deleted = found("");
    none_deleted.page = HistoryPage::deleted;
    return {{"history-reading", HistoryView()},
            {"history-empty", empty},
            {"history-failed", failed()},
            {"history-list", sample_history()},
            {"history-several", several()},
            {"history-going-on", going_on},
            {"history-day", of_day()},
            {"history-nothing-found", found("deadlift")},
            {"history-unread", unread},
            {"history-hostile", hostile()},
            {"history-trend", trends(26, 1)},
            {"history-trend-all", trends(150, -1)},
            {"history-trend-new", trends(2, 0)},
            {"history-trend-none", untrained},
            {"history-trend-demo", only_demo},
            {"history-export-demo", export_demo},
            {"history-deleted", deleted()},
            {"history-deleted-none", none_deleted},
            {"history-purge", purging},
            {"history-export", with_export(3, "")},
            {"history-exporting", exporting()},
            {"history-export-there",
             with_export(7,
                         "export sessions: /home/me/spotter-2026-11-25.html: it is there "
                         "already; choose another name, or replace it")},
            {"history-import", importing},
            {"history-name", naming}};
}

}  // namespace spotter
