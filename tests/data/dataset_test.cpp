#include "training/data/dataset.h"

#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

// A file that stands for a video: nothing here looks inside.
void touch(const TempFolder& folder, const std::string& file, const std::string& bytes = "") {
    fs::create_directories((folder / file).parent_path());
    write_bytes(folder / file, bytes.empty() ? "bytes of " + file : bytes);
}

std::string listing(const std::string& clips) {
    return R"({"format": 1, "clips": [)" + clips + "]}";
}

std::string clip_json(const std::string& file, const std::string& more = "") {
    return R"({"file": ")" + file + R"(", "label": "squat")" + more + "}";
}

bool says(const Dataset& dataset, const std::string& words) {
    for (const std::string& note : dataset.notes) {
        if (note.find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a dataset that was written is read the same") {
    const TempFolder folder;
    touch(folder, "squat/ä 🏋-0001.mp4");
    touch(folder, "rest/b-0001.mp4");
    Dataset dataset;
    dataset.folder = folder / "";
    dataset.clips = {{"squat/ä 🏋-0001.mp4", "squat", "ä", "ä 🏋.mov", std::string(64, 'a'),
                      1.25, 3.25, Split::train},
                     {"rest/b-0001.mp4", "rest", "b", "", "", 0, 0, Split::none}};
    dataset.plan = SplitPlan{SplitBy::clip, 7, 0.5, 0.25, 0.25};
    dataset.sources[std::string(64, 'a')] = {"0123", "every 2 s", 3};
    write_dataset(dataset);

    const Dataset read = read_dataset(folder / "");
    CHECK(is_dataset(folder / ""));
    REQUIRE(read.clips.size() == 2);
    CHECK(read.clips[0] == dataset.clips[1]);
    CHECK(read.clips[1] == dataset.clips[0]);
    CHECK(read.labels == Labels{"squat", "rest"});
    CHECK(read.plan == dataset.plan);
    CHECK(read.sources == dataset.sources);
    CHECK(read.notes.empty());
}

TEST_CASE("clips whose file is gone are left out and said") {
    const TempFolder folder;
    touch(folder, "squat/a.mp4");
    write_bytes(folder / "dataset.json",
                listing(clip_json("squat/a.mp4") + "," + clip_json("squat/gone.mp4")));
    const Dataset dataset = read_dataset(folder / "");
    CHECK(dataset.clips.size() == 1);
    CHECK(says(dataset, "squat/gone.mp4"));
}

TEST_CASE("a dataset.json that is not right is refused with its name and the field") {
    const TempFolder folder;
    touch(folder, "squat/a.mp4");
    struct Wrong {
        std::string json;
        std::string said;
    };
    const std::vector<Wrong> all = {
        {"", "not valid JSON"},
        {"[]", "not a JSON object"},
        {R"({"format": 2, "clips": []})", "format is 2"},
        {R"({"format": 1})", "clips must be a list"},
        {R"({"format": 1, "clips": [], "clips": []})", "stands twice"},
        {listing("3"), "clips[0] is not a JSON object"},
        {listing(clip_json("/etc/passwd")), "clips[0].file is no path inside"},
        {listing(clip_json("../a.mp4")), "clips[0].file is no path inside"},
        {listing(clip_json("squat/../../a.mp4")), "clips[0].file is no path inside"},
        {listing(clip_json("squat\\\\a.mp4")), "clips[0].file is no path inside"},
        {listing(clip_json("squat/a\\u0000.mp4")), "clips[0].file is no path inside"},
        {listing(clip_json("squat/a.mp4") + "," + clip_json("Squat/A.mp4")), "stands twice"},
        {listing(R"({"file": "squat/a.mp4", "label": "a/b"})"), "label has a slash"},
        {listing(R"({"file": "squat/a.mp4", "label": ""})"), "label is empty"},
        {listing(clip_json("squat/a.mp4", R"(, "split": "dev")")), "split must be"},
        {listing(clip_json("squat/a.mp4", R"(, "start_s": -1)")), "start_s is -1"},
        {listing(clip_json("squat/a.mp4", R"(, "start_s": 2, "end_s": 1)")), "end_s is before"},
        {listing(clip_json("squat/a.mp4", R"(, "source_sha256": "12")")), "64 hex digits"},
        {R"({"format": 1, "clips": [], "split": {"train": 1, "validation": 1, "test": 0}})",
         "1 together"},
    };
    for (const Wrong& wrong : all) {
        INFO(wrong.json);
        write_bytes(folder / "dataset.json", wrong.json);
        CHECK_THROWS_WITH(read_dataset(folder / ""), Contains("read dataset: ") &&
                                                         Contains("dataset.json") &&
                                                         Contains(wrong.said));
    }
}

TEST_CASE("a folder without clips, and no folder, say how to make a dataset") {
    const TempFolder folder;
    CHECK_THROWS_WITH(read_dataset(folder / ""), Contains("LABEL/video"));
    CHECK_THROWS_WITH(read_dataset(folder / "none"), Contains("spotter clips extract"));
    write_bytes(folder / "dataset.json", listing(""));
    CHECK_THROWS_WITH(read_dataset(folder / ""), Contains("no clips"));
}

TEST_CASE("a plain tree is a dataset: labels are folders, groups guessed and said") {
    const TempFolder folder;
    touch(folder, "squat/anna_1.mp4");
    touch(folder, "squat/anna_2.MOV");
    touch(folder, "squat/deep/er/ben.mp4");
    touch(folder, "rest/anna_3.mp4");
    touch(folder, "rest/1.mp4");
    touch(folder, "squat/1.mp4");
    touch(folder, "squat/notes.txt");
    touch(folder, ".hidden/x.mp4");
    touch(folder, "loose.mp4");
    const Dataset dataset = read_dataset(folder / "");
    REQUIRE(dataset.clips.size() == 6);
    CHECK(dataset.labels == Labels{"squat", "rest"});
    std::map<std::string, std::string> groups;
    for (const DatasetClip& clip : dataset.clips) groups[clip.file] = clip.group;
    CHECK(groups["squat/anna_1.mp4"] == "anna");
    CHECK(groups["squat/anna_2.MOV"] == "anna");
    CHECK(groups["rest/anna_3.mp4"] == "anna");
    CHECK(groups["squat/deep/er/ben.mp4"] == "ben");
    CHECK(groups["rest/1.mp4"] != groups["squat/1.mp4"]);
    CHECK(says(dataset, "loose.mp4 is left out: it is in no label's folder"));
    CHECK(says(dataset, "groups were guessed from file names: 6 clips in 4 groups"));
}

TEST_CASE("the scenes and labels of a labels.tsv count") {
    const TempFolder folder;
    touch(folder, "squat/a.mp4");
    touch(folder, "squat/b.mp4");
    touch(folder, "loose.mp4");
    write_bytes(folder / "labels.tsv",
                "file\tlabel\tscene\tnotes\r\n"
                "squat/a.mp4\tsquat\tgym\t\"with \"\"quotes\"\"\"\r\n"
                "squat/b.mp4\tlunge\tgym\t\r\n"
                "loose.mp4\trest\thome\t\r\n"
                "squat/gone.mp4\tsquat\tgym\t\r\n");
    const Dataset dataset = read_dataset(folder / "");
    REQUIRE(dataset.clips.size() == 3);
    CHECK(dataset.clips[0].label == "rest");
    CHECK(dataset.clips[0].group == "home");
    CHECK(dataset.clips[2].label == "lunge");
    CHECK(dataset.clips[2].group == "gym");
    CHECK(says(dataset, "squat/gone.mp4 is in labels.tsv but not in the folder"));
    CHECK(says(dataset, "groups are the scenes of labels.tsv: 3 clips in 2 groups"));
}

TEST_CASE("a labels.tsv that is not right is refused with its line") {
    const TempFolder folder;
    touch(folder, "squat/a.mp4");
    write_bytes(folder / "labels.tsv", "name\tlabel\n");
    CHECK_THROWS_WITH(read_dataset(folder / ""), Contains("labels.tsv: line 1"));
    write_bytes(folder / "labels.tsv", "file\nsquat/a.mp4\nsquat/a.mp4\n");
    CHECK_THROWS_WITH(read_dataset(folder / ""), Contains("line 3") && Contains("twice"));
    write_bytes(folder / "labels.tsv", "file\nsquat/\xff.mp4\n");
    CHECK_THROWS_WITH(read_dataset(folder / ""), Contains("line 2") && Contains("UTF-8"));
}

TEST_CASE("labels that read the same are joined, and unusable ones left out") {
    const TempFolder folder;
    touch(folder, "Squat/a.mp4");
    touch(folder, "squat/b.mp4");
    touch(folder, std::string(200, 'x') + "/c.mp4");
    const Dataset dataset = read_dataset(folder / "");
    CHECK(dataset.clips.size() == 2);
    CHECK(dataset.labels == Labels{"Squat"});
    CHECK(says(dataset, "squat is taken for Squat"));
    CHECK(says(dataset, "is longer than 100 bytes"));
}

TEST_CASE("files of the same bytes are of one group") {
    const TempFolder folder;
    touch(folder, "squat/anna.mp4", "same");
    touch(folder, "rest/ben.mp4", "same");
    touch(folder, "rest/cleo.mp4", "else");
    const Dataset dataset = read_dataset(folder / "");
    REQUIRE(dataset.clips.size() == 3);
    CHECK(dataset.clips[0].group == dataset.clips[2].group);
    CHECK(dataset.clips[1].group == "cleo");
    CHECK(says(dataset, "same bytes"));
}

TEST_CASE("the digest of a dataset changes with files, labels, groups and splits") {
    const TempFolder folder;
    touch(folder, "squat/a.mp4");
    Dataset dataset = read_dataset(folder / "");
    const std::string before = dataset_sha256(dataset);
    CHECK(before == dataset_sha256(read_dataset(folder / "")));
    SECTION("a file") {
        touch(folder, "squat/a.mp4", "longer than it was before, by a lot");
    }
    SECTION("a label") {
        dataset.clips[0].label = "lunge";
    }
    SECTION("a group") {
        dataset.clips[0].group = "b";
    }
    SECTION("a split") {
        dataset.clips[0].split = Split::test;
    }
    CHECK(before != dataset_sha256(dataset));
}

TEST_CASE("a dataset on a disk that is full stays as it was") {
    const TempFolder folder;
    touch(folder, "squat/a.mp4");
    Dataset dataset = read_dataset(folder / "");
    write_dataset(dataset);
    const std::string before = bytes_of(folder / "dataset.json");
    fs::create_directory(folder / "dataset.json.part");  // what cannot be written to
    dataset.clips[0].split = Split::test;
    CHECK_THROWS_WITH(write_dataset(dataset), Contains("write dataset: "));
    CHECK(bytes_of(folder / "dataset.json") == before);
}
