#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/bounded_queue.h"
#include "engine/core/job.h"
#include "engine/core/worker.h"
#include "training/fit/example_set.h"

namespace spotter {

// Examples that are learnt from, or measured, together.
struct ExampleBatch {
    std::vector<std::uint8_t> pixels;  // (B, T, H, W, 3)
    std::vector<int> labels;
    std::vector<std::size_t> positions;  // of each in its epoch
};

// One example of an epoch: which one, and where in the epoch it stands.
struct EpochEntry {
    std::size_t index = 0;
    std::size_t position = 0;
};

struct LoaderOptions {
    int threads = 1;
    bool vary = false;  // draw each with a random stream of its own, of seed, epoch and position
    std::uint64_t seed = 0;
    std::uint64_t epoch = 0;
};

// Draws batches ahead on threads of its own and gives them in order, the same ones however many
// threads there are. Memory: at most three batches for each thread. One thread calls next().
class ExampleLoader {
  public:
    // `set` must outlive the loader; `batches` are drawn from the first to the last.
    ExampleLoader(const ExampleSet& set, std::vector<std::vector<EpochEntry>> batches,
                  const LoaderOptions& options);

    // The next batch; nothing after the last. Throws what drawing it threw, and Cancelled.
    std::optional<ExampleBatch> next(const JobToken& token);

  private:
    struct Drawn {
        ExampleBatch batch;
        std::exception_ptr failure;
    };
    using Queue = BoundedQueue<Drawn>;

    void produce(std::size_t first, Queue& queue, const std::stop_token& stop) const;
    ExampleBatch drawn(std::span<const EpochEntry> entries) const;

    const ExampleSet& set_;
    const std::vector<std::vector<EpochEntry>> batches_;
    const LoaderOptions options_;
    // Batch n comes from producer n modulo their number, through a queue of its own.
    std::vector<std::unique_ptr<Queue>> queues_;
    std::size_t given_ = 0;
    // Last, so that they end before what they use.
    std::list<Worker> producers_;
};

}  // namespace spotter
