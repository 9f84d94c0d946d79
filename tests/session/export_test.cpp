#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "engine/session/export_csv.h"
#include "engine/session/export_fit.h"
#include "engine/session/export_html.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/export_text.h"
#include "engine/session/fit_file.h"
#include "engine/session/known_exercises.h"
#include "tests/session/example_session.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

// The bytes of tests/golden/export/NAME; with SPOTTER_WRITE_GOLDEN set they are written anew
// first, to be looked at and committed.
std::string golden(const std::string& name, const std::string& bytes) {
    const std::filesystem::path file =
        std::filesystem::path(SPOTTER_TEST_DIR) / "golden/export" / name;
    if (std::getenv("SPOTTER_WRITE_GOLDEN") != nullptr) write_bytes(file, bytes);
    return bytes_of(file);
}

std::vector<Session> two_sessions() {
    Session second = example_session("11111111-2222-4333-8444-555555555555");
    second.start += 24h * 30;
    second.zone = {1h, "Europe/Berlin"};
    second.title.clear();
    second.note.clear();
    second.sets.resize(2);
    second.sets[1].label = "pistol_squat";
    second.sets[1].note = "-5 @ home";
    return {example_session(), second};
}

// A session with every exercise of the shipped model, each with a weight and without.
Session every_exercise() {
    Session session = beginning_of(example_session());
    session.length = 10min;
    session.finished = true;
    for (const char* label : {"bicep_curl", "lateral_raise", "squat", "push_up", "sit_up", "plank",
                              "lunge", "jumping_jack", "deadlift", "shoulder_press", "bench_press",
                              "row", "tricep_extension", "pull_up", "front_raise"}) {
        for (const std::optional<double> weight : {std::optional<double>(), {20.0}}) {
            const int number = static_cast<int>(session.sets.size()) + 1;
            session.sets.push_back({number, label, number * 15s, number * 15s + 10s, false, false,
                                    8, 8, weight, WeightUnit::kg, SetKind::normal, ""});
        }
    }
    return session;
}

// The cells of the n-th line of what has no line breaks in it up to there.
std::vector<std::string> cells(const std::string& csv, int line) {
    std::istringstream lines(csv);
    std::string text;
    for (int i = 0; i <= line; ++i) std::getline(lines, text);
    std::vector<std::string> out;
    if (text.ends_with('\r')) text.pop_back();
    std::istringstream in(text);
    for (std::string cell; std::getline(in, cell, ',');) out.push_back(cell);
    return out;
}

}  // namespace

TEST_CASE("every export is byte for byte what it was") {
    const auto sessions = two_sessions();
    const auto check = [](const std::string& name, const std::string& bytes) {
        INFO(name);
        CHECK(golden(name, bytes) == bytes);
    };
    check("session.jsonl", jsonl_from_session(sessions[0]));
    check("sets.csv", csv_of_sets(sessions));
    check("reps.csv", csv_of_reps(sessions));
    check("strong.csv", strong_csv(sessions, WeightUnit::kg));
    check("strong-lb.csv", strong_csv(sessions, WeightUnit::lb));
    check("hevy.csv", hevy_csv(sessions));
    check("fitnotes.csv", fitnotes_csv(sessions, WeightUnit::lb));
    check("session.fit", fit_from_session(sessions[0]));
    check("exercises.jsonl", jsonl_from_session(every_exercise()));
    check("exercises.fit", fit_from_session(every_exercise()));
    check("summary.html", html_summary(sessions));
}

TEST_CASE("cells are quoted where they must be, and never begin a formula") {
    const auto cell = [](const std::string& text) { return CsvLine().text(text).end(); };
    CHECK(cell("plain 💪") == "plain 💪\r\n");
    CHECK(cell("a,b") == "\"a,b\"\r\n");
    CHECK(cell("say \"hi\"") == "\"say \"\"hi\"\"\"\r\n");
    CHECK(cell("two\nlines") == "\"two\nlines\"\r\n");
    for (const char* sign : {"=", "+", "-", "@", "\t"}) {
        CHECK(cell(std::string(sign) + "1") == "'" + std::string(sign) + "1\r\n");
    }
    CHECK(cell("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    CHECK(cell(std::string("a\0b", 3)) == "ab\r\n");
    CHECK(CsvLine().plain("-5").plain("").end() == "-5,\r\n");
    CHECK(CsvLine().always_quote().plain("x").plain("").end() == "\"x\",\"\"\r\n");
}

TEST_CASE("numbers have no needless digits") {
    CHECK(short_number(60) == "60");
    CHECK(short_number(12.5) == "12.5");
    CHECK(short_number(0.005) == "0.01");
    CHECK(short_number(-0.001) == "0");
    CHECK(short_number(1234.5678, 3) == "1234.568");
    CHECK(short_number(100, 0) == "100");
}

TEST_CASE("every label of the shipped model has a name and a category in other programs") {
    for (const RecordedSet& set : every_exercise().sets) {
        INFO(set.label);
        REQUIRE(known_exercise(set.label) != nullptr);
        CHECK(exercise_category(set.label) != "Other");
    }
    CHECK(exercise_category("tricep_extension") == "Triceps");
    CHECK(exercise_category("deadlift") == "Back");
    CHECK(exercise_category("turkish_get_up") == "Other");
}

TEST_CASE("exercises are called as other programs call them, with a weight and without") {
    const auto titles = [](const std::string& label, std::optional<double> weight) {
        RecordedSet set;
        set.label = label;
        set.weight = weight;
        return std::pair(exercise_title(set), hevy_title(set));
    };
    using Titles = std::pair<std::string, std::string>;
    CHECK(titles("squat", {}) == Titles("Squat (Bodyweight)", "Squat (Bodyweight)"));
    CHECK(titles("squat", 20) == Titles("Squat (Barbell)", "Squat (Barbell)"));
    CHECK(titles("squat", 0) == titles("squat", {}));
    CHECK(titles("lunge", {}) == Titles("Lunge (Bodyweight)", "Lunge"));
    CHECK(titles("pull_up", 10) == Titles("Pull Up", "Pull Up (Weighted)"));
    CHECK(titles("bicep_curl", {}) == titles("bicep_curl", 12.5));
    CHECK(titles("turkish_get_up", 16) == Titles("Turkish get up", "Turkish get up"));
}

TEST_CASE("sets with a weight and without are counted apart where they are different exercises") {
    std::vector<Session> sessions = {example_session()};
    sessions[0].note.clear();  // it has two lines
    for (RecordedSet& set : sessions[0].sets) {
        set.label = "squat";
        set.note.clear();
    }
    const std::string strong = strong_csv(sessions, WeightUnit::kg);
    CHECK(cells(strong, 2)[3] == "Squat (Barbell)");
    CHECK(cells(strong, 2)[4] == "2");
    CHECK(cells(strong, 3)[3] == "Squat (Bodyweight)");
    CHECK(cells(strong, 3)[4] == "1");
    CHECK_THAT(hevy_csv(sessions), Contains("\"Squat (Bodyweight)\",\"\",\"\",\"0\""));
}

TEST_CASE("a session is called by its title, else by its exercises") {
    Session session = example_session();
    CHECK(title_of(session) == "Evening");
    session.title.clear();
    CHECK(title_of(session) == "Bicep curl, Squat, Plank");
    session.sets.clear();
    CHECK(title_of(session) == "Workout");
}

TEST_CASE("times are those of the place where the session began, also across zones and DST") {
    std::vector<Session> sessions = {example_session()};
    // 00:30 UTC, in the hour that comes twice in Berlin.
    CHECK(cells(strong_csv(sessions, WeightUnit::kg), 1)[0] == "2026-10-25 02:30:00");
    sessions[0].sets[0].start = 45min;
    CHECK(cells(csv_of_sets(sessions), 1)[1] == "03:15:00");
    sessions[0].zone.offset = -(9h + 30min);
    CHECK(cells(strong_csv(sessions, WeightUnit::kg), 1)[0] == "2026-10-24 15:00:00");
    CHECK(cells(fitnotes_csv(sessions, WeightUnit::kg), 1)[0] == "2026-10-24");
    CHECK_THAT(hevy_csv(sessions), Contains("\"24 Oct 2026, 15:00\",\"24 Oct 2026, 15:10\""));
    CHECK_THAT(jsonl_from_session(sessions[0]), Contains("\"start\":\"2026-10-25T00:30:00.250Z\""));
}

TEST_CASE("Strong's durations and set orders") {
    std::vector<Session> sessions = {example_session()};
    sessions[0].note.clear();  // it has two lines
    const auto duration = [&](SessionTime length) {
        sessions[0].length = length;
        return cells(strong_csv(sessions, WeightUnit::kg), 1)[2];
    };
    CHECK(duration(70min) == "1h 10m");
    CHECK(duration(25min + 59s) == "25m");
    CHECK(duration(40s) == "40s");
    CHECK(cells(strong_csv(sessions, WeightUnit::kg), 1)[4] == "1");
    CHECK(cells(strong_csv(sessions, WeightUnit::kg), 2)[4] == "2");
    CHECK(cells(strong_csv(sessions, WeightUnit::lb), 2)[5] == "30");
    CHECK(cells(strong_csv(sessions, WeightUnit::kg), 2)[5] == "13.608");
}

TEST_CASE("a FIT file says its size and ends with a checksum that fits") {
    const std::string bytes = fit_from_session(example_session());
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes.at(at)); };
    CHECK(byte(0) == 14);
    CHECK(bytes.substr(8, 4) == ".FIT");
    CHECK(byte(4) + byte(5) * 256U == bytes.size() - 14 - 2);
    // Over data and checksum, FIT's CRC gives zero: an empty file shows the same arithmetic.
    CHECK(FitFile().bytes().size() == 16);
}

TEST_CASE("a FIT file names each exercise once, and again where it is another one with a weight") {
    Session session = example_session();
    for (RecordedSet& set : session.sets) set.label = "squat";
    const std::string bytes = fit_from_session(session);
    const auto count = [&](const std::string& text) {
        std::size_t times = 0;
        for (auto at = bytes.find(text); at != std::string::npos; at = bytes.find(text, at + 1)) {
            ++times;
        }
        return times;
    };
    CHECK(count("Squat (Barbell)") == 1);
    CHECK(count("Squat (Bodyweight)") == 1);
}

TEST_CASE("more reps than FIT can count are as many as it can, not what is left of them") {
    const auto with_reps = [](int reps) {
        Session session = example_session();
        session.sets[0].reps = reps;
        return fit_from_session(session);
    };
    CHECK(with_reps(70'000) == with_reps(65'534));
    CHECK(with_reps(65'535) == with_reps(65'534));
    CHECK(with_reps(65'533) != with_reps(65'534));
}

TEST_CASE("long texts in FIT end between two characters") {
    FitFile file;
    std::string text;
    while (text.size() < 300) text += "ü";
    file.add(12, {{3, FitFile::Type::string, text}});
    CHECK_THAT(file.bytes(), Contains(text.substr(0, 254) + std::string(1, '\0')));
}

TEST_CASE("a FIT file of a session without sets is still an activity") {
    Session session = example_session();
    session.sets.clear();
    CHECK(fit_from_session(session).size() > 100);
}

TEST_CASE("nothing that a user writes becomes part of the page") {
    Session session = example_session();
    session.title = "<script>alert('1')</script>";
    session.note = "</p><img src=x onerror=\"y\"> & \x01 so on";
    session.source = "\"quoted\"";
    session.sets[0].label = "<b>";
    session.gaps[0].reason = "<i>";
    const std::string page = html_summary(std::vector{session});
    CHECK_THAT(page, StartsWith("<!doctype html>") && Contains("&lt;script&gt;alert(&#39;1&#39;)"));
    for (const char* tag : {"<script", "<img", "<b>", "<i>", "\x01"}) {
        INFO(tag);
        CHECK(page.find(tag) == std::string::npos);
    }
}

TEST_CASE("pages load nothing from elsewhere") {
    const std::string page = html_summary(two_sessions());
    for (const char* way : {"http:", "https:", "src=", "href=", "url(", "@import"}) {
        INFO(way);
        CHECK(page.find(way) == std::string::npos);
    }
}

TEST_CASE("a page of an empty session says so") {
    Session session = example_session();
    session.sets.clear();
    session.length = 0s;
    CHECK_THAT(html_summary(std::vector{session}), Contains("No exercise was recorded"));
}
