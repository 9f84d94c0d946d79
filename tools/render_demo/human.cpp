#include "tools/render_demo/human.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr double kMetresPerUnit = 0.1;  // MakeHuman counts decimetres

// An athletic young man of mixed origin, as MakeHuman's sliders mix its targets.
const std::pair<const char*, double> kTargets[] = {
    {"caucasian-male-young", 0.4},
    {"african-male-young", 0.3},
    {"asian-male-young", 0.3},
    {"universal-male-young-averagemuscle-averageweight", 0.55},
    {"universal-male-young-maxmuscle-averageweight", 0.45},
    {"proportions/male-young-averagemuscle-averageweight-idealproportions", 0.7},
};

std::ifstream open(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) {
        throw Error("render demo", file.string(), "cannot be read",
                    "give the folder 'makehuman/data' of the CC0 body");
    }
    return in;
}

nlohmann::json read_json(const std::filesystem::path& file) {
    auto in = open(file);
    return nlohmann::json::parse(in);
}

void read_mesh(const std::filesystem::path& file, Human& human) {
    auto in = open(file);
    std::string line, word, group;
    while (std::getline(in, line)) {
        std::istringstream words(line);
        words >> word;
        if (word == "v") {
            Vec3 p;
            words >> p.x >> p.y >> p.z;
            human.points.push_back(p);
        } else if (word == "g") {
            words >> group;
        } else if (word == "f") {
            std::vector<std::uint32_t> corners;
            while (words >> word) {
                corners.push_back(static_cast<std::uint32_t>(std::stoul(word)) - 1);
            }
            for (std::size_t i = 2; i < corners.size(); ++i) {
                human.groups[group].push_back({corners[0], corners[i - 1], corners[i]});
            }
        }
        word.clear();
    }
}

void apply_target(const std::filesystem::path& file, double share, Human& human) {
    auto in = open(file);
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream words(line);
        std::size_t index = 0;
        Vec3 move;
        if (words >> index >> move.x >> move.y >> move.z && index < human.points.size()) {
            human.points[index] += move * share;
        }
    }
}

void to_metres(Human& human) {
    double floor = std::numeric_limits<double>::max();
    for (const Triangle& face : human.groups.at("body")) {
        for (const auto corner : face) {
            floor = std::min(floor, human.points[corner].y);
        }
    }
    for (Vec3& p : human.points) {
        p = (p - Vec3{0, floor, 0}) * kMetresPerUnit;
    }
}

// The middle of the small cube of the mesh that marks a joint.
Vec3 joint(const nlohmann::json& rig, const std::string& name, const Human& human) {
    Vec3 sum;
    const auto& corners = rig.at("joints").at(name);
    for (const auto& corner : corners) {
        sum += human.points.at(corner.get<std::size_t>());
    }
    return sum / static_cast<double>(corners.size());
}

void read_bones(const nlohmann::json& rig, Human& human) {
    std::map<std::string, int> numbers;
    const auto& bones = rig.at("bones");
    while (numbers.size() < bones.size()) {
        const std::size_t before = numbers.size();
        for (const auto& [name, bone] : bones.items()) {
            const auto& above = bone.at("parent");
            const bool root = above.is_null();
            if (numbers.contains(name) || (!root && !numbers.contains(above))) {
                continue;
            }
            numbers[name] = static_cast<int>(human.bones.size());
            human.bones.push_back({name, root ? -1 : numbers.at(above),
                                   joint(rig, bone.at("head"), human),
                                   joint(rig, bone.at("tail"), human)});
        }
        if (numbers.size() == before) {
            throw Error("render demo", "default.mhskel", "its bones form a ring",
                        "take the file as MakeHuman publishes it");
        }
    }
}

void read_weights(const nlohmann::json& weights, Human& human) {
    human.influences.resize(human.points.size());
    for (const auto& [name, list] : weights.at("weights").items()) {
        const int bone = human.bone(name);
        for (const auto& entry : list) {
            human.influences.at(entry.at(0).get<std::size_t>())
                .push_back({bone, entry.at(1).get<double>()});
        }
    }
    for (auto& list : human.influences) {
        double sum = 0;
        for (const Influence& i : list) {
            sum += i.weight;
        }
        if (sum <= 0) {
            list = {{0, 1}};
            continue;
        }
        for (Influence& i : list) {
            i.weight /= sum;
        }
    }
}

}  // namespace

int Human::bone(const std::string& name) const {
    const auto at =
        std::find_if(bones.begin(), bones.end(), [&](const Bone& b) { return b.name == name; });
    if (at == bones.end()) {
        throw Error("render demo", name, "the rig has no such bone",
                    "take rigs/default.mhskel as MakeHuman publishes it");
    }
    return static_cast<int>(at - bones.begin());
}

double Human::weight(std::size_t point, const std::vector<std::string>& prefixes) const {
    double sum = 0;
    for (const Influence& i : influences[point]) {
        const auto& name = bones[static_cast<std::size_t>(i.bone)].name;
        if (std::any_of(prefixes.begin(), prefixes.end(),
                        [&](const std::string& prefix) { return name.starts_with(prefix); })) {
            sum += i.weight;
        }
    }
    return sum;
}

Human load_human(const std::filesystem::path& folder) {
    Human human;
    read_mesh(folder / "3dobjs/base.obj", human);
    for (const auto& [name, share] : kTargets) {
        apply_target(folder / "targets/macrodetails" / (std::string(name) + ".target"), share,
                     human);
    }
    to_metres(human);
    try {
        read_bones(read_json(folder / "rigs/default.mhskel"), human);
        read_weights(read_json(folder / "rigs/default_weights.mhw"), human);
    } catch (const nlohmann::json::exception& e) {
        throw Error("render demo", (folder / "rigs").string(), e.what(),
                    "take the files as MakeHuman publishes them");
    }
    return human;
}

}  // namespace spotter
