#include "training/evaluation/streaming.h"

#include <algorithm>
#include <cmath>

#include "engine/live/label_gate.h"
#include "engine/live/score_smoother.h"

namespace spotter {
namespace {

constexpr double kLeastOverlap = 0.5;
// What is shown counts until the next window, but not across a hole.
constexpr double kLongestStep = 2;

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

// From `from` to `to` this label was shown; empty: unsure.
struct Shown {
    double from = 0;
    double to = 0;
    std::string label;
};

std::vector<Shown> shown_live(const StreamedRecording& recording, const StreamingRules& rules) {
    ScoreSmoother smoother;
    LabelGate gate(rules.labels, rules.idle_labels, rules.thresholds);
    std::vector<Shown> out;
    const double end = recording.truth.empty() ? 0 : recording.truth.back().end_s;
    for (std::size_t i = 0; i < recording.windows.size(); ++i) {
        const ScannedWindow& window = recording.windows[i];
        const double from = to_seconds(window.end);
        const double next =
            i + 1 < recording.windows.size() ? to_seconds(recording.windows[i + 1].end) : end;
        const double to = std::min(next, from + kLongestStep);
        const Decision& decision =
            gate.update(window.end, smoother.update(window.end, window.scores));
        if (to > from) out.push_back({from, to, decision.label});
    }
    return out;
}

double overlap(double a_from, double a_to, double b_from, double b_to) {
    return std::max(0.0, std::min(a_to, b_to) - std::max(a_from, b_from));
}

void add_times(const std::vector<Shown>& shown, const TruthSegment& truth, bool idle,
               const StreamingRules& rules, StreamingFigures& out) {
    for (const Shown& part : shown) {
        const double seconds = overlap(part.from, part.to, truth.start_s, truth.end_s);
        if (seconds <= 0) continue;
        const bool shows_idle = part.label.empty() || contains(rules.idle_labels, part.label);
        if (idle) {
            (shows_idle ? out.right_s : out.false_active_s) += seconds;
        } else if (part.label == truth.label) {
            out.right_s += seconds;
        } else {
            (part.label.empty() ? out.unsure_s : out.wrong_s) += seconds;
        }
    }
}

void add_delay(const std::vector<Shown>& shown, const TruthSegment& truth, StreamingFigures& out) {
    for (const Shown& part : shown) {
        if (part.label != truth.label || part.to <= truth.start_s) continue;
        if (part.from >= truth.end_s) break;
        out.delays_s.push_back(std::max(0.0, part.from - truth.start_s));
        return;
    }
    ++out.missed;
}

void add_segments(const StreamedRecording& recording, const StreamingRules& rules,
                  StreamingFigures& out) {
    std::vector<bool> taken(recording.truth.size(), false);
    for (const Segment& found : recording.segments) {
        if (contains(rules.idle_labels, found.label)) continue;
        ++out.segments_found;
        std::optional<std::size_t> best;
        double best_share = kLeastOverlap;
        for (std::size_t i = 0; i < recording.truth.size(); ++i) {
            const TruthSegment& truth = recording.truth[i];
            if (taken[i] || truth.label != found.label) continue;
            const double both = overlap(found.start_s, found.end_s, truth.start_s, truth.end_s);
            const double either = found.end_s - found.start_s + truth.end_s - truth.start_s - both;
            if (ratio(both, either) < best_share) continue;
            best = i;
            best_share = ratio(both, either);
        }
        if (!best) continue;
        taken[*best] = true;
        ++out.segments_matched;
    }
}

void add_recording(const StreamedRecording& recording, const StreamingRules& rules,
                   StreamingFigures& out) {
    if (recording.truth.empty()) return;
    ++out.recordings;
    const std::vector<Shown> shown = shown_live(recording, rules);
    for (std::size_t i = 1; i < shown.size(); ++i) {
        if (shown[i].label != shown[i - 1].label) ++out.flips;
    }
    for (const TruthSegment& truth : recording.truth) {
        const double minutes = (truth.end_s - truth.start_s) / 60;
        const bool idle = contains(rules.idle_labels, truth.label);
        out.minutes += minutes;
        add_times(shown, truth, idle, rules, out);
        if (idle) {
            out.idle_minutes += minutes;
        } else {
            ++out.segments_true;
            add_delay(shown, truth, out);
        }
    }
    out.true_changes += recording.truth.size() - 1;
    add_segments(recording, rules, out);
}

}  // namespace

double StreamingFigures::flips_per_minute() const {
    return ratio(static_cast<double>(flips), minutes);
}

double StreamingFigures::true_changes_per_minute() const {
    return ratio(static_cast<double>(true_changes), minutes);
}

double StreamingFigures::false_active_s_per_idle_minute() const {
    return ratio(false_active_s, idle_minutes);
}

double StreamingFigures::right_share() const {
    return ratio(right_s, minutes * 60);
}

double StreamingFigures::segment_f1() const {
    return ratio(2 * static_cast<double>(segments_matched),
                 static_cast<double>(segments_found + segments_true));
}

std::optional<double> StreamingFigures::delay_s(double share) const {
    if (delays_s.empty()) return std::nullopt;
    const auto rank = std::ceil(share * static_cast<double>(delays_s.size()));
    return delays_s[static_cast<std::size_t>(std::max(1.0, rank)) - 1];
}

StreamingFigures streaming_figures(std::span<const StreamedRecording> recordings,
                                   const StreamingRules& rules) {
    StreamingFigures out;
    for (const StreamedRecording& recording : recordings) add_recording(recording, rules, out);
    std::sort(out.delays_s.begin(), out.delays_s.end());
    return out;
}

}  // namespace spotter
