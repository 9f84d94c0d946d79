#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "training/evaluation/evaluation.h"

namespace spotter::test {

// Verdicts of the labels in `truths` and `said` (words), each with `confidence` in what was said
// and the rest shared by the others; groups go round g0, g1, …
inline std::vector<ClipVerdict> verdicts(const Labels& labels, const std::string& truths,
                                         const std::string& said, double confidence = 0.9,
                                         std::size_t groups = 100) {
    std::istringstream truth_words(truths);
    std::istringstream said_words(said);
    std::vector<ClipVerdict> out;
    for (std::string truth, label; truth_words >> truth && said_words >> label;) {
        const double rest = (1 - confidence) / static_cast<double>(labels.size() - 1);
        Scores scores;
        for (const std::string& name : labels) {
            scores.push_back(static_cast<float>(name == label ? confidence : rest));
        }
        const std::string number = std::to_string(out.size());
        out.push_back(
            {"clip-" + number + ".mp4", "g" + std::to_string(out.size() % groups), truth, scores});
    }
    return out;
}

}  // namespace spotter::test
