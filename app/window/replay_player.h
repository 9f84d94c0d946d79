#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/replay_document.h"
#include "capture/playback.h"
#include "engine/core/frame.h"
#include "engine/core/latest.h"
#include "engine/core/worker.h"
#include "ui/replay/replay_view.h"
#include "ui/texture.h"

namespace spotter {

// Plays what Replay has open: its films where there are some, exact to the picture, and time
// alone where there are none, or where a film has a hole. Decodes on a thread of its own. Times
// are seconds on the session's clock. Main thread.
class ReplayPlayer {
  public:
    // `on_picture`: called from that thread when another picture is there.
    ReplayPlayer(std::vector<ReplayFilm> films, double length_s, std::function<void()> on_picture);
    ~ReplayPlayer();
    ReplayPlayer(const ReplayPlayer&) = delete;
    ReplayPlayer& operator=(const ReplayPlayer&) = delete;

    // Takes over the newest picture, and goes on in time.
    void update(SteadyTime now);
    void toggle_play();
    void pause();
    void seek(double time_s);
    void step(int pictures);
    void set_speed(double speed);
    // Repeats this stretch; nothing: plays to the end.
    void set_loop(std::optional<std::pair<double, double>> stretch) { loop_ = stretch; }
    bool looping() const { return loop_.has_value(); }
    double position_s() const { return position_s_; }
    bool playing() const { return playing_; }
    // Whether pictures come, or are waited for.
    bool moving() const;
    // The picture of the playhead's moment: its film, and its time on that film's clock. Nothing:
    // there is none, or not yet.
    struct Moment {
        std::size_t film = 0;
        MediaTime time{};
    };
    std::optional<Moment> shown_moment() const;
    // The film of the playhead's moment.
    std::optional<std::size_t> film() const { return film_; }
    // Picture, position, speed.
    void show(PlayerView& view) const;

  private:
    // One film, open.
    struct Reel;

    std::optional<std::size_t> film_at(double time_s) const;
    // Why the open film gives no more pictures; nothing: it does, or none is open.
    std::optional<std::string> failure() const;
    void open(std::size_t film);
    void close();
    void take_picture();
    double shown_s() const;
    std::optional<double> end_of_hole() const;
    void pass_time(SteadyTime now);
    void end_of_film();

    const std::vector<ReplayFilm> films_;
    const double length_s_;
    const std::function<void()> on_picture_;
    double position_s_ = 0;
    double speed_ = 1;
    bool playing_ = false;
    std::optional<std::pair<double, double>> loop_;
    std::optional<double> wanted_s_;  // of a seek whose picture is not there yet
    SteadyTime passed_{};             // when time was looked at last
    Texture texture_;
    FramePtr shown_;
    std::optional<std::size_t> film_;  // that is open
    std::unique_ptr<Reel> reel_;
};

}  // namespace spotter
