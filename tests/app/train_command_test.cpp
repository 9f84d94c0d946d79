// spotter train and spotter pretrain, as a user runs them, on small videos and a small pixel model.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/train_model.h"
#include "tests/app/program.h"
#include "tests/capture/make_video.h"
#include "tests/temp_folder.h"
#include "training/fit/training_lock.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string kBase = std::string(SPOTTER_TEST_DIR) + "/golden/hf/mean-pooling";

void make_numbered(const fs::path& file, int first, int step) {
    fs::create_directories(file.parent_path());
    VideoRecipe recipe;
    recipe.ticks = even_ticks(45, 50);
    recipe.first_number = first;
    for (std::int64_t& tick : recipe.ticks) tick = tick * step;
    make_video(file, recipe);
}

class Training {
  public:
    Training() {
        for (int i = 0; i < 5; ++i) {
            const std::string name = "clip" + std::to_string(i) + ".mp4";
            make_numbered(home / "clips" / "squat" / name, 100 * i, 1);
            make_numbered(home / "clips" / "rest" / ("r" + name), 2048 + 100 * i, 1);
        }
    }

    std::vector<std::string> arguments(const std::string& name,
                                       const std::vector<std::string>& more) const {
        std::vector<std::string> all = {"train",     (home / "clips").string(),
                                        "--base",    kBase,
                                        "--out",     name,
                                        "--part",    "full",
                                        "--batch",   "4",
                                        "--threads", "1"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    Finished operator()(const std::string& name, const std::vector<std::string>& more) const {
        return run_program(home / "", arguments(name, more));
    }
    // Wherever the program keeps the user's data.
    fs::path found(const std::string& end) const {
        for (const auto& entry : fs::recursive_directory_iterator(home / "")) {
            if (entry.path().string().ends_with(end)) return entry.path();
        }
        return {};
    }
    std::string weights(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(found("models/" + name + "/model.safetensors")).rdbuf();
        return text.str();
    }

    TempFolder home;
};

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    return lines;
}

}  // namespace

TEST_CASE("labels that a new model will not know are named") {
    ModelInfo base;
    base.labels = {"squat", "push_up", "rest"};
    CHECK(lost_labels(base, {"rest", "lunge"}) == "Squat, Push up");
    CHECK(lost_labels(base, {"rest", "squat", "push_up"}).empty());
}

TEST_CASE("a model is trained from a plain tree of clips and used at once") {
    const Training training;
    const Finished run = training("gym", {"--epochs", "2", "--lr", "1e-3", "--patience", "3"});
    INFO(run.out << run.err);
    REQUIRE(run.code == 0);
    CHECK_THAT(run.out, Contains("epoch 1/2") && Contains("the whole model learns"));
    CHECK_THAT(run.out, Contains("will not know Bicep curl, Lateral raise"));
    CHECK(training.found("models/gym/training_log.jsonl") != fs::path());
    const json manifest = json::parse(std::ifstream(training.found("models/gym/spotter.json")));
    CHECK(manifest["trained"].contains("epoch_chosen_on"));
    CHECK(manifest["thresholds"]["enter"] >= manifest["thresholds"]["exit"]);
    const Finished used =
        run_program(training.home / "", {"predict", "--model", "gym", "--json",
                                         (training.home / "clips/squat/clip0.mp4").string()});
    REQUIRE(used.code == 0);
    CHECK(json::parse(used.out)[0]["scores"].contains("rest"));

    const Finished again = training("gym", {"--epochs", "1"});
    CHECK(again.code == 1);
    CHECK_THAT(again.err, Contains("gym: there is a model of this name already"));
    CHECK(training("gym", {"--epochs", "1", "--force"}).code == 0);
}

TEST_CASE("progress of a training comes as JSON lines") {
    const Training training;
    const Finished run = training("gym", {"--epochs", "2", "--json", "--half"});
    INFO(run.err);
    REQUIRE(run.code == 0);
    const std::vector<json> lines = lines_of(run.out);
    const auto count = [&](const char* event) {
        return std::count_if(lines.begin(), lines.end(),
                             [&](const json& line) { return line["event"] == event; });
    };
    CHECK(count("epoch") == 2);
    CHECK(count("step") >= 2);
    CHECK(lines.back()["event"] == "done");
    CHECK(lines.back()["labels"] == json({"squat", "rest"}));
}

TEST_CASE("a training that was killed goes on to the same model") {
    const Training training;
    const std::vector<std::string> settings = {"--epochs", "300", "--patience", "0"};
    REQUIRE(training("whole", settings).code == 0);
    {
        std::vector<std::string> more = settings;
        more.push_back("--json");
        Program program(training.home / "", training.arguments("parts", more));
        REQUIRE(program.wait_until(
            [&] { return training.found("training/parts/checkpoint.safetensors") != fs::path(); }));
        program.signal(SIGKILL);
        program.wait();
    }
    REQUIRE(training.found("models/parts/config.json") == fs::path());
    std::vector<std::string> more = settings;
    more.push_back("--resume");
    const Finished rest = training("parts", more);
    INFO(rest.err);
    REQUIRE(rest.code == 0);
    CHECK(training.weights("parts") == training.weights("whole"));
    CHECK(training.found("training/parts") == fs::path());
}

TEST_CASE("Ctrl-C keeps what was learnt and says how to go on") {
    const Training training;
    Program program(training.home / "",
                    training.arguments("gym", {"--epochs", "100000", "--patience", "0", "--json"}));
    REQUIRE(program.wait_until(
        [&] { return program.output().find("\"epoch\"") != std::string::npos; }));
    program.signal(SIGINT);
    const Finished run = program.wait();
    CHECK(run.code == 130);
    CHECK_THAT(run.err, Contains("the same command with --resume goes on"));
    CHECK(training.found("training/gym/checkpoint.safetensors") != fs::path());
    CHECK_THAT(training("gym", {"--epochs", "1"}).out, Contains("was interrupted, and this one"));
    CHECK_THAT(training("new", {"--epochs", "1", "--resume"}).out, Contains("nothing to resume"));
    CHECK_THAT(training("default", {"--epochs", "1"}).out, Contains("models delete default"));
}

TEST_CASE("what cannot be learnt from is refused in one line") {
    const Training training;
    const auto fails = [&](const std::vector<std::string>& more, const std::string& line) {
        const Finished run = training("gym", more);
        CHECK(run.code != 0);
        CHECK(lines_in(run.err) == 1);
        CHECK_THAT(run.err, Contains(line));
    };
    fails({"--accumulate", "9"}, "--accumulate: '9' is more than the clips of one step, 4");
    fails({"--keep-labels"}, "mean-pooling: its labels cannot be kept: it sees pixels");
    CHECK_THAT(training("a/b", {}).err, Contains("a/b"));

    fs::create_directories(training.home / "data");
    const TrainingLock held(training.home / "data/training/held");
    const Finished second = training("held", {"--data-dir", (training.home / "data").string()});
    CHECK(second.code == 1);
    CHECK_THAT(second.err, Contains("another training into this name is running"));

    fs::remove_all(training.home / "clips/rest");
    fs::remove(training.home / "clips/dataset.json");
    fails({}, "all clips have the label squat");
}

TEST_CASE("a model learns one label more and keeps those that it knows") {
    const Training training;
    fs::remove_all(training.home / "clips/rest");
    fs::rename(training.home / "clips/squat", training.home / "clips/my dance");
    const Finished run =
        run_program(training.home / "",
                    {"train", (training.home / "clips").string(), "--base", "default", "--out",
                     "more", "--part", "last:1", "--epochs", "1", "--keep-labels", "--json"});
    INFO(run.err);
    REQUIRE(run.code == 0);
    const json done = lines_of(run.out).back();
    CHECK(done["labels"].size() == 18);
    CHECK(done["kept_train_clips"] == 17 * 30 + 3 * 30);
    const json manifest = json::parse(std::ifstream(training.found("models/more/spotter.json")));
    CHECK(manifest["trained"]["kept_labels"].size() == 17);
    std::ostringstream card;
    card << std::ifstream(training.found("models/more/README.md")).rdbuf();
    CHECK_THAT(card.str(), Contains("Labels of the base were kept with 30 clips each"));
}

TEST_CASE("one clip a label is learnt from, whatever the labels are called") {
    const Training training;
    make_numbered(training.home / "few/Bicep curl/a.mp4", 0, 1);
    make_numbered(training.home / "few/🏋️ squat/b.mp4", 2048, 1);
    const Finished run =
        run_program(training.home / "", {"train", (training.home / "few").string(), "--base", kBase,
                                         "--out", "few", "--threads", "1", "--epochs", "2"});
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK_THAT(run.out, Contains("2 training clips, 1 of a typical label: only the classifier") &&
                            Contains("there are no validation clips") &&
                            Contains("of the training clips themselves at epoch"));
    const json config = json::parse(std::ifstream(training.found("models/few/config.json")));
    CHECK(config["id2label"] == json({{"0", "Bicep curl"}, {"1", "🏋️ squat"}}));
}

TEST_CASE("a dataset that changes while it is learnt from does no harm, and is said") {
    const Training training;
    Paths paths;
    paths.data = training.home / "data";
    paths.cache = training.home / "cache";
    TrainRequest request;
    request.dataset = training.home / "clips";
    request.base = kBase;
    request.name = "gym";
    request.plan.epochs = 2;
    request.plan.threads = 1;
    std::string notes;
    JobToken token;
    const auto on_progress = [&](const TrainingProgress& now) {
        if (!now.epoch_done || now.epoch > 1) return;
        fs::remove_all(training.home / "clips/rest");
        make_numbered(training.home / "clips/squat/new.mp4", 900, 1);
    };
    const TrainedModel trained =
        train_model(request, Settings(), paths, token, on_progress,
                    [&](const std::string& note) { notes += note + "\n"; });
    CHECK(trained.model.labels == Labels{"squat", "rest"});
    CHECK_THAT(notes, Contains("the dataset changed while training"));
}

TEST_CASE("an encoder is pretrained without labels and fine-tuned") {
    const Training training;
    const Finished run = run_program(
        training.home / "", {"pretrain", (training.home / "clips").string(), "--base", kBase,
                             "--out", "room", "--epochs", "2", "--mask", "0.75", "--threads", "1"});
    INFO(run.out << run.err);
    REQUIRE(run.code == 0);
    CHECK_THAT(run.out, Contains("spotter train DATASET --base room"));
    std::vector<std::string> tuned = training.arguments("gym", {"--epochs", "1"});
    std::replace(tuned.begin(), tuned.end(), kBase, std::string("room"));
    const Finished after = run_program(training.home / "", tuned);
    INFO(after.err);
    CHECK(after.code == 0);
}
