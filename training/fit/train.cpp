#include <algorithm>
#include <cmath>

#include <ATen/Parallel.h>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "training/fit/batch_source.h"
#include "training/fit/checkpoint.h"
#include "training/fit/kept_heap.h"
#include "training/fit/pretraining_task.h"
#include "training/fit/torch_training.h"
#include "training/fit/training_threads.h"

namespace spotter {
namespace {

constexpr const char* kStep = "train";

double seconds_since(SteadyTime start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Factors of each label's loss: inverse frequency, mean 1 over the examples.
std::vector<double> class_weights(const TrainingPlan& plan, const ExampleSet& set,
                                  std::size_t labels) {
    std::vector<double> weights(labels, 1.0);
    if (!plan.weigh_classes || set.size() == kEndless) return weights;
    std::vector<double> counts(labels, 0.0);
    for (std::size_t i = 0; i < set.size(); ++i) {
        ++counts.at(static_cast<std::size_t>(set.label(i)) % labels);  // remembered ones too
    }
    const double seen = static_cast<double>(
        std::count_if(counts.begin(), counts.end(), [](double count) { return count > 0; }));
    for (std::size_t i = 0; i < labels; ++i) {
        if (counts[i] > 0) weights[i] = static_cast<double>(set.size()) / (seen * counts[i]);
    }
    return weights;
}

void check_sets(const TrainingPlan& plan, const TrainingStart& start, const ExampleSet& train,
                const ExampleSet& validation) {
    const ModelInfo& model = start.model;
    if (train.size() == 0) throw Error(kStep, model.name, "there are no training clips");
    if (train.size() == kEndless && (plan.steps == 0 || plan.steps_per_epoch == 0)) {
        throw Error(kStep, model.name, "an endless set needs a number of steps");
    }
    if (validation.size() == kEndless || (train.size() == kEndless && validation.size() == 0)) {
        throw Error(kStep, model.name, "validation needs clips that can be counted");
    }
    if (start.pretraining && plan.part != TrainedPart::full) {
        throw Error(kStep, model.name, "pretraining is of the whole encoder");
    }
    if (plan.part == TrainedPart::last && plan.last_layers > model.config.layers) {
        throw Error(kStep, model.name,
                    "it has no " + std::to_string(plan.last_layers) + " layers, but " +
                        std::to_string(model.config.layers),
                    "let fewer of them learn, or all (full)");
    }
    if (train.size() == kEndless && plan.part == TrainedPart::head) {
        throw Error(kStep, model.name, "the classifier alone cannot learn from an endless set",
                    "train the last layers or all");
    }
    const ExampleShape shape{model.config.frames, model.config.image_size};
    if (train.shape() != shape || validation.shape() != shape) {
        throw Error(kStep, model.name, "the clips do not have the model's size");
    }
    const auto labels = static_cast<int>(model.labels.size());
    if (labels != model.config.classes) {
        throw Error(kStep, model.name, "its labels are not as many as its outputs");
    }
    if (!start.remembering.empty() && (!start.base || !start.kinds.empty())) {
        throw Error(kStep, model.name, "what is remembered needs a base, and has no kinds");
    }
    const int numbers = start.remembering.empty() ? labels : 2 * labels;
    for (const ExampleSet* set : {&train, &validation}) {
        if (set->size() == kEndless) continue;
        for (std::size_t i = 0; i < set->size(); ++i) {
            if (set->label(i) < 0 || set->label(i) >= numbers) {
                throw Error(kStep, model.name, "a clip has a label that the model lacks");
            }
        }
    }
}

std::unique_ptr<LearningTask> task_of(const TrainingPlan& plan, const TrainingStart& start,
                                      const ExampleSet& train) {
    VideoMaeWeights weights = starting_weights(start, plan.seed);
    const Preprocessing& preprocessing = start.model.preprocessing;
    if (!start.pretraining) {
        return classifier_task(plan, std::move(weights), preprocessing,
                               class_weights(plan, train, start.model.labels.size()), start.kinds,
                               start.remembering);
    }
    const MaskedPretraining& masked = *start.pretraining;
    return pretraining_task(plan, fresh_autoencoder(std::move(weights), masked.decoder, plan.seed),
                            preprocessing, masked.mask_ratio);
}

// One training from start, or checkpoint, to end.
class Trainer {
  public:
    Trainer(const TrainingPlan& plan, const TrainingStart& start, const ExampleSet& train,
            const ExampleSet& validation, JobToken& token,
            const std::function<void(const TrainingProgress&)>& on_progress, const Ranks& ranks)
        : plan_(plan),
          work_(start.work),
          train_(train),
          token_(token),
          on_progress_(on_progress),
          ranks_(ranks),
          identity_(identity_of(plan, start)),
          learner_(plan, start.model.config, task_of(plan, start, train), ranks),
          threads_(training_threads(plan, start.model.config)),
          features_{plan, start.model, threads_.load, start.features},
          measured_(validation.size() > 0 ? validation : train, features_, ranks),
          labels_(start.kinds.labels(start.model.labels.size())),
          epochs_(epoch_count(plan, train.size())),
          batches_(steps_per_epoch(plan, train.size())) {
        if (start.resume) load_checkpoint(work_, identity_, learner_, state_);
        kept_steps_ = learner_.steps();
        seconds_before_ = state_.seconds;
        last_kept_ = started_ = std::chrono::steady_clock::now();
        if (state_.done) return;
        source_ = plan.part == TrainedPart::head ? feature_source(train, features_, learner_, token)
                                                 : picture_source(train, plan, threads_.load);
    }

    TrainingResult run() {
        learning_began_ = std::chrono::steady_clock::now();
        steps_before_ = learner_.steps();
        while (!state_.done) {
            try {
                learn_epoch();
                measure_epoch();
            } catch (...) {
                keep_what_was_learnt();
                throw;
            }
        }
        return result();
    }

  private:
    void learn_epoch() {
        const EpochOrder order =
            epoch_order(plan_, train_.size(), state_.epoch, ranks_.rank(), ranks_.count());
        if (state_.batch == batches_) return;
        source_->begin(order, state_.epoch, static_cast<std::size_t>(state_.batch));
        while (state_.batch < batches_) {
            agree_to_go_on();
            learn_batch(order);
            if (minutes_since_kept() >= plan_.checkpoint_minutes) keep();
        }
    }

    void learn_batch(const EpochOrder& order) {
        const SteadyTime began = std::chrono::steady_clock::now();
        const LearningBatch batch = source_->next(token_);
        const std::size_t count = order.counts.at(static_cast<std::size_t>(state_.batch));
        const double lr = learning_rate(plan_, learner_.steps(), epochs_ * batches_);
        const int parts = learner_.parts();
        learner_.step(batch, state_.epoch, lr, count, state_.tally);
        last_lr_ = lr;
        ++state_.batch;
        state_.clips_seen += static_cast<std::int64_t>(count);
        const double spent = seconds_since(began);
        state_.learning_seconds += spent;
        epoch_seconds_ += spent;
        epoch_clips_ += static_cast<double>(count);
        TrainingProgress now = progress(lr);
        if (learner_.parts() != parts) {
            now.note = "memory ran out: a batch is computed in " +
                       std::to_string(learner_.parts()) + " parts";
        }
        publish(std::move(now));
    }

    // All ranks stop at the same step when one of them is asked to.
    void agree_to_go_on() {
        std::array<double, 1> stop = {token_.stop().stop_requested() ? 1.0 : 0.0};
        ranks_.sum(stop);
        if (stop[0] > 0) throw Cancelled();
    }

    void measure_epoch() {
        ConfusionCounts confusion(labels_, std::vector<std::int64_t>(labels_, 0));
        learner_.use_average(true);
        Tally tally;
        try {
            tally = measured_.measure(learner_, token_, confusion);
        } catch (...) {
            learner_.use_average(false);
            throw;
        }
        const bool best =
            state_.best_epoch == 0 || tally.accuracy() > state_.best_accuracy ||
            (tally.accuracy() == state_.best_accuracy && tally.mean_loss() < state_.best_loss);
        if (best && ranks_.writes()) unkept_best_ = learner_.weights_now();
        learner_.use_average(false);
        note_epoch(tally, confusion, best);
        keep();
        measured_confusion_ = std::move(confusion);
        TrainingProgress now = progress(last_lr_);
        now.epoch = state_.epochs.back().epoch;
        now.batch = batches_;
        now.epoch_done = true;
        now.best = best;
        publish(std::move(now));
        epoch_seconds_ = epoch_clips_ = 0;
    }

    void note_epoch(const Tally& tally, const ConfusionCounts& confusion, bool best) {
        double before = 0;
        for (const EpochRecord& record : state_.epochs) before += record.seconds;
        state_.epochs.push_back({state_.epoch, state_.tally.mean_loss(), state_.tally.accuracy(),
                                 tally.mean_loss(), tally.accuracy(), total_seconds() - before,
                                 best});
        if (best) {
            state_.best_epoch = state_.epoch;
            state_.best_accuracy = tally.accuracy();
            state_.best_loss = tally.mean_loss();
            state_.best_confusion = confusion;
            state_.worse_epochs = 0;
        } else {
            ++state_.worse_epochs;
        }
        state_.stopped_early =
            plan_.patience > 0 && state_.worse_epochs >= plan_.patience && state_.epoch < epochs_;
        state_.done = state_.stopped_early || state_.epoch == epochs_;
        ++state_.epoch;
        state_.batch = 0;
        state_.tally = {};
    }

    void keep() {
        state_.seconds = total_seconds();
        if (ranks_.writes()) {
            if (unkept_best_) save_best(work_, *unkept_best_);
            unkept_best_.reset();
            save_checkpoint(work_, learner_, state_, identity_);
        }
        kept_steps_ = learner_.steps();
        last_kept_ = std::chrono::steady_clock::now();
    }

    // After a cancel or a failure, which a failure to write must not hide.
    void keep_what_was_learnt() noexcept {
        try {
            if (learner_.steps() != kept_steps_ || unkept_best_) keep();
        } catch (...) {
            log_error(describe_current_exception());
        }
    }

    double total_seconds() const { return seconds_before_ + seconds_since(started_); }
    double minutes_since_kept() const { return seconds_since(last_kept_) / 60; }

    TrainingProgress progress(double lr) const {
        TrainingProgress now;
        now.epoch = state_.epoch;
        now.epochs = epochs_;
        now.batch = state_.batch;
        now.batches = batches_;
        now.learning_rate = lr;
        const bool ended = state_.batch == 0 && !state_.epochs.empty();
        now.loss = ended ? state_.epochs.back().loss : state_.tally.mean_loss();
        now.train_accuracy = ended ? state_.epochs.back().train_accuracy : state_.tally.accuracy();
        now.clips_per_s = epoch_seconds_ > 0 ? epoch_clips_ / epoch_seconds_ : 0;
        now.time_left = state_.done ? std::chrono::seconds(0) : time_left();
        if (!state_.epochs.empty()) {
            now.validation_accuracy = state_.epochs.back().validation_accuracy;
            now.validation_loss = state_.epochs.back().validation_loss;
            now.confusion = measured_confusion_;
        }
        return now;
    }

    double fraction() const {
        return static_cast<double>(learner_.steps()) / static_cast<double>(epochs_ * batches_);
    }
    // As fast as it went since it began to learn now: neither clips that were looked at before nor
    // what an earlier run learnt tells how long the rest takes.
    std::optional<std::chrono::seconds> time_left() const {
        const auto total = static_cast<double>(epochs_ * batches_);
        const auto done = static_cast<double>(learner_.steps() - steps_before_);
        const double spent = seconds_since(learning_began_);
        if (done / total < 0.002 || spent < 2) return std::nullopt;
        const double left = total - static_cast<double>(learner_.steps());
        return std::chrono::seconds(std::llround(spent * left / done));
    }

    void publish(TrainingProgress now) {
        token_.publish(
            {"Epoch " + std::to_string(now.epoch) + " of " + std::to_string(epochs_), fraction()});
        if (on_progress_) on_progress_(now);
    }

    TrainingResult result() const {
        const double rate = state_.learning_seconds > 0
                                ? static_cast<double>(state_.clips_seen) / state_.learning_seconds
                                : 0;
        return {.epochs = state_.epochs,
                .best_epoch = state_.best_epoch,
                .best_accuracy = state_.best_accuracy,
                .best_loss = state_.best_loss,
                .confusion = state_.best_confusion,
                .stopped_early = state_.stopped_early,
                .clips_seen = state_.clips_seen,
                .clips_per_s = rate,
                .seconds = total_seconds(),
                .weights = best_file(work_)};
    }

    const TrainingPlan plan_;
    const std::filesystem::path work_;
    const ExampleSet& train_;
    JobToken& token_;
    const std::function<void(const TrainingProgress&)>& on_progress_;
    const Ranks& ranks_;
    const TrainingIdentity identity_;
    Learner learner_;
    const TrainingThreads threads_;
    const FeatureOptions features_;
    MeasuredSet measured_;
    const std::size_t labels_;
    const int epochs_;
    const std::int64_t batches_;
    std::unique_ptr<BatchSource> source_;
    TrainingState state_;
    ConfusionCounts measured_confusion_;
    SteadyTime started_;
    SteadyTime learning_began_;
    std::int64_t steps_before_ = 0;  // it began to learn
    SteadyTime last_kept_;
    std::int64_t kept_steps_ = 0;
    std::optional<NamedTensors> unkept_best_;
    double seconds_before_ = 0;
    double last_lr_ = 0;
    double epoch_seconds_ = 0;  // of this run
    double epoch_clips_ = 0;
};

TrainingResult run_training(const TrainingPlan& plan, const TrainingStart& start,
                            const ExampleSet& train, const ExampleSet& validation, JobToken& token,
                            const std::function<void(const TrainingProgress&)>& on_progress) {
    check_plan(plan);
    check_sets(plan, start, train, validation);
    std::filesystem::create_directories(start.work);
    at::set_num_threads(training_threads(plan, start.model.config).compute);
    const KeptHeap heap;
    const Ranks alone;
    return Trainer(plan, start, train, validation, token, on_progress,
                   start.ranks ? *start.ranks : alone)
        .run();
}

}  // namespace

const TorchTraining* spotter_torch_training() {
    static constexpr TorchTraining kTraining = {run_training};
    return &kTraining;
}

}  // namespace spotter
