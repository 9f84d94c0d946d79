#include "engine/session/log_fields.h"

#include <charconv>
#include <cmath>

namespace spotter {
namespace {

constexpr std::int64_t kMostCount = 1'000'000;
constexpr std::int64_t kMostMilliseconds = std::numeric_limits<std::uint32_t>::max();

std::int64_t checked(const char* key, const nlohmann::json& value, std::int64_t least,
                     std::int64_t most) {
    // Unsigned numbers beyond the signed ones would wrap round.
    if (!value.is_number_integer() ||
        (value.is_number_unsigned() &&
         value.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) ||
        value.get<std::int64_t>() < least || value.get<std::int64_t>() > most) {
        LogFields::fail(key, "is not a whole number from " + std::to_string(least) + " to " +
                                 std::to_string(most));
    }
    return value.get<std::int64_t>();
}

std::string checked_text(const char* key, const nlohmann::json& value) {
    if (!value.is_string()) LogFields::fail(key, "is no text");
    std::string text = value.get<std::string>();
    if (text.find('\0') != std::string::npos) LogFields::fail(key, "holds a zero byte");
    return text;
}

// The digits from `from` on, as a number; the caller has checked that there are `count`.
int digits(const std::string& text, std::size_t from, std::size_t count) {
    int value = -1;
    const char* begin = text.data() + from;
    const auto result = std::from_chars(begin, begin + count, value);
    return result.ptr == begin + count ? value : -1;
}

}  // namespace

const nlohmann::json& LogFields::at(const char* key) const {
    static const nlohmann::json kNothing;
    const auto found = line_.find(key);
    return found == line_.end() ? kNothing : *found;
}

void LogFields::fail(const char* key, const std::string& what) {
    throw LogError("'" + std::string(key) + "' " + what);
}

std::int64_t LogFields::integer(const char* key, std::int64_t least, std::int64_t most) const {
    return checked(key, at(key), least, most);
}

int LogFields::count(const char* key) const {
    return static_cast<int>(integer(key, 0, kMostCount));
}

double LogFields::real(const char* key) const {
    const nlohmann::json& value = at(key);
    if (!value.is_number() || !std::isfinite(value.get<double>())) fail(key, "is no number");
    return value.get<double>();
}

bool LogFields::flag(const char* key) const {
    if (!at(key).is_boolean()) fail(key, "is neither true nor false");
    return at(key).get<bool>();
}

std::string LogFields::text(const char* key) const {
    return checked_text(key, at(key));
}

Labels LogFields::labels(const char* key) const {
    constexpr std::size_t kMostLabels = 10'000;  // as models may have
    const nlohmann::json& value = at(key);
    if (!value.is_array() || value.size() > kMostLabels) fail(key, "is no list of labels");
    Labels out;
    for (const nlohmann::json& label : value) out.push_back(checked_text(key, label));
    return out;
}

SessionTime LogFields::time(const char* key) const {
    return SessionTime(integer(key, 0, kMostMilliseconds));
}

UtcTime LogFields::moment(const char* key) const {
    const std::string value = text(key);
    const std::string form = "0000-00-00T00:00:00.000Z";
    bool fits = value.size() == form.size();
    for (std::size_t i = 0; fits && i < form.size(); ++i) {
        const bool digit = value[i] >= '0' && value[i] <= '9';
        fits = form[i] == '0' ? digit : value[i] == form[i];
    }
    if (!fits) fail(key, "is not a moment like 2026-10-25T00:30:00.250Z");
    const std::chrono::year_month_day date{
        std::chrono::year(digits(value, 0, 4)),
        std::chrono::month(static_cast<unsigned>(digits(value, 5, 2))),
        std::chrono::day(static_cast<unsigned>(digits(value, 8, 2)))};
    const int hours = digits(value, 11, 2);
    const int minutes = digits(value, 14, 2);
    const int seconds = digits(value, 17, 2);
    if (!date.ok() || hours > 23 || minutes > 59 || seconds > 59) fail(key, "is no such moment");
    return std::chrono::sys_days(date) + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
           std::chrono::seconds(seconds) + std::chrono::milliseconds(digits(value, 20, 3));
}

std::vector<std::int64_t> LogFields::integers(const char* key, std::int64_t least,
                                              std::int64_t most) const {
    const nlohmann::json& value = at(key);
    if (!value.is_array()) fail(key, "is no list");
    std::vector<std::int64_t> out;
    out.reserve(value.size());
    for (const nlohmann::json& number : value) out.push_back(checked(key, number, least, most));
    return out;
}

}  // namespace spotter
