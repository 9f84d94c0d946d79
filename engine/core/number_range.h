#pragma once

#include <string>

namespace spotter {

// Which numbers are allowed: from `least` to `most`, both included unless it is said that they are
// not. NaN never is.
struct NumberRange {
    double least = 0;
    double most = 0;
    bool whole = false;        // no fractions
    bool above_least = false;  // `least` itself is too little
    bool below_most = false;   // `most` itself is too much
};

bool contains(const NumberRange& range, double value);

// "from 1 to 100000", "above 0 and at most 10", "from 0 to below 1", "at least 0".
std::string range_text(const NumberRange& range);

// Why `text` is no number of the range: "'x' is not a whole number from 1 to 180"; empty if it is
// one.
std::string not_a_number_text(const std::string& text, const NumberRange& range);

}  // namespace spotter
