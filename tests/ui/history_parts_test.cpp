#include <utility>

#include <catch2/catch.hpp>

#include "app/window/history_view_parts.h"
#include "app/window/history_work.h"
#include "engine/core/error.h"
#include "engine/session/session_facts.h"
#include "tests/temp_folder.h"
#include "tests/ui/kept_workouts.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

SessionSummary summary(int n, std::chrono::sys_days day) {
    SessionSummary out;
    out.uuid = uuid_of(n);
    out.start = day + 10h;
    return out;
}

// A data folder with three workouts, of which the second has a video of 1000 bytes.
struct Kept {
    TempFolder home;
    Paths paths;

    Kept() {
        paths.data = home / "data";
        SessionStore store(paths.data);
        for (int n = 1; n <= 3; ++n) {
            Session session = workout(n);
            if (n == 2) session.recordings = {{"two.mp4", {}, 5min, 640, 480}};
            store.insert(session);
        }
        fs::create_directories(store.recordings_folder());
        write_bytes(store.recordings_folder() / "two.mp4", std::string(1000, 'x'));
    }
    std::vector<SessionSummary> list(bool deleted = false) const {
        SessionFilter filter;
        filter.deleted = deleted;
        return read_history(paths, filter).sessions;
    }
};

}  // namespace

TEST_CASE("a history that was never begun is empty, and looking makes nothing") {
    const TempFolder home;
    Paths paths;
    paths.data = home / "data";
    const HistoryContents contents = read_history(paths, {});
    CHECK(contents.kept == 0);
    CHECK(contents.sessions.empty());
    CHECK(read_exercise_days(paths, true).empty());
    CHECK_FALSE(fs::exists(paths.data));
}

TEST_CASE("looking at a history is no change of it, and what comes while it is read is one") {
    const Kept kept;
    const auto before = read_history(kept.paths, {}).changed_at;
    CHECK(read_history(kept.paths, {}).changed_at == SessionStore::last_change(kept.paths.data));
    SessionStore(kept.paths.data).put_texts(uuid_of(1), "Legs", "");
    CHECK(SessionStore::last_change(kept.paths.data) != before);
}

TEST_CASE("several deletions are taken back one after the other, the newest first") {
    const Kept kept;
    const auto first = remove_workouts(kept.paths, {uuid_of(1)});
    const auto second = remove_workouts(kept.paths, {uuid_of(2), uuid_of(3)});
    CHECK(kept.list().empty());
    CHECK(kept.list(true).size() == 3);
    REQUIRE(first.step);
    REQUIRE(second.step);
    CHECK(first.step->said == "Deleted 1 workout");
    CHECK(second.step->said == "Deleted 2 workouts and 1 kB of video");
    take_back(kept.paths, *second.step);
    CHECK(kept.list().size() == 2);
    take_back(kept.paths, *first.step);
    CHECK(kept.list().size() == 3);
    CHECK(fs::exists(kept.paths.data / "recordings/two.mp4"));
}

TEST_CASE("workouts that end for good take their video with them") {
    const Kept kept;
    remove_workouts(kept.paths, {uuid_of(2)});
    SessionFilter deleted;
    deleted.deleted = true;
    CHECK(read_history(kept.paths, deleted).video_bytes == 1000);
    CHECK_THAT(purge_workouts(kept.paths).said, Contains("Ended 1 workout"));
    CHECK_FALSE(fs::exists(kept.paths.data / "recordings/two.mp4"));
    CHECK(read_history(kept.paths, {}).kept == 2);
    CHECK(read_history(kept.paths, {}).disk.recording_bytes == 0);
}

TEST_CASE("a merge and an import are taken back, too") {
    const Kept kept;
    const auto merged = merge_workouts(kept.paths, {uuid_of(1), uuid_of(2)});
    REQUIRE(merged.step);
    CHECK(kept.list().size() == 2);
    take_back(kept.paths, *merged.step);
    CHECK(kept.list().size() == 3);

    JobToken token;
    const fs::path file = kept.home / "all.jsonl";
    export_workouts(kept.paths, {}, {file}, token);
    Paths other;
    other.data = kept.home / "other";
    const auto imported = import_workouts(other, {file}, false, token);
    CHECK(imported.said == "Imported 3 workouts.");
    REQUIRE(imported.step);
    CHECK(read_history(other, {}).kept == 3);
    take_back(other, *imported.step);
    CHECK(read_history(other, {}).kept == 0);

    const auto again = import_workouts(other, {file}, false, token);
    CHECK(again.said == "Imported 0 workouts; brought back 3 deleted workouts.");
    CHECK(read_history(other, {}).kept == 3);
    REQUIRE(again.step);
    take_back(other, *again.step);
    CHECK(read_history(other, {}).kept == 0);
}

TEST_CASE("name and note of a workout are changed, and taken back") {
    const Kept kept;
    const auto named = name_workout(kept.paths, {uuid_of(2), "Leg day", "New bench"});
    REQUIRE(named.step);
    CHECK(kept.list()[1].title == "Leg day");
    CHECK(kept.list()[1].note == "New bench");
    CHECK_FALSE(name_workout(kept.paths, {uuid_of(2), "Leg day", "New bench"}).step);
    take_back(kept.paths, *named.step);
    CHECK(kept.list()[1].title.empty());
    CHECK(kept.list()[1].note.empty());
}

TEST_CASE("an import of which nothing can be read fails in one line") {
    const Kept kept;
    JobToken token;
    write_bytes(kept.home / "broken.jsonl", "not a log\n");
    CHECK_THROWS_WITH(import_workouts(kept.paths, {kept.home / "broken.jsonl"}, false, token),
                      Contains("broken.jsonl"));
    CHECK(kept.list().size() == 3);
}

TEST_CASE("a damaged history is kept aside, and said in one line") {
    const Kept kept;
    write_bytes(kept.paths.data / "spotter.sqlite", std::string(5000, 'x'));
    const HistoryContents contents = read_history(kept.paths, {});
    REQUIRE(contents.notices.size() == 1);
    CHECK_THAT(contents.notices.front(), Contains("damaged"));
    CHECK(contents.sessions.empty());
}

TEST_CASE("the details tell the sets and what the video takes") {
    const Kept kept;
    const HistoryDetails details = read_history_details(kept.paths, uuid_of(2));
    REQUIRE(details.session);
    CHECK(details.session->sets.size() == 1);
    CHECK(details.video_bytes == 1000);
}

TEST_CASE("the chosen day lists its workouts alone, and all days stay marked") {
    HistoryView view;
    const std::vector<SessionSummary> found = {summary(3, kDay), summary(2, kDay),
                                               summary(1, kDay - std::chrono::days(2))};
    view.chosen = {uuid_of(1), uuid_of(2)};
    show_found(found, view);
    CHECK(view.sessions.size() == 3);
    CHECK(view.days.at(kDay) == 2);
    view.selected = 1;
    view.day = kDay;
    show_found(found, view);
    CHECK(view.sessions.size() == 2);
    CHECK(view.days.size() == 2);
    CHECK(view.selected == 1);
    CHECK(view.chosen == std::set<std::string>{uuid_of(2)});
    view.day = kDay + std::chrono::days(5);
    show_found(found, view);
    CHECK_FALSE(view.day);
}

TEST_CASE("rows are chosen alone, one by one and as a range") {
    HistoryView view;
    show_found({summary(4, kDay), summary(3, kDay), summary(2, kDay), summary(1, kDay)}, view);
    std::optional<int> anchor;
    choose_row(1, RowClick::only, anchor, view);
    choose_row(3, RowClick::range, anchor, view);
    CHECK(chosen_uuids(view) == std::vector{uuid_of(1), uuid_of(2), uuid_of(3)});
    choose_row(2, RowClick::toggle, anchor, view);
    CHECK(chosen_uuids(view) == std::vector{uuid_of(1), uuid_of(3)});
    choose_row(3, RowClick::toggle, anchor, view);
    CHECK(view.selected == 1);
    choose_row(0, RowClick::only, anchor, view);
    CHECK(chosen_uuids(view) == std::vector{uuid_of(4)});
    choose_row(9, RowClick::only, anchor, view);
    CHECK(view.selected == 0);
}

TEST_CASE("the file to export to follows the format; FIT of several is a folder") {
    HistoryExportForm form;
    form.path = "/home/me/spotter-2026-11-25.jsonl";
    form.count = 2;
    const auto path = [&](ExportFormat format) {
        const int before = std::exchange(form.format, static_cast<int>(format));
        form.path = fitting_path(form, before).string();
        return form.path;
    };
    CHECK(path(ExportFormat::strong) == "/home/me/spotter-2026-11-25-strong.csv");
    CHECK(path(ExportFormat::csv) == "/home/me/spotter-2026-11-25-sets.csv");
    CHECK(path(ExportFormat::html) == "/home/me/spotter-2026-11-25.html");
    CHECK(path(ExportFormat::fit) == "/home/me/spotter-2026-11-25");
    form.count = 1;
    CHECK(path(ExportFormat::fit) == "/home/me/spotter-2026-11-25.fit");
    CHECK(std::size(kHistoryFormats) == 8);
}

TEST_CASE("the weeks shown are those of the exercise, up to today") {
    HistoryView view;
    view.today = kDay;
    view.labels = {"squat"};
    view.exercise = 0;
    view.span = 0;
    std::vector<ExerciseDay> days;
    for (int week = 0; week < 20; ++week) {
        days.push_back({"squat", kDay - std::chrono::days(7 * week), 2, 10});
    }
    days.push_back({"plank", kDay, 9, 0});
    show_weeks(days, view);
    REQUIRE(view.weeks.size() == 12);
    CHECK(view.weeks.back().sets == 2);
    view.exercise = -1;
    view.span = 3;
    show_weeks(days, view);
    CHECK(view.weeks.size() == 20);
    CHECK(view.weeks.back().sets == 11);
}
