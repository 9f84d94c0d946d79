#include "app/window/replay_screen.h"

#include <algorithm>
#include <utility>

#include "app/window/job_view.h"
#include "ui/replay/replay_panel.h"

namespace spotter {

namespace {

using Kind = ReplaySelection::Kind;

double length_of(const ReplayDocument& document) {
    double out = to_seconds(document.session.length);
    for (const ReplayFilm& film : document.films) out = std::max(out, film.end_s);
    return std::max(out, 0.1);
}

}  // namespace

ReplayScreen::ReplayScreen(const WindowContext& context, LiveScreen& live)
    : context_(context), live_(live), comparison_(context), clips_(context, live) {}

ReplayScreen::~ReplayScreen() {
    try {
        close();
    } catch (...) {
        // The window is gone; what could be said was said at the change.
    }
}

void ReplayScreen::open(const ReplayRequest& request) {
    if (const std::string said = close(); !said.empty()) {
        context_.notices.add(NoticeView::Kind::error, said, std::chrono::steady_clock::now());
    }
    request_ = request;
    view_.failure.clear();
    view_.asked_file = request.file.string();
    view_.title = request.session.empty() ? request.file.filename().string() : "Session";
    opened_ = {};
    opening_.start([request,
                    settings = live_.model().loaded() ? live_.model().loaded_settings()
                                                      : live_.model().settings(),
                    paths = context_.paths](JobToken& token) {
        return open_replay(request, settings, paths, token);
    });
}

void ReplayScreen::update(SteadyTime now, bool shown) {
    if (opened_ == SteadyTime() && opening_.busy()) opened_ = now;
    // Sessions may have been kept or deleted meanwhile.
    if (shown && !shown_) recent_known_ = false;
    shown_ = shown;
    take_opened(now);
    take_recent();
    clips_.update(now);
    if (document_) follow_document(now, shown);
    hold_live();
}

void ReplayScreen::follow_document(SteadyTime now, bool shown) {
    comparison_.update(*document_);
    take_poses(now);
    keep_corrections(now);
    if (!player_) return;
    if (!shown && player_->playing()) player_->pause();
    player_->update(now);
}

// A video is looked at several times as fast when Live does not look, too.
void ReplayScreen::hold_live() {
    if (!opening_.running() && !finding_.running() && !comparison_.running()) hold_.reset();
    if (hold_) return;
    if (opening_.tells_progress()) {
        hold_ = live_.hold("Replay is analysing " + view_.title);
    } else if (comparison_.looking()) {
        hold_ = live_.hold("Replay is comparing two models");
    } else if (finding_.tells_progress()) {
        hold_ = live_.hold("Replay is looking for the skeleton in a video");
    }
}

void ReplayScreen::take_opened(SteadyTime now) {
    auto outcome = opening_.poll();
    if (!outcome) return;
    if (!outcome->result) {
        view_.failure = outcome->failure;
        return;
    }
    document_ = std::move(*outcome->result);
    edit_ = SessionEdit(document_->session);
    saved_version_ = edit_.version();
    save_again_ = {};
    const double length = length_of(*document_);
    player_ = std::make_unique<ReplayPlayer>(document_->films, length,
                                             [&window = context_.window] { window.wake(); });
    view_ = {};
    show_names();
    view_.curves = curves_of(document_->session);
    view_.unsure = unsure_stretches(document_->session);
    view_.gaps = document_->session.gaps;
    view_.film_gaps = document_->session.film_gaps;
    view_.last_s = length;
    recent_known_ = false;
    for (const std::string& note : document_->notes) {
        context_.notices.add(NoticeView::Kind::info, note, now);
    }
}

void ReplayScreen::show_names() {
    view_.title = replay_title(*document_);
    view_.detail = replay_detail(*document_);
    view_.is_session = document_->is_session();
}

void ReplayScreen::take_recent() {
    if (auto outcome = reading_.poll(); outcome && outcome->result) {
        recent_ = std::move(*outcome->result);
    }
}

void ReplayScreen::show(SteadyTime now) {
    if (!recent_known_) {
        recent_known_ = true;
        reading_.start([paths = context_.paths](JobToken&) { return recent_replays(paths); });
    }
    view_.recent.clear();
    for (const RecentReplay& one : recent_) view_.recent.push_back(one.item);
    view_.reading_recent = reading_.busy();
    if (!document_) {
        show_opening(now);
        return;
    }
    view_.phase = ReplayPhase::ready;
    view_.edit = &edit_.state();
    view_.can_undo = edit_.can_undo();
    view_.can_redo = edit_.can_redo();
    view_.drag = drag_;
    follow_selection();
    const bool changed = !edit_.state().corrections.empty();
    const bool saving = saving_.busy() || edit_.version() != saved_version_;
    view_.saved = saving ? "Saving…" : changed ? "All corrections are saved" : "";
    view_.in_history = InHistory::unasked;
    if (document_->of_video) {
        view_.in_history = keep_wanted_ || keeping_.busy() ? InHistory::keeping
                           : document_->in_history()       ? InHistory::yes
                                                           : InHistory::no;
    }
    view_.labels = known_labels(document_->session, edit_.state());
    view_.models = {};
    if (!document_->films.empty()) {
        for (const StoredModel& model : live_.model().stored()) {
            view_.models.items.push_back({model.name, model.shipped ? "Comes with Spotter" : ""});
        }
    }
    player_->show(view_.player);
    show_pose();
    comparison_.show(edit_, view_);
    clips_.show(view_);
}

// What is selected may have been moved, or be gone.
void ReplayScreen::follow_selection() {
    ReplaySelection& what = view_.selection;
    const auto take = [&](const auto& part) {
        what.start_s = to_seconds(part.start);
        what.end_s = to_seconds(part.end);
        return true;
    };
    const SessionEdit::State& state = edit_.state();
    bool there = what.kind == Kind::nothing || what.kind == Kind::span;
    if (what.kind == Kind::segment && what.id >= 0) {
        const auto place = static_cast<std::size_t>(what.id);
        there = place < state.segments.size() && take(state.segments[place]);
    }
    for (const RecordedSet& set : state.sets) {
        if (what.kind == Kind::set && set.number == what.id) there = take(set);
    }
    for (const RecordedRep& rep : state.reps) {
        const bool same = rep.set == what.id && rep.number == what.rep;
        if (what.kind == Kind::rep && same) there = take(rep);
    }
    if (!there) what = {};
}

void ReplayScreen::show_opening(SteadyTime now) {
    view_.edit = nullptr;
    if (opening_.busy()) {
        const Progress progress = opening_.progress();
        view_.phase = progress.step.empty() ? ReplayPhase::opening : ReplayPhase::analysing;
        view_.step = progress.step;
        view_.progress = progress.fraction;
        view_.left_s.reset();
        if (const auto left = time_left(opened_, now, progress.fraction)) {
            view_.left_s = static_cast<double>(left->count());
        }
    } else {
        view_.phase = view_.failure.empty() ? ReplayPhase::empty : ReplayPhase::failed;
    }
}

void ReplayScreen::show_pose() {
    PlayerView& player = view_.player;
    player.finding_poses = finding_.busy();
    player.pose.reset();
    const auto film = player_->film();
    player.has_poses = film && !document_->films[*film].poses.empty();
    const auto moment = player_->shown_moment();
    if (!moment || player.video.texture == nullptr) return;
    if (const auto seen = pose_at(document_->films[moment->film].poses, moment->time)) {
        player.pose = drawn_pose(*seen, player.video.width, player.video.height);
    }
}

void ReplayScreen::draw(const Rect& area, SteadyTime now) {
    show(now);
    perform(draw_replay_panel(view_, area), now);
}

void ReplayScreen::take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) {
    open({"", files.front()});
    if (files.size() > 1) {
        context_.notices.add(NoticeView::Kind::info,
                             "Opening the first of " + std::to_string(files.size()) + " files.",
                             now);
    }
}

std::vector<JobView> ReplayScreen::jobs(SteadyTime now) const {
    std::vector<JobView> out;
    if (opening_.busy() && opening_.progress().fraction >= 0) {
        out.push_back(job_view("Analyse " + view_.title, opening_, opened_, now));
    }
    if (finding_.busy()) {
        const Progress progress = finding_.progress();
        out.push_back({finding_.name(), progress.step, progress.fraction, {}, false});
    }
    if (const auto job = comparison_.job()) out.push_back(*job);
    if (const auto job = clips_.job()) out.push_back(*job);
    return out;
}

void ReplayScreen::cancel_job(std::size_t index) {
    const bool opening = opening_.busy() && opening_.progress().fraction >= 0;
    if (opening && index-- == 0) {
        opening_.cancel();
        return;
    }
    if (finding_.busy() && index-- == 0) {
        finding_.cancel();
        to_find_.clear();
        return;
    }
    if (comparison_.job() && index-- == 0) {
        comparison_.end();
        return;
    }
    clips_.cancel();
}

bool ReplayScreen::moving(bool shown) const {
    const bool working = opening_.busy() || saving_.busy() || keep_wanted_ || keeping_.busy() ||
                         finding_.busy() || comparison_.busy() || clips_.busy() || hold_;
    return working || (shown && (reading_.busy() || (player_ && player_->moving())));
}

}  // namespace spotter
