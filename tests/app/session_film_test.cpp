#include "app/session_film.h"

#include <future>
#include <memory>
#include <optional>

#include <catch2/catch.hpp>

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
    SessionFilm film(home / "", "film", ears);
    // The first is being written; a second's worth may wait.
    film.add(picture(), 0ms);
    begun.get_future().wait();
    for (int i = 1; i <= 40; ++i) film.add(picture(), i * 33ms);
    CHECK(film.left_out() == 10);
    go_on.set_value();
    film.close();
    film.add(picture(), 5s);
    film.finish();
    CHECK(film.finished());
    CHECK(film.left_out() == 10);
    CHECK(film.length() == 990ms);
    REQUIRE(last);
    CHECK(last->end == 990ms);
}
