#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tools/render_demo/geometry.h"

namespace spotter {

struct Bone {
    std::string name;
    int parent = -1;  // always before its children
    Vec3 head;        // at rest, metres
    Vec3 tail;
};

struct Influence {
    int bone = 0;
    double weight = 0;
};

using Triangle = std::array<std::uint32_t, 3>;

// The CC0 body of MakeHuman at rest: an adult who stands with the arms half raised, the soles at
// y = 0. Group "body" is the skin; the groups that start with "helper-" follow it (a smooth suit,
// eyes) and are what clothes are made of.
struct Human {
    std::vector<Vec3> points;
    std::map<std::string, std::vector<Triangle>> groups;
    std::vector<Bone> bones;
    std::vector<std::vector<Influence>> influences;  // per point; weights sum to 1

    // Throws Error when there is no such bone.
    int bone(const std::string& name) const;
    Vec3 head(const std::string& name) const {
        return bones[static_cast<std::size_t>(bone(name))].head;
    }
    // The share of a point's weight that belongs to bones whose names start so.
    double weight(std::size_t point, const std::vector<std::string>& prefixes) const;
};

// Reads `folder` (MakeHuman's "data": 3dobjs, rigs, targets). Throws Error with a remedy when a
// file is missing or cannot be understood.
Human load_human(const std::filesystem::path& folder);

}  // namespace spotter
