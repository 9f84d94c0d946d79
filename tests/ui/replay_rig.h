#pragma once

#include <filesystem>
#include <vector>

#include "app/window/replay_screen.h"
#include "capture/video_writer.h"
#include "engine/session/session_store.h"
#include "tests/session/set_of.h"
#include "tests/ui/screen_rig.h"
#include "ui/replay/replay_layout.h"

// The Replay screen over a session that was filmed.
namespace spotter::test {

inline constexpr const char* kUuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

// Pictures of one colour at these moments, seconds.
inline void write_film(const std::filesystem::path& file, const Color& color,
                       const std::vector<double>& times) {
    std::filesystem::create_directories(file.parent_path());
    Image picture(64, 48);
    for (std::size_t i = 0; i < picture.size_bytes(); i += 3) {
        picture.data()[i] = static_cast<std::uint8_t>(color.red);
        picture.data()[i + 1] = static_cast<std::uint8_t>(color.green);
        picture.data()[i + 2] = static_cast<std::uint8_t>(color.blue);
    }
    VideoWriter writer(file, {64, 48, 15});
    for (const double time : times) writer.write(picture, from_seconds(time));
    writer.finish();
}

inline std::vector<double> every_tenth(double from, double to) {
    std::vector<double> out;
    for (int i = 0; from + i / 10.0 <= to; ++i) out.push_back(from + i / 10.0);
    return out;
}

inline LiveOptions watching_nothing() {
    LiveOptions options;
    options.no_session = true;
    options.wait = true;
    return options;
}

// A session of 20 s with a set of three squats, filmed from 1 to 4 s in red and from 10 to 14 s in
// blue.
struct Filmed : ScreenRig {
    Session session;
    ReplayLayout layout = replay_layout_for({0, 0, 1280, 720}, 1, false);

    Filmed() {
        using namespace std::chrono_literals;
        session.uuid = kUuid;
        session.length = 20s;
        session.finished = true;
        session.source_kind = "camera";
        session.recordings = {{"one.mp4", 1s, 4s, 64, 48}, {"two.mp4", 10s, 14s, 64, 48}};
        session.sets = {set_of(1, "squat", 2s, 8s, 3)};
        for (int i = 0; i < 3; ++i) {
            RecordedRep rep;
            rep.set = 1;
            rep.number = i + 1;
            rep.start = 2s + i * 2s;
            rep.turn = 3s + i * 2s;
            rep.end = 4s + i * 2s;
            session.reps.push_back(rep);
        }
        SessionStore store(paths.data);
        store.insert(session);
        write_film(film(0), {220, 30, 30}, every_tenth(0, 3));
        write_film(film(1), {30, 30, 220}, every_tenth(0, 4));
    }
    std::filesystem::path film(std::size_t index) const {
        return paths.data / "recordings" / session.recordings[index].file;
    }
    float x_of(double time) const {
        return TimeScale{0, 20, layout.plot.x, layout.plot.width}.x_of(time);
    }
    // A click on the curves.
    void go_to(ReplayScreen& screen, double time) {
        ui.click(panel(screen), x_of(time), layout.plot.y + layout.plot.height / 2);
    }
    Session stored() { return SessionStore(paths.data).read(kUuid); }
};

struct Opened : Filmed {
    LiveScreen live{context, watching_nothing()};
    ReplayScreen screen{context, live};

    Opened() {
        screen.open({kUuid, {}});
        until(screen, [&] { return !screen.moving(true); });
    }
};

}  // namespace spotter::test
