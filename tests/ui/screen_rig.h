#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>

#include <catch2/catch.hpp>

#include "app/window/live_screen.h"
#include "app/window/notices.h"
#include "app/window/window_screen.h"
#include "tests/temp_folder.h"
#include "tests/ui/headless.h"
#include "ui/window.h"

namespace spotter::test {

struct Color {
    int red = 0;
    int green = 0;
    int blue = 0;
};

// What surrounds a screen in the program, with a data folder of its own, keys and mouse of the
// test, and a clock that only the test moves. Needs a display, for what is uploaded to it.
class ScreenRig {
  public:
    ScreenRig();

    // What `screen` does from one picture to the next; for Headless.
    auto panel(WindowScreen& screen) {
        return [this, &screen] {
            screen.update(now, true);
            files.open() ? files.draw(ui.screen(), now) : screen.draw(ui.screen(), now);
            return 0;
        };
    }
    // Goes on until `condition` holds; where it never does, the test fails by its name.
    template <class Condition>
    void until(WindowScreen& screen, const Condition& condition) {
        const auto too_long = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        do {
            ui.draw(panel(screen));
            std::this_thread::yield();
            if (std::chrono::steady_clock::now() > too_long) FAIL("waited in vain");
        } while (!condition());
    }
    // What the middle of the video in the last picture shows; nothing: there is no video in it.
    static std::optional<Color> drawn_video();
    static int drawn_vertices();
    bool told(const std::string& part);
    // An environment with a home, and nothing else.
    std::optional<std::string> only_home(const char* name) const;

    TempFolder home;
    Settings settings;
    Paths paths;
    Notices notices;
    FileChooser files{paths, [this](const char* name) { return only_home(name); }};
    Window window{{"Test", 640, 400, 1}};
    Headless ui{1280, 720};
    SteadyTime now{};
    std::optional<ReplayRequest> replayed;
    std::string went_to;
    std::string selected;  // in History
    int clips_added = 0;   // how often
    const WindowContext context{settings,
                                paths,
                                window,
                                notices,
                                files,
                                [this](const std::string& screen) { went_to = screen; },
                                [this](const ReplayRequest& request) { replayed = request; },
                                [this](const std::string& session) { selected = session; },
                                [](const std::string&) {},
                                [this] { ++clips_added; }};
};

}  // namespace spotter::test
