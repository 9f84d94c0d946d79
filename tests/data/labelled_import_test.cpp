#include <algorithm>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/data/importing.h"
#include "training/data/dataset.h"
#include "training/data/source_cutter.h"
#include "training/data/staging.h"

using namespace spotter;
using namespace spotter::test;
namespace fs = std::filesystem;

namespace {

ImportReport import_spans(const fs::path& video, const LabelledSpans& spans, const fs::path& set) {
    ClipImportOptions options;
    options.group = "session 1";
    JobToken token;
    return import_labelled({{video, spans}}, set, options, token);
}

std::map<std::string, std::size_t> clips_by_label(const fs::path& set) {
    std::map<std::string, std::size_t> out;
    for (const DatasetClip& clip : read_dataset(set).clips) ++out[clip.label];
    return out;
}

}  // namespace

TEST_CASE("labelled stretches of a video become clips, once") {
    const TempFolder folder;
    make_numbered(folder / "film.mp4", 16);
    const LabelledSpans spans = {{"squat", {{0, 4.5}, {8, 12.5}}}, {"rest", {{4.6, 7.9}}}};
    const ImportReport report = import_spans(folder / "film.mp4", spans, folder / "set");
    CHECK(report.added_by_label == std::map<std::string, std::size_t>{{"rest", 1}, {"squat", 4}});
    for (const DatasetClip& clip : read_dataset(folder / "set").clips) {
        CHECK(clip.group == "session 1");
    }
    const ImportReport again = import_spans(folder / "film.mp4", spans, folder / "set");
    CHECK(again.added == 0);
    CHECK(again.skipped >= 5);
}

TEST_CASE("a video is read once, however many labels its stretches have") {
    const TempFolder folder;
    make_numbered(folder / "film.mp4", 16);
    const std::vector<std::vector<TimeSpan>> parts = {
        {{0, 4.5}, {8, 12.5}}, {{4.6, 7.9}}, {{20, 22}}};
    std::vector<double> progress;
    JobToken token;
    const CutSource cut = cut_source(folder / "film.mp4", folder / "clips", {}, parts, {}, token,
                                     [&](double fraction) { progress.push_back(fraction); });
    REQUIRE(cut.parts.size() == 3);
    CHECK(cut.parts[0].clips.size() == 4);
    REQUIRE(cut.parts[1].clips.size() == 1);
    CHECK(cut.parts[1].clips[0].start_s == Approx(4.6).margin(0.11));
    CHECK(cut.parts[2].clips.empty());
    CHECK(progress.size() == 161);
    CHECK(std::ranges::is_sorted(progress));

    const LabelledSpans spans = {{"squat", parts[0]}, {"rest", parts[1]}, {"lunge", parts[2]}};
    const ImportReport report = import_spans(folder / "film.mp4", spans, folder / "set");
    CHECK(report.videos == 1);
    CHECK(report.added == 5);
    CHECK(reason(report, "film.mp4") == "nothing of it lies in the wanted stretch of lunge");
}

TEST_CASE("of two labels for the same stretch the first one holds") {
    const TempFolder folder;
    make_numbered(folder / "film.mp4", 8);
    const ImportReport report = import_spans(
        folder / "film.mp4", {{"lunge", {{0, 4.5}}}, {"squat", {{0, 4.5}}}}, folder / "set");
    CHECK(report.added_by_label == std::map<std::string, std::size_t>{{"lunge", 2}});
    CHECK(report.skipped == 2);
}

TEST_CASE("a correction relabels the clips that are there, and adds what is new with it") {
    const TempFolder folder;
    make_numbered(folder / "film.mp4", 16);
    import_spans(folder / "film.mp4", {{"squat", {{0, 4.5}, {8, 12.5}}}}, folder / "set");
    const ImportReport report = import_spans(
        folder / "film.mp4", {{"lunge", {{8, 12.5}}}, {"rest", {{4.6, 7.9}}}}, folder / "set");
    CHECK(report.relabelled == 2);
    CHECK(report.added == 1);
    CHECK(clips_by_label(folder / "set") ==
          std::map<std::string, std::size_t>{{"lunge", 2}, {"rest", 1}, {"squat", 2}});
    CHECK(read_dataset(folder / "set").notes.empty());
}

TEST_CASE("labels of one import come in together or not at all") {
    const TempFolder folder;
    make_numbered(folder / "film.mp4", 40);
    import_spans(folder / "film.mp4", {{"squat", {{0, 4.5}}}}, folder / "set");
    const auto before = files_below(folder / "set");
    const std::string listing = bytes_of(folder / "set/dataset.json");
    CancelledJob job(0.6);
    CHECK_THROWS_AS(
        import_labelled({{folder / "film.mp4", {{"lunge", {{0, 4.5}}}, {"rest", {{10, 30}}}}}},
                        folder / "set", {}, job.token()),
        Cancelled);
    CHECK(files_below(folder / "set") == before);
    CHECK(bytes_of(folder / "set/dataset.json") == listing);
}

TEST_CASE("a label that cannot be one leaves the dataset as it was") {
    const TempFolder folder;
    make_numbered(folder / "film.mp4", 8);
    CHECK_THROWS_AS(
        import_spans(folder / "film.mp4", {{"a", {{0, 3}}}, {"b/c", {{3, 6}}}}, folder / "set"),
        Error);
    CHECK_FALSE(fs::exists(folder / "set"));
}

TEST_CASE("what a killed correction moved is moved back by the next import") {
    const TempFolder folder;
    make_numbered(folder / "film.mp4", 8);
    import_spans(folder / "film.mp4", {{"squat", {{0, 4.5}}}}, folder / "set");
    // It was killed between moving its clips and writing dataset.json.
    fs::create_directories(folder / "set/lunge");
    fs::rename(folder / "set/squat/film-0002.mp4", folder / "set/lunge/film-0002.mp4");
    fs::create_directories(folder / "set/.import-killed");
    write_bytes(folder / "set/.import-killed/moves.txt",
                "lunge/film-0002.mp4\tsquat/film-0002.mp4\n");
    const Staging next(folder / "set");
    CHECK(fs::exists(folder / "set/squat/film-0002.mp4"));
    CHECK_FALSE(fs::exists(folder / "set/lunge"));
}
