#include "training/fit/clip_features.h"

#include <algorithm>
#include <cstring>

#include <ATen/ATen.h>

#include "training/fit/batch_source.h"

namespace spotter {
namespace {

constexpr std::size_t kFoundTogether = 16;
// Of the order of values, and of how clips are varied.
constexpr const char* kVersion = "features 1";

// A number for what the pictures are (FNV-1a, 64 bits).
std::uint64_t number_of(std::span<const std::uint8_t> bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3ULL;
    return hash;
}

std::string settings_of(const FeatureOptions& options, int views) {
    const TrainingPlan& plan = options.plan;
    std::string text = kVersion;
    const auto add = [&](double value) { text += " " + std::to_string(value); };
    add(views);
    text += " " + std::to_string(views > 0 ? plan.seed : 0);
    add(type_of(plan, device_of(plan)) == at::kBFloat16 ? 16 : 32);
    add(options.model.preprocessing.rescale_factor);
    for (const double value : options.model.preprocessing.mean) add(value);
    for (const double value : options.model.preprocessing.deviation) add(value);
    return text;
}

std::vector<std::vector<EpochEntry>> batches_of(std::span<const EpochEntry> entries) {
    std::vector<std::vector<EpochEntry>> batches;
    for (std::size_t i = 0; i < entries.size(); i += kFoundTogether) {
        const auto part = entries.subspan(i, std::min(kFoundTogether, entries.size() - i));
        batches.emplace_back(part.begin(), part.end());
    }
    return batches;
}

class Finder {
  public:
    Finder(const ExampleSet& set, int views, const FeatureOptions& options, Learner& learner,
           const JobToken& token, const std::function<void(double)>& on_share)
        : set_(set),
          views_(views),
          options_(options),
          learner_(learner),
          token_(token),
          on_share_(on_share) {}

    at::Tensor find(const std::vector<std::size_t>& indices) {
        rows_.resize(indices.size());
        keys_.resize(indices.size());
        look_up(indices);
        std::vector<at::Tensor> views;
        for (int view = 0; view <= views_ && !missing_.empty(); ++view) {
            views.push_back(found(view));
        }
        if (!missing_.empty()) take(at::stack(views, 1));
        const std::int64_t width = options_.model.config.hidden_size;
        return rows_.empty() ? at::empty({0, 1 + views_, width}) : at::stack(rows_);
    }

  private:
    // Sees each clip plain, and takes what the store has of it.
    void look_up(const std::vector<std::size_t>& indices) {
        const std::string settings = settings_of(options_, views_);
        std::vector<EpochEntry> entries;
        for (std::size_t i = 0; i < indices.size(); ++i) entries.push_back({indices[i], i});
        ExampleLoader loader(set_, batches_of(entries), {options_.threads, false, 0, 0});
        const std::size_t bytes = set_.shape().bytes();
        while (const auto batch = loader.next(token_)) {
            for (std::size_t b = 0; b < batch->labels.size(); ++b) {
                const std::size_t i = batch->positions[b];
                const auto pixels = std::span(batch->pixels).subspan(b * bytes, bytes);
                if (options_.store) {
                    keys_[i] = options_.store->key(settings, pixels);
                    rows_[i] = kept(keys_[i]);
                }
                if (rows_[i].defined()) continue;
                missing_.push_back(i);
                missing_entries_.push_back({indices[i], number_of(pixels)});
            }
        }
    }

    // (1 + views, D); undefined when there is nothing of that size.
    at::Tensor kept(const std::string& key) {
        const auto bytes = options_.store->find(key);
        const std::int64_t width = options_.model.config.hidden_size;
        at::Tensor row = at::empty({1 + views_, width}, at::kFloat);
        if (!bytes || bytes->size() != row.nbytes()) return {};
        std::memcpy(row.data_ptr(), bytes->data(), bytes->size());
        return row;
    }

    // (missing, D).
    at::Tensor found(int view) {
        const auto batches = batches_of(missing_entries_);
        ExampleLoader loader(
            set_, batches,
            {options_.threads, view > 0, options_.plan.seed, static_cast<std::uint64_t>(view)});
        std::vector<at::Tensor> parts;
        while (auto batch = loader.next(token_)) {
            parts.push_back(
                learner_.features(learning_batch(std::move(*batch), set_.shape()).input));
            const auto done = static_cast<double>(parts.size());
            const double share = view + done / static_cast<double>(batches.size());
            if (on_share_) on_share_(share / (1 + views_));
        }
        return at::cat(parts);
    }

    void take(const at::Tensor& features) {
        for (std::size_t m = 0; m < missing_.size(); ++m) {
            const at::Tensor row = features[static_cast<std::int64_t>(m)].contiguous();
            rows_[missing_[m]] = row;
            if (!options_.store) continue;
            options_.store->put(keys_[missing_[m]],
                                {static_cast<const char*>(row.const_data_ptr()), row.nbytes()});
        }
    }

    const ExampleSet& set_;
    const int views_;
    const FeatureOptions& options_;
    Learner& learner_;
    const JobToken& token_;
    const std::function<void(double)>& on_share_;
    std::vector<at::Tensor> rows_;  // of each example asked for
    std::vector<std::string> keys_;
    std::vector<std::size_t> missing_;         // which of them are not known yet,
    std::vector<EpochEntry> missing_entries_;  // and how they are drawn
};

}  // namespace

at::Tensor clip_features(const ExampleSet& set, const std::vector<std::size_t>& indices, int views,
                         const FeatureOptions& options, Learner& learner, const JobToken& token,
                         const std::function<void(double share)>& on_share) {
    return Finder(set, views, options, learner, token, on_share).find(indices);
}

}  // namespace spotter
