#include "engine/core/tempo.h"

#include <algorithm>
#include <vector>

namespace spotter {
namespace {

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

SetTempo tempo_of_reps(std::span<const RepTimes> reps) {
    std::vector<double> durations;
    std::vector<double> lifting;
    std::vector<double> lowering;
    for (const RepTimes& rep : reps) {
        durations.push_back(rep.lifting_s + rep.lowering_s);
        lifting.push_back(rep.lifting_s);
        lowering.push_back(rep.lowering_s);
    }
    SetTempo tempo{median(durations), median(lifting), median(lowering), 0};
    if (durations.size() < 3) return tempo;
    const auto third = static_cast<std::ptrdiff_t>(durations.size() / 3);
    const double first = median({durations.begin(), durations.begin() + third});
    const double last = median({durations.end() - third, durations.end()});
    if (first > 0) tempo.slowing = last / first - 1;
    return tempo;
}

}  // namespace spotter
