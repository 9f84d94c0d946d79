#include "app/cli/json_output.h"

#include <cmath>
#include <cstddef>

namespace spotter {

double rounded(double value) {
    return std::round(value * 1e6) / 1e6;
}

Json scores_json(const Labels& labels, const Scores& scores) {
    Json out = Json::object();
    for (std::size_t i = 0; i < scores.size(); ++i) out[labels[i]] = rounded(scores[i]);
    return out;
}

std::string json_text(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace spotter
