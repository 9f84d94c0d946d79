#include "training/data/splits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <utility>

#include "engine/core/error.h"

namespace spotter {
namespace {

// In the order in which a label's first groups are given away.
constexpr std::array kOrder = {Split::train, Split::test, Split::validation};

double share_of(const SplitPlan& plan, Split split) {
    return split == Split::train ? plan.train : split == Split::test ? plan.test : plan.validation;
}

void check(const SplitPlan& plan) {
    double sum = 0;
    for (const Split split : kOrder) {
        const double share = share_of(plan, split);
        if (!(share >= 0 && share <= 1)) sum = 2;
        sum += share;
    }
    if (std::abs(sum - 1) > 1e-6) {
        throw Error("divide dataset", "",
                    "the shares of train, validation and test must be 1 together",
                    "use for example 0.7, 0.15 and 0.15");
    }
}

// What is divided as one: clips of one group, or a single clip.
struct Unit {
    std::vector<std::size_t> clips;
    std::map<std::string, double> labels;  // clips of each
    Split split = Split::none;
};

using Counts = std::map<std::string, std::map<Split, double>>;

std::vector<Unit> units_of(const Dataset& dataset, const SplitOptions& options) {
    std::map<std::string, Unit> by_name;
    for (std::size_t i = 0; i < dataset.clips.size(); ++i) {
        const DatasetClip& clip = dataset.clips[i];
        Unit& unit = by_name[options.plan.by == SplitBy::clip ? clip.file : clip.group];
        unit.clips.push_back(i);
        ++unit.labels[clip.label];
    }
    std::vector<Unit> units;
    for (auto& [name, unit] : by_name) {
        // A group that stands in several splits: new clips join where most of it is.
        std::map<Split, int> votes;
        for (const std::size_t i : unit.clips) {
            if (!options.redraw) ++votes[dataset.clips[i].split];
        }
        votes.erase(Split::none);
        const auto most = std::max_element(votes.begin(), votes.end(),
                                           [](auto& a, auto& b) { return a.second < b.second; });
        if (most != votes.end()) unit.split = most->first;
        units.push_back(std::move(unit));
    }
    return units;
}

// The same on every machine, which std::shuffle is not.
void shuffle(std::vector<Unit*>& units, int seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    for (std::size_t i = units.size(); i > 1; --i) std::swap(units[i - 1], units[random() % i]);
}

// Gives units away one by one: those of the label with the fewest left first.
class Divider {
  public:
    Divider(const SplitPlan& plan, std::vector<Unit>& units) : plan_(plan) {
        for (Unit& unit : units) {
            for (const auto& [label, count] : unit.labels) total_[label] += count;
            if (unit.split == Split::none) {
                open_.push_back(&unit);
            } else {
                count(unit);
            }
        }
        shuffle(open_, plan.seed);
        std::stable_sort(open_.begin(), open_.end(), [](const Unit* a, const Unit* b) {
            return a->clips.size() > b->clips.size();
        });
    }

    void divide() {
        while (!open_.empty()) {
            const std::string label = rarest_label();
            const auto next = std::find_if(open_.begin(), open_.end(), [&](const Unit* unit) {
                return unit->labels.contains(label);
            });
            Unit& unit = **next;
            unit.split = wanted_by(label);
            count(unit);
            open_.erase(next);
        }
    }

  private:
    void count(const Unit& unit) {
        for (const auto& [label, clips] : unit.labels) have_[label][unit.split] += clips;
    }

    std::string rarest_label() const {
        std::map<std::string, int> left;
        for (const Unit* unit : open_) {
            for (const auto& entry : unit->labels) ++left[entry.first];
        }
        return std::min_element(left.begin(), left.end(),
                                [](auto& a, auto& b) { return a.second < b.second; })
            ->first;
    }

    // Where most of the label is missing; but the last units of a label go where there is none.
    Split wanted_by(const std::string& label) {
        const auto left = std::count_if(open_.begin(), open_.end(), [&](const Unit* unit) {
            return unit->labels.contains(label);
        });
        std::vector<Split> empty;
        Split best = Split::train;
        double most = -1e300;
        for (const Split split : kOrder) {
            const double share = share_of(plan_, split);
            if (share <= 0) continue;
            if (have_[label][split] == 0) empty.push_back(split);
            const double missing = share * total_[label] - have_[label][split];
            if (missing > most) {
                most = missing;
                best = split;
            }
        }
        return left <= std::ssize(empty) ? empty.front() : best;
    }

    const SplitPlan plan_;
    std::vector<Unit*> open_;
    std::map<std::string, double> total_;
    Counts have_;
};

void say_what_lacks(const Dataset& dataset, const SplitPlan& plan, SplitReport& report) {
    Counts have;
    for (const DatasetClip& clip : dataset.clips) ++have[clip.label][clip.split];
    std::map<std::string, std::string> lacking;  // which labels lack which splits
    for (const auto& [label, in] : have) {
        std::string splits;
        for (const Split split : kOrder) {
            if (share_of(plan, split) <= 0 || in.contains(split)) continue;
            splits += (splits.empty() ? "" : " and ") + std::string(to_string(split));
        }
        if (splits.empty()) continue;
        std::string& labels = lacking[splits];
        labels += (labels.empty() ? "" : ", ") + display_name(label);
    }
    for (const auto& [splits, labels] : lacking) {
        report.notes.push_back("too few groups to have any in " + splits + ": " + labels);
    }
}

}  // namespace

SplitReport assign_splits(Dataset& dataset, const SplitOptions& options) {
    check(options.plan);
    std::vector<Unit> units = units_of(dataset, options);
    Divider(options.plan, units).divide();
    SplitReport report;
    for (const Unit& unit : units) {
        for (const std::size_t i : unit.clips) {
            Split& split = dataset.clips[i].split;
            if (split != Split::none && !options.redraw) {
                ++report.kept;
                continue;
            }
            split = unit.split;
            ++report.assigned;
        }
    }
    dataset.plan = options.plan;
    if (options.plan.by == SplitBy::clip) {
        report.notes.emplace_back(
            "divided clip by clip: clips of one video stand on both sides, so figures will be "
            "better than on new people");
    } else if (const std::size_t parted = parted_groups(dataset).size(); parted > 0) {
        report.notes.push_back(std::to_string(parted) +
                               (parted == 1 ? " group stands" : " groups stand") +
                               " in more than one split, so figures leak; divide "
                               "anew to mend it");
    }
    say_what_lacks(dataset, options.plan, report);
    return report;
}

std::vector<std::string> parted_groups(const Dataset& dataset) {
    std::map<std::string, std::set<Split>> splits;
    for (const DatasetClip& clip : dataset.clips) {
        if (clip.split != Split::none) splits[clip.group].insert(clip.split);
    }
    std::vector<std::string> parted;
    for (const auto& [group, in] : splits) {
        if (in.size() > 1) parted.push_back(group);
    }
    return parted;
}

}  // namespace spotter
