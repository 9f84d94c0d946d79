#include "app/window/plan_edit.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "app/plan.h"
#include "engine/core/error.h"
#include "engine/session/export_text.h"

namespace spotter {
namespace {

std::string trimmed(const std::string& text) {
    constexpr const char* kBlank = " \t";
    const std::size_t from = text.find_first_not_of(kBlank);
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

template <class Number>
std::optional<Number> number_in(const std::string& text) {
    Number value{};
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
    return value;
}

[[noreturn]] void refuse(const std::string& what, const std::string& text,
                         const std::string& wanted) {
    throw Error("", what, "'" + text + "' is no " + wanted);
}

std::optional<int> count_from(const std::string& typed, const std::string& what) {
    const std::string text = trimmed(typed);
    if (text.empty()) return std::nullopt;
    const auto value = number_in<int>(text);
    if (!value || *value < 1 || *value > kMostOfPlan) {
        refuse(what, text, "whole number from 1 to " + std::to_string(kMostOfPlan));
    }
    return value;
}

// "90" or "1:30".
std::optional<double> seconds_in(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) return number_in<double>(text);
    const auto minutes = number_in<int>(text.substr(0, colon));
    const auto seconds = number_in<int>(text.substr(colon + 1));
    const bool whole = minutes && seconds && *minutes >= 0 && *seconds >= 0 && *seconds < 60;
    if (!whole) return std::nullopt;
    return *minutes * 60.0 + *seconds;
}

std::optional<MediaTime> time_from(const std::string& typed, const std::string& what,
                                   double least = kShortestOfPlan_s) {
    const std::string text = trimmed(typed);
    if (text.empty()) return std::nullopt;
    const auto value = seconds_in(text);
    if (!value || !(*value >= least) || *value > kLongestOfPlan_s) {
        refuse(what, text,
               "time from " + short_number(least, 0) + " s to an hour, such as 90 or 1:30");
    }
    return from_seconds(*value);
}

std::string time_text(const std::optional<MediaTime>& time) {
    return time ? short_number(to_seconds(*time), 1) : "";
}

std::string count_text(const std::optional<int>& count) {
    return count ? std::to_string(*count) : "";
}

ExerciseTarget target_from(const TargetForm& texts, const std::string& label) {
    ExerciseTarget target;
    target.label = label;
    target.sets = count_from(texts.sets, "sets");
    target.reps = count_from(texts.reps, "reps");
    target.hold = time_from(texts.hold, "hold");
    target.rest = time_from(texts.rest, "rest");
    target.weight = weight_from(texts.weight, texts.unit);
    if (target.reps && target.hold) {
        throw Error("", label, "it has both reps and a hold", "leave one of them out");
    }
    return target;
}

// Without any target, the label is no part of the plan.
void put_target(WorkoutPlan& plan, ExerciseTarget target) {
    const auto known = std::ranges::find(plan.exercises, target.label, &ExerciseTarget::label);
    if (known == plan.exercises.end()) {
        if (!target.empty()) plan.exercises.push_back(std::move(target));
    } else if (target.empty()) {
        plan.exercises.erase(known);
    } else {
        *known = std::move(target);
    }
}

}  // namespace

TargetForm form_of(const WorkoutPlan& plan, const std::string& label, WeightUnit unit) {
    TargetForm out;
    out.unit = unit;
    out.any_rest = time_text(plan.rest);
    out.set_ends = time_text(plan.rules.rest);
    out.held = is_held_exercise(label);
    const ExerciseTarget* target = plan.target_of(label);
    if (target == nullptr) return out;
    out.sets = count_text(target->sets);
    out.reps = count_text(target->reps);
    out.hold = time_text(target->hold);
    out.held |= target->hold.has_value();
    out.rest = time_text(target->rest);
    if (target->weight) {
        out.weight = amount_text(*target->weight);
        out.unit = target->weight->unit;
    }
    return out;
}

void put_form(WorkoutPlan& plan, const std::string& label, const TargetForm& form) {
    ExerciseTarget target = target_from(form, label);
    const std::optional<MediaTime> any_rest = time_from(form.any_rest, "any other rest");
    const std::optional<MediaTime> set_ends =
        time_from(form.set_ends, "end of a set", kSoonestSetEnd_s);
    put_target(plan, std::move(target));
    plan.rest = any_rest;
    plan.rules = set_ends ? SetRules{*set_ends} : SetRules();
}

TargetForms::TargetForms(WorkoutPlan plan, WeightUnit unit) : plan_(std::move(plan)), unit_(unit) {}

// What stands in its form, or would.
TargetForm TargetForms::typed(const std::string& label) const {
    if (label == label_) return form_;
    const auto known =
        std::ranges::find(others_, label, [](const auto& pair) { return pair.first; });
    TargetForm out = known == others_.end() ? form_of(plan_, label, unit_) : known->second;
    if (!label_.empty()) {
        out.any_rest = form_.any_rest;
        out.set_ends = form_.set_ends;
    }
    return out;
}

void TargetForms::choose(const std::string& label) {
    TargetForm next = typed(label);
    if (label != label_) {
        std::erase_if(others_, [&](const auto& pair) { return pair.first == label; });
        if (!label_.empty()) others_.emplace_back(label_, std::move(form_));
    }
    label_ = label;
    form_ = std::move(next);
}

bool TargetForms::changed(const std::string& label) const {
    TargetForm said = form_of(plan_, label, unit_);
    const TargetForm now = typed(label);
    said.any_rest = now.any_rest;
    said.set_ends = now.set_ends;
    return now != said;
}

WorkoutPlan TargetForms::plan() {
    WorkoutPlan out = plan_;
    // The one that is shown comes first: what is asked of all alike is refused there.
    put_form(out, label_, form_);
    for (const auto& pair : others_) {
        const std::string label = pair.first;
        if (!changed(label)) continue;
        try {
            put_form(out, label, typed(label));
        } catch (const Error&) {
            choose(label);
            throw;
        }
    }
    return out;
}

std::optional<Weight> weight_from(const std::string& typed, WeightUnit unit) {
    std::string text = trimmed(typed);
    if (text.empty()) return std::nullopt;
    std::ranges::replace(text, ',', '.');
    const auto value = number_in<double>(text);
    if (!value || !(*value > 0) || *value > kHeaviestOfPlan) {
        refuse("weight", trimmed(typed), "weight up to 1000, such as 22.5");
    }
    return Weight{*value, unit};
}

std::string amount_text(const Weight& weight) {
    return short_number(weight.amount, 2);
}

}  // namespace spotter
