#include "ui/files/files_panel.h"

#include <catch2/catch.hpp>

#include "tests/ui/files_views.h"
#include "tests/ui/headless.h"

using namespace spotter;

namespace {

constexpr Rect kArea = {80, 0, 1200, 720};
constexpr Rect kList = {296, 158, 960, 490};
constexpr Rect kEnd = {1000, 660, 280, 50};

struct Screen {
    Headless ui{1280, 720};
    FilesView view = sample_files();

    auto panel() {
        return [this] { return draw_files_panel(view, kArea); };
    }
    template <class Wanted>
    bool click_finds(const Rect& area, const Wanted& wanted) {
        return ui.click_finds(panel(), area, wanted);
    }
};

}  // namespace

TEST_CASE("every state of the file chooser is drawn in every size, and nothing is cut off") {
    struct Size {
        float width, height, scale;
    };
    for (const Size& size : {Size{1280, 720, 1}, Size{1280, 720, 2}, Size{1920, 1080, 1},
                             Size{1920, 1080, 2}, Size{640, 400, 1}, Size{480, 320, 1}}) {
        Headless ui(size.width, size.height, size.scale);
        for (const NamedFilesView& state : all_files_views()) {
            CAPTURE(state.name, size.width, size.scale);
            const auto panel = [&] { return draw_files_panel(state.view, ui.screen()); };
            for (int i = 0; i < 3; ++i) ui.draw(panel);
            CHECK(ui.nothing_clipped());
        }
    }
}

TEST_CASE("of very many files only those in sight are drawn") {
    Screen some;
    some.ui.draw(some.panel());
    some.ui.draw(some.panel());
    const int few = ImGui::GetDrawData()->TotalVtxCount;
    Screen many;
    many.view = many_files();
    many.ui.draw(many.panel());
    many.ui.draw(many.panel());
    CHECK(ImGui::GetDrawData()->TotalVtxCount < 3 * few);
}

TEST_CASE("the last of very many files is shown when the cursor is there") {
    Screen screen;
    screen.view = many_files();
    screen.view.cursor = 19'999;
    screen.view.show_cursor = true;
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    screen.view.show_cursor = false;
    CHECK(screen.ui.click(screen.panel(), 700, kList.bottom() - 12).row == 19'999);
}

TEST_CASE("a click selects a row, a double click enters it") {
    Screen screen;
    const auto at = [&](int row) { return kList.y + 36 * static_cast<float>(row) + 16; };
    const FilesActions once = screen.ui.click(screen.panel(), 700, at(1));
    CHECK(once.row == 1);
    CHECK(once.click == RowClick::only);
    CHECK_FALSE(once.enter);
    bool entered = false;
    const auto watched = [&] {
        const FilesActions actions = draw_files_panel(screen.view, kArea);
        entered |= actions.enter && actions.row == 1;
        return actions;
    };
    screen.ui.click(watched, 700, at(1));
    CHECK(entered);
    ImGui::GetIO().KeyCtrl = true;
    CHECK(screen.ui.click(screen.panel(), 700, at(4)).click == RowClick::toggle);
}

TEST_CASE("what is typed goes to the filter, also after a click on a row") {
    Screen screen;
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    CHECK(screen.ui.type(screen.panel(), 's').filter == "s");
    screen.ui.click(screen.panel(), 700, kList.y + 20);
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    CHECK(screen.ui.type(screen.panel(), 'q').filter == "q");
}

TEST_CASE("arrows, Enter, Backspace and Escape go through folders and files") {
    Screen screen;
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_DownArrow).move == 1);
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_UpArrow).move == -1);
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_PageDown).move > 1);
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_Enter).enter);
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_Backspace).parent);
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_Escape).close);
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    screen.view.filter = "squ";
    screen.view.version = 1;
    CHECK_FALSE(screen.ui.press(screen.panel(), ImGuiKey_Backspace).parent);
    const FilesActions cleared = screen.ui.press(screen.panel(), ImGuiKey_Escape);
    CHECK(cleared.filter == "");
    CHECK_FALSE(cleared.close);
}

TEST_CASE("a path is typed, and Escape puts back the one that is shown") {
    Screen screen;
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    screen.ui.click(screen.panel(), 700, 82);
    CHECK(screen.ui.type(screen.panel(), 'x').path_text);
    CHECK_FALSE(screen.ui.press(screen.panel(), ImGuiKey_Backspace).parent);
    const FilesActions back = screen.ui.press(screen.panel(), ImGuiKey_Escape);
    CHECK(back.path_text == "/home/anna/Videos");
    CHECK_FALSE(back.close);
    screen.ui.click(screen.panel(), 700, 82);
    const FilesActions go = screen.ui.press(screen.panel(), ImGuiKey_Enter);
    CHECK(go.go_to_path);
    CHECK_FALSE(go.enter);
}

TEST_CASE("places, kinds and the folder above are one click away") {
    Screen screen;
    CHECK(screen.click_finds({100, 112, 180, 200},
                             [](const FilesActions& actions) { return actions.place == 3; }));
    CHECK(screen.click_finds({1020, 112, 240, 40},
                             [](const FilesActions& actions) { return actions.kind == 1; }));
    CHECK(screen.click_finds({100, 62, 60, 40},
                             [](const FilesActions& actions) { return actions.parent; }));
}

TEST_CASE("the button is pressed only when something can be chosen") {
    Screen screen;
    const auto wants = [](const FilesActions& actions) { return actions.choose; };
    CHECK(screen.click_finds(kEnd, wants));
    screen.view.ready = false;
    CHECK_FALSE(screen.click_finds(kEnd, wants));
    CHECK(screen.click_finds(kEnd, [](const FilesActions& actions) { return actions.close; }));
}

TEST_CASE("a folder that cannot be read leads to the one above") {
    Screen screen;
    screen.view.rows = nullptr;
    screen.view.failure = "The folder “Monday” is not there";
    CHECK(screen.click_finds(kList, [](const FilesActions& actions) { return actions.parent; }));
}

TEST_CASE("the name to save under is typed, and a file that is there is asked about") {
    Screen screen;
    for (const NamedFilesView& state : all_files_views()) {
        if (state.name == "files-saving") screen.view = state.view;
    }
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    CHECK(screen.ui.type(screen.panel(), 'a').name);
    CHECK_FALSE(screen.ui.press(screen.panel(), ImGuiKey_Backspace).parent);
    screen.view.asking = true;
    FilesActions all;
    screen.click_finds(kEnd.inset(-20, 0), [&](const FilesActions& actions) {
        all.replace |= actions.replace;
        all.keep |= actions.keep;
        CHECK_FALSE(actions.choose);
        return false;
    });
    CHECK(all.replace);
    CHECK(all.keep);
    const FilesActions kept = screen.ui.press(screen.panel(), ImGuiKey_Escape);
    CHECK(kept.keep);
    CHECK_FALSE(kept.close);
}

TEST_CASE("a folder is asked for where something is written, named, and made") {
    Screen screen;
    const Rect path = {kArea.x, 56, kArea.width, 60};
    const auto wanted = [](const FilesActions& actions) { return actions.new_folder; };
    CHECK_FALSE(screen.click_finds(path, wanted));
    screen.view.can_make = true;
    CHECK(screen.click_finds(path, wanted));

    screen.view.folder_name = "";
    for (int i = 0; i < 3; ++i) screen.ui.draw(screen.panel());
    // What is typed is its name, and nothing else listens.
    const FilesActions typed = screen.ui.type(screen.panel(), 'N');
    CHECK(typed.folder_name == "N");
    CHECK_FALSE(typed.filter);
    screen.view.folder_name = "N";
    const FilesActions entered = screen.ui.press(screen.panel(), ImGuiKey_Enter);
    CHECK(entered.make_folder);
    CHECK_FALSE(entered.enter);
    CHECK(
        screen.click_finds(kEnd, [](const FilesActions& actions) { return actions.make_folder; }));
    const FilesActions left = screen.ui.press(screen.panel(), ImGuiKey_Escape);
    CHECK(left.keep);
    CHECK_FALSE(left.close);
}
