#include "app/window/replay_comparison.h"

#include <utility>

#include "app/window/replay_view_parts.h"

namespace spotter {

namespace {

constexpr SessionTime kLeastDifference{500};

}  // namespace

void ReplayComparison::start(const std::string& model, const ReplayDocument& document) {
    view_ = OpinionView();
    view_->model = model;
    version_ = -1;
    const ReplayFilm film = document.films.front();
    job_.start([film, key = document.key, model, settings = context_.settings,
                paths = context_.paths](JobToken& token) {
        Found out;
        const Session said =
            shifted(film_opinion(film.file, key, model, settings, paths, token, &out.poses),
                    session_time(film.start_s));
        out.curves = curves_of(said);
        out.segments = std::make_shared<const std::vector<SessionSegment>>(said_segments(said));
        return out;
    });
}

void ReplayComparison::end() {
    view_.reset();
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
    view_->segments = outcome->result->segments;
    version_ = -1;
    if (document.poses.empty()) document.poses = std::move(outcome->result->poses);
}

void ReplayComparison::show(const SessionEdit& edit, ReplayView& view) {
    view.comparison.reset();
    if (!view_) return;
    view_->busy = job_.busy();
    view_->progress = job_.progress().fraction;
    if (view_->segments && version_ != edit.version()) {
        version_ = edit.version();
        view_->differences =
            segment_differences(edit.state().segments, *view_->segments, kLeastDifference);
        const auto count = static_cast<int>(view_->differences.size());
        if (view_->current >= count) view_->current = count - 1;
    }
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

std::optional<JobView> ReplayComparison::job() const {
    if (!job_.busy() || !view_) return std::nullopt;
    const Progress progress = job_.progress();
    return JobView{"Ask " + view_->model, progress.step, progress.fraction, {}, false};
}

}  // namespace spotter
