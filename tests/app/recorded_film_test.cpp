#include <thread>

#include <catch2/catch.hpp>

#include "capture/video_reader.h"
#include "engine/session/session_store.h"
#include "tests/app/recorded_run.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

int frames_in(const std::filesystem::path& file) {
    const auto reader = VideoReader::open_file(file);
    int count = 0;
    while (reader->read({})) ++count;
    return count;
}

}  // namespace

TEST_CASE("a filmed session begins with the first picture, and its video has the session's times") {
    const TempFolder home;
    Run run({home / "data", true});
    for (int i = 0; i < 20; ++i) run.frame(5s + i * 100ms);
    CHECK(run.recorder.filming());
    CHECK(run.recorder.kept().filming);
    run.judge(7s, "squat");
    run.recorder.finish();
    const auto notices = run.recorder.take_notices();
    REQUIRE_FALSE(notices.empty());
    CHECK_THAT(notices[0], Contains("Recording video to") && Contains(run.recorder.uuid()));

    SessionStore store(home / "data");
    const Session session = store.read(run.recorder.uuid());
    REQUIRE(session.recordings.size() == 1);
    CHECK(session.recordings[0].start == 0s);
    CHECK(session.recordings[0].end == 1900ms);
    CHECK(frames_in(store.recordings_folder() / session.recordings[0].file) == 20);
}

TEST_CASE("video can be begun and ended while a session goes on") {
    const TempFolder home;
    Run run({home / "data"});
    run.judge(0s, "squat");
    run.frame(100ms);
    for (const int take : {1, 2}) {
        run.recorder.set_filming(true);
        for (int i = 0; i < 3 * take; ++i) run.frame(take * 10s + i * 100ms);
        run.recorder.set_filming(false);
        run.frame(take * 15s);
    }
    run.recorder.finish();
    SessionStore store(home / "data");
    const Session session = store.read(run.recorder.uuid());
    REQUIRE(session.recordings.size() == 2);
    CHECK(session.recordings[0].start == 10s);
    CHECK(session.recordings[1].start == 20s);
    CHECK(frames_in(store.recordings_folder() / session.recordings[1].file) == 6);
}

TEST_CASE("pictures of another size begin another video") {
    const TempFolder home;
    Run run({home / "data", true});
    for (int i = 0; i < 5; ++i) run.frame(i * 100ms, 64);
    for (int i = 5; i < 9; ++i) run.frame(i * 100ms, 96);
    run.recorder.finish();
    SessionStore store(home / "data");
    const Session session = store.read(run.recorder.uuid());
    REQUIRE(session.recordings.size() == 2);
    CHECK(session.recordings[1].start == 500ms);
    CHECK(session.recordings[1].width == 96);
    CHECK(frames_in(store.recordings_folder() / session.recordings[1].file) == 4);
}

TEST_CASE("a video that cannot be written ends, the session goes on, and another may be begun") {
    const TempFolder home;
    std::filesystem::create_directory(home / "data");
    write_bytes(home / "data/recordings", "no folder");
    Run run({home / "data", true});
    run.frame(0s);
    std::string said;
    while (said.find("without video") == std::string::npos) {
        for (const std::string& line : run.recorder.take_notices()) said += line + "\n";
        std::this_thread::yield();
    }
    CHECK(run.recorder.kept().running);
    CHECK_FALSE(run.recorder.kept().filming);
    CHECK_FALSE(run.recorder.filming());

    std::filesystem::remove(home / "data/recordings");
    run.recorder.set_filming(true);
    for (int i = 0; i < 3; ++i) run.frame(10s + i * 100ms);
    CHECK(run.recorder.kept().filming);
    run.recorder.finish();
    SessionStore store(home / "data");
    const Session session = store.read(run.recorder.uuid());
    REQUIRE(session.recordings.size() == 1);
    CHECK(frames_in(store.recordings_folder() / session.recordings[0].file) == 3);
}
