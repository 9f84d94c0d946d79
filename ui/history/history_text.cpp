#include "ui/history/history_text.h"

#include <array>
#include <cstdio>

#include "engine/core/counted.h"
#include "engine/core/labels.h"

namespace spotter {

namespace {

constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::chrono::sys_seconds wall_of(const SessionSummary& session) {
    return std::chrono::floor<std::chrono::seconds>(session.start) + session.zone.offset;
}

}  // namespace

std::string month_text(std::chrono::month month) {
    return std::string(kMonths.at(static_cast<unsigned>(month) - 1)).substr(0, 3);
}

std::string short_day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return std::to_string(static_cast<unsigned>(date.day())) + " " + month_text(date.month());
}

std::string day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return std::string(kDays.at(std::chrono::weekday(day).c_encoding())) + " " +
           short_day_text(day) + " " + std::to_string(static_cast<int>(date.year()));
}

std::string month_text(std::chrono::year_month month) {
    return kMonths.at(static_cast<unsigned>(month.month()) - 1) + std::string(" ") +
           std::to_string(static_cast<int>(month.year()));
}

std::chrono::sys_days day_of(const SessionSummary& session) {
    return std::chrono::floor<std::chrono::days>(wall_of(session));
}

std::string time_of_day_text(const SessionSummary& session) {
    const std::chrono::hh_mm_ss time(wall_of(session) - day_of(session));
    char text[16];
    std::snprintf(text, sizeof(text), "%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    return text;
}

std::string length_text(SessionTime length) {
    using namespace std::chrono;
    if (length < minutes(1)) return std::to_string(floor<seconds>(length).count()) + " s";
    const auto whole = round<minutes>(length).count();
    std::string out = whole < 60 ? "" : std::to_string(whole / 60) + " h";
    if (whole % 60 > 0) {
        out += (out.empty() ? "" : " ") + std::to_string(whole % 60) + " min";
    }
    return out;
}

std::string work_text(int sets, int reps) {
    const std::string out = counted(sets, "set");
    return reps > 0 ? out + ", " + counted(reps, "rep") : out;
}

std::string exercises_text(const std::vector<ExerciseTotals>& exercises) {
    std::string out;
    for (const ExerciseTotals& one : exercises) {
        if (!out.empty()) out += ", ";
        out += display_name(one.label) + " ";
        out += one.reps > 0 ? std::to_string(one.reps) : counted(one.sets, "set");
    }
    return out.empty() ? "No exercise" : out;
}

std::string name_of(const SessionSummary& session) {
    return session.title.empty() ? day_text(day_of(session)) : session.title;
}

}  // namespace spotter
