#include "app/window/replay_player.h"

#include <algorithm>
#include <cmath>

#include "capture/open_source.h"

namespace spotter {

namespace {

constexpr int kShortSide = 720;
constexpr double kTimeStep = 1.0 / 15;  // one step where there are no pictures
constexpr double kSettled = 0.15;       // so close to where a seek was to go
constexpr double kHole = 2;             // a picture stands for no moment further away

std::shared_ptr<PlaybackControl> control_for(double speed, bool playing, double from_s) {
    auto out = std::make_shared<PlaybackControl>();
    out->set_hold_at_end(true);
    out->set_speed(speed);
    if (!playing) out->pause();
    if (from_s > 0) out->seek(from_seconds(from_s));
    return out;
}

}  // namespace

struct ReplayPlayer::Reel {
    Reel(const std::filesystem::path& file, std::shared_ptr<PlaybackControl> how,
         const std::function<void()>& on_picture)
        : control(std::move(how)),
          worker("replay", [this, file, on_picture](const std::stop_token& stop) {
              SourceOptions options;
              options.max_short_side = kShortSide;
              PlaybackSource source(open_source({SourceKind::file, file.string()}, options, stop),
                                    control);
              while (auto frame = source.read(stop)) {
                  frames.publish(std::make_shared<const Frame>(std::move(*frame)));
                  on_picture();
              }
          }) {}

    const std::shared_ptr<PlaybackControl> control;
    Latest<FramePtr> frames;
    // Last, so that it ends before what it uses.
    Worker worker;
};

ReplayPlayer::ReplayPlayer(std::vector<ReplayFilm> films, double length_s,
                           std::function<void()> on_picture)
    : films_(std::move(films)), length_s_(length_s), on_picture_(std::move(on_picture)) {
    if (const auto film = film_at(0)) open(*film);
}

ReplayPlayer::~ReplayPlayer() = default;

std::optional<std::size_t> ReplayPlayer::film_at(double time_s) const {
    for (std::size_t i = 0; i < films_.size(); ++i) {
        if (time_s >= films_[i].start_s && time_s <= films_[i].end_s + 0.05) return i;
    }
    return std::nullopt;
}

std::optional<std::string> ReplayPlayer::failure() const {
    return reel_ ? reel_->worker.failure() : std::nullopt;
}

void ReplayPlayer::open(std::size_t film) {
    film_ = film;
    shown_.reset();
    const double from = std::max(position_s_ - films_[film].start_s, 0.0);
    reel_ =
        std::make_unique<Reel>(films_[film].file, control_for(speed_, playing_, from), on_picture_);
}

void ReplayPlayer::close() {
    film_.reset();
    reel_.reset();
    shown_.reset();
    wanted_s_.reset();
}

void ReplayPlayer::update(SteadyTime now) {
    if (reel_) take_picture();
    if (failure()) wanted_s_.reset();
    pass_time(now);
    if (playing_ && loop_ && (position_s_ >= loop_->second || position_s_ < loop_->first - 0.5)) {
        seek(loop_->first);
    }
}

void ReplayPlayer::take_picture() {
    const PlaybackState state = reel_->control->state();
    if (const auto frame = reel_->frames.take()) {
        shown_ = *frame;
        texture_.upload(shown_->image);
        if (!wanted_s_) position_s_ = shown_s();
    }
    // Pictures that were on their way when it was asked for come before the one that a seek gives.
    if (wanted_s_ && shown_ && !state.seeking && shown_->time == state.position) {
        if (std::abs(shown_s() - *wanted_s_) <= kSettled) position_s_ = shown_s();
        wanted_s_.reset();
    }
    if (state.ended && playing_ && !wanted_s_) end_of_film();
}

double ReplayPlayer::shown_s() const {
    return films_[*film_].start_s + to_seconds(shown_->time);
}

// Where the film goes on after a hole that it is played through; nothing: it is in none.
std::optional<double> ReplayPlayer::end_of_hole() const {
    if (!shown_ || wanted_s_) return std::nullopt;
    const std::optional<MediaTime> next = reel_->control->state().next;
    if (!next || to_seconds(*next - shown_->time) <= kHole) return std::nullopt;
    return films_[*film_].start_s + to_seconds(*next);
}

// On in time where more of the session follows.
void ReplayPlayer::end_of_film() {
    if (loop_) {
        seek(loop_->first);
        return;
    }
    constexpr double kRest = 0.5;
    const double end = films_[*film_].end_s;
    if (length_s_ - end > kRest && position_s_ < length_s_ - kRest) {
        close();
        position_s_ = std::max(position_s_, end + 0.1);
    } else {
        playing_ = false;
    }
}

// Time goes by itself where no film gives it.
void ReplayPlayer::pass_time(SteadyTime now) {
    const double gone = std::chrono::duration<double>(now - passed_).count();
    passed_ = now;
    const bool filmed = reel_ && !failure();
    const std::optional<double> hole_s = filmed ? end_of_hole() : std::nullopt;
    if (!playing_ || (filmed && !hole_s)) return;
    constexpr double kLongest = 0.5;  // a window that slept
    position_s_ += std::clamp(gone, 0.0, kLongest) * speed_;
    if (hole_s) {
        if (position_s_ >= *hole_s) seek(*hole_s);
        return;
    }
    if (position_s_ >= length_s_) {
        position_s_ = length_s_;
        playing_ = false;
        return;
    }
    if (const auto film = film_at(position_s_); film && film != film_) open(*film);
}

void ReplayPlayer::toggle_play() {
    if (playing_) {
        pause();
        return;
    }
    const bool at_end = reel_ && reel_->control->state().ended;
    playing_ = true;
    if (at_end || position_s_ >= length_s_ - 0.01) seek(loop_ ? loop_->first : 0);
    if (reel_) reel_->control->resume();
}

void ReplayPlayer::pause() {
    playing_ = false;
    if (reel_) reel_->control->pause();
}

void ReplayPlayer::seek(double time_s) {
    position_s_ = std::clamp(time_s, 0.0, length_s_);
    const auto film = film_at(position_s_);
    if (!film) {
        close();
        return;
    }
    wanted_s_ = position_s_;
    if (film != film_) {
        open(*film);
    } else {
        reel_->control->seek(from_seconds(position_s_ - films_[*film].start_s));
    }
}

void ReplayPlayer::step(int pictures) {
    playing_ = false;
    if (reel_ && !failure()) {
        wanted_s_.reset();
        reel_->control->step(pictures);
    } else {
        seek(position_s_ + pictures * kTimeStep);
    }
}

void ReplayPlayer::set_speed(double speed) {
    speed_ = std::clamp(speed, PlaybackControl::kSlowest, PlaybackControl::kFastest);
    if (reel_) reel_->control->set_speed(speed_);
}

bool ReplayPlayer::moving() const {
    return playing_ || wanted_s_ || (reel_ && !shown_ && !failure());
}

std::optional<ReplayPlayer::Moment> ReplayPlayer::shown_moment() const {
    if (!shown_ || std::abs(shown_s() - position_s_) > kHole) return std::nullopt;
    return Moment{*film_, shown_->time};
}

void ReplayPlayer::show(PlayerView& view) const {
    view.position_s = position_s_;
    view.length_s = length_s_;
    view.speed = speed_;
    view.playing = playing_;
    view.looping = loop_.has_value();
    view.failure.clear();
    view.video = {};
    view.goes_on_s.reset();
    const std::optional<std::string> problem = failure();
    if (films_.empty()) {
        view.film = FilmPhase::none;
    } else if (problem) {
        view.film = FilmPhase::failed;
        view.failure = *problem;
    } else if (!reel_) {
        view.film = FilmPhase::outside;
        const auto next = std::ranges::upper_bound(films_, position_s_, {}, &ReplayFilm::start_s);
        if (next != films_.end()) view.goes_on_s = next->start_s;
    } else if (!shown_) {
        view.film = FilmPhase::opening;
    } else if (!shown_moment() && !wanted_s_) {
        view.film = FilmPhase::outside;
        view.goes_on_s = shown_s() > position_s_ ? shown_s() : end_of_hole();
    } else {
        view.film = FilmPhase::showing;
        view.video = {texture_.id(), shown_->image.width(), shown_->image.height()};
    }
}

}  // namespace spotter
