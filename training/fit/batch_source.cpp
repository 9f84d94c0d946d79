#include "training/fit/batch_source.h"

#include <algorithm>
#include <thread>

#include <ATen/ATen.h>

namespace spotter {
namespace {

constexpr std::size_t kMeasuredTogether = 16;
constexpr std::size_t kKeptBytes = std::size_t{256} << 20;

class PictureSource : public BatchSource {
  public:
    PictureSource(const ExampleSet& set, const TrainingPlan& plan) : set_(set), plan_(plan) {}

    void begin(const EpochOrder& order, int epoch, std::size_t first) override {
        loader_.reset();
        const auto from = order.mine.begin() + static_cast<std::ptrdiff_t>(first);
        loader_ =
            std::make_unique<ExampleLoader>(set_, std::vector(from, order.mine.end()),
                                            LoaderOptions{thread_count(plan_), true, plan_.seed,
                                                          static_cast<std::uint64_t>(epoch)});
    }

    LearningBatch next(const JobToken& token) override {
        auto batch = loader_->next(token);
        return learning_batch(std::move(batch.value()), set_.shape());
    }

  private:
    const ExampleSet& set_;
    const TrainingPlan plan_;
    std::unique_ptr<ExampleLoader> loader_;
};

class FeatureSource : public BatchSource {
  public:
    FeatureSource(const TrainingPlan& plan, std::vector<at::Tensor> views, std::vector<int> labels)
        : plan_(plan), views_(std::move(views)), labels_(std::move(labels)) {}

    void begin(const EpochOrder& order, int epoch, std::size_t first) override {
        order_ = order.mine;
        epoch_ = epoch;
        next_ = first;
    }

    LearningBatch next(const JobToken& token) override {
        token.checkpoint();
        LearningBatch batch;
        std::vector<at::Tensor> rows;
        for (const EpochEntry& entry : order_.at(next_++)) {
            Random random =
                Random::of({plan_.seed, static_cast<std::uint64_t>(epoch_), entry.position});
            const at::Tensor& view = views_[random.below(views_.size())];
            rows.push_back(view[static_cast<std::int64_t>(entry.index)]);
            batch.labels.push_back(labels_[entry.index]);
            batch.positions.push_back(entry.position);
        }
        const std::int64_t width = views_.front().size(1);
        batch.input = rows.empty() ? at::empty({0, width}, at::kFloat) : at::stack(rows);
        return batch;
    }

  private:
    const TrainingPlan plan_;
    const std::vector<at::Tensor> views_;  // each (examples, D)
    const std::vector<int> labels_;
    std::vector<std::vector<EpochEntry>> order_;
    int epoch_ = 0;
    std::size_t next_ = 0;
};

// Features of all examples, each drawn in one view; view 0 is the plain one.
at::Tensor view_features(const ExampleSet& set, const TrainingPlan& plan, int view,
                         Learner& learner, JobToken& token) {
    const auto batches = measuring_order(set.size(), kMeasuredTogether, 0, 1);
    ExampleLoader loader(
        set, batches, {thread_count(plan), view > 0, plan.seed, static_cast<std::uint64_t>(view)});
    std::vector<at::Tensor> parts;
    while (auto batch = loader.next(token)) {
        parts.push_back(learner.features(learning_batch(std::move(*batch), set.shape()).input));
        const double done = static_cast<double>(parts.size()) / static_cast<double>(batches.size());
        token.publish({"Looking at the clips", (view + done) / (plan.head_views + 1)});
    }
    return at::cat(parts);
}

}  // namespace

int thread_count(const TrainingPlan& plan) {
    if (plan.threads > 0) return plan.threads;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

LearningBatch learning_batch(ExampleBatch batch, const ExampleShape& shape) {
    const std::int64_t side = shape.size;
    auto kept = std::make_shared<std::vector<std::uint8_t>>(std::move(batch.pixels));
    const at::Tensor input = at::from_blob(
        kept->data(), {static_cast<std::int64_t>(batch.labels.size()), shape.frames, side, side, 3},
        [kept](void*) {}, at::kByte);
    return {input, std::move(batch.labels), std::move(batch.positions)};
}

std::unique_ptr<BatchSource> picture_source(const ExampleSet& set, const TrainingPlan& plan) {
    return std::make_unique<PictureSource>(set, plan);
}

std::unique_ptr<BatchSource> feature_source(const ExampleSet& set, const TrainingPlan& plan,
                                            Learner& learner, JobToken& token) {
    std::vector<at::Tensor> views;
    for (int view = 0; view <= plan.head_views; ++view) {
        views.push_back(view_features(set, plan, view, learner, token));
    }
    std::vector<int> labels;
    for (std::size_t i = 0; i < set.size(); ++i) labels.push_back(set.label(i));
    return std::make_unique<FeatureSource>(plan, std::move(views), std::move(labels));
}

MeasuredSet::MeasuredSet(const ExampleSet& set, const TrainingPlan& plan, const Ranks& ranks)
    : set_(set),
      plan_(plan),
      ranks_(ranks),
      keeps_(plan.part == TrainedPart::head || set.size() <= kKeptBytes / set.shape().bytes()) {}

void MeasuredSet::measure_one(Learner& learner, LearningBatch batch, Tally& tally,
                              ConfusionCounts& confusion) {
    if (plan_.part == TrainedPart::head && batch.input.dim() != 2) {
        batch.input = learner.features(batch.input);
    }
    learner.measure(batch, tally, confusion);
    if (keeps_) kept_.push_back(std::move(batch));
}

Tally MeasuredSet::measure(Learner& learner, const JobToken& token, ConfusionCounts& confusion) {
    Tally tally;
    if (kept_.empty()) {
        ExampleLoader loader(
            set_, measuring_order(set_.size(), kMeasuredTogether, ranks_.rank(), ranks_.count()),
            {thread_count(plan_), false, 0, 0});
        while (auto batch = loader.next(token)) {
            measure_one(learner, learning_batch(std::move(*batch), set_.shape()), tally, confusion);
        }
    } else {
        for (const LearningBatch& batch : kept_) {
            token.checkpoint();
            learner.measure(batch, tally, confusion);
        }
    }
    std::vector<double> sums = {tally.loss, tally.correct, tally.count};
    for (const auto& row : confusion) sums.insert(sums.end(), row.begin(), row.end());
    ranks_.sum(std::span(sums));
    tally = {sums[0], sums[1], sums[2]};
    std::size_t at = 3;
    for (auto& row : confusion) {
        for (std::int64_t& count : row) count = static_cast<std::int64_t>(sums[at++]);
    }
    return tally;
}

}  // namespace spotter
