#include "app/window/replay_comparison.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/window/job_view.h"
#include "app/window/replay_view_parts.h"
#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr SessionTime kLeastDifference{500};

// What `model` says of all films that are there, on the session's clock.
Session said_of(std::vector<ReplayFilm>& films, const std::string& model, const Settings& settings,
                const Paths& paths, JobToken& token) {
    double all_s = 0;
    for (const ReplayFilm& film : films) {
        if (!film.key.empty()) all_s += film.end_s - film.start_s;
    }
    if (all_s <= 0) throw Error("compare models", "", "the video is not there any more");
    Session out;
    double from_s = 0;
    for (ReplayFilm& film : films) {
        if (film.key.empty()) continue;
        const double to_s = from_s + film.end_s - film.start_s;
        const JobPart part = {from_s / all_s, to_s / all_s};
        add_said(film_opinion(film, model, settings, paths, token, part),
                 session_time(film.start_s), out);
        from_s = to_s;
    }
    return out;
}

}  // namespace

void ReplayComparison::start(const std::string& model, const ReplayDocument& document) {
    view_ = OpinionView();
    view_->model = model;
    said_.reset();
    version_ = -1;
    next_ = 0;
    started_ = std::chrono::steady_clock::now();
    job_.start([films = document.films, model, settings = context_.settings,
                paths = context_.paths](JobToken& token) mutable {
        Found out;
        out.films = std::move(films);
        const Session said = said_of(out.films, model, settings, paths, token);
        out.curves = curves_of(said);
        out.said =
            std::make_shared<const Opinion>(Opinion{said_segments(said), said.sets, said.reps});
        out.unsure = unsure_stretches(said);
        out.asked = asked_stretches(said);
        return out;
    });
}

void ReplayComparison::end() {
    view_.reset();
    said_.reset();
    job_.cancel();
}

void ReplayComparison::update(ReplayDocument& document) {
    auto outcome = job_.poll();
    if (!outcome || !view_) return;
    if (!outcome->result) {
        view_->failure = outcome->failure;
        return;
    }
    view_->curves = outcome->result->curves;
    said_ = outcome->result->said;
    view_->segments = {said_, &said_->segments};
    view_->unsure = std::move(outcome->result->unsure);
    version_ = -1;
    asked_ = std::move(outcome->result->asked);
    for (std::size_t i = 0; i < document.films.size(); ++i) {
        std::vector<SeenPose>& known = document.films[i].poses;
        if (known.empty()) known = std::move(outcome->result->films[i].poses);
    }
}

void ReplayComparison::show(const SessionEdit& edit, ReplayView& view) {
    view.comparison.reset();
    if (!view_) return;
    view_->busy = job_.busy();
    view_->progress = job_.progress().fraction;
    if (view_->segments && version_ != edit.version()) {
        version_ = edit.version();
        view_->differences =
            segment_differences(segments_within(edit.state().segments, asked_),
                                segments_within(*view_->segments, asked_), kLeastDifference);
        const auto count = static_cast<int>(view_->differences.size());
        if (view_->current >= count) view_->current = count - 1;
    }
    const auto count = static_cast<int>(view_->differences.size());
    const int next = view_->current < 0 ? next_ : view_->current + 1;
    view_->next = next < count ? next : 0;
    view.comparison = view_;
}

std::optional<double> ReplayComparison::go_to(int index) {
    if (!view_ || index < 0 || index >= static_cast<int>(view_->differences.size())) {
        return std::nullopt;
    }
    view_->current = index;
    const SegmentDifference& part = view_->differences[static_cast<std::size_t>(index)];
    return to_seconds(part.start);
}

bool ReplayComparison::take(SessionEdit& edit, const SessionStretch& stretch) const {
    if (!said_) return false;
    std::vector<SessionStretch> parts;
    for (const SessionStretch& asked : asked_) {
        const SessionStretch part = {std::max(asked.start, stretch.start),
                                     std::min(asked.end, stretch.end)};
        if (part.start < part.end) parts.push_back(part);
    }
    return edit.take(*said_, parts);
}

bool ReplayComparison::take_difference(SessionEdit& edit, int index) {
    if (!view_ || index < 0 || index >= static_cast<int>(view_->differences.size())) return false;
    const SegmentDifference part = view_->differences[static_cast<std::size_t>(index)];
    if (!take(edit, {part.start, part.end})) return false;
    view_->current = -1;
    next_ = index;
    return true;
}

std::optional<JobView> ReplayComparison::job() const {
    if (!job_.busy() || !view_) return std::nullopt;
    return job_view("Ask " + view_->model, job_, started_, std::chrono::steady_clock::now());
}

}  // namespace spotter
