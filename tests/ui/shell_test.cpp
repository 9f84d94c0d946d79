#include "ui/shell/shell.h"

#include <catch2/catch.hpp>

#include "tests/ui/headless.h"
#include "ui/panel.h"
#include "ui/shell/closing.h"

using namespace spotter;

namespace {

ShellView working_view() {
    ShellView view;
    view.screens = {{"Live", Icon::camera}, {"Teach", Icon::teach}, {"Models", Icon::model}};
    view.jobs = {{"Train my-gym", "Epoch 3 of 8", 0.4, 75.0, false}, {"Import clips"}};
    view.notices = {{7, NoticeView::Kind::error, "read camera: it was unplugged"}};
    return view;
}

ShellLayout layout_of(const ShellView& view) {
    return lay_out_shell(view, whole_window());
}

auto shell_of(const ShellView& view) {
    return [&view] { return draw_shell(view, layout_of(view)); };
}

}  // namespace

TEST_CASE("a click on the rail leads to that screen") {
    Headless window(1280, 720);
    const ShellView view = working_view();
    window.draw(shell_of(view));
    const Rect rail = layout_of(view).rail;
    CHECK(window.click(shell_of(view), rail.x + rail.width / 2, 60 + 32).go_to == 0);
    CHECK(window.click(shell_of(view), rail.x + rail.width / 2, 60 + 64 + 32).go_to == 1);
    CHECK(window.click(shell_of(view), rail.x + rail.width / 2, 60 + 128 + 32).go_to == 2);
}

TEST_CASE("digits lead to the screens that there are") {
    Headless window(1280, 720);
    ShellView view = working_view();
    CHECK(window.type(shell_of(view), '2').go_to == 1);
    CHECK_FALSE(window.type(shell_of(view), '4').go_to);
    CHECK_FALSE(window.type(shell_of(view), '0').go_to);
    view.typing = true;
    CHECK_FALSE(window.type(shell_of(view), '2').go_to);
}

TEST_CASE("long work can be cancelled from every screen") {
    Headless window(1280, 720);
    const ShellView view = working_view();
    window.draw(shell_of(view));
    const ShellLayout layout = layout_of(view);
    const float x = layout.jobs.right() - 60;
    CHECK(window.click(shell_of(view), x, layout.jobs.y + layout.job_height / 2).cancel_job == 0);
    CHECK(window.click(shell_of(view), x, layout.jobs.y + layout.job_height * 1.5F).cancel_job ==
          1);
}

TEST_CASE("a notice is dismissed by its id") {
    Headless window(1280, 720);
    const ShellView view = working_view();
    window.draw(shell_of(view));
    const Rect place = layout_of(view).notices.right_part(80);
    CHECK(window.click_finds(shell_of(view), place, [](const ShellActions& actions) {
        return actions.dismiss_notice == 7;
    }));
}

TEST_CASE("notices cover nothing of the screen") {
    Headless window(1280, 720);
    ShellView view = working_view();
    window.draw(shell_of(view));
    const ShellLayout one = layout_of(view);
    CHECK_FALSE(one.notices.overlaps(one.content));
    CHECK(one.notices.bottom() == Approx(one.jobs.y));
    view.notices.push_back({8, NoticeView::Kind::info, "gym was imported"});
    const ShellLayout two = layout_of(view);
    CHECK(two.notices.height > one.notices.height);
    CHECK(two.content.height + two.notices.height ==
          Approx(one.content.height + one.notices.height));
    view.notices.clear();
    CHECK(layout_of(view).notices.empty());
}

TEST_CASE("of more notices than there is room for, the newest are shown") {
    Headless window(480, 320);
    ShellView view = working_view();
    const std::string text(300, 'x');
    for (int id = 8; id < 12; ++id)
        view.notices.push_back({id, NoticeView::Kind::error, text + " " + text});
    view.notices.push_back({12, NoticeView::Kind::error, "it was unplugged"});
    window.draw(shell_of(view));
    CHECK(window.click_finds(shell_of(view), layout_of(view).notices,
                             [](const ShellActions& a) { return a.dismiss_notice == 12; }));
}

TEST_CASE("a bare screen has neither rail nor jobs") {
    Headless window(1280, 720);
    ShellView view = working_view();
    view.bare = true;
    window.draw(shell_of(view));
    CHECK(layout_of(view).rail.empty());
    CHECK(layout_of(view).jobs.empty());
    CHECK(layout_of(view).content.width == 1280);
}

TEST_CASE("nothing of the shell is clipped in any size") {
    struct Size {
        float width, height, scale;
    };
    for (const Size& size : {Size{1280, 720, 1}, Size{1280, 720, 2}, Size{1920, 1080, 1},
                             Size{1920, 1080, 2}, Size{640, 400, 1}, Size{480, 320, 1}}) {
        CAPTURE(size.width, size.height, size.scale);
        Headless window(size.width, size.height, size.scale);
        const ShellView view = working_view();
        for (int i = 0; i < 3; ++i) window.draw(shell_of(view));
        CHECK(window.nothing_clipped());
    }
}

TEST_CASE("what is closed while a workout is not saved says so, and can be closed at once") {
    const ClosingView view = {"keep session: spotter.sqlite: database is locked", 27};
    for (const float scale : {1.F, 2.F}) {
        Headless window(1280, 720, scale);
        const auto closing = [&] { return draw_closing(view, whole_window()); };
        CHECK_FALSE(window.draw(closing));
        window.draw(closing);
        CHECK(window.nothing_clipped());
        CHECK(window.click_finds(closing, {640, 0, 12, 720}, [](bool now) { return now; }));
    }
}
