#include <chrono>
#include <filesystem>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "engine/session/session_store.h"
#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

const std::string kLog = SPOTTER_TEST_DIR "/golden/export/session.jsonl";
const std::string kUuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

Finished sessions(const TempFolder& home, const std::vector<std::string>& words) {
    std::vector<std::string> all = {"sessions"};
    all.insert(all.end(), words.begin(), words.end());
    return run_program(home / "", all);
}

// A home that has the example session.
void bring_example(const TempFolder& home) {
    const Finished run = sessions(home, {"import", kLog});
    INFO(run.err);
    REQUIRE(run.code == 0);
    REQUIRE(run.out == "Imported 1 session\n");
}

std::string golden(const std::string& name) {
    return bytes_of(fs::path(SPOTTER_TEST_DIR) / "golden/export" / name);
}

void check_one_line(const Finished& run, int code, const std::string& said) {
    INFO(run.err);
    CHECK(run.code == code);
    CHECK(lines_in(run.err) == 1);
    CHECK_THAT(run.err, StartsWith("spotter: ") && Contains(said));
}

}  // namespace

TEST_CASE("without sessions the list says so, and nothing can be exported") {
    const TempFolder home;
    CHECK_THAT(sessions(home, {"list"}).out, Contains("no sessions: 'spotter live' keeps one"));
    CHECK_THAT(sessions(home, {"list", "--deleted"}).out, Contains("no such sessions"));
    CHECK(nlohmann::json::parse(sessions(home, {"list", "--json"}).out).empty());
    check_one_line(sessions(home, {"show", "last"}), 1, "there are no sessions");
    check_one_line(sessions(home, {"export"}), 1, "there are no sessions");
}

TEST_CASE("what was exported is imported again without loss") {
    const TempFolder home;
    bring_example(home);
    CHECK(sessions(home, {"export", "last"}).out == golden("session.jsonl"));
    const std::string file = (home / "out.jsonl").string();
    const Finished run = sessions(home, {"export", "--output", file, "--json"});
    CHECK(nlohmann::json::parse(run.out)["sessions"] == 1);
    CHECK(bytes_of(file) == golden("session.jsonl"));

    const Finished again = sessions(home, {"import", file, "--json"});
    CHECK(again.code == 0);
    CHECK(nlohmann::json::parse(again.out)["left_out"] == 1);
    CHECK(sessions(home, {"import", file, "--force"}).out == "Imported 1 session\n");
    CHECK(sessions(home, {"export", "last"}).out == golden("session.jsonl"));
}

TEST_CASE("sessions are listed, found and shown") {
    const TempFolder home;
    bring_example(home);
    CHECK_THAT(sessions(home, {"list"}).out, Contains("0f8fad5b") && Contains("2026-10-25 02:30") &&
                                                 Contains("Bicep curl 17 in 2 sets") &&
                                                 Contains("its video is not here"));
    const fs::path videos = home / ".local/share/spotter/recordings";
    fs::create_directories(videos);
    write_bytes(videos / (kUuid + ".mp4"), "video");
    CHECK_THAT(sessions(home, {"list"}).out, Contains("\", video\n") && !Contains("not here"));
    const auto list = nlohmann::json::parse(sessions(home, {"list", "--json"}).out);
    REQUIRE(list.size() == 1);
    CHECK(list[0]["reps"] == 22);
    CHECK(list[0]["exercises"][0]["label"] == "bicep_curl");
    const auto count = [&](const std::vector<std::string>& filter) {
        std::vector<std::string> words = {"list", "--json"};
        words.insert(words.end(), filter.begin(), filter.end());
        return nlohmann::json::parse(sessions(home, words).out).size();
    };
    CHECK(count({"--label", "squat", "--from", "2026-10-25"}) == 1);
    CHECK(count({"--label", "Squat"}) == count({"--label", "squat"}));
    CHECK(count({"--label", "lunge"}) == 0);
    CHECK(count({"--until", "2026-10-24"}) == 0);
    CHECK(count({"--text", "evening"}) == 1);

    CHECK_THAT(sessions(home, {"show", "0f8f"}).out,
               Contains("Evening") && Contains("10 reps (counted 9)") && Contains("12.5 kg") &&
                   Contains("held 0:45"));
    const auto shown = nlohmann::json::parse(sessions(home, {"show", "last", "--json"}).out);
    CHECK(shown["sets"].size() == 4);
    CHECK(shown["sets"][1]["rep_times_s"].size() == 7);
}

TEST_CASE("every format is written, and never over a file that is there") {
    const TempFolder home;
    bring_example(home);
    const auto out = [&](const char* name) { return (home / name).string(); };
    for (const std::string format : {"csv", "csv-reps", "strong", "hevy", "fitnotes", "html"}) {
        INFO(format);
        const Finished run =
            sessions(home, {"export", "--format", format, "--output", out(format.c_str())});
        CHECK(run.code == 0);
        CHECK(run.err.empty());
        CHECK(fs::file_size(out(format.c_str())) > 100);
    }
    CHECK(sessions(home, {"export", "last", "--format", "fit", "--output", out("a.fit")}).code ==
          0);
    CHECK(bytes_of(out("a.fit")) == golden("session.fit"));
    fs::create_directories(home / "folder");
    CHECK(sessions(home, {"export", "--format", "fit", "--output", out("folder")}).code == 0);
    CHECK(bytes_of(home / "folder/2026-10-25-0230-0f8fad5b.fit") == golden("session.fit"));

    write_bytes(out("mine.csv"), "mine");
    const std::vector<std::string> over = {"export", "--format", "csv", "--output",
                                           out("mine.csv")};
    check_one_line(sessions(home, over), 1, "it is there already; choose another name");
    CHECK(bytes_of(out("mine.csv")) == "mine");
    auto forced = over;
    forced.emplace_back("--force");
    CHECK(sessions(home, forced).code == 0);
    CHECK_THAT(bytes_of(out("mine.csv")), StartsWith("date,time"));
}

TEST_CASE("sessions are exported once, by however many names") {
    const TempFolder home;
    bring_example(home);
    const std::vector<std::string> strong = {"export", "last", "--format", "strong"};
    auto twice = strong;
    twice.insert(twice.begin() + 1, "0f8f");
    CHECK(sessions(home, twice).out == sessions(home, strong).out);
    fs::create_directories(home / "folder");
    const Finished run = sessions(home, {"export", "last", "last", "--format", "fit", "--output",
                                         (home / "folder").string()});
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK_THAT(run.out, StartsWith("Exported 1 session to "));
}

TEST_CASE("an export of all sessions leaves the demo out and says so") {
    const TempFolder home;
    bring_example(home);
    std::string demo = golden("session.jsonl");
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{kUuid.substr(0, 8), "11111111"},
          {"\"source_kind\":\"camera\"", "\"source_kind\":\"demo\""}}) {
        for (auto at = demo.find(from); at != std::string::npos; at = demo.find(from)) {
            demo.replace(at, from.size(), to);
        }
    }
    write_bytes(home / "demo.jsonl", demo);
    REQUIRE(sessions(home, {"import", (home / "demo.jsonl").string()}).code == 0);
    const Finished all = sessions(home, {"export", "--format", "csv"});
    check_one_line(all, 0, "left out 1 session of the demo; name them");
    CHECK(all.out == sessions(home, {"export", "0f8f", "--format", "csv"}).out);
    const Finished named = sessions(home, {"export", "1111", "--format", "csv"});
    CHECK(named.err.empty());
    CHECK_THAT(named.out, Contains("11111111-"));
    CHECK_THAT(sessions(home, {"export"}).out, Contains("11111111-"));
    const std::string file = (home / "out.csv").string();
    const Finished json = sessions(home, {"export", "--format", "csv", "--output", file, "--json"});
    CHECK(nlohmann::json::parse(json.out)["demos_left_out"] == 1);
}

TEST_CASE("exports to places that cannot be written to are one line") {
    const TempFolder home;
    bring_example(home);
    const auto to = [&](const std::string& file) {
        return sessions(home, {"export", "--format", "csv", "--output", file});
    };
    check_one_line(to((home / "none/out.csv").string()), 1, "make the folder first");
    check_one_line(to("/proc/out.csv"), 1, "/proc/out.csv");
    check_one_line(to("/dev/full"), 1, "No space left");
    check_one_line(sessions(home, {"export", "last", "--output", "/dev/full", "--force"}), 1,
                   "/dev/full");
}

TEST_CASE("deleted sessions can be brought back until they are purged; merged ones are one") {
    const TempFolder home;
    bring_example(home);
    CHECK_THAT(
        sessions(home, {"delete", "last"}).out,
        Contains("Deleted 1 session; to bring back: spotter sessions delete --undo 0f8fad5b"));
    CHECK(sessions(home, {"delete", "0f8f"}).out == "1 session deleted already.\n");
    check_one_line(sessions(home, {"delete", "--undo"}), 2, "'spotter sessions list --deleted'");
    CHECK_THAT(sessions(home, {"list"}).out, Contains("no sessions"));
    CHECK_THAT(sessions(home, {"list", "--deleted"}).out, Contains("0f8fad5b"));
    CHECK(sessions(home, {"delete", "--undo", "last"}).out == "Brought back 1 session.\n");
    CHECK(sessions(home, {"delete", "--undo", "0f8f"}).out == "1 session not deleted.\n");
    check_one_line(sessions(home, {"delete", "--undo", "last"}), 1, "there are no sessions");
    CHECK(sessions(home, {"delete", "0f8f"}).code == 0);
    CHECK(sessions(home, {"import", kLog}).out ==
          "Imported 0 sessions; brought back 1 deleted session\n");
    CHECK(nlohmann::json::parse(sessions(home, {"list", "--json"}).out).size() == 1);

    std::string other = golden("session.jsonl");
    for (auto at = other.find(kUuid); at != std::string::npos; at = other.find(kUuid)) {
        other.replace(at, kUuid.size(), "11111111-2222-4333-8444-555555555555");
    }
    write_bytes(home / "other.jsonl", other);
    REQUIRE(sessions(home, {"import", (home / "other.jsonl").string()}).code == 0);
    const Finished merged = sessions(home, {"merge", "0f8f", "1111", "--json"});
    INFO(merged.err);
    REQUIRE(merged.code == 0);
    const auto whole = nlohmann::json::parse(sessions(home, {"show", "last", "--json"}).out);
    CHECK(whole["sets"].size() == 8);
    // The parts were seen by one model.
    CHECK(whole["models"].size() == 1);
    const std::string shown = sessions(home, {"show", "last"}).out;
    CHECK(shown.find("  model") == shown.rfind("  model"));
    check_one_line(sessions(home, {"merge", "0f8f", "1111"}), 1, "it is deleted; bring it back");
    CHECK(nlohmann::json::parse(sessions(home, {"list", "--json"}).out).size() == 1);
    CHECK_THAT(sessions(home, {"delete", "--purge"}).out, Contains("Ended 2 sessions"));
    check_one_line(sessions(home, {"show", "0f8f"}), 1, "there is no such session");
}

TEST_CASE("a session is given a name and a note, and what was there before is said") {
    const TempFolder home;
    bring_example(home);
    const auto texts = [&] {
        const auto shown = nlohmann::json::parse(sessions(home, {"show", "last", "--json"}).out);
        return std::pair{shown["title"].get<std::string>(), shown["note"].get<std::string>()};
    };
    const std::string note = texts().second;
    CHECK(sessions(home, {"name", "0f8f", "Leg day"}).out ==
          "name: \"Leg day\", before \"Evening\"\n");
    CHECK(texts() == std::pair{std::string("Leg day"), note});
    CHECK_THAT(sessions(home, {"list"}).out, Contains("\"Leg day\""));
    const Finished noted = sessions(home, {"name", "last", "--note", "slow\n\x1b[2J", "--json"});
    CHECK(nlohmann::json::parse(noted.out)["before"]["note"] == note);
    CHECK(texts() == std::pair{std::string("Leg day"), std::string("slow\n\x1b[2J")});
    const Finished taken = sessions(home, {"name", "last", "", "--note", ""});
    CHECK(taken.out == "name: none, before \"Leg day\"\nnote: none, before \"slow  [2J\"\n");
    CHECK(texts() == std::pair<std::string, std::string>());
    CHECK(sessions(home, {"name", "last", "--note", ""}).out == "It is called so already.\n");
    check_one_line(sessions(home, {"name", "last", "caf\xe9"}), 2, "NAME is not UTF-8");
    check_one_line(sessions(home, {"name", "last", "x", "--note", "\xed\xa0\x80"}), 2,
                   "--note is not UTF-8");
    CHECK(texts() == std::pair<std::string, std::string>());
}

TEST_CASE("weight and note of a set are corrected afterwards, and what was there before is kept") {
    const TempFolder home;
    bring_example(home);
    const auto set_line = [&](int number) {
        const std::string log = sessions(home, {"export", "last"}).out;
        const std::string begin = "{\"type\":\"set\",\"set\":" + std::to_string(number);
        const auto at = log.find(begin);
        return nlohmann::json::parse(log.substr(at, log.find('\n', at) - at));
    };
    CHECK(sessions(home, {"set", "last", "1", "--weight", "15"}).out ==
          "weight: 15 kg, before 12.5 kg\n");
    CHECK(set_line(1)["weight"] == 15);
    CHECK(set_line(1)["reps"] == 10);
    const Finished run =
        sessions(home, {"set", "last", "2", "--weight", "none", "--note", "easy", "--json"});
    const auto said = nlohmann::json::parse(run.out);
    CHECK(said["weight"].is_null());
    CHECK(said["note"] == "easy");
    CHECK(said["before"]["weight"] == 30);
    CHECK(said["before"]["unit"] == "lb");
    CHECK(set_line(2)["weight"].is_null());
    CHECK(set_line(2)["note"] == "easy");
    CHECK(sessions(home, {"set", "last", "3", "--weight", "44lb"}).out ==
          "weight: 44 lb, before none\n");
    CHECK(sessions(home, {"set", "last", "3", "--weight", "44lb"}).out == "It is so already.\n");
    CHECK_THAT(sessions(home, {"export", "last"}).out,
               Contains(R"("what":"weight","from":"12.5 kg","to":"15 kg")"));
    check_one_line(sessions(home, {"set", "last", "9", "--weight", "1"}), 1, "no such set");
    check_one_line(sessions(home, {"set", "last", "1"}), 2, "say its --weight, or its --note");
    for (const char* weight : {"heavy", "0", "5000", "12.5st", "nan"}) {
        check_one_line(sessions(home, {"set", "last", "1", "--weight", weight}), 2,
                       "is not a weight like 12.5");
    }
    check_one_line(sessions(home, {"set", "last", "1", "--note", "caf\xe9"}), 2, "is not UTF-8");
}

TEST_CASE("imports that are cut off, newer or hostile are one line each, and lose nothing else") {
    const TempFolder home;
    const std::string log = golden("session.jsonl");
    write_bytes(home / "cut.jsonl", log.substr(0, log.size() / 2));
    check_one_line(sessions(home, {"import", (home / "cut.jsonl").string()}), 0, "cut off");
    CHECK_THAT(sessions(home, {"list"}).out, Contains("cut off"));

    std::string newer = log;
    newer.replace(newer.find("\"format\":1"), 10, "\"format\":7");
    write_bytes(home / "newer.jsonl", newer + log);
    const Finished run = sessions(home, {"import", (home / "newer.jsonl").string(), "--force"});
    check_one_line(run, 1, "newer Spotter");
    CHECK(run.out == "Imported 1 session\n");

    std::string hostile = log;
    hostile.replace(hostile.find("Evening"), 7, "\\u001b]0;owned\\u0007\\u009b2J");
    write_bytes(home / "hostile.jsonl", hostile);
    REQUIRE(sessions(home, {"import", (home / "hostile.jsonl").string(), "--force"}).code == 0);
    for (const char* command : {"list", "show"}) {
        std::vector<std::string> words = {command};
        if (words[0] == "show") words.emplace_back("last");
        const std::string out = sessions(home, words).out;
        CHECK(out.find('\x1b') == std::string::npos);
        CHECK(out.find('\x07') == std::string::npos);
        CHECK(out.find("\xc2\x9b") == std::string::npos);
    }
    check_one_line(sessions(home, {"import", (home / "none.jsonl").string()}), 1,
                   "it cannot be read");
    check_one_line(sessions(home, {"import", (home / "").string()}), 1, "it cannot be read");
    write_bytes(home / "empty.jsonl", "");
    check_one_line(sessions(home, {"import", (home / "empty.jsonl").string()}), 1,
                   "it holds no session");
}

TEST_CASE("wrong usage of sessions is one line and exit code 2") {
    const TempFolder home;
    check_one_line(sessions(home, {}), 2, "sessions --help");
    check_one_line(sessions(home, {"show"}), 2, "SESSION is required");
    check_one_line(sessions(home, {"export", "--format", "xml"}), 2, "'xml' is not one of jsonl");
    check_one_line(sessions(home, {"export", "--unit", "stone"}), 2, "'stone' is not one of kg");
    check_one_line(sessions(home, {"export", "--json"}), 2, "name --output FILE");
    check_one_line(sessions(home, {"list", "--from", "monday"}), 2, "'monday' is not a day");
    check_one_line(sessions(home, {"list", "--from", "2026-02-30"}), 2, "is not a day");
    check_one_line(sessions(home, {"name", "last"}), 2, "say its NAME, or its --note");
    check_one_line(sessions(home, {"name"}), 2, "SESSION is required");
    check_one_line(sessions(home, {"delete"}), 2, "name at least one session");
    check_one_line(sessions(home, {"delete", "--purge", "--undo", "a"}), 2, "--undo");
    check_one_line(run_program(home / "", {"live", "--record", "--no-session"}), 2, "--no-session");
}

TEST_CASE("a session that was cut off is finished by who looks at sessions next, and told once") {
    const TempFolder home;
    for (const std::vector<std::string>& look :
         {std::vector<std::string>{"list"}, {"show", "last"}, {"export", "last"}}) {
        spotter::Session session;
        session.uuid = kUuid;
        session.length = std::chrono::minutes(5);
        session.source_kind = "camera";
        spotter::SessionStore(home / ".local/share/spotter").insert(session, true);
        const Finished first = sessions(home, look);
        CHECK(first.code == 0);
        CHECK_THAT(first.err, Contains("was cut off; it is finished and kept"));
        CHECK(first.out.find("going on") == std::string::npos);
        CHECK(sessions(home, look).err.empty());
    }
}

TEST_CASE("a damaged file of sessions is kept aside and told") {
    const TempFolder home;
    const fs::path data = home / ".local/share/spotter";
    fs::create_directories(data);
    write_bytes(data / "spotter.sqlite", std::string(9000, 'x'));
    const Finished run = sessions(home, {"list"});
    check_one_line(run, 0, "kept as spotter.sqlite.damaged-");
    CHECK_THAT(run.out, Contains("no sessions"));
}
