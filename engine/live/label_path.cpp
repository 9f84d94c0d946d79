#include "engine/live/label_path.h"

#include <algorithm>
#include <cmath>

namespace spotter {
namespace {

// Note [course of labels]
//
// A hidden Markov model, solved by Viterbi's algorithm (IEEE Transactions on Information Theory
// 13(2), 1967). What somebody does lasts kUsualStay on average and is followed by anything; a
// window's scores are what it says of each label. Windows overlap, so they do not speak
// independently: those that end within half a window count as one together, however many they are.

constexpr double kUsualStay = 10;     // seconds
constexpr float kLeastScore = 1e-3F;  // one window alone rules nothing out

std::size_t highest(const std::vector<double>& values) {
    return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) -
                                    values.begin());
}

// Log likelihoods of labels, of the best course that ends with each.
class Courses {
  public:
    explicit Courses(std::size_t labels) : best_(labels) {}

    // `step`: seconds since the last window; nothing is known of what was between when it is
    // longer than one.
    void go_on(double step, bool is_hole) {
        const auto labels = static_cast<double>(best_.size());
        const double goes_on = is_hole ? 1 / labels : std::exp(-step / kUsualStay);
        const double changes = is_hole ? 1 / labels : (1 - goes_on) / labels;
        const double staying = std::log(goes_on);
        const std::size_t from = highest(best_);
        const double changed = best_[from] + std::log(changes);
        Before before{from, std::vector<bool>(best_.size())};
        for (std::size_t i = 0; i < best_.size(); ++i) {
            const double same = best_[i] + staying;
            before.is_change[i] = changed > same;
            best_[i] = std::max(changed, same);
        }
        before_.push_back(std::move(before));
    }

    void hear(const Scores& scores, double weight) {
        for (std::size_t i = 0; i < best_.size(); ++i)
            best_[i] += weight * std::log(std::max(scores[i], kLeastScore));
    }

    std::vector<std::size_t> best() const {
        std::vector<std::size_t> out = {highest(best_)};
        for (auto before = before_.rbegin(); before != before_.rend(); ++before)
            out.push_back(before->is_change[out.back()] ? before->from : out.back());
        std::reverse(out.begin(), out.end());
        return out;
    }

  private:
    // How a window was come to: by staying, or from the label that was the likeliest.
    struct Before {
        std::size_t from = 0;
        std::vector<bool> is_change;  // of each label
    };

    std::vector<double> best_;
    std::vector<Before> before_;
};

}  // namespace

std::vector<std::size_t> likeliest_labels(std::span<const ScannedWindow> windows,
                                          MediaTime length) {
    if (windows.empty()) return {};
    const double alone = to_seconds(length) / 2;  // so far apart, each speaks for itself
    Courses courses(windows.front().scores.size());
    courses.hear(windows.front().scores, 1);
    for (std::size_t i = 1; i < windows.size(); ++i) {
        const double step = to_seconds(windows[i].end - windows[i - 1].end);
        const bool is_hole = step <= 0 || step > 2 * alone;
        courses.go_on(step, is_hole);
        courses.hear(windows[i].scores, is_hole ? 1 : std::min(1.0, step / alone));
    }
    return courses.best();
}

}  // namespace spotter
