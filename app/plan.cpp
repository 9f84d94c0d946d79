#include "app/plan.h"

#include <fstream>
#include <set>
#include <sstream>

#include <toml++/toml.h>

#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr const char* kStep = "read plan";
constexpr double kLongest_s = 3600;
constexpr int kMost = 1000;

class PlanReader {
  public:
    explicit PlanReader(const std::filesystem::path& file) : file_(file) {}

    PlanFile read(const toml::table& table) {
        for (const auto& [key, node] : table) {
            if (key.str() == "rest_s") {
                out_.plan.rest = seconds(node, "rest_s");
            } else if (key.str() == "set_ends_after_s") {
                out_.plan.rules.rest = seconds(node, "set_ends_after_s");
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
        if (!value || *value < 1 || *value > kMost) {
            fail(node, key + " is no number from 1 to " + std::to_string(kMost),
                 "correct that line");
        }
        return static_cast<int>(*value);
    }

    MediaTime seconds(const toml::node& node, const std::string& key) const {
        const auto value = node.value<double>();
        if (!node.is_number() || !value || !(*value > 0) || *value > kLongest_s) {
            fail(node, key + " is no number of seconds up to an hour", "correct that line");
        }
        return from_seconds(*value);
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

}  // namespace

PlanFile read_plan(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in || std::filesystem::is_directory(file)) {
        throw Error(kStep, file.string(), "cannot be read", "check that it is a file of yours");
    }
    try {
        return PlanReader(file).read(toml::parse(text.str()));
    } catch (const toml::parse_error& error) {
        throw Error(kStep, file.string() + ":" + std::to_string(error.source().begin.line),
                    std::string(error.description()), "correct that line");
    }
}

}  // namespace spotter
