#include "app/plan.h"

#include <fstream>
#include <set>
#include <sstream>

#include <toml++/toml.h>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/session/export_text.h"

namespace spotter {
namespace {

constexpr const char* kStep = "read plan";
constexpr const char* kWrittenBySpotter = "# Written by Spotter (docs/configuration.md)\n";

class PlanReader {
  public:
    explicit PlanReader(const std::filesystem::path& file) : file_(file) {}

    PlanFile read(const toml::table& table) {
        for (const auto& [key, node] : table) {
            if (key.str() == "rest_s") {
                out_.plan.rest = seconds(node, "rest_s");
            } else if (key.str() == "set_ends_after_s") {
                out_.plan.rules.rest = seconds(node, "set_ends_after_s", kSoonestSetEnd_s);
            } else if (key.str() == "exercise") {
                read_exercises(node);
            } else {
                note_unknown(key);
            }
        }
        return std::move(out_);
    }

  private:
    void read_exercises(const toml::node& node) {
        const toml::array* list = node.as_array();
        if (list != nullptr && list->empty()) return;
        if (list == nullptr || !list->is_homogeneous(toml::node_type::table)) {
            fail(node, "an exercise is a table", "write [[exercise]] above it");
        }
        for (const toml::node& item : *list) read_exercise(*item.as_table());
    }

    void read_exercise(const toml::table& table) {
        ExerciseTarget target;
        for (const auto& [key, node] : table) {
            if (key.str() == "label") {
                target.label = label(node);
            } else if (key.str() == "sets") {
                target.sets = count(node, "sets");
            } else if (key.str() == "reps") {
                target.reps = count(node, "reps");
            } else if (key.str() == "hold_s") {
                target.hold = seconds(node, "hold_s");
            } else if (key.str() == "rest_s") {
                target.rest = seconds(node, "rest_s");
            } else if (key.str() == "weight_kg" || key.str() == "weight_lb") {
                if (target.weight) fail(node, "weight_kg and weight_lb", "leave one of them out");
                target.weight = weight(node, std::string(key.str()));
            } else {
                note_unknown(key);
            }
        }
        if (target.label.empty()) {
            fail(table, "an exercise has no label", "write label = \"squat\"");
        }
        if (target.reps && target.hold) {
            fail(table, target.label + " has both reps and hold_s", "leave one of them out");
        }
        if (out_.plan.target_of(target.label) != nullptr) {
            fail(table, target.label + " stands twice", "leave one of them out");
        }
        out_.plan.exercises.push_back(std::move(target));
    }

    std::string label(const toml::node& node) const {
        const auto* text = node.as_string();
        if (text == nullptr || text->get().empty()) {
            fail(node, "label is no text", "write label = \"squat\"");
        }
        return text->get();
    }

    int count(const toml::node& node, const std::string& key) const {
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < 1 || *value > kMostOfPlan) {
            fail(node, key + " is no number from 1 to " + std::to_string(kMostOfPlan),
                 "correct that line");
        }
        return static_cast<int>(*value);
    }

    MediaTime seconds(const toml::node& node, const std::string& key,
                      double least = kShortestOfPlan_s) const {
        const auto value = node.value<double>();
        if (!node.is_number() || !value || !(*value >= least) || *value > kLongestOfPlan_s) {
            fail(node,
                 key + " is no number of seconds from " + short_number(least, 0) + " to " +
                     short_number(kLongestOfPlan_s, 0),
                 "correct that line");
        }
        return from_seconds(*value);
    }

    Weight weight(const toml::node& node, const std::string& key) const {
        const auto value = node.value<double>();
        if (!node.is_number() || !value || !(*value > 0) || *value > kHeaviestOfPlan) {
            fail(node, key + " is no weight up to 1000", "correct that line");
        }
        return {*value, key == "weight_lb" ? WeightUnit::lb : WeightUnit::kg};
    }

    void note_unknown(const toml::key& key) {
        out_.notes.push_back(place(key.source()) + ": unknown key '" + std::string(key.str()) +
                             "'");
    }

    std::string place(const toml::source_region& where) const {
        return file_.string() + ":" + std::to_string(where.begin.line);
    }

    [[noreturn]] void fail(const toml::node& node, const std::string& cause,
                           const std::string& remedy) const {
        throw Error(kStep, place(node.source()), cause, remedy);
    }

    const std::filesystem::path& file_;
    PlanFile out_;
};

void put_seconds(toml::table& table, const char* key, const std::optional<MediaTime>& time) {
    if (time) table.insert(key, to_seconds(*time));
}

toml::table table_of(const ExerciseTarget& target) {
    toml::table out;
    out.insert("label", target.label);
    if (target.sets) out.insert("sets", *target.sets);
    if (target.reps) out.insert("reps", *target.reps);
    put_seconds(out, "hold_s", target.hold);
    put_seconds(out, "rest_s", target.rest);
    if (target.weight) {
        const bool pounds = target.weight->unit == WeightUnit::lb;
        out.insert(pounds ? "weight_lb" : "weight_kg", target.weight->amount);
    }
    return out;
}

std::string text_of(const WorkoutPlan& plan) {
    toml::table table;
    put_seconds(table, "rest_s", plan.rest);
    table.insert("set_ends_after_s", to_seconds(plan.rules.rest));
    toml::array exercises;
    for (const ExerciseTarget& target : plan.exercises) exercises.push_back(table_of(target));
    if (!exercises.empty()) table.insert("exercise", std::move(exercises));
    std::ostringstream out;
    out << kWrittenBySpotter << table << "\n";
    return out.str();
}

std::string whole_text(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in || std::filesystem::is_directory(file)) {
        throw Error(kStep, file.string(), "cannot be read", "check that it is a file of yours");
    }
    return text.str();
}

// Else it holds what would be lost: comments, unknown keys, what was not understood.
bool is_as_written(const std::filesystem::path& file, const std::string& text) {
    try {
        return text == text_of(read_plan(file).plan);
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

std::filesystem::path own_plan_file(const Paths& paths) {
    return paths.data / "plan.toml";
}

PlanFile read_plan(const std::filesystem::path& file) {
    try {
        return PlanReader(file).read(toml::parse(whole_text(file)));
    } catch (const toml::parse_error& error) {
        throw Error(kStep, file.string() + ":" + std::to_string(error.source().begin.line),
                    std::string(error.description()), "correct that line");
    }
}

PlanFile find_plan(const std::optional<std::filesystem::path>& named, const Paths& paths) {
    if (named) return read_plan(*named);
    const std::filesystem::path own = own_plan_file(paths);
    if (!std::filesystem::exists(own)) return {};
    try {
        return read_plan(own);
    } catch (const Error& error) {
        return {{}, {error.what()}};
    }
}

void write_plan(const std::filesystem::path& file, const WorkoutPlan& plan) {
    constexpr const char* kWrite = "write plan";
    std::error_code none;
    if (std::filesystem::is_regular_file(file, none)) {
        const std::string before = whole_text(file);
        if (!is_as_written(file, before)) {
            write_atomically(file.string() + ".old", before, kWrite);
        }
    }
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), none);
    write_atomically(file, text_of(plan), kWrite);
}

}  // namespace spotter
