#include "app/window/teach_train.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "app/kept_labels.h"
#include "app/model_store.h"
#include "app/train_model.h"
#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr std::size_t kLeastClips = 2;  // of a label

// Labels with enough clips to learn from.
std::size_t learnable_labels(const Dataset& data) {
    return static_cast<std::size_t>(std::ranges::count_if(
        training_counts(data), [](const auto& label) { return label.second >= kLeastClips; }));
}

// What is missing before training makes sense; empty: nothing.
std::string missing(std::size_t learnable, bool keeps) {
    if (learnable >= 2 || (learnable == 1 && keeps)) return {};
    if (keeps) return "Training needs a label with two clips. Record or import some.";
    return "Training needs at least two labels with two clips each. Record or import more; clips "
           "of rest and other count too.";
}

std::string epoch_text(const TrainingProgress& progress) {
    std::string out =
        "Epoch " + std::to_string(progress.epoch) + " of " + std::to_string(progress.epochs);
    if (progress.batches > 0) {
        out +=
            ", batch " + std::to_string(progress.batch) + " of " + std::to_string(progress.batches);
    }
    return out;
}

double fraction_of(const TrainingProgress& progress) {
    if (progress.epochs <= 0) return -1;
    const double part = progress.batches > 0 ? static_cast<double>(progress.batch) /
                                                   static_cast<double>(progress.batches)
                                             : 1.0;
    return std::clamp((progress.epoch - 1 + part) / progress.epochs, 0.0, 1.0);
}

void add_epoch(const TrainingProgress& progress, TrainCurves& curves) {
    // Epochs before a training went on were told to another window.
    const std::size_t before = static_cast<std::size_t>(std::max(progress.epoch - 1, 0));
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    for (auto* curve : {&curves.train_loss, &curves.train_accuracy, &curves.validation_loss,
                        &curves.validation_accuracy}) {
        if (curve->size() < before) curve->resize(before, kUnknown);
    }
    curves.train_loss.push_back(progress.loss);
    curves.train_accuracy.push_back(progress.train_accuracy);
    if (progress.validation_loss) curves.validation_loss.push_back(*progress.validation_loss);
    if (progress.validation_accuracy) {
        curves.validation_accuracy.push_back(*progress.validation_accuracy);
    }
}

}  // namespace

TeachTrain::TeachTrain(const WindowContext& context, LiveScreen& live, OpenDataset& dataset)
    : context_(context), live_(live), dataset_(dataset) {}

void TeachTrain::update(SteadyTime) {
    if (job_ && job_->state() != JobState::running) take_result();
}

std::string TeachTrain::suggested_name() const {
    const std::string stem = dataset_.name();
    std::string out = stem;
    const auto taken = [&](const std::string& name) {
        return std::any_of(bases_.begin(), bases_.end(),
                           [&](const StoredModel& model) { return model.name == name; });
    };
    for (int number = 2; taken(out); ++number) out = stem + "-" + std::to_string(number);
    return out;
}

const ModelInfo* TeachTrain::base() {
    if (form_.base < 0 || form_.base >= static_cast<int>(bases_.size())) return nullptr;
    const std::string& name = bases_[static_cast<std::size_t>(form_.base)].name;
    if (name != base_name_) {
        base_name_ = name;
        base_info_.reset();
        base_info_ = find_model(context_.paths, name);
    }
    return base_info_ ? &*base_info_ : nullptr;
}

bool TeachTrain::keeps() const {
    return form_.keep && base_info_ && !keepable_labels(*base_info_).empty();
}

// The plan that the form asks for: what suits the clips, with what the user set instead.
TrainingPlan TeachTrain::plan() {
    const VideoMaeConfig& config = base()->config;
    std::optional<TrainedPart> part;
    if (form_.part == LearningPart::head) part = TrainedPart::head;
    if (form_.part == LearningPart::last) part = TrainedPart::last;
    if (form_.part == LearningPart::full) part = TrainedPart::full;
    PlanChoice choice = choose_plan(part, train_clips_, config);
    TrainingPlan& out = choice.plan;
    defaults_ = {choice.reason, out.epochs, out.lr, out.batch, out.patience};
    if (form_.part == LearningPart::last) out.last_layers = form_.last_layers;
    if (form_.epochs > 0) out.epochs = form_.epochs;
    if (form_.lr > 0) out.lr = form_.lr;
    if (form_.batch > 0) out.batch = form_.batch;
    if (form_.patience >= 0) out.patience = form_.patience;
    out.seed = static_cast<std::uint64_t>(form_.seed);
    out.device = context_.settings.device;
    out.precision = context_.settings.precision;
    out.threads = context_.settings.threads;
    return choice.plan;
}

// Sees what has changed since: clips, models, the form.
void TeachTrain::follow_form() {
    if (version_ != dataset_.version()) {
        version_ = dataset_.version();
        const Dataset& data = dataset_.data();
        train_clips_ = count_training_clips(data);
        validation_clips_ = clips_in(data, Split::validation).size();
        learnable_ = learnable_labels(data);
    }
    bases_ = live_.model().stored();
    if (base_choice_.empty()) base_choice_ = live_.model().name();
    const auto chosen = std::find_if(bases_.begin(), bases_.end(), [&](const StoredModel& model) {
        return model.name == base_choice_;
    });
    form_.base = chosen == bases_.end() ? -1 : static_cast<int>(chosen - bases_.begin());
    if (!named_) form_.name = suggested_name();
    problem_.clear();
    can_resume_ = false;
    try {
        if (base() == nullptr) {
            problem_ = "choose a model to start from";
            return;
        }
        plan();
        can_resume_ = training_was_interrupted(context_.paths, form_.name);
    } catch (const Error& error) {
        problem_ = error.what();
        return;
    }
    const bool taken = std::any_of(bases_.begin(), bases_.end(), [&](const StoredModel& model) {
        return model.name == form_.name;
    });
    if (taken) {
        problem_ = "there is a model of this name; choose another one";
        return;
    }
    try {
        check_new_name(context_.paths, form_.name, false);
    } catch (const Error&) {
        problem_ = "a name has letters, digits, '-', '_' and '.' only";
    }
}

void TeachTrain::forget() {
    named_ = false;
    if (job_) return;
    phase_ = TrainPhase::ready;
    failure_.clear();
}

void TeachTrain::show(TrainView& view, SteadyTime now) {
    if (!job_) follow_form();
    view = {};
    view.phase = phase_;
    view.first = missing(learnable_, keeps());
    if (!job_ && phase_ == TrainPhase::ready && !view.first.empty()) view.phase = TrainPhase::empty;
    view.train_clips = static_cast<int>(train_clips_.all);
    view.validation_clips = static_cast<int>(validation_clips_);
    for (const StoredModel& model : bases_) {
        view.bases.items.push_back({model.name, model.shipped ? "Comes with Spotter" : ""});
    }
    view.bases.current = form_.base;
    if (base_info_) {
        view.keepable = static_cast<int>(keepable_labels(*base_info_).size());
        view.forgets =
            lost_labels(*base_info_, labels_to_learn(*base_info_, dataset_.data().labels, keeps()));
    }
    view.form = form_;
    view.defaults = defaults_;
    view.problem = problem_;
    view.can_resume = can_resume_;
    view.failure = failure_;
    view.progress = progress_view(now);
    const std::scoped_lock lock(shared_->mutex);
    if (phase_ == TrainPhase::done) view.result = shared_->result;
    if (view.result) {
        view.result->in_use = live_.model().name() == trained_ && !live_.model().busy();
        view.result->loading = live_.model().name() == trained_ && live_.model().busy();
    }
}

TrainProgressView TeachTrain::progress_view(SteadyTime now) const {
    TrainProgressView out;
    out.stopping = stopping_;
    const std::scoped_lock lock(shared_->mutex);
    const TrainingProgress& progress = shared_->progress;
    out.epochs = progress.epochs;
    out.curves = shared_->curves;
    out.confusion = {shared_->labels, progress.confusion};
    out.note = progress.note;
    if (out.note.empty() && !shared_->notes.empty()) out.note = shared_->notes.back();
    if (!job_) return out;
    // After the last epoch the model is measured, which the job tells.
    const bool learnt = progress.epoch_done && progress.time_left == std::chrono::seconds(0);
    if (shared_->training && !learnt) {
        out.step = epoch_text(progress);
        out.fraction = fraction_of(progress);
        out.clips_per_s = progress.clips_per_s;
        if (progress.time_left) out.left_s = static_cast<double>(progress.time_left->count());
        return out;
    }
    const Progress work = job_->progress();
    out.step = work.step.empty() ? "Preparing…" : work.step;
    out.fraction = work.fraction;
    if (const auto left = job_->time_left(now)) out.left_s = static_cast<double>(left->count());
    return out;
}

void TeachTrain::perform(const TrainActions& actions, SteadyTime now) {
    if (actions.edit) {
        named_ = named_ || actions.edit->name != form_.name;
        if (actions.edit->base != form_.base) {
            base_choice_ = bases_.at(static_cast<std::size_t>(actions.edit->base)).name;
        }
        const bool other_part = actions.edit->part != form_.part;
        form_ = *actions.edit;
        // What was set for one part does not suit another.
        if (other_part) {
            form_.epochs = form_.batch = 0;
            form_.lr = 0;
            form_.patience = -1;
        }
    }
    if (actions.start) start(false, now);
    if (actions.resume) start(true, now);
    if (actions.cancel) cancel_job();
    if (actions.again) {
        phase_ = TrainPhase::ready;
        named_ = named_ && can_resume_;
    }
    if (actions.use) {
        live_.model().switch_to(trained_);
        context_.go_to("Live");
    }
}

void TeachTrain::start(bool resume, SteadyTime) {
    TrainRequest request;
    request.dataset = dataset_.folder();
    request.base = base_name_;
    request.name = form_.name;
    request.plan = plan();
    request.keep_labels = keeps();
    request.resume = resume;
    shared_ = std::make_shared<Shared>();
    shared_->labels = labels_to_learn(*base(), dataset_.data().labels, request.keep_labels);
    stopping_ = false;
    failure_.clear();
    phase_ = TrainPhase::running;
    hold_ = live_.hold("Teach is training " + request.name);
    job_ = std::make_unique<Job>(
        "Train " + request.name, [request, shared = shared_, settings = context_.settings,
                                  paths = context_.paths](JobToken& token) {
            const auto on_progress = [&](const TrainingProgress& progress) {
                const std::scoped_lock lock(shared->mutex);
                shared->training = true;
                shared->progress = progress;
                if (progress.epoch_done) add_epoch(progress, shared->curves);
            };
            const auto on_note = [&](const std::string& note) {
                const std::scoped_lock lock(shared->mutex);
                shared->notes.push_back(note);
            };
            const TrainedModel made =
                train_model(request, settings, paths, token, on_progress, on_note);
            TrainResultView result;
            result.model = made.model.name;
            result.accuracy = made.result.best_accuracy;
            result.best_epoch = made.result.best_epoch;
            result.stopped_early = made.result.stopped_early;
            result.seconds = made.result.seconds;
            result.on_training = made.validation_clips == 0;
            const std::scoped_lock lock(shared->mutex);
            shared->result = result;
            shared->progress.confusion = made.result.confusion;
        });
}

void TeachTrain::take_result() {
    const JobState state = job_->state();
    failure_ = job_->failure().value_or("");
    job_.reset();
    hold_.reset();
    live_.model().read_list();
    if (state == JobState::done) {
        phase_ = TrainPhase::done;
        trained_ = form_.name;
    } else {
        phase_ = state == JobState::failed ? TrainPhase::failed : TrainPhase::ready;
    }
    // Whatever is trained next gets a name of its own.
    named_ = state != JobState::done;
}

std::vector<JobView> TeachTrain::jobs(SteadyTime now) const {
    if (!job_) return {};
    const TrainProgressView progress = progress_view(now);
    return {{job_->name(), progress.step, progress.fraction, progress.left_s, stopping_}};
}

void TeachTrain::cancel_job() {
    stopping_ = true;
    if (job_) job_->cancel();
}

}  // namespace spotter
