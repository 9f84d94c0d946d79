#include "app/window/set_loads.h"

#include <utility>

#include "engine/session/session_store.h"

namespace spotter {

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
            if (const auto last = store.last_weight(label)) {
                out[label] = {Weight{last->weight, last->unit}, last->note};
            }
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
    if (newest == nullptr || (!entries_.empty() && newest->number < entries_.rbegin()->first)) {
        entries_.clear();
    }
    if (newest == nullptr || job_.busy()) return;
    for (const SetRecord& set : *workout.sets) {
        if (entries_.contains(set.number)) continue;
        entries_[set.number] = {set.label, first_load(set, plan), false};
    }
    // A set that began just now reaches the recorder a little later. The older ones are told, or
    // of no session.
    tell(entries_.rbegin()->first, entries_.rbegin()->second);
}

SetLoad SetLoads::first_load(const SetRecord& set, const WorkoutPlan& plan) const {
    if (const auto known = newest_.find(set.label); known != newest_.end()) {
        return {known->second, {}};
    }
    const ExerciseTarget* target = plan.target_of(set.label);
    if (target != nullptr && target->weight) return {target->weight, {}};
    const SetLoad* last = last_time(set.label);
    return {last != nullptr ? last->weight : std::nullopt, {}};
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
    newest_[entry.label] = load.weight;
    entry.load = std::move(load);
    entry.told = false;
    tell(set, entry);
}

}  // namespace spotter
