#include "app/interrupt.h"

#include <csignal>
#include <filesystem>
#include <thread>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "app/cli/commands.h"
#include "engine/core/job.h"
#include "tests/app/clips.h"
#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE("Ctrl-C while a video is written leaves nothing of it") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 60);
    Program program(home / "", {"analyze", (home / "clip.mp4").string(), "--annotate",
                                (home / "out.mp4").string(), "--stride", "10"});
    REQUIRE(program.wait_until([&] { return fs::exists(home / "out.mp4.part"); }));
    program.signal(SIGINT);
    const Finished run = program.wait();
    CHECK(run.code == 130);
    CHECK(run.err == "spotter: interrupted\n");
    CHECK_FALSE(fs::exists(home / "out.mp4"));
    CHECK_FALSE(fs::exists(home / "out.mp4.part"));
}

TEST_CASE("Ctrl-C while a video is opened ends analyze, and is no failure of the video") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 60);
    const spotter::Settings settings;
    const auto only_home = [&](const char* name) -> std::optional<std::string> {
        if (std::string(name) == "HOME") return home.path().string();
        return std::nullopt;
    };
    const spotter::Paths paths = spotter::find_paths(only_home, {}, {});
    std::stop_source stop;
    stop.request_stop();
    spotter::AnalyzeOptions options;
    options.inputs = {(home / "clip.mp4").string()};
    CHECK_THROWS_AS(spotter::run_analyze({settings, paths, stop.get_token()}, options),
                    spotter::Cancelled);
}

TEST_CASE("Ctrl-C during predict leaves whole JSON of what was done") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 120);
    Program program(home / "", {"predict", "--json", (home / "clip.mp4").string(),
                                (home / "clip.mp4").string(), (home / "clip.mp4").string()});
    program.signal(SIGTERM);
    const Finished run = program.wait();
    // The signal may come before the program is ready to be interrupted.
    if (run.code == 130) {
        CHECK(nlohmann::json::parse(run.out.empty() ? "[]" : run.out).is_array());
    } else {
        CHECK(run.code == 128 + SIGTERM);
        CHECK(run.out.empty());
    }
}

TEST_CASE("Ctrl-C ends predict while it waits for a list of files") {
    const TempFolder home;
    Environment environment;
    environment.silent_input = true;
    Program program(home / "", {"predict", "--list", "-"}, environment);
    program.signal(SIGINT);
    const int code = program.wait().code;
    // The signal may come before the program is ready to be interrupted.
    CHECK((code == 130 || code == 128 + SIGINT));
}

TEST_CASE("a second Ctrl-C ends the process at once") {
    const pid_t child = ::fork();
    if (child == 0) {
        const spotter::Interrupt interrupt;
        ::kill(::getpid(), SIGINT);
        while (!interrupt.token().stop_requested()) std::this_thread::yield();
        ::kill(::getpid(), SIGINT);
        while (true) ::pause();
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 130);
}

TEST_CASE("Ctrl-C ends live in the terminal, with its summary") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 600);
    Program program(home / "", {"live", "--json", "--source", (home / "clip.mp4").string()});
    REQUIRE(program.wait_until(
        [&] { return program.output().find("\"running\"") != std::string::npos; }));
    program.signal(SIGINT);
    const Finished run = program.wait();
    CHECK(run.code == 130);
    CHECK_THAT(run.out, Contains("\"summary\""));
    CHECK(run.err == "spotter: interrupted\n");
}
