#include "training/evaluation/evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "engine/core/error.h"
#include "training/evaluation/temperature.h"

namespace spotter {
namespace {

constexpr std::size_t kCalibrationBins = 10;

double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
}

std::size_t index_of(const Labels& labels, const ClipVerdict& verdict) {
    const auto at = std::find(labels.begin(), labels.end(), verdict.truth);
    if (at == labels.end()) {
        throw Error("evaluate", verdict.file, "its label " + verdict.truth + " is not known here");
    }
    return static_cast<std::size_t>(at - labels.begin());
}

JudgedClip judged(const Labels& labels, std::size_t truth, ClipVerdict verdict) {
    const Scores& scores = verdict.scores;
    if (scores.size() != labels.size() || scores.empty()) {
        throw Error("evaluate", verdict.file,
                    "it has " + std::to_string(scores.size()) + " scores for " +
                        std::to_string(labels.size()) + " labels");
    }
    JudgedClip out;
    const auto highest = std::max_element(scores.begin(), scores.end());
    const auto said = static_cast<std::size_t>(highest - scores.begin());
    float other = labels.size() > 1 ? -std::numeric_limits<float>::infinity() : 0.0F;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (i != truth) other = std::max(other, scores[i]);
    }
    out.said = labels[said];
    out.confidence = *highest;
    out.margin = static_cast<double>(scores[truth]) - static_cast<double>(other);
    out.right = said == truth;
    out.verdict = std::move(verdict);
    return out;
}

void fill_labels(Evaluation& out) {
    const std::size_t count = out.labels.size();
    for (std::size_t i = 0; i < count; ++i) {
        LabelFigures figures;
        figures.label = out.labels[i];
        const auto& row = out.confusion[i];
        figures.support = std::accumulate(row.begin(), row.end(), std::size_t{0});
        for (const auto& other : out.confusion) figures.said += other[i];
        const auto hits = static_cast<double>(row[i]);
        figures.recall = proportion(row[i], figures.support);
        if (figures.said > 0) figures.precision = hits / static_cast<double>(figures.said);
        if (const std::size_t all = figures.said + figures.support; all > 0) {
            figures.f1 = 2 * hits / static_cast<double>(all);
        }
        out.by_label.push_back(std::move(figures));
    }
}

void fill_averages(Evaluation& out) {
    std::size_t occurring = 0;
    std::size_t present = 0;
    for (const LabelFigures& label : out.by_label) {
        if (!label.f1) continue;
        ++occurring;
        if (label.support > 0) ++present;
        out.macro_precision += label.precision.value_or(0);
        out.macro_recall += label.recall.share();
        out.macro_f1 += *label.f1;
        out.weighted_f1 += *label.f1 * static_cast<double>(label.support);
    }
    out.balanced_accuracy = ratio(out.macro_recall, static_cast<double>(present));
    out.macro_precision = ratio(out.macro_precision, static_cast<double>(occurring));
    out.macro_recall = ratio(out.macro_recall, static_cast<double>(occurring));
    out.macro_f1 = ratio(out.macro_f1, static_cast<double>(occurring));
    out.weighted_f1 = ratio(out.weighted_f1, static_cast<double>(out.clips.size()));
}

void fill_calibration(Evaluation& out) {
    constexpr double kWidth = 1.0 / kCalibrationBins;
    for (std::size_t i = 0; i < kCalibrationBins; ++i) {
        out.calibration.push_back(
            {static_cast<double>(i) * kWidth, static_cast<double>(i + 1) * kWidth, 0, 0, 0});
    }
    for (const JudgedClip& clip : out.clips) {
        const double place = std::ceil(clip.confidence * kCalibrationBins) - 1;
        const double last = kCalibrationBins - 1;
        CalibrationBin& bin =
            out.calibration[static_cast<std::size_t>(std::clamp(place, 0.0, last))];
        ++bin.count;
        bin.confidence += clip.confidence;
        bin.accuracy += clip.right ? 1 : 0;
    }
    for (CalibrationBin& bin : out.calibration) {
        if (bin.count == 0) continue;
        out.calibration_error += std::abs(bin.accuracy - bin.confidence);
        bin.confidence /= static_cast<double>(bin.count);
        bin.accuracy /= static_cast<double>(bin.count);
    }
    out.calibration_error = ratio(out.calibration_error, static_cast<double>(out.clips.size()));
}

void fill_temperature(Evaluation& out) {
    std::vector<ScoredClip> scored;
    for (const JudgedClip& clip : out.clips) {
        if (clip.verdict.windows.empty()) return;
        scored.push_back({index_of(out.labels, clip.verdict), clip.verdict.windows});
    }
    if (!scored.empty()) out.temperature = fit_temperature(scored);
}

void fill_groups(Evaluation& out) {
    std::map<std::string, GroupFigures> groups;
    for (const JudgedClip& clip : out.clips) {
        GroupFigures& figures = groups[clip.verdict.group];
        figures.group = clip.verdict.group;
        ++figures.clips;
        figures.right += clip.right ? 1 : 0;
    }
    for (auto& [name, figures] : groups) out.by_group.push_back(figures);
    std::stable_sort(out.by_group.begin(), out.by_group.end(),
                     [](const GroupFigures& a, const GroupFigures& b) {
                         const std::size_t wrong_a = a.clips - a.right;
                         const std::size_t wrong_b = b.clips - b.right;
                         return wrong_a * b.clips > wrong_b * a.clips;
                     });
}

}  // namespace

Evaluation evaluation_from_verdicts(const Labels& labels, std::vector<ClipVerdict> verdicts) {
    Evaluation out;
    out.labels = labels;
    out.confusion.assign(labels.size(), std::vector<std::size_t>(labels.size(), 0));
    std::size_t right = 0;
    for (ClipVerdict& verdict : verdicts) {
        const std::size_t truth = index_of(labels, verdict);
        JudgedClip clip = judged(labels, truth, std::move(verdict));
        const auto said = static_cast<std::size_t>(
            std::find(labels.begin(), labels.end(), clip.said) - labels.begin());
        ++out.confusion[truth][said];
        right += clip.right ? 1 : 0;
        out.clips.push_back(std::move(clip));
    }
    out.accuracy = proportion(right, out.clips.size());
    fill_labels(out);
    fill_averages(out);
    fill_calibration(out);
    fill_temperature(out);
    fill_groups(out);
    return out;
}

std::vector<std::size_t> worst_clips(const Evaluation& evaluation, std::size_t most) {
    std::vector<std::size_t> order(evaluation.clips.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const JudgedClip& one = evaluation.clips[a];
        const JudgedClip& other = evaluation.clips[b];
        if (one.right != other.right) return other.right;
        return one.right ? one.margin < other.margin : one.confidence > other.confidence;
    });
    order.resize(std::min(most, order.size()));
    return order;
}

}  // namespace spotter
