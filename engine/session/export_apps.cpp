#include <array>
#include <cstdio>
#include <map>

#include "engine/session/export_csv.h"
#include "engine/session/export_text.h"
#include "engine/session/known_exercises.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

constexpr int kWeightDecimals = 3;

// Whole seconds of a set that was held; else 0.
std::int64_t held_seconds(const RecordedSet& set) {
    if (!set.held) return 0;
    return std::chrono::round<std::chrono::seconds>(set.end - set.start).count();
}

// "1h 10m", "25m", "40s".
std::string strong_duration(SessionTime length) {
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(length));
    const auto hours = time.hours().count();
    const auto minutes = time.minutes().count();
    if (hours > 0) return std::to_string(hours) + "h " + std::to_string(minutes) + "m";
    if (minutes > 0) return std::to_string(minutes) + "m";
    return std::to_string(time.seconds().count()) + "s";
}

// "22 Dec 2025, 08:00".
std::string hevy_moment(std::chrono::sys_seconds wall) {
    constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(wall - day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%u %s %d, %02d:%02d",
                  static_cast<unsigned>(date.day()),
                  kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
    return text.data();
}

const char* hevy_kind(SetKind kind) {
    switch (kind) {
        case SetKind::normal:
            return "normal";
        case SetKind::warm_up:
            return "warmup";
        case SetKind::drop_set:
            return "dropset";
        case SetKind::to_failure:
            return "failure";
    }
    return "";
}

// "0:00:45"; empty for 0.
std::string fitnotes_time(std::int64_t seconds) {
    if (seconds == 0) return "";
    const std::chrono::hh_mm_ss time{std::chrono::seconds(seconds)};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%d:%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

}  // namespace

std::string strong_csv(std::span<const Session> sessions, WeightUnit unit) {
    std::string out =
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
        "Workout Notes,RPE\r\n";
    for (const Session& session : sessions) {
        std::map<std::string, int> orders;
        for (const RecordedSet& set : session.sets) {
            const std::string exercise = exercise_title(set);
            out += CsvLine()
                       .plain(date_time_text(wall_clock(session, SessionTime::zero())))
                       .text(title_of(session))
                       .plain(strong_duration(session.length))
                       .text(exercise)
                       .plain(std::to_string(++orders[exercise]))
                       .plain(short_number(weight_in(unit, set), kWeightDecimals))
                       .plain(std::to_string(set.reps))
                       .plain("0")
                       .plain(std::to_string(held_seconds(set)))
                       .text(set.note)
                       .text(session.note)
                       .plain("")
                       .end();
        }
    }
    return out;
}

std::string hevy_csv(std::span<const Session> sessions) {
    CsvLine header;
    header.always_quote();
    for (const char* name : {"title", "start_time", "end_time", "description", "exercise_title",
                             "superset_id", "exercise_notes", "set_index", "set_type", "weight_kg",
                             "reps", "distance_km", "duration_seconds", "rpe"}) {
        header.plain(name);
    }
    std::string out = header.end();
    for (const Session& session : sessions) {
        std::map<std::string, int> indexes;
        for (const RecordedSet& set : session.sets) {
            const std::string exercise = hevy_title(set);
            const double weight = weight_in(WeightUnit::kg, set);
            out += CsvLine()
                       .always_quote()
                       .text(title_of(session))
                       .plain(hevy_moment(wall_clock(session, SessionTime::zero())))
                       .plain(hevy_moment(wall_clock(session, session.length)))
                       .text(session.note)
                       .text(exercise)
                       .plain("")
                       .text(set.note)
                       .plain(std::to_string(indexes[exercise]++))
                       .plain(hevy_kind(set.kind))
                       .plain(set.weight ? short_number(weight, kWeightDecimals) : "")
                       .plain(set.held ? "" : std::to_string(set.reps))
                       .plain("")
                       .plain(set.held ? std::to_string(held_seconds(set)) : "")
                       .plain("")
                       .end();
        }
    }
    return out;
}

std::string fitnotes_csv(std::span<const Session> sessions, WeightUnit unit) {
    std::string out =
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\r\n";
    for (const Session& session : sessions) {
        for (const RecordedSet& set : session.sets) {
            const double weight = weight_in(unit, set);
            const char* unit_name = unit == WeightUnit::kg ? "kgs" : "lbs";
            out += CsvLine()
                       .plain(date_text(wall_clock(session, set.start)))
                       .text(exercise_title(set))
                       .plain(exercise_category(set.label))
                       .plain(set.held && !set.weight ? "" : short_number(weight, kWeightDecimals))
                       .plain(set.held && !set.weight ? "" : unit_name)
                       .plain(set.held ? "" : std::to_string(set.reps))
                       .plain("")
                       .plain("")
                       .plain(fitnotes_time(held_seconds(set)))
                       .text(set.note)
                       .end();
        }
    }
    return out;
}

}  // namespace spotter
