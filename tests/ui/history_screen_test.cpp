#include "app/window/history_screen.h"

#include <catch2/catch.hpp>

#include "app/session_export.h"
#include "app/window/history_work.h"
#include "engine/session/session_store.h"
#include "tests/ui/kept_workouts.h"
#include "tests/ui/screen_rig.h"
#include "ui/history/history_layout.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// The screen over a store with three workouts.
struct Shown : ScreenRig {
    HistoryScreen screen{context};

    explicit Shown(int workouts = 3) {
        if (workouts > 0) {
            SessionStore store(paths.data);
            for (int n = 1; n <= workouts; ++n) store.insert(workout(n));
        }
        settle();
    }
    void settle() {
        until(screen, [&] { return !screen.moving(true); });
    }
    void press(ImGuiKey key, bool control = false) {
        ImGui::GetIO().KeyCtrl = control;
        ui.press(panel(screen), key);
        ImGui::GetIO().KeyCtrl = false;
        settle();
    }
    std::size_t kept() { return SessionStore(paths.data).count(); }
};

}  // namespace

TEST_CASE("the newest workout is the first, and Enter opens it in Replay") {
    Shown shown;
    shown.press(ImGuiKey_DownArrow);
    shown.press(ImGuiKey_Enter);
    REQUIRE(shown.replayed);
    CHECK(shown.replayed->session == uuid_of(3));
    shown.press(ImGuiKey_DownArrow);
    shown.press(ImGuiKey_Enter);
    CHECK(shown.replayed->session == uuid_of(2));
}

TEST_CASE("a workout that is asked for is selected, whatever was listed") {
    Shown shown;
    shown.press(ImGuiKey_DownArrow);
    for (const int n : {1, 2}) {
        shown.screen.select(uuid_of(n));
        shown.settle();
        shown.press(ImGuiKey_Enter);
        REQUIRE(shown.replayed);
        CHECK(shown.replayed->session == uuid_of(n));
    }
    // One that is gone changes nothing.
    shown.screen.select("gone");
    shown.settle();
    shown.press(ImGuiKey_Enter);
    CHECK(shown.replayed->session == uuid_of(2));
}

TEST_CASE("deleted workouts come back one step after the other, and the next row is selected") {
    Shown shown;
    shown.press(ImGuiKey_DownArrow);
    shown.press(ImGuiKey_Delete);
    CHECK(shown.kept() == 2);
    shown.press(ImGuiKey_Enter);
    REQUIRE(shown.replayed);
    CHECK(shown.replayed->session == uuid_of(2));
    shown.press(ImGuiKey_Delete);
    CHECK(shown.kept() == 1);
    shown.press(ImGuiKey_Z, true);
    CHECK(shown.kept() == 2);
    shown.press(ImGuiKey_Z, true);
    CHECK(shown.kept() == 3);
    shown.press(ImGuiKey_Z, true);
    CHECK(shown.kept() == 3);
}

TEST_CASE("a workout that is kept meanwhile appears by itself") {
    Shown shown;
    SessionStore(shown.paths.data).insert(workout(4));
    // It looks every two seconds.
    shown.now += 3s;
    shown.ui.draw(shown.panel(shown.screen));
    shown.settle();
    shown.press(ImGuiKey_DownArrow);
    shown.press(ImGuiKey_Enter);
    REQUIRE(shown.replayed);
    CHECK(shown.replayed->session == uuid_of(4));
}

TEST_CASE("dropped logs are imported, said, and taken back") {
    Shown shown(0);
    SessionStore other(shown.home / "other");
    other.insert(workout(1));
    other.insert(workout(2));
    JobToken token;
    const fs::path log = shown.home / "all.jsonl";
    export_sessions(other, {}, {log}, token);
    shown.screen.take_dropped({log}, shown.now);
    shown.settle();
    CHECK(shown.kept() == 2);
    CHECK(shown.told("Imported 2 workouts."));
    shown.press(ImGuiKey_Z, true);
    CHECK(shown.kept() == 0);
}

TEST_CASE("an export of what is listed leaves the demo out and says so") {
    Shown shown(2);
    Session demo = workout(3);
    demo.source_kind = "demo";
    SessionStore(shown.paths.data).insert(demo);
    JobToken token;
    SessionExport what = {{uuid_of(1), uuid_of(3)}, ExportFormat::csv};
    what.listed = true;
    const fs::path file = shown.home / "sets.csv";
    CHECK(export_workouts(shown.paths, what, {file}, token).said ==
          "Exported 1 workout to " + file.string() + "; left out 1 workout of the demo.");
}

TEST_CASE("workouts of the demo are known, whatever is searched for or looked at") {
    const Shown shown(2);
    Session demo = workout(3);
    demo.source_kind = "demo";
    SessionStore(shown.paths.data).insert(demo);
    SessionFilter filter;
    CHECK(read_history(shown.paths, filter).kept_demos == 1);
    filter.text = "nothing";
    CHECK(read_history(shown.paths, filter).kept_demos == 1);
    SessionStore(shown.paths.data).remove(demo.uuid);
    filter = {};
    filter.deleted = true;
    CHECK(read_history(shown.paths, filter).kept_demos == 0);
}

TEST_CASE("a file that is no log is said by name, and changes nothing") {
    Shown shown;
    write_bytes(shown.home / "notes.jsonl", "not a log\n");
    shown.screen.take_dropped({shown.home / "notes.jsonl"}, shown.now);
    shown.settle();
    CHECK(shown.told("notes.jsonl"));
    CHECK(shown.kept() == 3);
}

TEST_CASE("a damaged history is told, kept aside, and a new one begun") {
    Shown shown;
    write_bytes(shown.paths.data / "spotter.sqlite", std::string(5000, 'x'));
    HistoryScreen screen(shown.context);
    shown.until(screen, [&] { return !screen.moving(true); });
    CHECK(shown.told("damaged"));
    CHECK(shown.kept() == 0);
}

TEST_CASE("without a workout History leads to Live") {
    Shown shown(0);
    CHECK(shown.ui.click_finds(shown.panel(shown.screen), shown.ui.screen().inset(300, 200),
                               [&](int) { return shown.went_to == "Live"; }));
}
