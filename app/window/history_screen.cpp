#include "app/window/history_screen.h"

#include <algorithm>
#include <utility>

#include "app/window/history_view_parts.h"
#include "app/window/job_view.h"
#include "engine/session/session_facts.h"
#include "ui/history/history_panel.h"
#include "ui/history/history_text.h"

namespace spotter {

namespace {

std::chrono::sys_days local_day(UtcTime at) {
    return std::chrono::floor<std::chrono::days>(at + local_zone(at).offset);
}

std::chrono::year_month month_of(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return date.year() / date.month();
}

}  // namespace

HistoryScreen::HistoryScreen(const WindowContext& context) : context_(context) {}

void HistoryScreen::read_list() {
    SessionFilter filter;
    filter.deleted = view_.page == HistoryPage::deleted;
    if (view_.page == HistoryPage::workouts) filter.text = view_.search;
    reading_.start(
        [paths = context_.paths, filter](JobToken&) { return read_history(paths, filter); });
    if (view_.page == HistoryPage::trends) read_days();
}

void HistoryScreen::read_days() {
    adding_up_.start([paths = context_.paths, demo = view_.with_demo](JobToken&) {
        return read_exercise_days(paths, demo);
    });
}

// Anew also when it is the same one: it may have been corrected.
void HistoryScreen::read_details() {
    details_of_.clear();
    if (view_.selected < 0) {
        detailing_.cancel();
        view_.details = {};
        return;
    }
    details_of_ = view_.sessions[static_cast<std::size_t>(view_.selected)].uuid;
    if (view_.details.session && view_.details.session->uuid != details_of_) view_.details = {};
    detailing_.start([paths = context_.paths, uuid = details_of_](JobToken&) {
        return read_history_details(paths, uuid);
    });
}

// A workout may be going on meanwhile, in Live or in another program.
void HistoryScreen::look_for_changes(SteadyTime now) {
    constexpr std::chrono::seconds kApart{2};
    const bool busy = reading_.busy() || working_.at_work() || detailing_.busy();
    if (busy || !view_.failure.empty() || now - looked_at_ < kApart) return;
    looked_at_ = now;
    if (SessionStore::last_change(context_.paths.data) != read_at_) read_list();
}

void HistoryScreen::update(SteadyTime now, bool shown) {
    if (shown && !shown_) {
        // Workouts may have been kept or corrected meanwhile.
        view_.today = local_day(utc_now());
        read_list();
    }
    if (shown && shown_) look_for_changes(now);
    shown_ = shown;
    take_list(now);
    take_details();
    take_days();
    take_worked(now);
}

void HistoryScreen::take_list(SteadyTime now) {
    auto outcome = reading_.poll();
    if (!outcome) return;
    view_.failure = outcome->failure;
    if (!outcome->result) return;
    HistoryContents& read = *outcome->result;
    read_at_ = read.changed_at;
    for (const std::string& notice : read.notices) {
        context_.notices.add(NoticeView::Kind::warning, notice, now);
    }
    if (view_.reading) {
        view_.month =
            month_of(read.sessions.empty() ? view_.today : local_day(read.sessions.front().start));
    }
    view_.reading = false;
    view_.kept = read.kept;
    view_.kept_demos = read.kept_demos;
    view_.disk = read.disk;
    view_.deleted_video_bytes = read.video_bytes;
    found_ = std::move(read.sessions);
    show_found(found_, view_);
    select_again();
    select_asked();
    read_details();
}

void HistoryScreen::select(const std::string& session) {
    go_to_page(HistoryPage::workouts);
    view_.search.clear();
    asked_ = session;
    read_list();
}

// Among those of its day it is in sight.
void HistoryScreen::select_asked() {
    const std::string uuid = std::exchange(asked_, {});
    const auto found = std::ranges::find(found_, uuid, &SessionSummary::uuid);
    if (found == found_.end()) return;
    view_.day = day_of(*found);
    view_.month = month_of(*view_.day);
    show_found(found_, view_);
    const auto row = std::ranges::find(view_.sessions, uuid, &SessionSummary::uuid);
    choose_row(static_cast<int>(row - view_.sessions.begin()), RowClick::only, anchor_, view_);
}

// After something was deleted, what took its place.
void HistoryScreen::select_again() {
    const std::optional<int> next = std::exchange(select_next_, std::nullopt);
    if (!next || view_.sessions.empty() || view_.selected >= 0) return;
    const int row = std::min(*next, static_cast<int>(view_.sessions.size()) - 1);
    choose_row(row, RowClick::only, anchor_, view_);
}

void HistoryScreen::take_details() {
    auto outcome = detailing_.poll();
    if (!outcome) return;
    if (outcome->result) {
        view_.details = std::move(*outcome->result);
    } else {
        view_.details = {outcome->failure, {}, 0};
    }
}

void HistoryScreen::take_days() {
    auto outcome = adding_up_.poll();
    if (!outcome) return;
    view_.failure = outcome->failure;
    if (!outcome->result) return;
    const std::string label =
        view_.exercise < 0 ? "" : view_.labels.at(static_cast<std::size_t>(view_.exercise));
    days_ = std::move(*outcome->result);
    view_.labels = trained_labels(days_);
    const auto known = std::ranges::find(view_.labels, label);
    view_.exercise =
        known == view_.labels.end() ? -1 : static_cast<int>(known - view_.labels.begin());
    show_weeks(days_, view_);
}

// A failure is told in the dialog that asked for the work, if it is still open.
void HistoryScreen::take_worked(SteadyTime now) {
    const auto outcome = working_.poll();
    if (!outcome) return;
    const std::optional<HistoryStep> undoing = std::exchange(undoing_, std::nullopt);
    if (outcome->result) {
        const HistoryOutcome& done = *outcome->result;
        if (done.step) steps_.push_back(*done.step);
        if (!done.said.empty()) context_.notices.add(NoticeView::Kind::info, done.said, now);
        for (const std::string& warning : done.warnings) {
            context_.notices.add(NoticeView::Kind::warning, warning, now);
        }
        view_.exporting.reset();
        view_.importing.reset();
        view_.naming.reset();
    } else if (view_.exporting) {
        view_.exporting->failure = outcome->failure;
    } else if (view_.importing) {
        view_.importing->failure = outcome->failure;
    } else if (view_.naming) {
        view_.naming->failure = outcome->failure;
    } else {
        if (undoing) steps_.push_back(*undoing);
        context_.notices.add(NoticeView::Kind::error, outcome->failure, now);
    }
    read_list();
}

void HistoryScreen::draw(const Rect& area, SteadyTime now) {
    view_.busy = working_.at_work();
    const std::vector<JobView> work = jobs(now);
    view_.job = work.empty() ? std::nullopt : std::optional(work.front());
    view_.undo.reset();
    if (!steps_.empty()) view_.undo = steps_.back().said;
    perform(draw_history_panel(view_, area), now);
}

void HistoryScreen::take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) {
    if (!working_.at_work()) import(files, false, now);
}

void HistoryScreen::work(const std::string& name, Work job, SteadyTime now) {
    work_name_ = name;
    work_started_ = now;
    working_.start(std::move(job));
}

// Only what takes long enough to say how far it is.
std::vector<JobView> HistoryScreen::jobs(SteadyTime now) const {
    if (!working_.at_work() || working_.progress().step.empty()) return {};
    return {job_view(work_name_, working_, work_started_, now)};
}

void HistoryScreen::cancel_job(std::size_t) {
    working_.cancel();
    undoing_.reset();
}

bool HistoryScreen::moving(bool shown) const {
    const bool reading = reading_.busy() || detailing_.busy() || adding_up_.busy();
    return working_.at_work() || (shown && reading);
}

}  // namespace spotter
