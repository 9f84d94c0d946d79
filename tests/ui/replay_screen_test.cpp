#include "app/window/replay_screen.h"

#include <algorithm>
#include <fstream>

#include <catch2/catch.hpp>

#include "app/replay_files.h"
#include "app/session_upkeep.h"
#include "app/window/models_screen.h"
#include "app/window/replay_player.h"
#include "engine/session/database.h"
#include "engine/session/import_jsonl.h"
#include "engine/session/session_store.h"
#include "tests/ui/replay_rig.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

bool is_red(const std::optional<Color>& color) {
    return color && color->red > 150 && color->blue < 100;
}

bool is_blue(const std::optional<Color>& color) {
    return color && color->blue > 150 && color->red < 100;
}

}  // namespace

TEST_CASE("a session's videos are shown at their moments, and nothing in between") {
    Opened opened;
    CHECK_FALSE(ScreenRig::drawn_video());
    opened.go_to(opened.screen, 2.5);
    opened.until(opened.screen, [] { return is_red(ScreenRig::drawn_video()); });
    opened.go_to(opened.screen, 12);
    opened.until(opened.screen, [] { return is_blue(ScreenRig::drawn_video()); });
    opened.go_to(opened.screen, 7);
    opened.until(opened.screen, [&] { return !opened.screen.moving(true); });
    CHECK_FALSE(ScreenRig::drawn_video());
}

TEST_CASE("the skeleton is drawn in every video of a session whose poses are known") {
    Filmed filmed;
    ReplayFiles files(filmed.paths);
    for (const std::size_t i : {0U, 1U}) {
        std::vector<SeenPose> poses;
        for (int k = 0; k <= 30; ++k) {
            SeenPose& pose = poses.emplace_back();
            pose.time = from_seconds(k / 10.0);
            for (std::size_t j = 0; j < pose.points.size(); ++j) {
                const auto at = 0.2F + 0.04F * static_cast<float>(j);
                pose.points[j] = {at, 1 - at, 1};
            }
        }
        files.put_poses(ReplayFiles::key_of(filmed.film(i)), poses);
    }
    LiveScreen live(filmed.context, watching_nothing());
    ReplayScreen screen(filmed.context, live);
    screen.open({kUuid, {}});
    filmed.until(screen, [&] { return !screen.moving(true); });
    for (const double time : {2.5, 12.0}) {
        CAPTURE(time);
        filmed.go_to(screen, time);
        filmed.until(screen, [&] { return ScreenRig::drawn_video() && !screen.moving(true); });
        const int with = ScreenRig::drawn_vertices();
        filmed.ui.type(filmed.panel(screen), 'p');
        filmed.ui.draw(filmed.panel(screen));
        const int without = ScreenRig::drawn_vertices();
        CHECK(with - without > 50);
        filmed.ui.type(filmed.panel(screen), 'p');
    }
}

TEST_CASE("a video that is gone is told, and the others are shown") {
    Filmed filmed;
    fs::remove(filmed.film(0));
    LiveScreen live(filmed.context, watching_nothing());
    ReplayScreen screen(filmed.context, live);
    screen.open({kUuid, {}});
    filmed.until(screen, [&] { return !screen.moving(true); });
    filmed.go_to(screen, 2.5);
    filmed.until(screen, [&] { return !screen.moving(true); });
    CHECK_FALSE(ScreenRig::drawn_video());
    filmed.go_to(screen, 12);
    filmed.until(screen, [] { return is_blue(ScreenRig::drawn_video()); });
}

TEST_CASE("a hole in a video is no picture, and what lies beside it is") {
    const ScreenRig rig;
    std::vector<double> times = every_tenth(0, 1);
    for (const double time : every_tenth(9, 11)) times.push_back(time);
    const fs::path file = rig.home / "holes.mp4";
    write_film(file, {220, 30, 30}, times);
    ReplayPlayer player({{file, 10, 21}}, 30, [] {});
    PlayerView view;
    const auto go_to = [&](double time) {
        player.seek(time);
        do {
            player.update({});
            std::this_thread::yield();
        } while (player.moving());
        player.show(view);
    };
    go_to(10.5);
    CHECK(view.film == FilmPhase::showing);
    REQUIRE(player.shown_moment());
    CHECK(to_seconds(player.shown_moment()->time) == Approx(0.5).margin(0.06));
    // Soon after the last picture it still stands.
    go_to(12);
    CHECK(view.film == FilmPhase::showing);
    CHECK(view.position_s == 12);
    for (const double time : {14.0, 16.5}) {
        go_to(time);
        CHECK(view.film == FilmPhase::outside);
        CHECK(view.position_s == time);
        CHECK_FALSE(player.shown_moment());
    }
    // The nearest picture is that at which it goes on.
    REQUIRE(view.goes_on_s);
    CHECK(*view.goes_on_s == Approx(19).margin(0.06));
    go_to(19.5);
    CHECK(view.film == FilmPhase::showing);
    CHECK(view.position_s == Approx(19.5).margin(0.06));
}

TEST_CASE("corrections with keys are in the store soon, can be taken back, and survive the end") {
    Opened opened;
    const float reps = opened.layout.sets.bottom() - opened.layout.sets.height * 0.2F;
    const auto counted = [&] { return opened.stored().sets.at(0).reps; };
    opened.ui.click(opened.panel(opened.screen), opened.x_of(4.5), reps);
    opened.ui.press(opened.panel(opened.screen), ImGuiKey_Delete);
    opened.until(opened.screen, [&] { return counted() == 2; });
    CHECK(opened.stored().sets[0].counted_reps == 3);
    CHECK(opened.stored().reps.size() == 3);

    ImGui::GetIO().KeyCtrl = true;
    opened.ui.press(opened.panel(opened.screen), ImGuiKey_Z);
    ImGui::GetIO().KeyCtrl = false;
    opened.until(opened.screen, [&] { return counted() == 3; });
    CHECK(opened.stored().corrections.empty());

    // The last change is written even when the program ends at once.
    {
        ReplayScreen another(opened.context, opened.live);
        another.open({kUuid, {}});
        opened.until(another, [&] { return !another.moving(true); });
        opened.ui.click(opened.panel(another), opened.x_of(4.5), reps);
        opened.ui.press(opened.panel(another), ImGuiKey_Delete);
    }
    CHECK(counted() == 2);
}

TEST_CASE("a correction that could not be saved is told, tried again, and saved") {
    Opened opened;
    const float reps = opened.layout.sets.bottom() - opened.layout.sets.height * 0.2F;
    {
        Database other(opened.paths.data / "spotter.sqlite", Database::Access::read_write);
        const Transaction holding(other);
        opened.ui.click(opened.panel(opened.screen), opened.x_of(4.5), reps);
        opened.ui.press(opened.panel(opened.screen), ImGuiKey_Delete);
        opened.until(opened.screen, [&] { return opened.told("corrections are not saved yet"); });
    }
    CHECK(opened.stored().sets.at(0).reps == 3);
    // Not at once, but soon, without another correction.
    opened.now += 4s;
    opened.until(opened.screen, [&] { return opened.stored().sets.at(0).reps == 2; });
    opened.until(opened.screen, [&] { return !opened.screen.moving(true); });
    CHECK_FALSE(opened.told("corrections are not saved yet"));
}

TEST_CASE("a correction that cannot be saved until the end lies in a log") {
    Opened opened;
    const float reps = opened.layout.sets.bottom() - opened.layout.sets.height * 0.2F;
    std::string said;
    {
        Database other(opened.paths.data / "spotter.sqlite", Database::Access::read_write);
        const Transaction holding(other);
        opened.ui.click(opened.panel(opened.screen), opened.x_of(4.5), reps);
        opened.ui.press(opened.panel(opened.screen), ImGuiKey_Delete);
        said = opened.screen.close();
    }
    const fs::path log = opened.paths.data / (std::string("unsaved-") + kUuid + ".jsonl");
    CHECK_THAT(said, Catch::Contains("locked") && Catch::Contains(log.string()));
    std::ifstream in(log);
    const auto logged = JsonlReader(in, log.string()).next();
    REQUIRE(logged);
    REQUIRE(logged->problem.empty());
    CHECK(logged->session.sets.at(0).reps == 2);
    CHECK(logged->session.recordings == opened.session.recordings);

    const Upkeep next = tidy_sessions(opened.paths, std::vector{opened.paths.data});
    CHECK(next.troubles.empty());
    REQUIRE(next.news.size() == 1);
    CHECK_THAT(next.news[0], Catch::Contains("Corrections of the workout of"));
    CHECK_FALSE(fs::exists(log));
    CHECK(opened.stored().sets.at(0).reps == 2);
    CHECK(opened.stored().label_changes == opened.session.label_changes);
}

TEST_CASE("a border that is dragged is written once, where it was let go") {
    Opened opened;
    const float lane = opened.layout.sets.y + opened.layout.sets.height * 0.25F;
    opened.ui.drag(opened.panel(opened.screen), opened.x_of(8), lane, opened.x_of(10), lane);
    opened.until(opened.screen, [&] { return !opened.stored().corrections.empty(); });
    const Session stored = opened.stored();
    CHECK(to_seconds(stored.sets[0].end) == Approx(10).margin(0.2));
    REQUIRE(stored.corrections.size() == 1);
    CHECK(stored.corrections[0].what == "end");
}

#ifdef SPOTTER_TEST_TORCH
TEST_CASE("Live is on hold while a new video is analysed, and goes on when that is cancelled") {
    ScreenRig rig;
    const fs::path video = rig.home / "long.mp4";
    write_film(video, {220, 30, 30}, every_tenth(0, 120));
    LiveOptions options = watching_nothing();
    options.source = video.string();
    LiveScreen live(rig.context, options);
    ReplayScreen screen(rig.context, live);
    const auto both = [&](const auto& condition) {
        rig.until(screen, [&] {
            live.update(rig.now, false);
            return condition();
        });
    };
    both([&] { return live.view().phase == LivePhase::running; });
    screen.open({"", video});
    both([&] { return live.view().phase == LivePhase::held; });
    CHECK(live.view().failure == "Replay is analysing long.mp4");
    CHECK(screen.moving(false));
    both([&] { return !screen.jobs(rig.now).empty(); });
    screen.cancel_job(0);
    both([&] { return live.view().phase == LivePhase::running; });
    both([&] { return !screen.moving(false); });
}
#endif

TEST_CASE("what cannot be opened is said, and something else can be") {
    Filmed filmed;
    LiveScreen live(filmed.context, watching_nothing());
    ReplayScreen screen(filmed.context, live);
    screen.take_dropped({"/nowhere/a.mp4"}, filmed.now);
    filmed.until(screen, [&] { return !screen.moving(true); });
    CHECK_FALSE(ScreenRig::drawn_video());
    CHECK(screen.jobs(filmed.now).empty());
    screen.open({kUuid, {}});
    filmed.until(screen, [&] { return !screen.moving(true); });
    filmed.go_to(screen, 2.5);
    filmed.until(screen, [] { return is_red(ScreenRig::drawn_video()); });
}

TEST_CASE("of several dropped files the first is opened, and that is said") {
    Filmed filmed;
    LiveScreen live(filmed.context, watching_nothing());
    ReplayScreen screen(filmed.context, live);
    screen.take_dropped({"/nowhere/a.mp4", "/nowhere/b.mp4"}, filmed.now);
    CHECK(filmed.told("first of 2 files"));
    filmed.until(screen, [&] { return !screen.moving(true); });
    ModelsScreen models(filmed.context, live);
    models.take_dropped({"/nowhere/a", "/nowhere/b", "/nowhere/c"}, filmed.now);
    CHECK(filmed.told("Importing the first of 3 files"));
}

TEST_CASE("clips of several labels are added to a dataset in one step, which can be cancelled") {
    Filmed filmed;
    LiveScreen live(filmed.context, watching_nothing());
    JobToken token;
    const ReplayDocument document = open_replay({kUuid, {}}, filmed.settings, filmed.paths, token);
    SessionEdit edit(document.session);
    edit.add_segment("rest", 11s, 13s);
    ReplayClips clips(filmed.context, live);
    clips.open();
    ReplayView view;
    clips.show(view);
    REQUIRE(view.adding);
    AddToDatasetForm form = *view.adding;
    form.new_name = "gym";
    form.whole = true;
    clips.edit(form);
    const auto wait = [&] {
        while (clips.busy()) {
            clips.update({});
            std::this_thread::yield();
        }
        clips.show(view);
    };

    clips.add(document, edit.state(), {});
    clips.show(view);
    REQUIRE(view.adding_job);
    CHECK(view.adding_job->name == "Add to gym");
    clips.cancel();
    clips.show(view);
    CHECK(view.adding_job->stopping);
    wait();
    CHECK_FALSE(view.adding_job);
    REQUIRE(view.adding);
    CHECK(view.adding->failure.empty());
    CHECK(view.adding->done.empty());
    CHECK_FALSE(fs::exists(filmed.paths.data / "datasets/gym"));

    clips.add(document, edit.state(), {});
    wait();
    CHECK(view.adding->failure.empty());
    CHECK(view.adding->done == "Added 2 clips to gym.");
}

TEST_CASE("clips that were added are told in the dialog, and once that is closed, by a notice") {
    Filmed filmed;
    LiveScreen live(filmed.context, watching_nothing());
    JobToken token;
    const ReplayDocument document = open_replay({kUuid, {}}, filmed.settings, filmed.paths, token);
    const SessionEdit edit(document.session);
    ReplayClips clips(filmed.context, live);
    const auto add = [&](bool close) {
        clips.open();
        AddToDatasetForm form;
        form.new_name = "mine";
        form.whole = true;
        clips.edit(form);
        clips.add(document, edit.state(), {});
        if (close) clips.close();
        while (clips.busy()) clips.update(filmed.now);
        ReplayView view;
        clips.show(view);
        return view.adding;
    };
    const auto form = add(false);
    REQUIRE(form);
    CHECK_THAT(form->done, Catch::Contains("to mine."));
    CHECK(filmed.clips_added == 1);
    CHECK_FALSE(filmed.told("to mine."));
    CHECK_FALSE(add(true));
    CHECK(filmed.told("to mine."));
    CHECK(filmed.clips_added == 2);
}
