#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/counted.h"
#include "engine/core/labels.h"

namespace spotter {

// "0.50" for (0.5, 2).
std::string decimal(double value, int decimals);
// "93.0 %" for 0.93.
std::string percentage(double share);
// "1:02:03", "2:03", and with `tenths` "2:03.4".
std::string clock_text(double seconds, bool tenths = false);
// A bar of at most `width` characters in steps of an eighth of one.
std::string bar(double share, int width);

// Lines of cells in columns that line up, two spaces apart; `indent` spaces before each. Columns
// in `right` are flush right.
std::string table(const std::vector<std::vector<std::string>>& rows, int indent,
                  std::span<const std::size_t> right = {});

// One line for each label: name, confidence, bar.
std::string score_table(const Labels& labels, const Scores& scores, int indent);

}  // namespace spotter
