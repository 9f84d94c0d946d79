#include "training/evaluation/rep_figures.h"

#include <charconv>
#include <cmath>

namespace spotter {

RepFigures rep_figures(const std::vector<CountedClip>& clips) {
    RepFigures out;
    std::size_t known = 0;
    std::size_t near = 0;
    std::size_t exact = 0;
    double errors = 0;
    for (const CountedClip& clip : clips) {
        if (clip.idle) {
            out.idle_s += clip.seconds;
            out.false_reps += clip.counted;
        } else if (clip.truth && *clip.truth > 0) {
            const int error = std::abs(clip.counted - *clip.truth);
            ++known;
            near += error <= 1 ? 1 : 0;
            exact += error == 0 ? 1 : 0;
            errors += static_cast<double>(error) / *clip.truth;
        }
    }
    out.off_by_one = proportion(near, known);
    out.exact = proportion(exact, known);
    if (known > 0) out.mean_error = errors / static_cast<double>(known);
    return out;
}

std::optional<RepTruth> rep_truth_from(const std::string& cell) {
    RepTruth truth;
    truth.estimated = cell.starts_with('~');
    const char* begin = cell.data() + (truth.estimated ? 1 : 0);
    const char* end = cell.data() + cell.size();
    const auto [rest, error] = std::from_chars(begin, end, truth.reps);
    if (error != std::errc() || rest != end || truth.reps < 0) return std::nullopt;
    return truth;
}

}  // namespace spotter
