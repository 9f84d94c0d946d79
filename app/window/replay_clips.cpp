#include "app/window/replay_clips.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/window/job_view.h"
#include "engine/core/counted.h"
#include "engine/core/error.h"
#include "training/data/label_name.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

constexpr const char* kStep = "add to dataset";

// What is left of segments where sets stand over them.
std::vector<SessionSegment> beside_sets(const SessionEdit::State& state) {
    std::vector<SessionSegment> out = state.segments;
    for (const RecordedSet& set : state.sets) {
        std::vector<SessionSegment> left;
        for (const SessionSegment& segment : out) {
            const SessionTime before = std::min(segment.end, set.start);
            const SessionTime after = std::max(segment.start, set.end);
            if (segment.start < before) left.push_back({segment.label, segment.start, before});
            if (after < segment.end) left.push_back({segment.label, after, segment.end});
        }
        out = std::move(left);
    }
    return out;
}

std::string left_out_text(const Rejection& one) {
    return " Left out " + one.name + ": " + one.reason + ".";
}

std::string text_of(const ImportReport& report, const std::string& dataset) {
    std::string out = "Added " + counted(report.added, "clip") + " to " + dataset + ".";
    if (report.relabelled > 0) {
        out += " " + counted(report.relabelled, "clip") + " there got another label.";
    }
    if (report.skipped > report.relabelled) {
        out += report.added > 0 ? " The others were there before." : " They were there before.";
    }
    if (!report.rejected.empty()) out += left_out_text(report.rejected.back());
    return out;
}

// Throws Error when no clip came of it.
std::string add_clips(const std::vector<LabelledVideo>& videos, const fs::path& dataset,
                      const ClipImportOptions& options, JobToken& token) {
    const ImportReport report = import_labelled(videos, dataset, options, token);
    if (report.added + report.relabelled + report.skipped == 0) {
        throw Error(kStep, videos.front().file.filename().string(),
                    report.rejected.empty() ? "no clip came of it" : report.rejected.back().reason);
    }
    return text_of(report, dataset.filename().string());
}

}  // namespace

LabelledSpans spans_of(const SessionEdit::State& state, const ReplayFilm& film) {
    LabelledSpans out;
    const double film_length = film.end_s - film.start_s;
    const auto add = [&](const std::string& label, SessionTime start, SessionTime end) {
        constexpr double kLeast = 0.5;
        const double from = std::max(to_seconds(start) - film.start_s, 0.0);
        const double to = std::min(to_seconds(end) - film.start_s, film_length);
        if (to - from >= kLeast) out[label].push_back({from, to});
    };
    for (const SessionSegment& segment : beside_sets(state)) {
        add(segment.label, segment.start, segment.end);
    }
    for (const RecordedSet& set : state.sets) add(set.label, set.start, set.end);
    return out;
}

void ReplayClips::open() {
    stored_ = list_datasets(context_.paths);
    AddToDatasetForm form;
    if (form_) form = *form_;
    form.done.clear();
    form.failure.clear();
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        if (stored_[i].name == dataset_) form.dataset = static_cast<int>(i);
    }
    if (form.dataset < 0 && !stored_.empty()) form.dataset = 0;
    form_ = form;
}

SessionEdit::State ReplayClips::chosen_part(const SessionEdit::State& state,
                                            const ReplaySelection& selection) const {
    using Kind = ReplaySelection::Kind;
    if (form_->whole || selection.kind == Kind::nothing) return state;
    SessionEdit::State part;
    if (selection.kind == Kind::span) {
        if (form_->label.empty()) {
            throw Error(kStep, "", "it has no label yet", "choose what the stretch shows");
        }
        part.segments = {
            {form_->label, session_time(selection.start_s), session_time(selection.end_s)}};
    } else if (selection.kind == Kind::segment) {
        part.segments = {state.segments.at(static_cast<std::size_t>(selection.id))};
    } else {
        const auto set = std::ranges::find(state.sets, selection.id, &RecordedSet::number);
        if (set != state.sets.end()) part.sets = {*set};
    }
    return part;
}

std::string ReplayClips::chosen_dataset() const {
    if (form_->dataset >= 0) return stored_.at(static_cast<std::size_t>(form_->dataset)).name;
    if (const auto problem = label_problem(form_->new_name)) {
        throw Error(kStep, form_->new_name, "its name " + *problem, "choose another one");
    }
    return form_->new_name;
}

void ReplayClips::add(const ReplayDocument& document, const SessionEdit::State& state,
                      const ReplaySelection& selection) {
    if (!form_) return;
    form_->failure.clear();
    try {
        if (document.films.empty()) {
            throw Error(kStep, "", "there is no video of this session to cut clips from");
        }
        dataset_ = chosen_dataset();
        std::vector<LabelledVideo> videos;
        const SessionEdit::State part = chosen_part(state, selection);
        for (const ReplayFilm& film : document.films) {
            if (film.key.empty()) continue;
            LabelledVideo video = {film.file, spans_of(part, film)};
            if (!video.spans.empty()) videos.push_back(std::move(video));
        }
        if (videos.empty()) throw Error(kStep, "", "nothing is labelled where there is video");
        ClipImportOptions options;
        options.window = live_.model().window();
        // Clips of one session are of one person in one room.
        if (!document.of_video) options.group = "session " + document.session.uuid.substr(0, 8);
        started_ = std::chrono::steady_clock::now();
        job_.start([videos, options, dataset = context_.paths.data / "datasets" / dataset_](
                       JobToken& token) { return add_clips(videos, dataset, options, token); });
    } catch (const Error& error) {
        form_->failure = error.what();
    }
}

// What came of it is told in the dialog, while that is open.
void ReplayClips::update(SteadyTime now) {
    const auto outcome = job_.poll();
    if (!outcome) return;
    if (outcome->result) {
        context_.clips_added();
        if (form_) {
            form_->done = *outcome->result;
        } else {
            context_.notices.add(NoticeView::Kind::info, *outcome->result, now);
        }
    } else if (form_) {
        form_->failure = outcome->failure;
    } else {
        context_.notices.add(NoticeView::Kind::error, outcome->failure, now);
    }
}

void ReplayClips::show(ReplayView& view) const {
    view.adding = form_;
    view.adding_job = job();
    view.datasets = {};
    for (const StoredDataset& stored : stored_) view.datasets.items.push_back({stored.name});
}

std::optional<JobView> ReplayClips::job() const {
    if (!job_.at_work()) return std::nullopt;
    return job_view("Add to " + dataset_, job_, started_, std::chrono::steady_clock::now());
}

}  // namespace spotter
