#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "engine/core/labels.h"

namespace spotter {

using Json = nlohmann::ordered_json;

// Six decimals: more than any figure here is worth, and the same text on every machine.
double rounded(double value);
// {label: probability} in the model's order.
Json scores_json(const Labels& labels, const Scores& scores);
// `indent` spaces per level; negative: one line. Bytes that are no UTF-8 are replaced.
std::string json_text(const Json& json, int indent = 2);

}  // namespace spotter
