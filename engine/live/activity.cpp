#include "engine/live/activity.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/live/set_tracker.h"

namespace spotter {
namespace {

// What the gate tells apart, in the order of its scores.
constexpr std::array kDoings = {Doing::reps, Doing::hold, Doing::nothing};
const Labels kNames = {"reps", "hold", "nothing"};

std::size_t index_of(Doing doing) {
    return static_cast<std::size_t>(std::find(kDoings.begin(), kDoings.end(), doing) -
                                    kDoings.begin());
}

Doing kind_of(const std::string& label, const Labels& idle_labels) {
    if (contains(idle_labels, label)) return Doing::nothing;
    return is_held_exercise(label) ? Doing::hold : Doing::reps;
}

}  // namespace

ActivityGate::ActivityGate(Labels labels, const Labels& idle_labels, Thresholds thresholds)
    : labels_(std::move(labels)), thresholds_(thresholds), gate_(kNames, {}, thresholds) {
    for (const std::string& label : labels_) kinds_.push_back(kind_of(label, idle_labels));
}

Activity ActivityGate::update(MediaTime time, MediaTime length, const Scores& latest) {
    const Scores& scores = smoother_.update(time, latest);
    Activity activity = named(time, length, scores);
    const Scores sums = sums_of(scores);
    const Decision& decision = gate_.update(time, sums);
    if (decision.certainty == Certainty::sure) {
        const auto which = std::find(kNames.begin(), kNames.end(), decision.label);
        activity.doing = kDoings[static_cast<std::size_t>(which - kNames.begin())];
    }
    const bool none = activity.doing == Doing::unsure || activity.doing == Doing::nothing;
    if (none && sums[index_of(Doing::reps)] >= static_cast<float>(thresholds_.exit)) {
        activity.doing = Doing::reps;
        activity.doubtful = true;
    }
    return activity;
}

void ActivityGate::reset() {
    gate_.reset();
    smoother_.reset();
}

Activity ActivityGate::judge_at_once(MediaTime time, MediaTime length, const Scores& scores) const {
    Activity activity = named(time, length, scores);
    const Scores sums = sums_of(scores);
    const auto most = std::max_element(sums.begin(), sums.end());
    if (*most < static_cast<float>(thresholds_.exit)) return activity;
    activity.doing = kDoings[static_cast<std::size_t>(most - sums.begin())];
    activity.doubtful = *most < static_cast<float>(thresholds_.enter);
    return activity;
}

Scores ActivityGate::sums_of(const Scores& scores) const {
    Scores sums(kDoings.size());
    for (std::size_t i = 0; i < kinds_.size(); ++i) sums[index_of(kinds_[i])] += scores.at(i);
    return sums;
}

Activity ActivityGate::named(MediaTime time, MediaTime length, const Scores& scores) const {
    Activity activity{time, length, Doing::unsure, false, {}, {}};
    float longest_hold = 0;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        if (kinds_[i] == Doing::reps) activity.exercises.push_back({labels_[i], scores.at(i)});
        if (kinds_[i] == Doing::hold && scores.at(i) >= longest_hold) {
            longest_hold = scores.at(i);
            activity.hold = labels_[i];
        }
    }
    return activity;
}

void LabelVote::add(const std::vector<LabelScore>& exercises) {
    ++votes_;
    for (const LabelScore& one : exercises) {
        const auto known = std::find_if(sums_.begin(), sums_.end(), [&](const LabelScore& sum) {
            return sum.label == one.label;
        });
        if (known == sums_.end()) {
            sums_.push_back(one);
        } else {
            known->score += one.score;
        }
    }
}

float LabelVote::strength() const {
    float sum = 0;
    for (const LabelScore& one : sums_) sum += one.score;
    return votes_ > 0 ? sum / static_cast<float>(votes_) : 0;
}

std::string LabelVote::best() const {
    const auto most = std::max_element(
        sums_.begin(), sums_.end(),
        [](const LabelScore& a, const LabelScore& b) { return a.score < b.score; });
    return most == sums_.end() ? std::string() : most->label;
}

}  // namespace spotter
