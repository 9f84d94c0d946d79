#include "engine/core/labels.h"

#include <algorithm>

namespace spotter {

bool contains(const Labels& labels, std::string_view label) {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

std::string display_name(std::string_view label) {
    std::string name(label);
    std::replace(name.begin(), name.end(), '_', ' ');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    }
    return name;
}

}  // namespace spotter
