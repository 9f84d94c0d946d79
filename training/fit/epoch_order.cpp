#include "training/fit/epoch_order.h"

#include <algorithm>
#include <numeric>

namespace spotter {

std::int64_t steps_per_epoch(const TrainingPlan& plan, std::size_t size) {
    if (size == kEndless) return plan.steps_per_epoch;
    const auto batch = static_cast<std::size_t>(plan.batch);
    const auto whole = static_cast<std::int64_t>((size + batch - 1) / batch);
    return plan.steps_per_epoch > 0 ? std::min(plan.steps_per_epoch, whole) : whole;
}

int epoch_count(const TrainingPlan& plan, std::size_t size) {
    if (plan.steps == 0) return plan.epochs;
    const std::int64_t steps = std::max<std::int64_t>(1, steps_per_epoch(plan, size));
    return static_cast<int>(std::max<std::int64_t>(1, (plan.steps + steps - 1) / steps));
}

EpochOrder epoch_order(const TrainingPlan& plan, std::size_t size, int epoch, int rank, int ranks) {
    const auto batch = static_cast<std::size_t>(plan.batch);
    const auto steps = static_cast<std::size_t>(steps_per_epoch(plan, size));
    std::size_t count = steps * batch;
    std::vector<std::size_t> indices;
    if (size == kEndless) {
        indices.resize(count);
        std::iota(indices.begin(), indices.end(), static_cast<std::size_t>(epoch - 1) * count);
    } else {
        indices.resize(size);
        std::iota(indices.begin(), indices.end(), std::size_t{0});
        Random random = Random::of({plan.seed, static_cast<std::uint64_t>(epoch)});
        random.shuffle(indices);
        count = std::min(count, size);
    }
    EpochOrder order;
    for (std::size_t begin = 0; begin < count; begin += batch) {
        const std::size_t end = std::min(count, begin + batch);
        std::vector<EpochEntry> mine;
        for (std::size_t p = begin + static_cast<std::size_t>(rank); p < end;
             p += static_cast<std::size_t>(ranks)) {
            mine.push_back({indices[p], p});
        }
        order.mine.push_back(std::move(mine));
        order.counts.push_back(end - begin);
    }
    return order;
}

std::vector<std::vector<EpochEntry>> measuring_order(std::size_t size, std::size_t batch, int rank,
                                                     int ranks) {
    std::vector<std::vector<EpochEntry>> batches;
    for (std::size_t i = static_cast<std::size_t>(rank); i < size;
         i += static_cast<std::size_t>(ranks)) {
        if (batches.empty() || batches.back().size() == batch) batches.emplace_back();
        batches.back().push_back({i, i});
    }
    return batches;
}

}  // namespace spotter
