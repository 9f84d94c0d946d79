#include <filesystem>
#include <fstream>
#include <vector>

#include <catch2/catch.hpp>

#include "app/replay_files.h"
#include "app/window/replay_view_parts.h"
#include "tests/app/held_database.h"
#include "tests/session/set_of.h"
#include "tests/ui/replay_rig.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// A video of 20 s that Replay looked at before, with a set of three squats, and a weight that was
// typed there.
struct Watched : ScreenRig {
    Watched() {
        write_film(video, {220, 30, 30}, every_tenth(0, 20));
        key = ReplayFiles::key_of(video);
        said.uuid = ReplayFiles::uuid_of(key);
        said.start = UtcTime(1'700'000'000'000ms);
        said.length = 20s;
        said.finished = true;
        said.source = "squats.mp4";
        said.source_kind = "file";
        said.settings = {{"file", video.string()}, {"window_s", "2"}};
        said.models = {{{}, "default", std::string(64, 'a'), {"squat", "rest"}, {"rest"}}};
        TimelineTrack track;
        for (std::uint32_t second = 2; second < 20; ++second) {
            const bool squat = second < 10;
            track.times_ms.push_back(second * 1000);
            track.labels.push_back(squat ? 0 : 1);
            track.scores_x255.push_back(squat ? 230 : 20);
            track.scores_x255.push_back(squat ? 25 : 235);
        }
        said.timeline = {track};
        said.sets = {set_of(1, "squat", 2s, 8s, 3)};
        for (int i = 0; i < 3; ++i) {
            said.reps.push_back({1, i + 1, 2s + i * 2s, 3s + i * 2s, 4s + i * 2s});
        }
        SessionEdit edit(said);
        edit.set_load(1, Weight{22.5, WeightUnit::kg}, "deep");
        edit.store(said);
        ReplayFiles(paths).save(key, said);
        open({"", video});
    }

    void open(const ReplayRequest& request) {
        screen.open(request);
        settle();
    }
    void settle() {
        until(screen, [&] { return !screen.moving(true); });
    }
    void press_keep() {
        ui.type(panel(screen), 'h');
        settle();
    }
    // The first rep is taken away.
    void remove_rep() {
        const float x = TimeScale{0, 20, layout.plot.x, layout.plot.width}.x_of(2.5);
        ui.click(panel(screen), x, layout.sets.bottom() - layout.sets.height * 0.2F);
        ui.press(panel(screen), ImGuiKey_Delete);
        settle();
    }
    bool shows_video() {
        const float x = TimeScale{0, 20, layout.plot.x, layout.plot.width}.x_of(15);
        ui.click(panel(screen), x, layout.plot.y + layout.plot.height / 2);
        settle();
        ui.draw(panel(screen));
        const auto color = drawn_video();
        return color && color->red > 150;
    }
    std::vector<SessionSummary> sessions() { return SessionStore(paths.data).list(); }
    Session stored() { return SessionStore(paths.data).read(said.uuid); }
    Session log() {
        std::string problem;
        return ReplayFiles(paths).find(key, problem).value();
    }
    int reps_in_log() { return log().sets.at(0).reps; }

    const fs::path video = home / "squats.mp4";
    std::string key;
    Session said;  // with the weight
    ReplayLayout layout = replay_layout_for({0, 0, 1280, 720}, 1, false);
    LiveScreen live{context, watching_nothing()};
    ReplayScreen screen{context, live};
};

}  // namespace

TEST_CASE("a video's workout is kept in History with a key, corrected, and goes on there") {
    Watched replay;
    CHECK_FALSE(SessionStore::is_there(replay.paths.data));
    replay.remove_rep();
    replay.press_keep();
    CHECK(replay.told("The workout is kept in History"));
    REQUIRE(replay.sessions().size() == 1);
    const Session kept = replay.stored();
    CHECK(kept.start == replay.said.start);
    CHECK(kept.source == "squats.mp4");
    CHECK(kept.source_kind == "file");
    CHECK(kept.settings == replay.said.settings);
    CHECK(kept.models == replay.said.models);
    CHECK(kept.timeline == replay.said.timeline);
    CHECK(kept.finished);
    REQUIRE(kept.sets.size() == 1);
    CHECK(kept.sets[0].reps == 2);
    CHECK(kept.sets[0].counted_reps == 3);
    CHECK(weight_of(kept.sets[0]) == Weight{22.5, WeightUnit::kg});
    CHECK(kept.sets[0].note == "deep");
    CHECK(kept.reps.size() == 3);
    CHECK(kept.corrections == replay.log().corrections);
    CHECK(kept.corrections.size() > replay.said.corrections.size());
    CHECK(SessionStore(replay.paths.data).exercise_days().size() == 1);

    CHECK(replay.shows_video());
    ImGui::GetIO().KeyCtrl = true;
    replay.ui.press(replay.panel(replay.screen), ImGuiKey_Z);
    ImGui::GetIO().KeyCtrl = false;
    replay.settle();
    CHECK(replay.stored().sets.at(0).reps == 3);
    CHECK(replay.reps_in_log() == 2);
}

TEST_CASE("a video that is kept opens as its session, is not kept twice, and leads to History") {
    Watched replay;
    replay.press_keep();
    replay.remove_rep();
    replay.open({"", replay.video});
    CHECK(replay.told("is kept in History already"));
    CHECK(replay.shows_video());
    CHECK(replay.selected.empty());
    replay.press_keep();
    CHECK(replay.selected == replay.said.uuid);
    CHECK(replay.sessions().size() == 1);
    CHECK(replay.stored().sets.at(0).reps == 2);
    // It stands once among what can be opened.
    const auto recent = recent_replays(replay.paths);
    REQUIRE(recent.size() == 1);
    CHECK(recent[0].request.session == replay.said.uuid);
}

TEST_CASE("the session of a video shows it where it lies now, and no other video") {
    Watched replay;
    replay.press_keep();
    const ReplayRequest of_history = {replay.said.uuid, {}};
    replay.open(of_history);
    CHECK(replay.shows_video());

    const fs::path moved = replay.home / "moved.mp4";
    fs::rename(replay.video, moved);
    replay.open(of_history);
    CHECK_FALSE(replay.shows_video());
    replay.open({"", moved});
    CHECK(replay.shows_video());
    replay.open(of_history);
    CHECK(replay.shows_video());

    write_film(moved, {220, 30, 30}, every_tenth(0, 19));
    replay.open(of_history);
    CHECK_FALSE(replay.shows_video());
    CHECK(replay.sessions().size() == 1);
}

TEST_CASE("a workout that cannot be kept is told in one line, and nothing is lost") {
    Watched replay;
    (void)SessionStore(replay.paths.data);
    {
        const Held other(replay.paths.data);
        replay.press_keep();
        CHECK(replay.told("locked"));
        replay.remove_rep();
        CHECK(replay.reps_in_log() == 2);
    }
    CHECK(replay.sessions().empty());
    replay.press_keep();
    REQUIRE(replay.sessions().size() == 1);
    CHECK(replay.stored().sets.at(0).reps == 2);
}

TEST_CASE("a video whose workout was deleted is as it was there, and the key brings it back") {
    Watched replay;
    replay.press_keep();
    {
        SessionStore store(replay.paths.data);
        store.put_texts(replay.said.uuid, "Leg day", "");
        store.remove(replay.said.uuid);
    }
    replay.open({"", replay.video});
    CHECK(replay.told("deleted there"));
    replay.remove_rep();
    CHECK(replay.sessions().empty());
    replay.press_keep();
    REQUIRE(replay.sessions().size() == 1);
    CHECK(replay.sessions()[0].title == "Leg day");
    CHECK(replay.stored().sets.at(0).reps == 2);
    CHECK(replay.stored().timeline == replay.said.timeline);
}

TEST_CASE("a video can be looked at whatever became of the sessions, and that is told") {
    Watched replay;
    std::ofstream(replay.paths.data / "spotter.sqlite") << "no sessions, but a text of some length";
    replay.open({"", replay.video});
    CHECK(replay.told("are damaged"));
    CHECK(replay.shows_video());
    replay.press_keep();
    CHECK(replay.sessions().size() == 1);
}

TEST_CASE("what was asked for is kept when Replay is closed at once") {
    Watched replay;
    replay.ui.type(replay.panel(replay.screen), 'h');
    CHECK(replay.screen.close().empty());
    CHECK(replay.sessions().size() == 1);
}

TEST_CASE("the key does nothing in a session that Live kept") {
    Opened opened;
    opened.ui.type(opened.panel(opened.screen), 'h');
    opened.until(opened.screen, [&] { return !opened.screen.moving(true); });
    CHECK(opened.selected.empty());
    CHECK(SessionStore(opened.paths.data).list().size() == 1);
}
