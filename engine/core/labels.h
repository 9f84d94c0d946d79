#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace spotter {

// Label names in the order of the model's outputs.
using Labels = std::vector<std::string>;

// Probabilities, one per label in the same order, sum 1.
using Scores = std::vector<float>;

bool contains(const Labels& labels, std::string_view label);

// "bicep_curl" -> "Bicep curl".
std::string display_name(std::string_view label);

}  // namespace spotter
