#include <catch2/catch.hpp>

#include "tests/ui/headless.h"
#include "tests/ui/live_rig.h"
#include "tests/ui/sample_views.h"

using namespace spotter;

namespace {

LiveView playing_view() {
    LiveView view = shown_view();
    view.source_kind = SourceKind::file;
    view.playback = PlaybackView();
    view.playback->position_s = 12;
    view.playback->duration_s = 60;
    return view;
}

// A thin row through the middle.
Rect middle_row(const Rect& area) {
    return {area.x, area.y + area.height / 2 - 6, area.width, 12};
}

}  // namespace

TEST_CASE("nothing is clipped in any state and size") {
    struct Size {
        float width, height, scale;
    };
    for (const Size& size : {Size{1280, 720, 1}, Size{1280, 720, 2}, Size{1920, 1080, 1},
                             Size{1920, 1080, 2}, Size{640, 400, 1}}) {
        Headless screen(size.width, size.height, size.scale);
        for (NamedView& named : all_live_views()) {
            CAPTURE(named.name, size.width, size.height, size.scale);
            named.view.video.texture = kFakeTexture;
            for (int i = 0; i < 3; ++i) screen.draw(named.view);
            CHECK(screen.nothing_clipped());
        }
    }
}

TEST_CASE("without input nothing is asked for") {
    Headless screen(1280, 720);
    for (NamedView& named : all_live_views()) {
        CAPTURE(named.name);
        named.view.video.texture = kFakeTexture;
        screen.draw(named.view);
        const LiveActions actions = screen.draw(named.view);
        CHECK_FALSE(actions.choose_person);
        CHECK_FALSE(actions.toggle_pause);
        CHECK_FALSE(actions.retry);
        CHECK_FALSE(actions.overlay);
        CHECK_FALSE(actions.seek_to_s);
        CHECK_FALSE(actions.open_text);
    }
}

TEST_CASE("a click on the picture chooses the person at that point of the frame") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    const Rect picture = middle_picture(view);
    const float x = picture.x + picture.width * 0.25F;
    const float y = picture.y + picture.height * 0.5F;

    view.mirrored = false;
    auto chosen = screen.click(view, x, y).choose_person;
    REQUIRE(chosen);
    CHECK(chosen->x == Approx(320).margin(2));
    CHECK(chosen->y == Approx(360).margin(2));

    view.mirrored = true;
    chosen = screen.click(view, x, y).choose_person;
    REQUIRE(chosen);
    CHECK(chosen->x == Approx(960).margin(2));
}

TEST_CASE("a notice can be dismissed, and hides nothing of the picture") {
    struct Size {
        float width, height, scale;
    };
    for (const Size& size :
         {Size{1280, 720, 1}, Size{1280, 720, 2}, Size{1920, 1080, 1}, Size{1920, 1080, 2}}) {
        CAPTURE(size.width, size.height, size.scale);
        Headless screen(size.width, size.height, size.scale);
        LiveView view = shown_view();
        view.mirrored = false;
        view.notices = {{6, NoticeView::Kind::info, "No camera was found: this is the demo."},
                        {7, NoticeView::Kind::warning, "It was unplugged."}};
        const float unit = unit_for(size.width, size.height, size.scale);
        const Rect video = layout_for(screen.screen(), unit, view.labels.size(), false).video;
        bool chose = false;
        CHECK(screen.click_finds(view, video.top(video.height * 0.4F).right_part(40 * unit),
                                 [&](const LiveActions& actions) {
                                     chose |= actions.choose_person.has_value();
                                     return actions.dismiss_notice == 7;
                                 }));
        CHECK_FALSE(chose);
        // The whole picture can be seen: its upper corner is beneath the notices.
        float top = video.bottom();
        const float middle = video.x + video.width / 2;
        for (float y = video.bottom() - 2; y > video.y; y -= 4) {
            const auto chosen = screen.click(view, middle, y).choose_person;
            if (!chosen) break;
            top = chosen->y;
        }
        CHECK(top < 20);
    }
}

TEST_CASE("the buttons of the top bar switch parts on and off") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    const Rect bar = middle_row(layout_of(view).top_bar.right_part(300));
    CHECK(screen.click_finds(view, bar, [](auto& a) { return a.show_skeleton == false; }));
    CHECK(screen.click_finds(view, bar, [](auto& a) { return a.mirrored == false; }));
    CHECK(screen.click_finds(view, bar, [](auto& a) { return a.show_statistics == true; }));
    CHECK(screen.click_finds(view, bar, [](auto& a) { return a.overlay == Overlay::settings; }));
    CHECK(screen.click_finds(view, bar, [](auto& a) { return a.overlay == Overlay::help; }));
    CHECK(screen.click_finds(view, bar, [](auto& a) { return a.full_screen == true; }));
    CHECK_FALSE(screen.click_finds(view, bar, [](auto& a) { return a.film.has_value(); }));
    view.filming = false;
    CHECK(screen.click_finds(view, bar, [](auto& a) { return a.film == true; }));
}

TEST_CASE("source, model and device are chosen from lists") {
    Headless screen(1280, 720);
    const LiveView view = shown_view();
    const Rect bar = layout_of(view).top_bar;
    const auto list_of = [&](float x) {
        screen.click(view, x, bar.height / 2);
        screen.draw(view);
        return Rect{x, bar.bottom(), 24, 260};
    };
    // Each list opens under its button; the third click chooses what is under the pointer.
    const auto choose = [&](float x, float y) {
        screen.click(view, x, bar.height / 2);
        return screen.click(view, x, y);
    };
    const Rect sources = list_of(116);
    CHECK(screen.click(view, sources.x, bar.bottom() + 90).choose_source == 1);
    CHECK(choose(356, bar.bottom() + 80).choose_model == 1);
    CHECK(choose(604, bar.bottom() + 30).choose_device == 0);
}

TEST_CASE("the last entry of the sources opens the dialog for files and streams") {
    Headless screen(1280, 720);
    const LiveView view = shown_view();
    const Rect bar = layout_of(view).top_bar;
    screen.click(view, 116, bar.height / 2);
    bool opened = false;
    for (float y = bar.bottom() + 10; y < 400 && !opened; y += 16) {
        opened = screen.click(view, 116, y).overlay == Overlay::open;
        screen.click(view, 116, bar.height / 2);
    }
    CHECK(opened);
}

TEST_CASE("the empty screen offers the demo and another look for cameras") {
    Headless screen(1280, 720);
    LiveView view;
    const Rect video = layout_of(view).video;
    CHECK(screen.click_finds(view, video, [](auto& a) { return a.try_demo; }));
    CHECK(screen.click_finds(view, video, [](auto& a) { return a.retry; }));
}

TEST_CASE("a failed source can be tried again or replaced") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.phase = LivePhase::failed;
    view.failure = "open video: a.mp4: no video stream; re-export it as MP4";
    const Rect video = layout_of(view).video;
    CHECK(screen.click_finds(view, video, [](auto& a) { return a.retry; }));
    CHECK(screen.click_finds(view, video, [](auto& a) { return a.overlay == Overlay::open; }));
    CHECK(screen.type(view, 'r').retry);
}

TEST_CASE("a recording is paused, sought and sped up with the mouse") {
    Headless screen(1280, 720);
    LiveView view = playing_view();
    const Rect bar = layout_of(view).playback;
    CHECK(screen.click(view, bar.x + 26, bar.y + bar.height / 2).toggle_pause);
    const auto sought = screen.click(view, bar.x + bar.width / 2, bar.y + bar.height / 2).seek_to_s;
    REQUIRE(sought);
    CHECK(*sought > 15);
    CHECK(*sought < 45);
    CHECK(screen.click_finds(view, middle_row(bar), [](auto& a) { return a.speed == 2.0; }));
}

TEST_CASE("the verdict on a recording tells the scores of all labels when pointed at") {
    Headless screen(1280, 720);
    LiveView view = playing_view();
    view.playback->verdict = "Whole clip: Squat, 93 %";
    const Rect bar = layout_of(view).playback;
    const float y = bar.y + bar.height / 2;
    screen.click(view, bar.right() - 60, y);
    CHECK_FALSE(screen.tip_shown());
    view.playback->verdict_scores = "Squat, 93 %\nOther, 7 %";
    screen.click(view, bar.right() - 60, y);
    CHECK(screen.tip_shown());
    screen.click(view, bar.x + bar.width / 3, y);
    CHECK_FALSE(screen.tip_shown());
}

TEST_CASE("a recording of unknown length is not sought") {
    Headless screen(1280, 720);
    LiveView view = playing_view();
    view.playback->duration_s = 0;
    const Rect bar = layout_of(view).playback;
    CHECK_FALSE(
        screen.click_finds(view, middle_row(bar), [](auto& a) { return a.seek_to_s.has_value(); }));
    CHECK_FALSE(screen.press(view, ImGuiKey_RightArrow).seek_to_s);
}

TEST_CASE("space pauses and arrows seek five seconds, inside the recording") {
    Headless screen(1280, 720);
    LiveView view = playing_view();
    CHECK(screen.press(view, ImGuiKey_Space).toggle_pause);
    CHECK(screen.press(view, ImGuiKey_RightArrow).seek_to_s == 17.0);
    CHECK(screen.press(view, ImGuiKey_LeftArrow).seek_to_s == 7.0);
    view.playback->position_s = 2;
    CHECK(screen.press(view, ImGuiKey_LeftArrow).seek_to_s == 0.0);
    view.playback->position_s = 58;
    CHECK(screen.press(view, ImGuiKey_RightArrow).seek_to_s == 60.0);
}

TEST_CASE("space does nothing while a camera is watched") {
    Headless screen(1280, 720);
    CHECK_FALSE(screen.press(shown_view(), ImGuiKey_Space).toggle_pause);
}

TEST_CASE("letters switch parts, in either case") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    CHECK(screen.type(view, 'k').show_skeleton == false);
    CHECK(screen.type(view, 'K').show_skeleton == false);
    CHECK(screen.type(view, 's').show_statistics == true);
    CHECK(screen.type(view, 'm').mirrored == false);
    CHECK(screen.type(view, '+').correct_reps == 1);
    CHECK(screen.type(view, '=').correct_reps == 1);
    CHECK(screen.type(view, '-').correct_reps == -1);
    CHECK(screen.type(view, 'c').count_in);
    CHECK_FALSE(screen.type(view, 'v').film);
    view.filming = true;
    CHECK(screen.type(view, 'v').film == false);
    CHECK(screen.type(view, 'o').overlay == Overlay::open);
    CHECK(screen.type(view, ',').overlay == Overlay::settings);
    CHECK(screen.type(view, '?').overlay == Overlay::help);
    CHECK_FALSE(screen.type(view, 't').show_truth);
    view.source_kind = SourceKind::demo;
    CHECK(screen.type(view, 't').show_truth == true);
}

TEST_CASE("escape closes what is open before it leaves full screen") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.full_screen = true;
    view.overlay = Overlay::help;
    LiveActions actions = screen.press(view, ImGuiKey_Escape);
    CHECK(actions.overlay == Overlay::none);
    CHECK_FALSE(actions.full_screen);
    view.overlay = Overlay::none;
    actions = screen.press(view, ImGuiKey_Escape);
    CHECK(actions.full_screen == false);
}

TEST_CASE("escape closes a list of choices and leaves the rest as it is") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.full_screen = true;
    screen.click(view, 280, 30);
    screen.draw(view);
    REQUIRE(screen.list_open());
    CHECK_FALSE(screen.press(view, ImGuiKey_Escape).full_screen);
    CHECK_FALSE(screen.list_open());
    CHECK(screen.press(view, ImGuiKey_Escape).full_screen == false);
}

TEST_CASE("keys of the screen rest while a dialog is open") {
    Headless screen(1280, 720);
    LiveView view = playing_view();
    view.overlay = Overlay::help;
    CHECK_FALSE(screen.type(view, 'k').show_skeleton);
    CHECK_FALSE(screen.press(view, ImGuiKey_Space).toggle_pause);
    CHECK(screen.type(view, '?').overlay == Overlay::none);
}

TEST_CASE("a path that was typed is opened by enter and by the button") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::open;
    view.open_text = "squat.mp4";
    for (int i = 0; i < 3; ++i) screen.draw(view);
    LiveActions actions = screen.press(view, ImGuiKey_Enter);
    CHECK(actions.open == "squat.mp4");
    // It stays until it is known that it can be opened.
    CHECK_FALSE(actions.overlay);
    const Rect dialog = {330, 240, 620, 240};
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.open == "squat.mp4"; }));
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.browse; }));
}

TEST_CASE("letters that are typed into the path are text, not keys") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::open;
    for (int i = 0; i < 3; ++i) screen.draw(view);
    const LiveActions actions = screen.type(view, '?');
    CHECK(actions.open_text == "?");
    CHECK_FALSE(actions.overlay);
}

TEST_CASE("settings switch parts and choose the precision") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::settings;
    const Rect dialog = {390, 180, 500, 200};
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.show_skeleton == false; }));
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.mirrored == false; }));
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.show_statistics == true; }));
    const Rect pickers = {650, 484, 60, 44};
    bool chosen = false;
    screen.click_finds(view, pickers, [&](const LiveActions& a) {
        for (float y = 552; y < 700 && !chosen; y += 20) {
            chosen = screen.click(view, 700, y).choose_precision.has_value();
        }
        return chosen || a.choose_precision.has_value();
    });
    CHECK(chosen);
}
