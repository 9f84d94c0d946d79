#include <sstream>

#include <catch2/catch.hpp>

#include "engine/session/export_jsonl.h"
#include "engine/session/import_jsonl.h"
#include "tests/session/example_session.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

std::vector<LoggedSession> sessions_in(const std::string& log) {
    std::istringstream in(log);
    JsonlReader reader(in, "log.jsonl");
    std::vector<LoggedSession> out;
    while (auto session = reader.next()) out.push_back(std::move(*session));
    return out;
}

// The log of the example with `from` replaced by `to` where it comes first.
std::string log_with(const std::string& from, const std::string& to) {
    std::string log = jsonl_from_session(example_session());
    const auto at = log.find(from);
    REQUIRE(at != std::string::npos);
    return log.replace(at, from.size(), to);
}

void check_refused(const std::string& from, const std::string& to, const std::string& said) {
    INFO(to);
    const auto found = sessions_in(log_with(from, to) + jsonl_from_session(example_session()));
    REQUIRE(found.size() == 2);
    CHECK_THAT(found[0].problem, Contains("log.jsonl:") && Contains(said));
    CHECK(found[0].problem.find('\n') == std::string::npos);
    CHECK(found[0].session == Session());
    // What comes after it is not lost.
    CHECK(found[1].session == example_session());
}

}  // namespace

TEST_CASE("a log is read again without loss") {
    const Session session = example_session();
    Session other = example_session("11111111-2222-4333-8444-555555555555");
    other.models.push_back({std::chrono::seconds(30), "mine", "", {"a"}, {}});
    other.timeline.push_back({1, {31'000, 32'000}, {0, -1}, {7, 255}});
    other.timeline.push_back({0, {33'000}, {2}, {1, 2, 3}});
    other.sets[0].weight = 0.1 + 0.2;
    const auto found = sessions_in(jsonl_from_session(session) + jsonl_from_session(other));
    REQUIRE(found.size() == 2);
    CHECK(found[0].problem.empty());
    CHECK(found[0].notes.empty());
    CHECK(found[0].session == session);
    CHECK(found[1].session == other);
}

TEST_CASE("of a log that is cut off anywhere, what is whole is taken and it is said") {
    const Session session = example_session();
    const std::string log = jsonl_from_session(session);
    const std::size_t head = log.find('\n') + 1;
    for (std::size_t size = head; size + 60 < log.size(); size += 97) {
        const auto found = sessions_in(log.substr(0, size));
        REQUIRE(found.size() == 1);
        INFO(size << " " << found[0].problem);
        CHECK(found[0].problem.empty());
        REQUIRE(found[0].notes.size() == 1);
        CHECK_THAT(found[0].notes[0], Contains("cut off"));
        CHECK(found[0].session.uuid == session.uuid);
        CHECK(found[0].session.recovered);
        CHECK(found[0].session.sets.size() <= session.sets.size());
    }
    // In its very first line there is nothing yet.
    const auto found = sessions_in(log.substr(0, head / 2));
    REQUIRE(found.size() == 1);
    CHECK_THAT(found[0].problem, Contains("no JSON"));
}

TEST_CASE("a line that cannot be read is left out alone, said, and the session marked") {
    const std::string label = R"({"type":"label","time_ms":3000)";
    for (const auto& [bad, said] : {std::pair{"[" + label, "no JSON"},
                                    {"7\n" + label, "no JSON object"},
                                    {"{}\n" + label, "has no type"},
                                    {"\xff\n" + label, "no JSON"}}) {
        INFO(bad);
        const auto found = sessions_in(log_with(label, bad));
        REQUIRE(found.size() == 1);
        CHECK(found[0].problem.empty());
        REQUIRE(found[0].notes.size() == 1);
        CHECK_THAT(found[0].notes[0], Contains("log.jsonl:") && Contains(said) &&
                                          Contains("; this line is left out of 0f8fad5b"));
        Session whole = example_session();
        whole.recovered = true;
        if (bad[0] == '[') whole.label_changes.erase(whole.label_changes.begin() + 1);
        CHECK(found[0].session == whole);
    }
}

TEST_CASE("what only made sense with a line that is lost is left out with it") {
    Session whole = example_session();
    whole.recovered = true;
    // A set with its ten reps: infinity is no JSON.
    auto found = sessions_in(log_with("\"weight\":12.5", "\"weight\":1e999"));
    REQUIRE(found.size() == 1);
    CHECK_THAT(found[0].notes.at(0), Contains("no JSON; 11 lines from here on are left out"));
    Session without = whole;
    without.sets.erase(without.sets.begin());
    std::erase_if(without.reps, [](const RecordedRep& rep) { return rep.set == 1; });
    CHECK(found[0].session == without);

    // The first of two models: what the second said must not be taken for what it said.
    Session two = example_session();
    two.models.push_back({std::chrono::seconds(30), "mine", "", {"a", "b", "c"}, {}});
    two.timeline.push_back({1, {70'000}, {0}, {1, 2, 3}});
    std::string log = jsonl_from_session(two);
    log.erase(log.find("{\"type\":\"model\""), 1);
    found = sessions_in(log);
    REQUIRE(found.size() == 1);
    CHECK(found[0].session.models.size() == 1);
    CHECK(found[0].session.timeline.empty());
    CHECK(found[0].session.sets == two.sets);
}

TEST_CASE("a log whose last line is bad is cut off there, whatever blanks follow") {
    const std::string log = jsonl_from_session(example_session());
    const std::string cut = log.substr(0, log.rfind("{\"type\":\"rep\"") + 20);
    for (const char* after : {"", "\n", "\n\n \r\n"}) {
        const auto found = sessions_in(cut + after);
        REQUIRE(found.size() == 1);
        REQUIRE(found[0].notes.size() == 1);
        CHECK_THAT(found[0].notes[0], Contains("the log is cut off"));
        CHECK(found[0].session.reps.size() == example_session().reps.size() - 1);
    }
    // Another session after it begins as any does.
    const auto found = sessions_in(cut + "\n" + log);
    REQUIRE(found.size() == 2);
    CHECK(found[0].notes.size() == 2);
    CHECK(found[1].session == example_session());
}

TEST_CASE("sessions that run into each other where lines are lost are refused, not mixed") {
    const std::string log = jsonl_from_session(example_session());
    std::string other = jsonl_from_session(example_session("11111111-2222-4333-8444-555555555555"));
    const auto found =
        sessions_in(log.substr(0, log.rfind("{\"type\":\"end\"")) + other.substr(1) + log);
    REQUIRE(found.size() == 2);
    CHECK_THAT(found[0].problem, Contains("the end of another session"));
    CHECK(found[1].session == example_session());
}

TEST_CASE("two logs of which the first is cut off give two sessions") {
    const std::string log = jsonl_from_session(example_session());
    const auto found = sessions_in(log.substr(0, log.find('\n') + 1) + log);
    REQUIRE(found.size() == 2);
    CHECK_THAT(found[0].notes.at(0), Contains("cut off"));
    CHECK(found[1].session == example_session());
}

TEST_CASE("unknown keys are no matter, and lines of unknown types are left out and told once") {
    const std::string log = log_with("{\"type\":\"set\"",
                                     "{\"type\":\"mood\",\"x\":1}\n"
                                     "{\"type\":\"mood\",\"x\":2}\n"
                                     "{\"colour\":\"red\",\"type\":\"set\"");
    const auto found = sessions_in(log);
    REQUIRE(found.size() == 1);
    CHECK(found[0].session == example_session());
    REQUIRE(found[0].notes.size() == 1);
    CHECK_THAT(found[0].notes[0], Contains("'mood'"));
}

TEST_CASE("labels that no model knows are kept as they are") {
    const auto found = sessions_in(log_with("\"label\":\"squat\"", "\"label\":\"Übung 💪\""));
    REQUIRE(found[0].problem.empty());
    CHECK(found[0].session.sets[2].label == "Übung 💪");
}

TEST_CASE("any weight that somebody may lift is taken") {
    for (const char* weight : {"0", "1000", "0.5"}) {
        const auto found =
            sessions_in(log_with("\"weight\":12.5", std::string("\"weight\":") + weight));
        CHECK(found[0].problem.empty());
    }
    CHECK(sessions_in(log_with("\"weight\":30.0", "\"weight\":2204"))[0].problem.empty());
}

TEST_CASE("a log of a model with thousands of labels is read again without loss") {
    Session session = example_session();
    Labels& labels = session.models[0].labels;
    for (int i = 3; i < 10'000; ++i) labels.push_back("label " + std::to_string(i));
    session.timeline = {{0, {1000, 2000}, {9999, -1}, std::vector<std::uint8_t>(20'000, 3)}};
    const auto found = sessions_in(jsonl_from_session(session));
    REQUIRE(found.size() == 1);
    CHECK(found[0].problem.empty());
    CHECK(found[0].session == session);
    labels.emplace_back("one too many");
    session.timeline[0].scores_x255.resize(2 * labels.size());
    CHECK_THAT(sessions_in(jsonl_from_session(session))[0].problem, Contains("'labels'"));
}

TEST_CASE("a newer log is refused in one line") {
    check_refused("\"format\":1", "\"format\":2", "newer Spotter");
}

TEST_CASE("hostile logs are refused in one line each") {
    check_refused("\"uuid\":\"0f8f", "\"uuid\":\"../.", "'uuid' is no identifier");
    check_refused("28950e.mp4\"", "/../../etc/passwd\"", "'file' is no plain file name");
    check_refused("\"file\":\"0f8", "\"file\":\".0f8", "'file' is no plain file name");
    check_refused("2026-10-25T00:30:00.250Z", "2026-13-25T00:30:00.250Z", "no such moment");
    check_refused("2026-10-25T00:30:00.250Z", "yesterday", "is not a moment");
    check_refused("\"length_ms\":600000", "\"length_ms\":-1", "'length_ms' is not a whole number");
    check_refused("\"length_ms\":600000", "\"length_ms\":99999999999999999999999",
                  "'length_ms' is not a whole number");
    check_refused("\"length_ms\":600000", "\"length_ms\":18446744073709551615", "'length_ms'");
    check_refused("\"length_ms\":600000", "\"length_ms\":1e3", "'length_ms'");
    check_refused("\"title\":\"Evening\"", "\"title\":\"\\u0000\"", "zero byte");
    check_refused("\"title\":\"Evening\"", "\"title\":7", "'title' is no text");
    check_refused("\"title\":\"Evening\"", "\"title\":\"\xff\xfe\"", "no JSON");
    check_refused("\"settings\":[[", "\"settings\":[[[", "no JSON");
    check_refused("[[\"enter\",\"0.6\"]", "[[\"enter\"]", "'settings'");
    check_refused("\"model\":0", "\"model\":1", "'model'");
    check_refused("\"label\":[0", "\"label\":[3", "'label'");
    check_refused("\"t_ms\":[2000,", "\"t_ms\":[", "do not belong together");
    check_refused("\"scores_x255\":[0", "\"scores_x255\":[256", "'scores_x255'");
    check_refused("\"reps\":10", "\"reps\":-10", "'reps'");
    check_refused("\"unit\":\"kg\"", "\"unit\":\"stone\"", "'unit'");
    check_refused("\"weight\":12.5", "\"weight\":1e300", "'weight' is not from 0 to 1000 kg");
    check_refused("\"weight\":12.5", "\"weight\":1000.1", "'weight' is not from 0 to 1000 kg");
    check_refused("\"weight\":12.5", "\"weight\":-5", "'weight' is not from 0 to 1000 kg");
    check_refused("\"weight\":30.0", "\"weight\":2205", "'weight' is not from 0 to 1000 kg");
    check_refused("\"turn_ms\":11200", "\"turn_ms\":9999", "'turn_ms' is not between");
    check_refused("\"turn_ms\":11200", "\"turn_ms\":12501", "'turn_ms' is not between");
    check_refused("\"set\":2,\"label\"", "\"set\":1,\"label\"", "'set' is there twice");
    check_refused("\"type\":\"rep\",\"set\":1", "\"type\":\"rep\",\"set\":9", "none of the sets");
    check_refused("\"set\":1,\"rep\":2", "\"set\":1,\"rep\":1", "'rep' is there twice");
    check_refused("\"state\":\"sure\"", "\"state\":\"certain\"", "'state'");
}

TEST_CASE("what is no log at all is said in one line, whatever it is") {
    for (const std::string& text :
         {std::string("hello\nworld\n"), std::string("[]\n[]\n"), std::string("{\"a\":1}\n"),
          std::string(100'000, '['), std::string("\0\0\0\0", 4), std::string("\xEF\xBB\xBF")}) {
        const auto found = sessions_in(text);
        REQUIRE(found.size() == 1);
        CHECK_THAT(found[0].problem, Contains("log.jsonl:"));
    }
    CHECK(sessions_in("").empty());
    CHECK(sessions_in("\n \r\n").empty());
}

TEST_CASE("a session that is refused is passed over however deeply its lines nest") {
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    const auto found = sessions_in("{\"type\":\"nothing\"}\n{\"type\":" + deep + "}\n" +
                                   jsonl_from_session(example_session()));
    REQUIRE(found.size() == 2);
    CHECK_THAT(found[0].problem, Contains("log.jsonl:1: a session should begin here"));
    CHECK(found[1].session == example_session());
}

TEST_CASE("logs with Windows' line ends are read") {
    std::string log = jsonl_from_session(example_session());
    std::string windows;
    for (const char c : log) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const auto found = sessions_in(windows);
    REQUIRE(found.size() == 1);
    CHECK(found[0].session == example_session());
}
