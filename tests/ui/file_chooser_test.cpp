#include "app/window/file_chooser.h"

#include <catch2/catch.hpp>

#include "app/window/history_screen.h"
#include "engine/session/session_store.h"
#include "tests/ui/kept_workouts.h"
#include "tests/ui/screen_rig.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// The chooser over a home folder with two videos, one of them in a folder.
struct Asked : ScreenRig {
    std::vector<fs::path> chosen;
    bool replace = false;

    Asked() {
        fs::create_directories(home / "clips");
        write_bytes(home / "clips/b.mp4", "x");
        write_bytes(home / "a.mp4", "x");
    }
    void ask(FileRequest request) {
        request.purpose = "videos";
        files.ask(std::move(request), [this](const FilesChosen& what) {
            chosen = what.paths;
            replace = what.replace;
        });
        settle();
    }
    auto picture() {
        return [this] {
            if (files.open()) files.draw(ui.screen(), now);
            return 0;
        };
    }
    void settle() {
        do {
            ui.draw(picture());
        } while (files.busy());
        for (int i = 0; i < 3; ++i) ui.draw(picture());
    }
    void press(ImGuiKey key) {
        ui.press(picture(), key);
        settle();
    }
    void type(const std::string& text) {
        for (const char letter : text) ui.type(picture(), letter);
        ui.draw(picture());
    }
    // What is written in the field of the path.
    void go_to(const fs::path& path) {
        ui.click(picture(), 600, 82);
        ImGui::GetIO().KeyCtrl = true;
        ui.press(picture(), ImGuiKey_A);
        ImGui::GetIO().KeyCtrl = false;
        type(path.string());
        press(ImGuiKey_Enter);
    }
};

FileRequest video() {
    FileRequest out;
    out.kind = FileKind::videos;
    return out;
}

}  // namespace

TEST_CASE("a file is found by typing and Enter, and its folder is where the next one begins") {
    Asked asked;
    asked.ask(video());
    asked.type("cli");
    asked.press(ImGuiKey_Enter);
    asked.press(ImGuiKey_DownArrow);
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "clips/b.mp4"});
    CHECK_FALSE(asked.files.open());
    CHECK(asked.files.last_folder("videos") == asked.home / "clips");
    CHECK(asked.files.last_folder("models") == asked.home.path());
    asked.ask(video());
    asked.press(ImGuiKey_DownArrow);
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "clips/b.mp4"});
}

TEST_CASE("Backspace leads to the folder above, Escape closes, and nothing is chosen") {
    Asked asked;
    FileRequest request = video();
    request.begin = asked.home / "clips";
    asked.ask(request);
    asked.press(ImGuiKey_Backspace);
    asked.type("a.mp4");
    asked.press(ImGuiKey_Escape);
    CHECK(asked.files.open());
    asked.press(ImGuiKey_Escape);
    CHECK_FALSE(asked.files.open());
    CHECK(asked.chosen.empty());
}

TEST_CASE("a path that is typed leads to a folder, or chooses a file") {
    Asked asked;
    asked.ask(video());
    asked.go_to("~/clips");
    CHECK(asked.files.open());
    asked.go_to("b.mp4");
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "clips/b.mp4"});
}

TEST_CASE("a folder that vanishes while it is shown is left by Backspace") {
    Asked asked;
    FileRequest request = video();
    request.begin = asked.home / "clips";
    asked.ask(request);
    fs::remove_all(asked.home / "clips");
    asked.now += 3s;
    asked.settle();
    asked.press(ImGuiKey_Backspace);
    asked.press(ImGuiKey_DownArrow);
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "a.mp4"});
}

TEST_CASE("a file that comes meanwhile appears by itself") {
    Asked asked;
    asked.ask(video());
    write_bytes(asked.home / "z.mp4", "x");
    fs::last_write_time(asked.home, fs::file_time_type::clock::now() + 1s);
    asked.now += 3s;
    asked.settle();
    asked.type("z.mp");
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "z.mp4"});
}

TEST_CASE("where the last folder is gone it begins in the nearest that is there") {
    Asked asked;
    FileRequest request = video();
    request.begin = asked.home / "gone/deep/c.mp4";
    asked.ask(request);
    asked.type("a.mp4");
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "a.mp4"});
}

TEST_CASE("an address is no place to begin") {
    Asked asked;
    FileRequest request = video();
    request.begin = "rtsp://camera/stream";
    asked.ask(request);
    asked.type("a.mp4");
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "a.mp4"});
}

TEST_CASE("a file that is there is replaced only after a question") {
    Asked asked;
    FileRequest request;
    request.wish = FileWish::save;
    request.name = "a.mp4";
    request.may_replace = true;
    asked.ask(request);
    asked.press(ImGuiKey_Enter);
    CHECK(asked.files.open());
    CHECK(asked.chosen.empty());
    const Rect end = asked.ui.screen().below(60).right_part(140);
    REQUIRE(asked.ui.click_finds(asked.picture(), end, [&](int) { return !asked.files.open(); }));
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "a.mp4"});
    CHECK(asked.replace);
}

TEST_CASE("a folder is made where something is saved, and saved into") {
    Asked asked;
    FileRequest request;
    request.wish = FileWish::save;
    request.name = "new.jsonl";
    asked.ask(request);
    const auto is_there = [&](const std::string& name) { return fs::exists(asked.home / name); };
    // The field is there once the button was clicked: letters go to it.
    const auto open_and_type = [&](const std::string& name) {
        asked.ui.click(asked.picture(), asked.ui.screen().width - 80, 82);
        for (int i = 0; i < 3; ++i) asked.ui.draw(asked.picture());
        asked.type(name);
        asked.press(ImGuiKey_Enter);
    };
    open_and_type("clips");
    // It is there already: the field stays, and can be left.
    CHECK(asked.files.open());
    asked.type("-2");
    asked.press(ImGuiKey_Enter);
    CHECK(is_there("clips-2"));
    CHECK(asked.files.open());
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "clips-2/new.jsonl"});
}

TEST_CASE("a folder that is made has a name of its own") {
    const TempFolder home;
    CHECK(make_folder(home, "Übung 1").empty());
    CHECK(fs::is_directory(home / "Übung 1"));
    CHECK(make_folder(home, "Übung 1") == "“Übung 1” is there already; choose another name");
    write_bytes(home / "file", "x");
    CHECK(make_folder(home, "file") == "“file” is there already; choose another name");
    for (const char* wrong : {".", "..", "a/b"}) {
        CHECK(make_folder(home, wrong) == "“" + std::string(wrong) + "” is no name of a folder");
    }
    CHECK(make_folder(home / "nowhere", "a").find("“a” cannot be made here: ") == 0);
}

TEST_CASE("the arrows give the name of a file that is there to what is saved") {
    Asked asked;
    FileRequest request;
    request.wish = FileWish::save;
    request.name = "new.jsonl";
    request.may_replace = true;
    asked.ask(request);
    asked.press(ImGuiKey_UpArrow);
    asked.press(ImGuiKey_Enter);
    CHECK(asked.files.open());
    const Rect end = asked.ui.screen().below(60).right_part(140);
    REQUIRE(asked.ui.click_finds(asked.picture(), end, [&](int) { return !asked.files.open(); }));
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "a.mp4"});
    asked.ask(request);
    asked.press(ImGuiKey_DownArrow);
    asked.type("b");
    asked.press(ImGuiKey_Enter);
    CHECK(asked.chosen == std::vector<fs::path>{asked.home / "b"});
}

TEST_CASE("an export is browsed for from its dialog, which then has the path") {
    Asked asked;
    SessionStore(asked.paths.data).insert(workout(1));
    HistoryScreen screen{asked.context};
    asked.until(screen, [&] { return !screen.moving(true); });
    const auto panel = asked.panel(screen);
    const Rect whole = asked.ui.screen();
    // The button in the header, then the one beside the path.
    REQUIRE(asked.ui.click_finds(panel, whole.top(60).right_part(260),
                                 [&](int) { return asked.ui.list_open(); }));
    REQUIRE(
        asked.ui.click_finds(panel, {720, 200, 110, 320}, [&](int) { return asked.files.open(); }));
    asked.settle();
    asked.press(ImGuiKey_Enter);
    CHECK_FALSE(asked.files.open());
    CHECK_FALSE(asked.ui.list_open());
    for (int i = 0; i < 3; ++i) asked.ui.draw(panel);
    CHECK(asked.ui.list_open());
    CHECK(asked.files.last_folder("workouts") == asked.home.path());
}
