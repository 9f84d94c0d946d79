#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

void check_wrong_usage(const std::vector<std::string>& arguments, const std::string& said) {
    const TempFolder home;
    const Finished run = run_program(home / "", arguments);
    INFO(run.err);
    CHECK(run.code == 2);
    CHECK(run.out.empty());
    CHECK(lines_in(run.err) == 1);
    CHECK_THAT(run.err, StartsWith("spotter: ") && Contains(said));
}

}  // namespace

TEST_CASE("the program says its version and those of its libraries") {
    const TempFolder home;
    const Finished run = run_program(home / "", {"--version"});
    CHECK(run.code == 0);
    CHECK_THAT(run.out, StartsWith("spotter 0.") && Contains("LibTorch") && Contains("OpenVINO") &&
                            Contains("FFmpeg"));
    CHECK(run.err.empty());
}

TEST_CASE("every command explains itself") {
    const std::vector<std::vector<std::string>> commands = {
        {"--help"},
        {"live", "--help"},
        {"predict", "--help"},
        {"analyze", "-h"},
        {"cameras", "--help"},
        {"models", "--help"},
        {"models", "import", "--help"},
        {"sessions", "--help"},
        {"sessions", "export", "--help"},
        {"bench", "--help"},
    };
    for (const auto& command : commands) {
        const TempFolder home;
        const Finished run = run_program(home / "", command);
        INFO(command.front());
        CHECK(run.code == 0);
        CHECK_THAT(run.out, Contains("Usage: spotter") && Contains("--data-dir"));
        CHECK(run.err.empty());
    }
}

TEST_CASE("the help of clips has examples of its own") {
    const TempFolder home;
    CHECK_THAT(run_program(home / "", {"clips", "--help"}).out,
               Contains("spotter clips extract workouts.zip gym") && !Contains("spotter live"));
}

TEST_CASE("wrong usage is one line and exit code 2") {
    check_wrong_usage({"predct", "clip.mp4"},
                      "no command 'predct'; did you mean 'spotter predict'?");
    check_wrong_usage({"handstand"}, "no command 'handstand'; see 'spotter --help'");
    check_wrong_usage({"models", "list", "one", "two"}, "not expected here: one two; see");
    check_wrong_usage({"squat.mp4"}, "'spotter predict squat.mp4'");
    check_wrong_usage({"my squat.mp4"}, "'spotter live --source \"my squat.mp4\"'");
    check_wrong_usage({"live", "squat.mp4"}, "'spotter live --source squat.mp4'");
    check_wrong_usage({"predict"}, "name at least one clip");
    check_wrong_usage({"predict", "clip.mp4", "--devise", "cpu"}, "--devise");
    check_wrong_usage({"predict", "clip.mp4", "--device", "gpu"}, "'gpu' is not one of auto");
    check_wrong_usage({"predict", "clip.mp4", "--precision", "int8"}, "'int8' is not one of");
    check_wrong_usage({"predict", "clip.mp4", "--framing", "left"}, "'left' is not one of");
    check_wrong_usage({"predict", "clip.mp4", "--threads", "-1"}, "--threads");
    check_wrong_usage({"predict", "clip.mp4", "--stride", "0"}, "above 0");
    check_wrong_usage({"predict", "clip.mp4", "--shard", "4/3"}, "'4/3' is not I/N");
    check_wrong_usage({"--log-level", "loud", "cameras"}, "--log-level: 'loud' is not one of");
    check_wrong_usage({"analyze"}, "VIDEO is required");
    check_wrong_usage({"models"}, "spotter models --help");
    check_wrong_usage({"sessions", "export", "--out", "a.csv"}, "'spotter sessions export --help'");
    check_wrong_usage({"bench", "--random", "huge"}, "huge");
    check_wrong_usage({"live", "--duration", "soon"}, "'soon' is not a number of seconds");
    check_wrong_usage({"--headless", "cameras"}, "belongs to 'spotter live'");
    check_wrong_usage({"live", "--headless", "--screenshot", "a.png"}, "--screenshot");
    check_wrong_usage({"live", "--json", "--full-screen"}, "--full-screen are for the window");
    check_wrong_usage({"live", "--size", "large"}, "'large' is not a size of a window");
    check_wrong_usage({"live", "--size", "100x100"}, "such as 1920x1080");
    check_wrong_usage({"replay"}, "name a video or a session");
}

TEST_CASE("a wrong value is named with its option and with what is allowed") {
    check_wrong_usage({"--size", "3", "live"}, "spotter: --size: '3' is not a size");
    check_wrong_usage(
        {"clips", "extract", "a", "b", "--per-video", "0"},
        "--per-video: '0' is not a whole number from 1 to 1000000; see 'spotter clips "
        "extract --help'");
    check_wrong_usage({"clips", "split", "a", "--split-by", "hand"},
                      "--split-by: 'hand' is not one of group, clip");
    check_wrong_usage({"clips", "list", "a", "--split", "mine"},
                      "--split: 'mine' is not one of train, validation, test, none");
    check_wrong_usage({"eval", "x", "--count", "many"}, "--count: 'many' is not a whole number");
    check_wrong_usage({"eval", "x", "--split", "mine"}, "--split: 'mine' is not one of train");
    check_wrong_usage({"bench", "--random", "huge"}, "--random: 'huge' is not one of tiny, small");
    check_wrong_usage({"synth", "--preview", "x.png", "--count", "181"},
                      "--count: '181' is not a whole number from 1 to 180");
    check_wrong_usage({"sessions", "set", "last", "one"}, "SET: 'one' is not a whole number");
}

TEST_CASE("the numbers of a training are checked before anything is read") {
    const auto check = [](const char* option, const char* value, const std::string& allowed) {
        const std::string said = std::string(option) + ": '" + value + "' is not " + allowed;
        check_wrong_usage({"train", "no-clips", "--out", "gym", option, value}, said);
    };
    check("--part", "middle", "head, last:K or full");
    check("--epochs", "0", "a whole number from 1 to 100000");
    check("--epochs", "1.5", "a whole number");
    check("--batch", "0", "a whole number from 1 to 65536");
    check("--accumulate", "0", "a whole number from 1");
    check("--lr", "-1", "a number above 0 and at most 10");
    check("--lr", "nan", "a number above 0");
    check("--warmup", "1", "a number from 0 to below 1");
    check("--patience", "-2", "a whole number from 0");
    check("--weight-decay", "11", "a number from 0 to 10");
    check("--clip-norm", "-1", "a number at least 0");
    check("--layer-decay", "0", "a number above 0 and at most 1");
    check("--drop-path", "x", "a number from 0 to below 1");
    check("--label-smoothing", "2", "a number from 0 to below 1");
    check("--weigh-classes", "maybe", "one of true, false");
    check("--seed", "-1", "a whole number from 0");
    check_wrong_usage({"pretrain", "no-clips", "--out", "room", "--epochs", "0"},
                      "--epochs: '0' is not a whole number from 1 to 100000");
    check_wrong_usage({"pretrain", "no-clips", "--out", "room", "--mask", "0.99"},
                      "--mask: '0.99' is not a number from 0.1 to 0.98");
}

TEST_CASE("what is missing, twice or too much in a command line is said in the same words") {
    check_wrong_usage({"train", "gym", "--out", "--epochs", "3"},
                      "--out: its value is missing before --epochs; see 'spotter train --help'");
    check_wrong_usage({"sessions", "name", "last", "--note", "--json"},
                      "--note: its value is missing before --json");
    check_wrong_usage({"live", "--plan"}, "--plan: its value is missing; see");
    check_wrong_usage({"live", "--source", "a", "--source", "b"},
                      "--source: it is given 2 times; give it once");
    check_wrong_usage({"bench", "--json=maybe"}, "--json: it takes no value");
    check_wrong_usage({"eval", "x", "--streaming", "--reps"},
                      "--streaming and --reps cannot be given together");
    check_wrong_usage({"synth"}, "--preview or --train is required");
    check_wrong_usage({"synth", "--train", "a.toml"}, "--train needs --out too");
    check_wrong_usage({"synth", "--train", "a.toml", "--out", "b", "--preview", "c.png"},
                      "--preview and --train cannot be given together");
    check_wrong_usage({"synth", "--train", "a.toml", "--out", "b", "--label", "squat"},
                      "--label needs --preview too");
    check_wrong_usage({"clips"},
                      "clips: say which: extract, list, split, relabel, delete or check");
    check_wrong_usage({"sessions", "lst"},
                      "no command 'sessions lst'; did you mean 'spotter sessions list'?");
    check_wrong_usage({"--headless", "cameras"}, "spotter: --headless before the command belongs");
}

TEST_CASE("outputs of analyze never fall on its inputs") {
    const TempFolder home;
    write_bytes(home / "clip.mp4", "not read");
    const std::string clip = (home / "clip.mp4").string();
    check_wrong_usage({"analyze", clip, "--annotate", clip}, "to be read and to be written");
    // A video that was taken for the name of an output.
    check_wrong_usage({"analyze", "--json", clip, "other.mp4"}, "--json=FILE");
    check_wrong_usage({"analyze", clip, "other.mp4", "--annotate", (home / "out.mp4").string()},
                      "needs a folder");
    // Both would be written to the same file.
    check_wrong_usage({"analyze", clip, (home / "other" / "clip.mp4").string(), "--annotate",
                       (home / "annotated").string()},
                      "would both become");
    CHECK(bytes_of(home / "clip.mp4") == "not read");
}

TEST_CASE("a contact sheet is a PNG, or refused before it is drawn") {
    const TempFolder home;
    const Finished run =
        run_program(home / "", {"synth", "--preview", (home / "sheet.jpg").string()});
    CHECK(run.code == 1);
    CHECK_THAT(run.err, Contains("sheet.jpg: a contact sheet is written as *.png alone; "));
    CHECK_FALSE(std::filesystem::exists(home / "sheet.jpg"));
}

TEST_CASE("cameras answers where there is none") {
    const TempFolder home;
    const Finished text = run_program(home / "", {"cameras"});
    CHECK(text.code == 0);
    CHECK_FALSE(text.out.empty());
    const Finished json = run_program(home / "", {"cameras", "--json"});
    CHECK(json.code == 0);
    CHECK(nlohmann::json::parse(json.out).is_array());
}

TEST_CASE("models are listed and shown") {
    const TempFolder home;
    const Finished list = run_program(home / "", {"models", "list", "--json"});
    REQUIRE(list.code == 0);
    const auto models = nlohmann::json::parse(list.out);
    REQUIRE(models.size() == 1);
    CHECK(models[0]["name"] == "default");
    CHECK(models[0]["shipped"] == true);
    CHECK_THAT(run_program(home / "", {"models", "list"}).out, Contains("default"));

    const Finished shown = run_program(home / "", {"models", "show", "default", "--json"});
    REQUIRE(shown.code == 0);
    const auto model = nlohmann::json::parse(shown.out);
    CHECK(model["frames"] == 16);
    CHECK_THAT(run_program(home / "", {"models", "show", "default"}).out, Contains("thresholds"));

    const Finished missing = run_program(home / "", {"models", "show", "nobody"});
    CHECK(missing.code == 1);
    CHECK(lines_in(missing.err) == 1);
    CHECK_THAT(missing.err, Contains("nobody") && Contains("use one of: default"));
}

TEST_CASE("the configuration file is used, and its mistakes are named with their line") {
    const TempFolder home;
    const std::string file = (home / "spotter.toml").string();
    SECTION("an unknown key") {
        write_bytes(file, "log_level = \"error\"\nmodle = \"mine\"\n");
        const Finished run = run_program(home / "", {"cameras", "--json", "--config", file});
        CHECK(run.code == 0);
        CHECK(lines_in(run.err) == 1);
        CHECK_THAT(run.err, Contains("spotter.toml:2: unknown key 'modle'"));
    }
    SECTION("a value that is not allowed") {
        write_bytes(file, "\n\ndevice = \"gpu\"\n");
        const Finished run = run_program(home / "", {"--config", file, "cameras"});
        CHECK(run.code == 1);
        CHECK(lines_in(run.err) == 1);
        CHECK_THAT(run.err, Contains("spotter.toml:3: device: 'gpu' is not one of"));
    }
    SECTION("a file that is not there") {
        const Finished run = run_program(home / "", {"cameras", "--config", file});
        CHECK(run.code == 1);
        CHECK_THAT(run.err, Contains("there is no such file"));
    }
}

TEST_CASE("output that nobody takes is a failure") {
    const TempFolder home;
    Environment environment;
    environment.standard_output = "/dev/full";
    const Finished run = run_program(home / "", {"models", "list"}, environment);
    CHECK(run.code == 1);
    CHECK(lines_in(run.err) == 1);
    CHECK_THAT(run.err, Contains("standard output") && Contains("No space left"));
}

TEST_CASE("a reader that has enough of the output ends the program without a word") {
    const TempFolder home;
    Environment shell;
    shell.program = "/bin/sh";
    // The reader is gone before anything is written.
    const std::string script =
        "mkfifo go && "
        "{ read word < go; \"$0\" models list; echo $? > code; } | { exec 0<&-; echo on > go; }; "
        "cat code";
    const Finished run = run_program(
        home / "", {"-c", "cd '" + (home / "").string() + "' && " + script, SPOTTER_PROGRAM},
        shell);
    CHECK(run.out == "0\n");
    CHECK(run.err.empty());
}

TEST_CASE("synth knows the labels it can compute") {
    check_wrong_usage({"synth", "--preview", "x.png", "--label", "handstand"}, "handstand");
    check_wrong_usage({"synth"}, "--preview");
    CHECK(run_program(TempFolder() / "",
                      {"synth", "--preview", "/dev/null/x.png", "--label", "Bicep curl"})
              .code == 1);
}
