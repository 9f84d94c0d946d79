#include "app/window/set_loads.h"

#include <algorithm>
#include <utility>

#include "app/window/plan_edit.h"
#include "engine/session/export_text.h"
#include "engine/session/session_store.h"

namespace spotter {

std::string load_text(const SetLoad& load) {
    std::string text = load.weight ? weight_text(*load.weight) : "";
    if (!load.note.empty()) text += (text.empty() ? "" : ", ") + load.note;
    return text;
}

LoadForm form_of(const SetLoad& load, WeightUnit unit) {
    if (!load.weight) return {"", unit, load.note};
    return {amount_text(*load.weight), load.weight->unit, load.note};
}

SetLoad load_from(const LoadForm& form) {
    return {weight_from(form.weight, form.unit), form.note};
}

SetLoads::SetLoads(SessionRecorder* sessions, std::filesystem::path data_folder)
    : sessions_(sessions), data_folder_(std::move(data_folder)) {}

void SetLoads::look_up(const Labels& labels) {
    if (sessions_ == nullptr) return;
    job_.start([labels, folder = data_folder_](JobToken& token) {
        Remembered out;
        // Opening the store would make one.
        if (!SessionStore::is_there(folder)) return out;
        SessionStore store(folder);
        for (const std::string& label : labels) {
            token.checkpoint();
            if (const auto last = store.last_load(label)) out[label] = {last->weight, last->note};
        }
        return out;
    });
}

void SetLoads::update(const WorkoutView& workout, const WorkoutPlan& plan) {
    // A store that cannot be read is told of by who writes to it.
    if (auto outcome = job_.poll(); outcome && outcome->result) {
        remembered_ = std::move(*outcome->result);
    }
    const SetRecord* newest = workout.set();
    if (newest == nullptr || newest->number < newest_ || workout.sets->front().start != began_) {
        entries_.clear();
        for (Said& said : said_) said.set = 0;
    }
    newest_ = newest != nullptr ? newest->number : 0;
    if (newest == nullptr) return;
    began_ = workout.sets->front().start;
    if (job_.busy()) return;
    for (const SetRecord& set : *workout.sets) {
        const auto known = entries_.find(set.number);
        if (known == entries_.end()) {
            entries_[set.number] = {set.label, first_load(set.label, plan), false};
        } else if (known->second.label != set.label) {
            rename(set.number, set.label, plan);
        }
    }
    // A set that began just now reaches the recorder a little later.
    for (auto& [number, entry] : entries_) tell(number, entry);
}

SetLoad SetLoads::first_load(const std::string& label, const WorkoutPlan& plan) const {
    const auto said = std::find_if(said_.rbegin(), said_.rend(),
                                   [&](const Said& one) { return one.label == label; });
    if (said != said_.rend()) return {said->weight, {}};
    const ExerciseTarget* target = plan.target_of(label);
    if (target != nullptr && target->weight) return {target->weight, {}};
    const SetLoad* last = last_time(label);
    return {last != nullptr ? last->weight : std::nullopt, {}};
}

void SetLoads::rename(int number, const std::string& label, const WorkoutPlan& plan) {
    Entry& entry = entries_.at(number);
    entry.label = label;
    const auto said = std::ranges::find(said_, number, &Said::set);
    if (said != said_.end()) {
        said->label = label;
        return;
    }
    entry.load = first_load(label, plan);
    entry.told = false;
}

void SetLoads::tell(int number, Entry& entry) {
    if (sessions_ == nullptr || entry.told) return;
    const Weight weight = entry.load.weight.value_or(Weight());
    entry.told = sessions_->describe_set(
        number, entry.load.weight ? std::optional(weight.amount) : std::nullopt, weight.unit,
        entry.load.note);
}

const SetLoad* SetLoads::of(int set) const {
    const auto found = entries_.find(set);
    return found == entries_.end() ? nullptr : &found->second.load;
}

const SetLoad* SetLoads::last_time(const std::string& label) const {
    const auto found = remembered_.find(label);
    return found == remembered_.end() ? nullptr : &found->second;
}

void SetLoads::put(int set, SetLoad load) {
    Entry& entry = entries_.at(set);
    std::erase_if(said_, [&](const Said& said) { return said.set == set; });
    said_.push_back({set, entry.label, load.weight});
    entry.load = std::move(load);
    entry.told = false;
    tell(set, entry);
}

}  // namespace spotter
