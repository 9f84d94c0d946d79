#include "training/data/dataset_summary.h"

#include <algorithm>
#include <set>

#include "engine/core/counted.h"
#include "training/data/label_name.h"
#include "training/data/splits.h"

namespace spotter {
namespace {

// A label's figures mean little below this: train, validation and test need different people.
constexpr std::size_t kFewGroups = 5;
constexpr double kImbalance = 5;

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

// The names of labels that `holds`, for people.
template <class Condition>
std::vector<std::string> labels_that(const DatasetSummary& summary, Condition holds) {
    std::vector<std::string> names;
    for (const LabelSummary& label : summary.labels) {
        if (holds(label)) names.push_back(display_name(label.label));
    }
    return names;
}

void warn_about_labels(DatasetSummary& summary) {
    std::vector<std::string>& warnings = summary.warnings;
    if (summary.labels.size() == 1) {
        warnings.push_back("there is only one label, " +
                           display_name(summary.labels.front().label) +
                           ": a model needs two or more to tell apart");
    }
    const auto single = labels_that(summary, [](auto& label) { return label.clips == 1; });
    if (!single.empty()) {
        warnings.push_back("only one clip of " + listed(single) + ": add more, of other days");
    }
    const auto few = labels_that(
        summary, [](auto& label) { return label.clips > 1 && label.groups < kFewGroups; });
    if (!few.empty()) {
        warnings.push_back("few groups (fewer than " + std::to_string(kFewGroups) + ") of " +
                           listed(few) +
                           ": figures will be uncertain; record other people, "
                           "places or days");
    }
}

void warn_about_balance(DatasetSummary& summary) {
    const auto by_clips = [](auto& a, auto& b) { return a.clips < b.clips; };
    const auto [least, most] =
        std::minmax_element(summary.labels.begin(), summary.labels.end(), by_clips);
    if (static_cast<double>(most->clips) > kImbalance * static_cast<double>(least->clips)) {
        summary.warnings.push_back(display_name(most->label) + " has " +
                                   counted(most->clips, "clip") + ", " +
                                   display_name(least->label) + " " + std::to_string(least->clips) +
                                   ": add to the smaller ones");
    }
}

void warn_about_idle(DatasetSummary& summary) {
    for (const char* idle : {"rest", "other"}) {
        const bool there =
            std::any_of(summary.labels.begin(), summary.labels.end(),
                        [&](const LabelSummary& label) { return label_key(label.label) == idle; });
        if (there) continue;
        summary.warnings.push_back(
            std::string("there is no ") + idle + ": without it, a model takes " +
            (idle == std::string("rest") ? "standing still" : "every other movement") +
            " for an exercise");
    }
}

}  // namespace

DatasetSummary summarize(const Dataset& dataset) {
    DatasetSummary summary;
    std::map<std::string, LabelSummary> labels;
    std::map<std::string, std::set<std::string>> groups;
    std::map<std::pair<std::string, Split>, std::set<std::string>> groups_in;
    std::map<Split, std::set<std::string>> all_in;
    std::set<std::string> all;
    for (const DatasetClip& clip : dataset.clips) {
        LabelSummary& label = labels[clip.label];
        const double minutes = std::max(0.0, clip.end_s - clip.start_s) / 60;
        ++label.clips;
        label.minutes += minutes;
        ++label.clips_in[clip.split];
        ++summary.clips;
        summary.minutes += minutes;
        ++summary.clips_in[clip.split];
        groups[clip.label].insert(clip.group);
        groups_in[{clip.label, clip.split}].insert(clip.group);
        all_in[clip.split].insert(clip.group);
        all.insert(clip.group);
    }
    for (const std::string& name : dataset.labels) {
        LabelSummary& label = labels[name];
        label.label = name;
        label.idle = is_idle_label(name);
        label.groups = groups[name].size();
        for (const auto& [split, clips] : label.clips_in) {
            label.groups_in[split] = groups_in[{name, split}].size();
        }
        summary.labels.push_back(label);
    }
    summary.groups = all.size();
    for (const auto& [split, in] : all_in) summary.groups_in[split] = in.size();
    if (summary.labels.empty()) return summary;
    warn_about_labels(summary);
    warn_about_balance(summary);
    warn_about_idle(summary);
    if (const auto parted = parted_groups(dataset); !parted.empty()) {
        summary.warnings.push_back(
            counted(parted.size(), "group") + (parted.size() == 1 ? " stands" : " stand") +
            " in more than one split, so figures will be better than on new people");
    }
    return summary;
}

}  // namespace spotter
