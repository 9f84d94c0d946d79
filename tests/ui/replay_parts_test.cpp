#include <chrono>
#include <fstream>
#include <optional>
#include <thread>

#include <catch2/catch.hpp>

#include "app/replay_files.h"
#include "app/session_export.h"
#include "app/window/replay_clips.h"
#include "app/window/replay_player.h"
#include "app/window/replay_view_parts.h"
#include "engine/core/error.h"
#include "engine/session/session_store.h"
#include "tests/file_size_limit.h"
#include "tests/temp_folder.h"

using namespace spotter;
using spotter::test::FileSizeLimit;
using spotter::test::TempFolder;
using namespace std::chrono_literals;

namespace {

// A minute with a set of two squats, as a model saw it in a file.
Analysis analysis_of(const std::filesystem::path& file) {
    Analysis out;
    out.file = file.string();
    out.duration_s = 60;
    out.model = "default";
    out.labels = {"squat", "rest"};
    for (int i = 2; i < 60; ++i) {
        const bool squat = i >= 10 && i < 20;
        out.timeline.push_back({std::chrono::seconds(i), squat ? "squat" : "rest",
                                squat ? Scores{0.9F, 0.1F} : Scores{0.2F, 0.8F}});
    }
    SetRecord set;
    set.number = 1;
    set.label = "squat";
    set.start = 9s;
    set.end = 19s;
    set.reps = {{"squat", 9s, 11s, 14s, 1, false}, {"squat", 14s, 16s, 19s, 1, false}};
    out.sets.push_back(set);
    return out;
}

ModelUse model() {
    return {{}, "default", std::string(64, 'a'), {"squat", "rest"}, {"rest"}};
}

std::filesystem::path write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file) << text;
    return file;
}

Session session_of(const std::filesystem::path& file) {
    return session_from_analysis(analysis_of(file), model(), {{"enter", "0.7"}, {"exit", "0.5"}},
                                 std::string(64, 'b'));
}

// What Replay keeps of a video, and the log that it lies in.
struct KeptVideo {
    KeptVideo() {
        paths.data = folder.path();
        paths.cache = folder.path() / "cache";
        files.emplace(paths);
        files->save(key, session_of("a.mp4"));
    }

    // After its log says `text`.
    bool is_found(const std::string& text) {
        write_file(kept(".jsonl"), text);
        return files->find(key, problem).has_value();
    }
    std::filesystem::path kept(const std::string& ending) const {
        return folder.path() / "replay" / (key + ending);
    }

    const TempFolder folder;
    Paths paths;
    std::optional<ReplayFiles> files;
    const std::string key = std::string(64, 'c');
    std::string problem;
};

}  // namespace

TEST_CASE("an analysis becomes a session with its sets, reps and scores") {
    const Session session = session_of("squats.mp4");
    CHECK(session.source == "squats.mp4");
    CHECK(session.length == 60s);
    REQUIRE(session.sets.size() == 1);
    CHECK(session.sets[0].counted_reps == 2);
    REQUIRE(session.reps.size() == 2);
    CHECK(session.reps[1].turn == 16s);
    CHECK_FALSE(session.reps[0].lifts_first);
    REQUIRE(session.timeline.size() == 1);
    CHECK(session.timeline[0].times_ms.size() == 58);
    CHECK(session.timeline[0].scores_x255[0] == 51);
    CHECK(half_window(session) == 1s);
}

TEST_CASE("curves stand at the middle of their windows, with the thresholds that were used") {
    const auto curves = curves_of(session_of("squats.mp4"));
    REQUIRE(curves);
    CHECK(curves->labels == Labels{"squat", "rest"});
    CHECK(curves->idle_labels == Labels{"rest"});
    CHECK(curves->times_s.front() == Approx(1));
    CHECK(curves->thresholds.enter == Approx(0.7));
    CHECK(curves->thresholds.exit == Approx(0.5));
    CHECK(curves->curves[0].at(10) == 230);
    CHECK_FALSE(curves_of(Session()));
}

TEST_CASE("what was corrected of a video is found again wherever the video lies") {
    const TempFolder folder;
    Paths paths;
    paths.data = folder.path() / "data";
    paths.cache = folder.path() / "cache";
    const auto video = write_file(folder.path() / "a.mp4", std::string(3 << 20, 'x') + "end");
    const std::string key = ReplayFiles::key_of(video);
    ReplayFiles files(paths);
    std::string problem;
    CHECK_FALSE(files.find(key, problem));
    Session session = session_of(video);
    SessionEdit edit(session);
    edit.set_label({EditTarget::Kind::set, 1}, "lunge");
    edit.set_load(1, Weight{45, WeightUnit::lb}, "slow");
    edit.store(session);
    files.save(key, session);

    const auto moved = folder.path() / "b.mp4";
    std::filesystem::rename(video, moved);
    CHECK(ReplayFiles::key_of(moved) == key);
    CHECK(ReplayFiles(paths).find(key, problem) == session);
    CHECK(problem.empty());
    CHECK(session.sets[0].weight == 45);
    const auto known = files.known();
    REQUIRE(known.size() == 1);
    CHECK(known[0].file == video);
    CHECK(known[0].length_s == 60);
    write_file(moved, std::string(3 << 20, 'x') + "End");
    CHECK(ReplayFiles::key_of(moved) != key);
}

TEST_CASE("a damaged log is kept aside and said, and the video is new") {
    KeptVideo video;
    CHECK_FALSE(video.is_found("{\"type\":\"session\""));
    CHECK(video.problem.find("damaged") != std::string::npos);
    CHECK(std::filesystem::exists(video.kept(".damaged")));
    CHECK(video.files->known().empty());
}

TEST_CASE("a log of which a line is lost is as damaged: the video can be analysed again") {
    KeptVideo video;
    std::string text = test::bytes_of(video.kept(".jsonl"));
    text.insert(text.find('\n') + 1, "no JSON\n");
    CHECK_FALSE(video.is_found(text));
    CHECK(video.problem.find("this is no JSON") != std::string::npos);
    CHECK(std::filesystem::exists(video.kept(".damaged")));
}

TEST_CASE("what is no video is refused by name, and nothing of it is kept") {
    const TempFolder folder;
    Paths paths;
    paths.data = folder.path() / "data";
    paths.cache = folder.path() / "cache";
    const auto file = write_file(folder.path() / "notes.mp4", "no video at all");
    JobToken token;
    CHECK_THROWS_WITH(open_replay({"", file}, Settings(), paths, token),
                      Catch::Matchers::Contains("notes.mp4"));
    CHECK(ReplayFiles(paths).known().empty());
}

TEST_CASE("a video that is not there is said in one line") {
    CHECK_THROWS_AS(ReplayFiles::key_of("/nowhere/a.mp4"), Error);
}

TEST_CASE("corrections that cannot be written are said, and nothing is half written") {
    const TempFolder folder;
    Paths paths;
    paths.data = write_file(folder.path() / "file", "no folder");
    paths.cache = folder.path() / "cache";
    ReplayFiles files(paths);
    CHECK_THROWS_AS(files.save(std::string(64, 'a'), session_of("a.mp4")), Error);
    CHECK(files.known().empty());
}

TEST_CASE("poses and opinions come back from the cache as they were") {
    const TempFolder folder;
    Paths paths;
    paths.data = folder.path();
    paths.cache = folder.path() / "cache";
    ReplayFiles files(paths);
    const std::string key(64, 'd');
    CHECK(files.poses(key).empty());
    std::vector<SeenPose> poses(3);
    for (int i = 0; i < 3; ++i) poses[static_cast<std::size_t>(i)].time = std::chrono::seconds(i);
    poses[1].points[4] = {0.25F, 0.5F, 0.75F};
    files.put_poses(key, poses);
    const auto back = files.poses(key);
    REQUIRE(back.size() == 3);
    CHECK(back[2].time == 2s);
    CHECK(back[1].points[4].y == 0.5F);
    const Session said = session_of("a.mp4");
    files.put_opinion(key, "model", said);
    CHECK(files.opinion(key, "model") == said);
    CHECK_FALSE(files.opinion(key, "another"));
}

TEST_CASE("corrections of a session go into the store, those of a video into its log") {
    const TempFolder folder;
    Paths paths;
    paths.data = folder.path();
    paths.cache = folder.path() / "cache";
    Session session = session_of("a.mp4");
    SessionStore(paths.data).insert(session);
    const Session before = session;
    SessionEdit edit(session);
    edit.remove_rep(1, 2);
    edit.set_label({EditTarget::Kind::segment, 0}, "other");
    edit.store(session);
    save_corrections("", session, paths);
    const Session stored = SessionStore(paths.data).read(session.uuid);
    CHECK(stored.reps[1].removed);
    CHECK(stored.sets[0].reps == 1);
    CHECK(stored.sets[0].counted_reps == 2);
    CHECK(stored.timeline == before.timeline);
    CHECK(SessionEdit(stored).state().segments == edit.state().segments);

    const std::string key(64, 'e');
    save_corrections(key, session, paths);
    std::string problem;
    CHECK(ReplayFiles(paths).find(key, problem) == session);
}

TEST_CASE("sessions and videos can be opened again") {
    const TempFolder folder;
    Paths paths;
    paths.data = folder.path();
    paths.cache = folder.path() / "cache";
    CHECK(recent_replays(paths).empty());
    const Session session = session_of("a.mp4");
    SessionStore(paths.data).insert(session);
    ReplayFiles(paths).save(std::string(64, 'f'), session_of(folder.path() / "gone.mp4"));
    const auto recent = recent_replays(paths);
    REQUIRE(recent.size() == 2);
    CHECK(recent[0].request.session == session.uuid);
    CHECK(recent[0].item.detail.find("Squat") == 0);
    CHECK(recent[1].request.file == folder.path() / "gone.mp4");
    CHECK(recent[1].item.detail.find("not there now") != std::string::npos);
}

TEST_CASE("clips are cut of sets, and of what lies beside them") {
    SessionEdit::State state;
    state.segments = {{"rest", 0s, 10s}, {"squat", 10s, 30s}, {"other", 30s, 40s}};
    RecordedSet set;
    set.number = 1;
    set.label = "lunge";
    set.start = 12s;
    set.end = 32s;
    state.sets = {set};
    const LabelledSpans spans = spans_of(state, {"a.mp4", 0, 40});
    REQUIRE(spans.size() == 4);
    CHECK(spans.at("lunge")[0].start_s == 12);
    CHECK(spans.at("lunge")[0].end_s == 32);
    CHECK(spans.at("squat")[0].end_s == 12);
    CHECK(spans.at("other")[0].start_s == 32);
    // The film began later: what lies before it is not in it.
    const LabelledSpans later = spans_of(state, {"b.mp4", 15, 40});
    CHECK_FALSE(later.contains("rest"));
    CHECK(later.at("lunge")[0].start_s == 0);
    CHECK(later.at("lunge")[0].end_s == 17);
    // Another one ended sooner.
    const LabelledSpans sooner = spans_of(state, {"a.mp4", 0, 20});
    CHECK(sooner.at("lunge")[0].end_s == 20);
    CHECK_FALSE(sooner.contains("other"));
}

TEST_CASE("without video time goes by as fast as it is played, and repeats a stretch") {
    ReplayPlayer player({}, 60, [] {});
    SteadyTime now{};
    player.update(now);
    player.toggle_play();
    CHECK(player.playing());
    player.update(now += 200ms);
    CHECK(player.position_s() == Approx(0.2));
    player.set_speed(4);
    player.update(now += 200ms);
    CHECK(player.position_s() == Approx(1.0));
    player.set_loop(std::pair(10.0, 11.0));
    player.update(now += 1ms);
    CHECK(player.position_s() == Approx(10).margin(0.01));
    for (int i = 0; i < 3; ++i) player.update(now += 100ms);
    CHECK(player.position_s() == Approx(10).margin(0.5));
    player.set_loop(std::nullopt);
    player.seek(59.9);
    player.update(now += 200ms);
    CHECK_FALSE(player.playing());
    CHECK(player.position_s() == 60);
    PlayerView view;
    player.show(view);
    CHECK(view.film == FilmPhase::none);
    player.step(-1);
    CHECK(player.position_s() < 60);
}

TEST_CASE("a film that is gone is told, and time goes by all the same") {
    ReplayPlayer player({{"/nowhere/film.mp4", 0, 60}}, 60, [] {});
    PlayerView view;
    do {
        player.update({});
        player.show(view);
        std::this_thread::yield();
    } while (view.film == FilmPhase::opening);
    CHECK(view.film == FilmPhase::failed);
    CHECK(view.failure.find("film.mp4") != std::string::npos);
    SteadyTime now{};
    player.update(now);
    player.toggle_play();
    player.update(now += 300ms);
    CHECK(player.position_s() == Approx(0.3));
}

TEST_CASE("a video's log is imported as its workout, which Replay knows as kept") {
    KeptVideo video;
    JobToken token;
    SessionStore store(video.folder.path());
    const SessionImport report = import_sessions(store, {video.kept(".jsonl")}, false, token);
    CHECK(report.problems.empty());
    REQUIRE(report.taken.size() == 1);
    CHECK(store.read(report.taken[0]).sets.size() == 1);
}

TEST_CASE("a video's workout is kept whole or not at all, and once") {
    KeptVideo video;
    const Session session = session_of("a.mp4");
    SessionStore store(video.folder.path());
    {
        const FileSizeLimit full(1024);
        CHECK_THROWS_AS(keep_in_history(video.key, session, video.paths), Error);
    }
    CHECK(store.count() == 0);
    keep_in_history(video.key, session, video.paths);
    CHECK(store.count() == 1);
    CHECK(store.read(session.uuid).timeline == session.timeline);

    // What another program kept meanwhile stays as it is.
    Session corrected = session;
    corrected.sets.at(0).reps = 1;
    CHECK_THROWS_WITH(keep_in_history(video.key, corrected, video.paths),
                      Catch::Contains("it was kept meanwhile"));
    CHECK(store.read(session.uuid).sets.at(0).reps == 2);

    // Known as its session: it comes back with the corrections.
    store.remove(session.uuid);
    keep_in_history("", corrected, video.paths);
    CHECK(store.count() == 1);
    CHECK(store.read(session.uuid).sets.at(0).reps == 1);
}
