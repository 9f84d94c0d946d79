#include "engine/session/session_facts.h"

#include <cstdlib>
#include <ctime>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;
using namespace std::chrono_literals;
using std::chrono::sys_days;

namespace {

// The process's time zone for one test.
class TimeZone {
  public:
    explicit TimeZone(const char* name) {
        ::setenv("TZ", name, 1);
        ::tzset();
    }
    ~TimeZone() {
        ::unsetenv("TZ");
        ::tzset();
    }
    TimeZone(const TimeZone&) = delete;
    TimeZone& operator=(const TimeZone&) = delete;
};

RecordedRep rep_between(int start_ms, int turn_ms, int end_ms) {
    RecordedRep rep;
    rep.set = 1;
    rep.start = SessionTime(start_ms);
    rep.turn = SessionTime(turn_ms);
    rep.end = SessionTime(end_ms);
    return rep;
}

}  // namespace

TEST_CASE("identifiers are UUIDs of version 4 and never the same") {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string uuid = make_uuid();
        CHECK(uuid.size() == 36);
        CHECK(uuid[14] == '4');
        CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
        seen.insert(uuid);
    }
    CHECK(seen.size() == 100);
}

TEST_CASE("the zone is that of the moment, with daylight saving") {
    // Written out, so that no time zone files are needed.
    const TimeZone berlin("CET-1CEST,M3.5.0,M10.5.0/3");
    CHECK(local_zone(sys_days{2026y / 1 / 15} + 12h).offset == 1h);
    CHECK(local_zone(sys_days{2026y / 7 / 15} + 12h).offset == 2h);
    // The last Sunday of October, 01:00 UTC: 03:00 becomes 02:00.
    CHECK(local_zone(sys_days{2026y / 10 / 25} + 59min).offset == 2h);
    CHECK(local_zone(sys_days{2026y / 10 / 25} + 61min).offset == 1h);
    const TimeZone nepal("<+0545>-5:45");
    CHECK(local_zone(sys_days{2026y / 1 / 15}).offset == 5h + 45min);
}

TEST_CASE("local times follow the zone in which the session began, also over midnight and DST") {
    Session session;
    session.start = sys_days{2026y / 10 / 25} + 30min;  // 02:30 CEST
    session.zone.offset = 2h;
    CHECK(date_time_text(wall_clock(session, 0ms)) == "2026-10-25 02:30:00");
    CHECK(date_time_text(wall_clock(session, 3600s)) == "2026-10-25 03:30:00");
    session.zone.offset = -7h;
    CHECK(date_time_text(wall_clock(session, 1999ms)) == "2026-10-24 17:30:01");
    CHECK(date_text(wall_clock(session, 0ms)) == "2026-10-24");
}

TEST_CASE("pounds and kilograms") {
    CHECK(kilograms(100, WeightUnit::lb) == Approx(45.359237));
    CHECK(pounds(20, WeightUnit::kg) == Approx(44.0924524));
    CHECK(kilograms(12.5, WeightUnit::kg) == 12.5);
    CHECK(pounds(45, WeightUnit::lb) == 45);
}

TEST_CASE("tempo: median times out and back, time under tension, slowing down") {
    RecordedSet set;
    set.number = 1;
    set.end = 60s;
    CHECK(tempo_of(set, {}).under_tension_s == 0);
    set.held = true;
    CHECK(tempo_of(set, {}).under_tension_s == 60);
    CHECK(tempo_of(set, {}).rep_s == 0);
    set.held = false;

    Session session;
    session.reps = {rep_between(0, 500, 2000), rep_between(3000, 4000, 5000),
                    rep_between(6000, 7000, 9000)};
    session.reps.push_back(rep_between(10000, 11000, 19000));
    session.reps.back().removed = true;
    session.reps.push_back(rep_between(0, 1, 2));
    session.reps.back().set = 2;
    const auto reps = reps_of(session, 1);
    REQUIRE(reps.size() == 3);
    const Tempo tempo = tempo_of(set, reps);
    CHECK(tempo.under_tension_s == Approx(7));
    CHECK(tempo.rep_s == Approx(2));
    CHECK(tempo.lifting_s == Approx(1));
    CHECK(tempo.lowering_s == Approx(1.5));
    for (RecordedRep& rep : session.reps) rep.lifts_first = false;
    CHECK(tempo_of(set, reps_of(session, 1)).lowering_s == Approx(1));
    CHECK(tempo.slowing == Approx(0.5));
}

TEST_CASE("a moment lies in a gap of the video, or between two that follow each other") {
    const std::vector<FilmGap> gaps = {{2s, 12s, 50}, {12500ms, 14s, 45}, {20s, 20s, 1}};
    CHECK_FALSE(film_gap_at(gaps, 1s));
    CHECK(film_gap_at(gaps, 2s) == gaps[0]);
    CHECK(film_gap_at(gaps, 12300ms) == gaps[0]);
    CHECK(film_gap_at(gaps, 12500ms) == gaps[1]);
    CHECK_FALSE(film_gap_at(gaps, 14001ms));
    CHECK(film_gap_at(gaps, 20s) == gaps[2]);
    CHECK_FALSE(film_gap_at(gaps, 21s));
    CHECK_FALSE(film_gap_at({}, 1s));
    CHECK(lacking_per_second(gaps[0]) == Approx(5));
    CHECK(lacking_per_second(gaps[1]) == Approx(30));
    CHECK_FALSE(lacking_per_second(gaps[2]));
}

TEST_CASE("a source is called what people call it") {
    CHECK(source_text("garage.mp4", "file") == "garage.mp4");
    CHECK(source_text("demo:", "demo") == "demo workout");
}
