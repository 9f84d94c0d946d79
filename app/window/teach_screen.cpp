#include "app/window/teach_screen.h"

#include <utility>

#include "engine/core/error.h"
#include "ui/teach/teach_panel.h"

namespace spotter {

TeachScreen::TeachScreen(const WindowContext& context, LiveScreen& live)
    : live_(live),
      dataset_(context.paths),
      clips_(context, live, dataset_),
      clip_list_(context, dataset_),
      train_(context, live, dataset_),
      report_(context, live, dataset_, clip_list_) {}

void TeachScreen::update(SteadyTime now, bool shown) {
    now_ = now;
    if (shown && !shown_) look_again();
    shown_ = shown;
    dataset_.update();
    clips_.update(now, shown && view_.tab == TeachTab::clips);
    clip_list_.update(shown);
    train_.update(now);
    report_.update();
}

void TeachScreen::show(SteadyTime now) {
    view_.datasets = dataset_.view();
    view_.reading = dataset_.chosen() && dataset_.reading();
    view_.failure = dataset_.failure();
    if (view_.tab == TeachTab::clips) clips_.show(view_.clips, now);
    clip_list_.show(view_.dataset);
    if (view_.tab == TeachTab::train) train_.show(view_.train, now);
    if (view_.tab == TeachTab::report) report_.show(view_.report, now);
}

void TeachScreen::draw(const Rect& area, SteadyTime now) {
    show(now);
    perform(draw_teach_panel(view_, area), now);
}

void TeachScreen::perform(const TeachActions& actions, SteadyTime now) {
    change_dataset(actions);
    clips_.perform(actions.clips, now);
    clip_list_.perform(actions.dataset);
    train_.perform(actions.train, now);
    report_.perform(actions.report, now);
    open_tab(actions);
}

void TeachScreen::change_dataset(const TeachActions& actions) {
    if (actions.edit_name) view_.naming = *actions.edit_name;
    if (actions.creating) {
        view_.creating = *actions.creating;
        view_.naming = {};
    }
    if (actions.retry) dataset_.reload();
    if (!actions.choose_dataset && !actions.create) return;
    if (actions.create) {
        try {
            dataset_.create(view_.naming.name);
        } catch (const Error& error) {
            view_.naming.failure = error.what();
            return;
        }
        view_.creating = false;
        view_.naming = {};
        view_.tab = TeachTab::clips;
    } else {
        dataset_.choose(*actions.choose_dataset);
    }
    forget();
}

// Another dataset is chosen.
void TeachScreen::forget() {
    clips_.forget();
    clip_list_.forget();
    train_.forget();
    report_.forget();
}

void TeachScreen::look_again() {
    if (dataset_.look_again()) forget();
}

void TeachScreen::open_tab(const TeachActions& actions) {
    if (actions.tab) view_.tab = *actions.tab;
    const bool bring =
        actions.dataset.open_clips || actions.train.open_clips || actions.report.open_clips;
    if (bring) view_.tab = TeachTab::clips;
    if (actions.train.open_report) {
        view_.tab = TeachTab::report;
        report_.measure(train_.newest_model(), now_);
    }
}

void TeachScreen::train_with(const std::string& dataset) {
    dataset_.choose(dataset);
    forget();
    train_.start_from(live_.model().name());
    view_.tab = TeachTab::train;
}

void TeachScreen::take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime) {
    view_.tab = TeachTab::clips;
    clips_.offer(files);
}

std::vector<std::pair<TeachScreen::Work, JobView>> TeachScreen::work(SteadyTime now) const {
    std::vector<std::pair<Work, JobView>> out;
    for (JobView& job : clips_.jobs(now)) out.emplace_back(Work::clips, std::move(job));
    for (JobView& job : train_.jobs(now)) out.emplace_back(Work::train, std::move(job));
    for (JobView& job : report_.jobs(now)) out.emplace_back(Work::report, std::move(job));
    return out;
}

std::vector<JobView> TeachScreen::jobs(SteadyTime now) const {
    std::vector<JobView> out;
    for (auto& [kind, job] : work(now)) out.push_back(job);
    return out;
}

void TeachScreen::cancel_job(std::size_t index) {
    switch (work(now_).at(index).first) {
        case Work::clips:
            clips_.cancel_job();
            break;
        case Work::train:
            train_.cancel_job();
            break;
        case Work::report:
            report_.cancel_job();
            break;
    }
}

bool TeachScreen::moving(bool shown) const {
    return clips_.moving(shown && view_.tab == TeachTab::clips) || train_.busy() ||
           report_.busy() || (shown && (clip_list_.moving() || dataset_.reading()));
}

}  // namespace spotter
