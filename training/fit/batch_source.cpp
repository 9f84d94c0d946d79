#include "training/fit/batch_source.h"

#include <algorithm>
#include <numeric>

#include <ATen/ATen.h>

namespace spotter {
namespace {

constexpr std::size_t kMeasuredTogether = 16;
constexpr std::size_t kKeptBytes = std::size_t{256} << 20;

class PictureSource : public BatchSource {
  public:
    PictureSource(const ExampleSet& set, const TrainingPlan& plan, int threads)
        : set_(set), plan_(plan), threads_(threads) {}

    void begin(const EpochOrder& order, int epoch, std::size_t first) override {
        loader_.reset();
        const auto from = order.mine.begin() + static_cast<std::ptrdiff_t>(first);
        loader_ = std::make_unique<ExampleLoader>(
            set_, std::vector(from, order.mine.end()),
            LoaderOptions{threads_, true, plan_.seed, static_cast<std::uint64_t>(epoch)});
    }

    LearningBatch next(const JobToken& token) override {
        auto batch = loader_->next(token);
        return learning_batch(std::move(batch.value()), set_.shape());
    }

  private:
    const ExampleSet& set_;
    const TrainingPlan plan_;
    const int threads_;
    std::unique_ptr<ExampleLoader> loader_;
};

class FeatureSource : public BatchSource {
  public:
    // `features`: (examples, views, D)
    FeatureSource(const TrainingPlan& plan, at::Tensor features, std::vector<int> labels)
        : plan_(plan), features_(std::move(features)), labels_(std::move(labels)) {}

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
            const std::size_t view = random.below(static_cast<std::size_t>(features_.size(1)));
            rows.push_back(
                features_[static_cast<std::int64_t>(entry.index)][static_cast<std::int64_t>(view)]);
            batch.labels.push_back(labels_[entry.index]);
            batch.positions.push_back(entry.position);
        }
        const std::int64_t width = features_.size(2);
        batch.input = rows.empty() ? at::empty({0, width}, at::kFloat) : at::stack(rows);
        return batch;
    }

  private:
    const TrainingPlan plan_;
    const at::Tensor features_;
    const std::vector<int> labels_;
    std::vector<std::vector<EpochEntry>> order_;
    int epoch_ = 0;
    std::size_t next_ = 0;
};

}  // namespace

LearningBatch learning_batch(ExampleBatch batch, const ExampleShape& shape) {
    const std::int64_t side = shape.size;
    auto kept = std::make_shared<std::vector<std::uint8_t>>(std::move(batch.pixels));
    const at::Tensor input = at::from_blob(
        kept->data(), {static_cast<std::int64_t>(batch.labels.size()), shape.frames, side, side, 3},
        [kept](void*) {}, at::kByte);
    return {input, std::move(batch.labels), std::move(batch.positions)};
}

std::unique_ptr<BatchSource> picture_source(const ExampleSet& set, const TrainingPlan& plan,
                                            int threads) {
    return std::make_unique<PictureSource>(set, plan, threads);
}

std::unique_ptr<BatchSource> feature_source(const ExampleSet& set, const FeatureOptions& options,
                                            Learner& learner, JobToken& token) {
    std::vector<std::size_t> all(set.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    at::Tensor features = clip_features(set, all, options.plan.head_views, options, learner, token,
                                        [&](double share) {
                                            token.publish({"Looking at the clips", share});
                                        });
    std::vector<int> labels;
    for (const std::size_t i : all) labels.push_back(set.label(i));
    return std::make_unique<FeatureSource>(options.plan, std::move(features), std::move(labels));
}

MeasuredSet::MeasuredSet(const ExampleSet& set, FeatureOptions options, const Ranks& ranks)
    : set_(set),
      options_(std::move(options)),
      ranks_(ranks),
      keeps_(set.size() <= kKeptBytes / set.shape().bytes()) {}

void MeasuredSet::measure_pictures(Learner& learner, const JobToken& token, Tally& tally,
                                   ConfusionCounts& confusion) {
    ExampleLoader loader(
        set_, measuring_order(set_.size(), kMeasuredTogether, ranks_.rank(), ranks_.count()),
        {options_.threads, false, 0, 0});
    while (auto drawn = loader.next(token)) {
        LearningBatch batch = learning_batch(std::move(*drawn), set_.shape());
        learner.measure(batch, tally, confusion);
        if (keeps_) kept_.push_back(std::move(batch));
    }
    all_kept_ = keeps_;
}

void MeasuredSet::find_features(Learner& learner, const JobToken& token) {
    LearningBatch batch;
    for (const auto& entries :
         measuring_order(set_.size(), set_.size(), ranks_.rank(), ranks_.count())) {
        for (const EpochEntry& entry : entries) batch.positions.push_back(entry.index);
    }
    for (const std::size_t i : batch.positions) batch.labels.push_back(set_.label(i));
    batch.input = clip_features(set_, batch.positions, 0, options_, learner, token).select(1, 0);
    if (!batch.labels.empty()) kept_.push_back(std::move(batch));
    all_kept_ = true;
}

Tally MeasuredSet::measure(Learner& learner, const JobToken& token, ConfusionCounts& confusion) {
    Tally tally;
    if (options_.plan.part == TrainedPart::head && !all_kept_) find_features(learner, token);
    if (all_kept_) {
        for (const LearningBatch& batch : kept_) {
            token.checkpoint();
            learner.measure(batch, tally, confusion);
        }
    } else {
        kept_.clear();
        measure_pictures(learner, token, tally, confusion);
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
