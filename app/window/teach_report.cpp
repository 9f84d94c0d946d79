#include "app/window/teach_report.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/evaluation/evaluate.h"
#include "app/window/job_view.h"
#include "engine/core/atomic_file.h"
#include "engine/core/counted.h"
#include "engine/core/error.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kWorst = 8;

// The parts of a dataset that can be measured on, in the order of the interface; none: all.
constexpr Split kParts[] = {Split::test, Split::validation, Split::none};

std::size_t clips_of(const Dataset& data, Split part) {
    return part == Split::none ? data.clips.size() : clips_in(data, part).size();
}

std::string name_of(Split part) {
    return part == Split::test ? "Test" : part == Split::validation ? "Validation" : "All";
}

LabelFiguresView view_of(const LabelFigures& label) {
    LabelFiguresView out;
    out.label = label.label;
    out.support = static_cast<int>(label.support);
    out.precision = label.precision;
    if (label.support > 0) out.recall = label.recall.share();
    out.recall_low = label.recall.low;
    out.recall_high = label.recall.high;
    out.f1 = label.f1;
    return out;
}

MatrixView matrix_of(const Evaluation& evaluation) {
    MatrixView out;
    out.labels = evaluation.labels;
    for (const auto& row : evaluation.confusion) out.counts.emplace_back(row.begin(), row.end());
    return out;
}

ComparisonView view_of(const OtherModel& other) {
    ComparisonView out;
    out.other = other.model;
    out.accuracy = other.evaluation.accuracy.share();
    out.only_this = static_cast<int>(other.comparison.only_first);
    out.only_other = static_cast<int>(other.comparison.only_second);
    out.p_value = other.comparison.p_value;
    return out;
}

}  // namespace

Split part_to_measure(const Dataset& data, Split wanted) {
    const auto* part = std::find(std::begin(kParts), std::end(kParts), wanted);
    while (*part != Split::none && clips_of(data, *part) == 0) ++part;
    return *part;
}

std::string report_file_name(const EvaluationReport& report) {
    std::string name = report.model + "-" + report.origin.dataset + "-" + report.origin.split;
    if (report.against) name += "-against-" + report.against->model;
    return name + ".html";
}

TeachReport::TeachReport(const WindowContext& context, LiveScreen& live, OpenDataset& dataset,
                         TeachDataset& clips)
    : context_(context), live_(live), dataset_(dataset), clips_(clips) {}

void TeachReport::update() {
    auto outcome = job_.poll();
    if (!outcome) return;
    failure_ = outcome->failure;
    report_ = std::move(outcome->result);
    worst_.clear();
    if (!report_ || !report_->evaluation) return;
    for (const std::size_t index : worst_clips(*report_->evaluation, kWorst)) {
        worst_.push_back(report_->evaluation->clips[index].verdict.file);
    }
}

void TeachReport::show(ReportView& view, SteadyTime now) {
    view = {};
    const Dataset& data = dataset_.data();
    view.empty = data.clips.empty();
    view.against.items.push_back({"Nothing"});
    for (const StoredModel& model : live_.model().stored()) {
        view.models.items.push_back({model.name, model.shipped ? "Comes with Spotter" : ""});
        view.against.items.push_back({model.name});
    }
    for (const Split part : kParts) {
        view.splits.items.push_back({name_of(part), counted(clips_of(data, part), "clip")});
    }
    follow_models();
    view.models.current = form_.model;
    view.splits.current = form_.split;
    view.against.current = form_.against;
    view.form = form_;
    view.failure = failure_;
    view.saved = saved_;
    if (const auto running = jobs(now); !running.empty()) view.job = running.front();
    if (report_ && report_->evaluation) view.figures = figures();
}

// The models that were chosen, wherever they stand in the list by now.
void TeachReport::follow_models() {
    const auto& models = live_.model().stored();
    const auto index_of = [&](const std::string& name) {
        const auto found =
            std::find_if(models.begin(), models.end(),
                         [&](const StoredModel& known) { return known.name == name; });
        return found == models.end() ? -1 : static_cast<int>(found - models.begin());
    };
    if (model_.empty()) model_ = live_.model().name();
    form_.model = index_of(model_);
    form_.against = index_of(against_) + 1;
}

std::string TeachReport::clips_text() const {
    const Evaluation& evaluation = *report_->evaluation;
    return counted(evaluation.clips.size(), "clip") + " of " + report_->origin.dataset + " (" +
           report_->origin.split + "), " + counted(evaluation.by_group.size(), "group");
}

FiguresView TeachReport::figures() {
    const Evaluation& evaluation = *report_->evaluation;
    FiguresView out;
    out.model = report_->model;
    out.clips = clips_text();
    out.right = static_cast<int>(evaluation.accuracy.right);
    out.count = static_cast<int>(evaluation.accuracy.count);
    out.low = evaluation.accuracy.low;
    out.high = evaluation.accuracy.high;
    out.balanced = evaluation.balanced_accuracy;
    out.macro_f1 = evaluation.macro_f1;
    out.calibration_error = evaluation.calibration_error;
    out.warnings = report_->weaknesses;
    if (!instead_.empty()) out.warnings.insert(out.warnings.begin(), instead_);
    for (const LabelFigures& label : evaluation.by_label) out.labels.push_back(view_of(label));
    out.origin = origin_lines(*report_);
    out.confusion = matrix_of(evaluation);
    for (const GroupFigures& group : evaluation.by_group) {
        out.groups.push_back(
            {group.group, static_cast<int>(group.clips), static_cast<int>(group.right)});
    }
    for (const CalibrationBin& bin : evaluation.calibration) {
        out.calibration.push_back({bin.confidence, bin.accuracy, static_cast<int>(bin.count)});
    }
    for (const std::size_t index : worst_clips(evaluation, kWorst)) {
        const JudgedClip& clip = evaluation.clips[index];
        out.worst.push_back({clip.verdict.file, clip.verdict.truth, clip.said, clip.confidence,
                             clip.right, clips_.strip_of(dataset_.folder() / clip.verdict.file)});
    }
    if (report_->against) out.comparison = view_of(*report_->against);
    return out;
}

void TeachReport::perform(const ReportActions& actions, SteadyTime now) {
    if (actions.edit) {
        const auto& models = live_.model().stored();
        form_ = *actions.edit;
        if (form_.model >= 0) model_ = models.at(static_cast<std::size_t>(form_.model)).name;
        against_ = form_.against > 0 ? models.at(static_cast<std::size_t>(form_.against) - 1).name
                                     : std::string();
    }
    if (actions.evaluate) start(now);
    if (actions.cancel) cancel_job();
    if (actions.save) save();
    if (actions.play) {
        const std::string& file = worst_.at(*actions.play);
        clips_.play(dataset_.folder() / file, file);
    }
}

void TeachReport::measure(const std::string& model, SteadyTime now) {
    if (model.empty()) return;
    model_ = model;
    against_.clear();
    form_.split = 0;
    start(now);
}

void TeachReport::start(SteadyTime now) {
    const Split wanted = kParts[form_.split];
    const Split part = part_to_measure(dataset_.data(), wanted);
    instead_.clear();
    if (part != wanted) {
        form_.split = static_cast<int>(std::find(std::begin(kParts), std::end(kParts), part) -
                                       std::begin(kParts));
        instead_ = "No clip of " + dataset_.name() + " is set aside for " + name_of(wanted) +
                   ", so that this tells little of other people and days: bring recordings of "
                   "them, train again, and measure then.";
    }
    EvaluationRequest request;
    request.dataset = dataset_.data();
    request.model = model_;
    if (!against_.empty()) request.against = against_;
    request.all_splits = part == Split::none;
    if (!request.all_splits) request.split = part;
    request.pictures = true;
    failure_.clear();
    saved_.clear();
    report_.reset();
    started_ = now;
    job_.start([request, settings = context_.settings, paths = context_.paths](JobToken& token) {
        return evaluate_dataset(paths, settings, request, token);
    });
}

void TeachReport::save() {
    const fs::path folder = context_.paths.data / "reports";
    fs::create_directories(folder);
    const fs::path file = folder / report_file_name(*report_);
    write_atomically(file, report_html(*report_), "write report");
    saved_ = file.string();
}

void TeachReport::forget() {
    job_.cancel();
    report_.reset();
    failure_.clear();
    saved_.clear();
}

std::vector<JobView> TeachReport::jobs(SteadyTime now) const {
    if (!busy()) return {};
    return {job_view("Measure the model", job_, started_, now)};
}

void TeachReport::cancel_job() {
    job_.cancel();
}

}  // namespace spotter
