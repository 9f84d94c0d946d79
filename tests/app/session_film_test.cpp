#include "app/session_film.h"

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "app/running_session.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_store.h"
#include "tests/file_size_limit.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;

namespace {

FramePtr picture() {
    Frame frame;
    frame.image = Image(64, 48);
    return std::make_shared<const Frame>(std::move(frame));
}

}  // namespace

TEST_CASE("pictures that come faster than they can be written are left out and counted") {
    const TempFolder home;
    std::promise<void> begun;
    std::promise<void> go_on;
    std::optional<Recording> last;
    SessionFilm::Ears ears;
    ears.recording = [&](const Recording& recording) {
        if (!last) {
            begun.set_value();
            go_on.get_future().wait();
        }
        last = recording;
    };
    ears.failure = [](const std::string&) {};
    std::vector<FilmGap> gaps;
    ears.gap = [&](const FilmGap& gap) { gaps.push_back(gap); };
    SessionFilm film(home / "", "film", ears);
    // The first is being written; a second's worth may wait.
    film.add(picture(), 0ms);
    begun.get_future().wait();
    for (int i = 1; i <= 40; ++i) film.add(picture(), i * 33ms);
    CHECK(film.left_out() == 10);
    // It is known of at once, and whole once nothing more comes.
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0] == FilmGap{31 * 33ms, 31 * 33ms, 1});
    film.add(picture(), 1900ms);
    film.add(picture(), 4s);
    CHECK(gaps[1] == FilmGap{31 * 33ms, 1900ms, 11});
    CHECK(gaps[2] == FilmGap{4s, 4s, 1});
    film.add(picture(), 4100ms);
    CHECK(gaps.size() == 3);
    go_on.set_value();
    film.close();
    REQUIRE(gaps.size() == 4);
    CHECK(gaps[3] == FilmGap{4s, 4100ms, 2});
    film.add(picture(), 5s);
    film.finish();
    CHECK(film.finished());
    CHECK(film.left_out() == 13);
    CHECK(gaps.size() == 4);
    CHECK(film.length() == 990ms);
    REQUIRE(last);
    CHECK(last->end == 990ms);
}

TEST_CASE("a stretch that lacks pictures all along is told in parts, each with its own number") {
    const TempFolder home;
    std::promise<void> begun;
    std::promise<void> go_on;
    SessionFilm::Ears ears;
    ears.recording = [&, first = true](const Recording&) mutable {
        if (!std::exchange(first, false)) return;
        begun.set_value();
        go_on.get_future().wait();
    };
    ears.failure = [](const std::string&) {};
    std::map<SessionTime, FilmGap> gaps;
    ears.gap = [&](const FilmGap& gap) { gaps[gap.start] = gap; };
    SessionFilm film(home / "", "film", ears);
    film.add(picture(), 0ms);
    begun.get_future().wait();
    // Nothing is written meanwhile, so that only the first ones find room.
    while (film.left_out() == 0) film.add(picture(), 0ms);
    for (auto time = 500ms; time <= 10s; time += 500ms) film.add(picture(), time);
    for (auto time = 10100ms; time < 12s; time += 100ms) film.add(picture(), time);
    film.close();
    go_on.set_value();
    film.finish();
    REQUIRE(gaps.size() == 2);
    CHECK(gaps[0ms] == FilmGap{0ms, 9500ms, 20});
    CHECK(gaps[10s] == FilmGap{10s, 11900ms, 20});
}

TEST_CASE("a session knows when its video lacks pictures, and how many") {
    const TempFolder home;
    Session head;
    head.uuid = make_uuid();
    std::uint64_t left_out = 0;
    {
        RunningSession session(home / "data", head, std::chrono::steady_clock::now());
        session.begin_film(home / "data/recordings", [](const std::string&) {});
        SessionTime time{};
        while (session.film->left_out() < 5) session.film->add(picture(), time += 1ms);
        left_out = session.film->left_out();
        session.length = time;
        session.close();
    }
    const Session read = SessionStore(home / "data").read(head.uuid);
    CHECK(pictures_lacking(read) == left_out);
    REQUIRE_FALSE(read.film_gaps.empty());
    CHECK(read.film_gaps.back().end == read.length);
}

TEST_CASE("a video that the disk is too full for ends where it was written to, and can be played") {
    const TempFolder home;
    std::optional<Recording> last;
    std::promise<std::string> failed;
    SessionFilm::Ears ears;
    ears.recording = [&](const Recording& recording) { last = recording; };
    ears.failure = [&](const std::string& line) { failed.set_value(line); };
    ears.gap = [](const FilmGap&) {};
    const FileSizeLimit full(200'000);
    SessionFilm film(home / "", "film", ears);
    std::future<std::string> failure = failed.get_future();
    std::mt19937 random(1);
    for (int i = 1; failure.wait_for(0s) != std::future_status::ready; ++i) {
        Frame frame;
        frame.image = Image(320, 240);
        // Noise, which takes room.
        for (std::size_t k = 0; k < frame.image.size_bytes(); ++k) {
            frame.image.data()[k] = static_cast<std::uint8_t>(random());
        }
        film.add(std::make_shared<const Frame>(std::move(frame)), i * 33ms);
    }
    film.finish();
    CHECK_THAT(failure.get(), Catch::Contains("film.mp4"));
    REQUIRE(last);
    CHECK(last->end > last->start);
    CHECK(std::filesystem::file_size(home / "film.mp4") > 0);
}
