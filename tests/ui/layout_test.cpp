#include <vector>

#include <catch2/catch.hpp>

#include "tests/ui/sample_views.h"
#include "ui/format.h"
#include "ui/hero_text.h"
#include "ui/live/live_layout.h"
#include "ui/shell/shell_layout.h"

using namespace spotter;

namespace {

struct Size {
    float width;
    float height;
    float scale;
};

constexpr Size kSizes[] = {{1280, 720, 1},  {1280, 720, 2}, {1920, 1080, 1}, {1920, 1080, 2},
                           {3840, 2160, 2}, {640, 400, 1},  {640, 400, 2},   {480, 320, 1},
                           {720, 1280, 1},  {2560, 600, 1}, {320, 180, 1}};

LiveLayout layout_of(const Size& size, std::size_t labels, bool playback) {
    return layout_for({0, 0, size.width, size.height},
                      unit_for(size.width, size.height, size.scale), labels, playback);
}

std::vector<Rect> parts_of(const LiveLayout& layout) {
    return {layout.top_bar,  layout.video,  layout.hero, layout.timeline,
            layout.playback, layout.scores, layout.coach};
}

}  // namespace

TEST_CASE("the parts of the live screen never overlap and stay inside the window") {
    for (const Size& size : kSizes) {
        for (const bool playback : {false, true}) {
            const auto layout = layout_of(size, 4, playback);
            CAPTURE(size.width, size.height, size.scale, playback);
            const Rect window = {0, 0, size.width, size.height};
            const auto parts = parts_of(layout);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (parts[i].empty()) continue;
                CHECK(window.contains(parts[i]));
                for (std::size_t k = i + 1; k < parts.size(); ++k) {
                    CHECK_FALSE(parts[i].overlaps(parts[k]));
                }
            }
            CHECK_FALSE(layout.video.empty());
            CHECK(layout.playback.empty() != playback);
            CHECK(layout.scores.contains(layout.score_rows));
        }
    }
}

TEST_CASE("three to twenty labels fit without scrolling in every size of window") {
    for (const Size& size : {Size{1280, 720, 1}, Size{1280, 720, 2}, Size{1920, 1080, 1},
                             Size{1920, 1080, 2}, Size{640, 400, 1}}) {
        for (std::size_t labels = 3; labels <= 20; ++labels) {
            const auto layout = layout_of(size, labels, true);
            CAPTURE(size.width, size.scale, labels);
            CHECK_FALSE(layout.rows_scroll);
        }
    }
}

TEST_CASE("more labels than fit can be scrolled") {
    CHECK(layout_of({1280, 720, 1}, 101, false).rows_scroll);
}

TEST_CASE("rail, jobs and screen fill the window without overlapping") {
    for (const Size& size : kSizes) {
        const Rect window = {0, 0, size.width, size.height};
        const float unit = unit_for(size.width, size.height, size.scale);
        for (const std::size_t jobs : {0, 1, 2, 5}) {
            CAPTURE(size.width, size.height, size.scale, jobs);
            const ShellLayout layout = shell_layout_for(window, unit, jobs, false);
            CHECK(window.contains(layout.rail));
            CHECK(window.contains(layout.content));
            CHECK(layout.jobs.empty() == (jobs == 0));
            CHECK_FALSE(layout.rail.overlaps(layout.content));
            CHECK_FALSE(layout.jobs.overlaps(layout.content));
            CHECK_FALSE(layout.jobs.overlaps(layout.rail));
            const auto covered = [](const Rect& r) { return r.empty() ? 0 : r.width * r.height; };
            CHECK(covered(layout.rail) + covered(layout.jobs) + covered(layout.content) ==
                  Approx(size.width * size.height));
        }
        CHECK(shell_layout_for(window, unit, 2, true).content.width == size.width);
    }
}

TEST_CASE("the live screen fits beside the rail") {
    for (const Size& size : kSizes) {
        const Rect window = {0, 0, size.width, size.height};
        const float unit = unit_for(size.width, size.height, size.scale);
        if (size.width < 480) continue;  // below what the window can be made
        const Rect content = shell_layout_for(window, unit, 0, false).content;
        CAPTURE(size.width, size.height, size.scale);
        for (const Rect& part : parts_of(layout_for(content, unit, 4, true))) {
            CHECK(content.contains(part));
        }
    }
}

TEST_CASE("type grows with the display's scale and with the window") {
    CHECK(unit_for(1280, 720, 1) == 1);
    CHECK(unit_for(2560, 1440, 2) == 2);
    CHECK(unit_for(1920, 1080, 1) > 1);
    CHECK(unit_for(640, 400, 1) < 1);
}

TEST_CASE("a picture is fitted without being stretched") {
    const Rect area = {10, 20, 900, 400};
    for (const auto& [width, height] : {std::pair{1280.F, 720.F}, {720.F, 1280.F}, {1.F, 1.F}}) {
        const Rect picture = fitted(area, width, height);
        CHECK(area.contains(picture));
        CHECK(picture.width / picture.height == Approx(width / height));
        CHECK((picture.width == Approx(area.width) || picture.height == Approx(area.height)));
    }
    CHECK(fitted(area, 0, 100).empty());
}

TEST_CASE("numbers are written for people") {
    CHECK(percent(0.926) == "93 %");
    CHECK(sentence("read camera: gone") == "Read camera: gone");
    CHECK(sentence("").empty());
    CHECK(clock_time(75.9) == "1:15");
    CHECK(clock_time(3675) == "1:01:15");
    CHECK(clock_time(-1) == "0:00");
}

TEST_CASE("the large type says what is known and nothing more") {
    LiveView view = squat_view();
    CHECK(hero_text(view).large == "Squat");
    CHECK(hero_text(view).number == "94 %");
    CHECK(hero_text(view).caption.empty());
    CHECK(request_text(view).empty());

    SECTION("before the first window it is watching") {
        view.label_phase = LabelPhase::watching;
        view.window_filled = 0.5;
        CHECK(hero_text(view).large == "Watching…");
        CHECK(hero_text(view).fraction == 0.5F);
    }
    SECTION("between the thresholds it is unsure, and names the best guess") {
        view.label_phase = LabelPhase::unsure;
        view.label = -1;
        view.scores = {0.38F, 0.12F, 0.41F, 0.09F};
        CHECK(hero_text(view).large == "Unsure");
        CHECK(hero_text(view).caption == "Perhaps Squat, 41 %");
        CHECK(hero_text(view).number.empty());
    }
    SECTION("nobody is asked to step into view, whatever the label") {
        view.person = PersonView::away;
        CHECK(hero_text(view).large == "Step into view");
        CHECK(hero_text(view).number.empty());
    }
    SECTION("half a person is asked to step into view") {
        view.person = PersonView::cut_off;
        CHECK(hero_text(view).large == "Squat");
        CHECK(hero_text(view).caption == "Part of the person is hidden or outside");
        view.label_phase = LabelPhase::unsure;
        CHECK(hero_text(view).large == "Step into view");
        CHECK(request_text(view).empty());
    }
    SECTION("who is recognised is asked for nothing over the picture, half in view or not") {
        view.person = PersonView::cut_off;
        view.coach.phase = CoachPhase::none;
        CHECK(request_text(view).empty());
        view.label = 3;
        CHECK(request_text(view) == "Step into view");
        // At rest after a set that was counted so.
        view.coach.phase = CoachPhase::rest;
        CHECK(request_text(view).empty());
    }
    SECTION("who is in a recording is not asked to step into view") {
        view.source_kind = SourceKind::file;
        view.person = PersonView::away;
        CHECK(hero_text(view).large == "Nobody in view");
        view.person = PersonView::cut_off;
        CHECK(hero_text(view).caption == "Part of the person is hidden or outside");
        view.label = 3;
        view.coach.phase = CoachPhase::none;
        CHECK(request_text(view).empty());
    }
    SECTION("an idle label is quiet") {
        view.label = 3;
        CHECK(hero_text(view).large == "Other");
        CHECK(hero_text(view).tone == HeroText::Tone::quiet);
    }
    SECTION("without a model it says so") {
        view.labels.clear();
        CHECK(hero_text(view).large == "No model");
        view.models.busy = true;
        CHECK(hero_text(view).large == "Loading the model…");
        view.source_kind = SourceKind::camera;
        CHECK(hero_text(view).caption == "The picture goes on meanwhile");
        view.source_kind = SourceKind::file;
        CHECK(hero_text(view).caption == "Then the video begins");
    }
    SECTION("a source that is not there is waited for") {
        view.phase = LivePhase::waiting;
        CHECK(hero_text(view).large == "Waiting…");
    }
    SECTION("a label outside the model's is unsure, not a crash") {
        CHECK(label_name(view, 17) == "Unsure");
    }
}
