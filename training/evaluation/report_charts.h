#pragma once

#include <optional>
#include <string>

#include "training/evaluation/evaluation.h"

// Parts of the HTML report that are pictures: inline SVG and tables. Colours are the report's
// custom properties.
namespace spotter {

// Text as HTML shows it.
std::string escaped(const std::string& text);
// "0.50" for (0.5, 2); "92.2 %" for 0.922; "–" for nothing.
std::string fixed(double value, int decimals);
std::string fixed(const std::optional<double>& value, int decimals);
std::string percent_text(double share);
// "87.6 to 95.2 %".
std::string interval_text(const Proportion& proportion);

// The share as a bar, its interval as a line over it.
std::string interval_chart(const Proportion& proportion);
// How many clips of each label were called what.
std::string confusion_chart(const Evaluation& evaluation);
// Accuracy over confidence; on the diagonal a model is as sure as it is right.
std::string calibration_chart(const Evaluation& evaluation);
// The scores of one clip as bars, the truth and what was said marked.
std::string score_chart(const Evaluation& evaluation, const JudgedClip& clip);

}  // namespace spotter
