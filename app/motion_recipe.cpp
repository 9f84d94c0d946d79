#include "app/motion_recipe.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include <toml++/toml.h>

#include "engine/core/error.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

constexpr const char* kStep = "read recipe";

std::string place(const std::filesystem::path& file, const toml::source_region& where) {
    return file.string() + ":" + std::to_string(where.begin.line);
}

// What a key sets; false when the value is of another kind.
using Setter = std::function<bool(const toml::node&)>;

template <class T>
Setter into(T& target) {
    return [&target](const toml::node& node) {
        if constexpr (std::is_same_v<T, bool>) {
            const auto value = node.value_exact<bool>();
            if (value) target = *value;
            return value.has_value();
        } else if constexpr (std::is_floating_point_v<T>) {
            const auto value = node.value<double>();
            if (value) target = *value;
            return value.has_value();
        } else {
            const auto value = node.value_exact<std::int64_t>();
            if (value && *value >= 0) target = static_cast<T>(*value);
            return value && *value >= 0;
        }
    };
}

Setter into_labels(Labels& labels) {
    return [&labels](const toml::node& node) {
        const toml::array* names = node.as_array();
        if (names == nullptr || !names->is_homogeneous<std::string>()) return false;
        labels.clear();
        names->for_each(
            [&labels](const toml::value<std::string>& name) { labels.push_back(name.get()); });
        return true;
    };
}

Setter into_offsets(std::map<std::string, double>& offsets) {
    return [&offsets](const toml::node& node) {
        const toml::table* table = node.as_table();
        if (table == nullptr) return false;
        for (const auto& [label, offset] : *table) {
            const auto value = offset.value<double>();
            if (!value) return false;
            offsets[std::string(label.str())] = *value;
        }
        return true;
    };
}

// A round's own keys; false when one is missing, unknown or of another kind.
bool read_round(const toml::node& node, MotionRound& round) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return false;
    const std::map<std::string_view, Setter> known = {{"steps", into(round.steps)},
                                                      {"lr", into(round.lr)},
                                                      {"layers", into(round.layers)},
                                                      {"kinds", into(round.kinds)},
                                                      {"runs", into(round.runs)},
                                                      {"mixed_with", into(round.mixed_with)},
                                                      {"mixed_share", into(round.mixed_share)}};
    for (const auto& [key, value] : *table) {
        const auto setter = known.find(key.str());
        if (setter == known.end() || !setter->second(value)) return false;
    }
    const auto is_share = [](double value) { return value >= 0 && value < 1; };
    return round.steps > 0 && round.lr > 0 && round.runs > 0 && is_share(round.kinds) &&
           is_share(round.mixed_share);
}

Setter into_rounds(std::vector<MotionRound>& rounds) {
    return [&rounds](const toml::node& node) {
        const toml::array* list = node.as_array();
        if (list == nullptr) return false;
        rounds.clear();
        for (const toml::node& item : *list) {
            if (!read_round(item, rounds.emplace_back())) return false;
        }
        return true;
    };
}

Setter into_precision(Precision& precision) {
    return [&precision](const toml::node& node) {
        const auto text = node.value_exact<std::string>();
        const auto value = text ? parse_precision(*text) : std::nullopt;
        if (value) precision = *value;
        return value.has_value();
    };
}

std::map<std::string, Setter> setters(MotionRecipe& recipe) {
    VideoMaeConfig& shape = recipe.model.config;
    TrainingPlan& plan = recipe.plan;
    Thresholds& thresholds = recipe.model.thresholds;
    return {{"seed", into(plan.seed)},
            {"labels", into_labels(recipe.model.labels)},
            {"model.size", into(shape.image_size)},
            {"model.patch", into(shape.patch_size)},
            {"model.tubelet", into(shape.tubelet_size)},
            {"model.width", into(shape.hidden_size)},
            {"model.layers", into(shape.layers)},
            {"model.heads", into(shape.heads)},
            {"motion.seed", into(recipe.motion_seed)},
            {"motion.without", into_labels(recipe.without)},
            {"motion.validation_seed", into(recipe.validation_seed)},
            {"motion.validation_clips", into(recipe.validation_clips)},
            {"training.rounds", into_rounds(recipe.rounds)},
            {"training.steps_per_epoch", into(plan.steps_per_epoch)},
            {"training.batch", into(plan.batch)},
            {"training.warmup_share", into(plan.warmup_share)},
            {"training.weight_decay", into(plan.weight_decay)},
            {"training.beta2", into(plan.beta2)},
            {"training.muon", into(plan.muon)},
            {"training.label_smoothing", into(plan.label_smoothing)},
            {"training.clip_norm", into(plan.clip_norm)},
            {"training.drop_path", into(plan.drop_path)},
            {"training.ema", into(plan.ema)},
            {"training.precision", into_precision(plan.precision)},
            {"training.threads", into(plan.threads)},
            {"decision.mirror", into(recipe.model.mirror)},
            {"decision.temperature", into(recipe.temperature)},
            {"decision.offsets", into_offsets(recipe.offsets)},
            {"decision.enter", into(thresholds.enter)},
            {"decision.exit", into(thresholds.exit)},
            {"decision.dwell_s", into(thresholds.dwell_s)}};
}

void apply(const toml::table& table, const std::string& prefix,
           const std::map<std::string, Setter>& known, const std::filesystem::path& file) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const toml::table* inner = node.as_table(); inner != nullptr && prefix.empty()) {
            apply(*inner, name + ".", known, file);
            continue;
        }
        const auto setter = known.find(name);
        if (setter == known.end())
            throw Error(kStep, place(file, key.source()), "unknown key '" + name + "'",
                        "see assets/models/default/recipe.toml");
        if (!setter->second(node))
            throw Error(kStep, place(file, node.source()), name + ": not a value of its kind");
    }
}

toml::table parsed(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    if (!in || !(text << in.rdbuf()))
        throw Error(kStep, file.string(), "cannot be read", "check the path");
    try {
        return toml::parse(text.str());
    } catch (const toml::parse_error& error) {
        throw Error(kStep, place(file, error.source()), std::string(error.description()),
                    "correct that line");
    }
}

// What drawn skeletons need, and what follows from the rest.
void complete(MotionRecipe& recipe, const std::filesystem::path& file) {
    ModelInfo& model = recipe.model;
    for (const std::string& label : recipe.without) {
        if (!contains(synthetic_labels(), label))
            throw Error(kStep, file.string(), "motion.without: no label '" + label + "'");
    }
    if (model.labels.empty()) {
        for (const std::string& label : synthetic_labels()) {
            if (!contains(recipe.without, label)) model.labels.push_back(label);
        }
    }
    model.input = ModelInput::skeleton;
    model.config.classes = static_cast<int>(model.labels.size());
    model.config.intermediate_size = 4 * model.config.hidden_size;
    const int size = model.config.image_size;
    model.preprocessing = {size, size, 1.0 / 255.0, {0.15, 0.15, 0.15}, {0.3, 0.3, 0.3}};
    for (const char* idle : {"rest", "other"}) {
        if (contains(model.labels, idle)) model.idle_labels.emplace_back(idle);
    }
    const bool divides = model.config.patch_size > 0 && size % model.config.patch_size == 0 &&
                         model.config.heads > 0 &&
                         model.config.hidden_size % model.config.heads == 0;
    if (!divides) throw Error(kStep, file.string(), "size or width cannot be divided as asked");
    for (const auto& [label, offset] : recipe.offsets) {
        if (!contains(model.labels, label))
            throw Error(kStep, file.string(), "decision.offsets: no label '" + label + "'");
    }
    if (recipe.rounds.empty())
        throw Error(kStep, file.string(), "training.rounds is missing or empty",
                    "add rounds = [{ steps = 5000, lr = 0.001 }] under [training]");
    int least = 1;
    int before = 0;
    for (MotionRound& round : recipe.rounds) {
        if (round.layers == 0) round.layers = model.config.layers;
        if (round.layers < least || round.layers > model.config.layers)
            throw Error(kStep, file.string(),
                        "training.rounds: layers may only grow, up to model.layers");
        least = round.layers;
        if (round.mixed_with > before++)
            throw Error(kStep, file.string(), "training.rounds: mixed_with is no round before it");
    }
    if (recipe.rounds.back().layers != model.config.layers)
        throw Error(kStep, file.string(), "training.rounds: the last one has not model.layers");
    if (!(recipe.temperature > 0)) throw Error(kStep, file.string(), "temperature must be above 0");
}

}  // namespace

TrainingPlan round_plan(const MotionRecipe& recipe, std::size_t round, std::size_t run) {
    TrainingPlan plan = recipe.plan;
    plan.steps = recipe.rounds.at(round).steps;
    plan.lr = recipe.rounds[round].lr;
    plan.seed += round + run * kRunSeeds;
    return plan;
}

MotionRecipe read_motion_recipe(const std::filesystem::path& file) {
    MotionRecipe recipe;
    recipe.model.name = "motion";
    recipe.plan.part = TrainedPart::full;
    recipe.plan.steps_per_epoch = 150;
    recipe.plan.device = Device::cpu;
    apply(parsed(file), "", setters(recipe), file);
    complete(recipe, file);
    for (std::size_t i = 0; i < recipe.rounds.size(); ++i) check_plan(round_plan(recipe, i));
    return recipe;
}

}  // namespace spotter
