#include "training/fit/example_loader.h"

#include <algorithm>

namespace spotter {

ExampleLoader::ExampleLoader(const ExampleSet& set, std::vector<std::vector<EpochEntry>> batches,
                             const LoaderOptions& options)
    : set_(set), batches_(std::move(batches)), options_(options) {
    const std::size_t threads =
        std::clamp<std::size_t>(batches_.size(), 1, static_cast<std::size_t>(options.threads));
    for (std::size_t i = 0; i < threads; ++i) queues_.push_back(std::make_unique<Queue>(2));
    for (std::size_t i = 0; i < threads; ++i) {
        producers_.emplace_back(
            "examples", [this, i](const std::stop_token& stop) { produce(i, *queues_[i], stop); });
    }
}

void ExampleLoader::produce(std::size_t first, Queue& queue, const std::stop_token& stop) const {
    for (std::size_t n = first; n < batches_.size(); n += queues_.size()) {
        Drawn drawn_batch;
        try {
            drawn_batch.batch = drawn(batches_[n]);
        } catch (...) {
            drawn_batch.failure = std::current_exception();
        }
        const bool failed = drawn_batch.failure != nullptr;
        if (!queue.push(std::move(drawn_batch), stop) || failed) return;
    }
}

ExampleBatch ExampleLoader::drawn(std::span<const EpochEntry> entries) const {
    const std::size_t bytes = set_.shape().bytes();
    ExampleBatch batch;
    batch.pixels.resize(entries.size() * bytes);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Random random = Random::of({options_.seed, options_.epoch, entries[i].position});
        const std::span out = std::span(batch.pixels).subspan(i * bytes, bytes);
        batch.labels.push_back(set_.draw(entries[i].index, options_.vary ? &random : nullptr, out));
        batch.positions.push_back(entries[i].position);
    }
    return batch;
}

std::optional<ExampleBatch> ExampleLoader::next(const JobToken& token) {
    token.checkpoint();
    if (given_ == batches_.size()) return std::nullopt;
    auto drawn_batch = queues_[given_ % queues_.size()]->pop(token.stop());
    if (!drawn_batch) throw Cancelled();
    if (drawn_batch->failure) std::rethrow_exception(drawn_batch->failure);
    ++given_;
    return std::move(drawn_batch->batch);
}

}  // namespace spotter
