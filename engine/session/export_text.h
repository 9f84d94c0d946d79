#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "engine/session/session.h"

// What the exports have in common.
namespace spotter {

// The session's title, or one of its exercises: "Bicep curl, Squat"; "Workout" without any.
std::string title_of(const Session& session);

// At most `decimals`, without needless zeros: "12.5", "60".
std::string short_number(double value, int decimals = 2);

// "22.5 kg".
std::string weight_text(const Weight& weight);

// In kilograms or pounds, whatever it was noted in; a weight that is not known is 0.
double weight_in(WeightUnit unit, const RecordedSet& set);

// One line of comma-separated values (RFC 4180), with its end.
class CsvLine {
  public:
    // Free text. A spreadsheet must not take it for a formula: where it begins like one, an
    // apostrophe goes before it, which spreadsheets do not show.
    CsvLine& text(std::string_view value);
    // Numbers, dates and names of ours, as they are.
    CsvLine& plain(std::string_view value);
    // Hevy quotes everything.
    CsvLine& always_quote();
    std::string end();

  private:
    void add(std::string_view value);

    std::string line_;
    bool first_ = true;
    bool quote_ = false;
};

}  // namespace spotter
