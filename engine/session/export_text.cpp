#include "engine/session/export_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/core/labels.h"
#include "engine/session/session_facts.h"

namespace spotter {

std::string title_of(const Session& session) {
    if (!session.title.empty()) return session.title;
    std::vector<std::string> names;
    for (const RecordedSet& set : session.sets) {
        const std::string name = display_name(set.label);
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out.empty() ? "Workout" : out;
}

std::string short_number(double value, int decimals) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    std::string out = text.data();
    if (out.find('.') != std::string::npos) {
        out.erase(out.find_last_not_of('0') + 1);
        if (out.back() == '.') out.pop_back();
    }
    return out == "-0" ? "0" : out;
}

std::string weight_text(const Weight& weight) {
    return short_number(weight.amount) + " " + to_string(weight.unit);
}

double weight_in(WeightUnit unit, const RecordedSet& set) {
    if (!set.weight) return 0;
    return unit == WeightUnit::kg ? kilograms(*set.weight, set.unit)
                                  : pounds(*set.weight, set.unit);
}

CsvLine& CsvLine::text(std::string_view value) {
    constexpr std::string_view kFormulaSigns = "=+-@\t\r";
    if (value.empty() || kFormulaSigns.find(value.front()) == std::string_view::npos) {
        add(value);
    } else {
        add("'" + std::string(value));
    }
    return *this;
}

CsvLine& CsvLine::plain(std::string_view value) {
    add(value);
    return *this;
}

CsvLine& CsvLine::always_quote() {
    quote_ = true;
    return *this;
}

std::string CsvLine::end() {
    return line_ + "\r\n";
}

void CsvLine::add(std::string_view value) {
    if (!first_) line_ += ',';
    first_ = false;
    const bool quoted = quote_ || value.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) line_ += '"';
    for (const char c : value) {
        if (c == '"') line_ += '"';
        if (c != '\0') line_ += c;
    }
    if (quoted) line_ += '"';
}

}  // namespace spotter
