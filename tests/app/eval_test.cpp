#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/clips.h"
#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

// What it printed, as it ended well.
nlohmann::json report_of(const Finished& run) {
    INFO(run.err);
    REQUIRE(run.code == 0);
    return nlohmann::json::parse(run.out);
}

// A tree of clips in which nobody is seen: "other", if anything.
struct Tree {
    Tree() {
        add("other", "gym-1.mp4", 2.5);
        add("other", "park-1.mp4", 2.5);
        add("squat", "gym-2.mp4", 2.5);
    }

    void add(const std::string& label, const std::string& name, double seconds) const {
        fs::create_directories(home / "clips" / label);
        make_clip(home / "clips" / label / name, seconds);
    }
    Finished eval(std::vector<std::string> more) const {
        std::vector<std::string> arguments = {"eval", (home / "clips/").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_program(home / "", arguments);
    }

    const TempFolder home;
};

}  // namespace

TEST_CASE("eval says what a model makes of computed motion, by kind") {
    const TempFolder home;
    const Finished run = run_program(home / "", {"eval", "synth:5", "--count", "60", "--json"});
    const auto report = report_of(run);
    CHECK(report["dataset"] == "computed motion of seed 5");
    CHECK(report["accuracy"]["count"] == 60);
    CHECK(report["accuracy"]["share"] > 0.5);
    CHECK(report["best_temperature"] > 0);
    CHECK(report["groups"].size() > 10);
    CHECK(run_program(home / "", {"eval", "synth:5", "--count", "60", "--json"}).out == run.out);
    const Finished no_seed = run_program(home / "", {"eval", "synth:abc"});
    CHECK(no_seed.code == 1);
    CHECK(no_seed.err == "spotter: evaluate: synth:abc: its seed is no number; write synth:21\n");
    CHECK(run_program(home / "", {"eval", (home / "").string(), "--count", "5"}).code == 2);
    CHECK(run_program(home / "", {"eval", "synth:5", "--fit"}).code == 2);
    CHECK(run_program(home / "", {"eval", "synth:5", "--stride", "1"}).code == 2);
}

TEST_CASE("eval says how a model serves over time on computed workouts") {
    const TempFolder home;
    const Finished run =
        run_program(home / "", {"eval", "synth:5", "--streaming", "--count", "3", "--json"});
    const auto report = report_of(run);
    CHECK(report["dataset"] == "computed motion of seed 5");
    const auto& over_time = report["streaming"];
    CHECK(over_time["recordings"] == 3);
    CHECK(over_time["minutes"] > 1);
    CHECK(over_time["idle_minutes"] > 0.5);
    CHECK(over_time["segments"]["true"] >= 3);
    CHECK(over_time["right_share"] > 0.4);
    const Finished sparse = run_program(
        home / "", {"eval", "synth:5", "--streaming", "--count", "3", "--stride", "2", "--json"});
    CHECK(nlohmann::json::parse(sparse.out)["streaming"] != over_time);
}

TEST_CASE("eval says how reps of computed workouts are counted") {
    const TempFolder home;
    const Finished run =
        run_program(home / "", {"eval", "synth:5", "--reps", "--count", "3", "--json"});
    const auto report = report_of(run);
    CHECK(report["obo"]["count"] >= 3);
    CHECK(report["obo"]["right"] >= 1);
    CHECK(report["idle_s"] > 30);
    int sets = 0;
    for (const auto& clip : report["clips"]) sets += clip["idle"] == false ? 1 : 0;
    CHECK(sets == report["obo"]["count"]);
    CHECK(run_program(home / "", {"eval", "synth:5", "--reps", "--report", "x"}).code == 2);
}

TEST_CASE("eval gives figures, the confusion of labels and every clip") {
    const Tree tree;
    const Finished run = tree.eval({"--json", "--against", "default"});
    const auto report = report_of(run);
    CHECK(report["model"] == "default");
    CHECK(report["dataset"] == "clips");
    CHECK(report["split"] == "all");
    CHECK(report["accuracy"]["count"] == 3);
    CHECK(report["labels"].size() == 17);
    CHECK(report["confusion"]["squat"].size() == 17);
    CHECK(report["clips"].size() == 3);
    CHECK(report["against"]["mcnemar"]["p"] == 1);
    CHECK(report["warnings"].size() >= 2);
    // The same as predict says.
    const Finished predicted =
        run_program(tree.home / "", {"predict", "--json", (tree.home / "clips/squat").string()});
    const auto prediction = nlohmann::json::parse(predicted.out);
    for (const auto& clip : report["clips"]) {
        if (clip["truth"] == "squat") CHECK(clip["scores"] == prediction[0]["scores"]);
    }
}

TEST_CASE("eval says what to do about labels that the model does not know") {
    const Tree tree;
    tree.add("burpee", "a.mp4", 1);
    const Finished refused = tree.eval({});
    CHECK(refused.code == 1);
    CHECK_THAT(refused.err, Contains("burpee") && Contains("--fold-into LABEL"));
    const Finished folded = tree.eval({"--fold-into", "other"});
    CHECK(folded.code == 0);
    CHECK_THAT(folded.out, Contains("counted as other: burpee") && Contains("truth \\ said"));
}

TEST_CASE("eval writes a report that needs nothing else") {
    const Tree tree;
    const Finished run = tree.eval({"--report", (tree.home / "report").string()});
    INFO(run.err);
    REQUIRE(run.code == 0);
    const std::string html = bytes_of(tree.home / "report/report.html");
    CHECK_THAT(html, Contains("default on clips") && Contains("data:image/jpeg;base64,"));
    CHECK_THAT(html, !Contains("http"));
    CHECK(nlohmann::json::parse(bytes_of(tree.home / "report/report.json"))["accuracy"]["count"] ==
          3);
}

TEST_CASE("a clip that cannot be read is named and not counted") {
    const Tree tree;
    write_bytes(tree.home / "clips/squat/broken.mp4", "no video");
    const Finished run = tree.eval({"--json"});
    CHECK(run.code == 1);
    CHECK_THAT(run.err, Contains("broken.mp4"));
    const auto report = nlohmann::json::parse(run.out);
    CHECK(report["accuracy"]["count"] == 3);
    CHECK(report["failed"].size() == 1);
}

TEST_CASE("eval measures over time on a long video with its truth, and on clips in a row") {
    const Tree tree;
    make_clip(tree.home / "workout.mp4", 6);
    write_bytes(tree.home / "workout.csv", "label,start_s,end_s\nother,0,3\nsquat,3,6\n");
    const Finished video = run_program(
        tree.home / "", {"eval", (tree.home / "workout.mp4").string(), "--streaming", "--json"});
    INFO(video.err);
    REQUIRE(video.code == 0);
    const auto figures = nlohmann::json::parse(video.out)["streaming"];
    CHECK(figures["minutes"] == Approx(0.1));
    CHECK(figures["segments"]["true"] == 1);
    CHECK(figures["idle_minutes"] == Approx(0.05));

    const Finished clips = tree.eval({"--streaming", "--json"});
    INFO(clips.err);
    REQUIRE(clips.code == 0);
    const auto report = nlohmann::json::parse(clips.out);
    CHECK(report["accuracy"]["count"] == 3);
    CHECK(report["streaming"]["minutes"] == Approx(7.5 / 60).margin(0.01));
}

TEST_CASE("thresholds are fitted for a model of one's own, never for the shipped one") {
    const Tree tree;
    const Finished shipped = tree.eval({"--fit", "--split", "all"});
    CHECK(shipped.code == 1);
    CHECK_THAT(shipped.err, Contains("comes with Spotter") && Contains("models import"));
    REQUIRE(run_program(tree.home / "",
                        {"models", "import", SPOTTER_TEST_DIR "/../assets/models/default", "--name",
                         "mine"})
                .code == 0);
    const Finished mine = tree.eval({"--fit", "--split", "all", "--model", "mine", "--json"});
    INFO(mine.err);
    REQUIRE(mine.code == 0);
    // Three clips are too few to change anything, which is said.
    CHECK(nlohmann::json::parse(mine.out)["notes"].size() == 2);
    const auto manifest = nlohmann::json::parse(
        bytes_of(tree.home / ".local/share/spotter/models/mine/spotter.json"));
    CHECK_FALSE(manifest.contains("temperature"));
    CHECK(manifest["thresholds"]["enter"] == Approx(0.6));
    CHECK(manifest["labels"].size() == 17);
    CHECK_FALSE(manifest["trained"].contains("thresholds_fitted_on"));
}

TEST_CASE("eval counts reps where labels.tsv says how many, and in idle clips") {
    const Tree tree;
    write_bytes(tree.home / "clips/labels.tsv", "file\tlabel\treps\nsquat/gym-2.mp4\tsquat\t~2\n");
    const Finished run = tree.eval({"--reps", "--json"});
    INFO(run.err);
    REQUIRE(run.code == 0);
    const auto figures = nlohmann::json::parse(run.out);
    CHECK(figures["clips"].size() == 3);
    CHECK(figures["obo"]["count"] == 1);
    CHECK(figures["mae"] == 1);  // nobody is seen
    CHECK(figures["false_reps"] == 0);
    CHECK(figures["idle_s"].get<double>() > 4);
}

TEST_CASE("options of eval that do not fit are wrong usage") {
    const Tree tree;
    CHECK(tree.eval({"--split", "half"}).code == 2);
    CHECK(tree.eval({"--fit", "--streaming"}).code == 2);
    CHECK(tree.eval({"--fit", "--against", "default"}).code == 2);
    CHECK(tree.eval({"--reps", "--fit"}).code == 2);
    CHECK(tree.eval({"--reps", "--split", "test"}).code == 2);
    const Finished missing = run_program(tree.home / "", {"eval", "/nowhere"});
    CHECK(missing.code == 1);
    CHECK_THAT(missing.err, Contains("/nowhere"));
    const Finished empty = tree.eval({"--split", "test"});
    CHECK(empty.code == 1);
    CHECK_THAT(empty.err, Contains("split test"));
}
