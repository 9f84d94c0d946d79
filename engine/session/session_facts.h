#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tempo.h"
#include "engine/session/session.h"

// What follows from a session's values.
namespace spotter {

// A setting of the session that is a number; nothing: it was not noted, or is none.
std::optional<double> number_setting(const Session& session, std::string_view name);

// A new random identifier (UUID version 4).
std::string make_uuid();
// Whether it has the form of one, in lower case.
bool is_uuid(const std::string& text);

// The moment now, in whole milliseconds, and this machine's time zone at a moment.
UtcTime utc_now();
Zone local_zone(UtcTime at);

// Seconds since 1970 as a clock on the wall of the session's place would count them; `at` is the
// session's start plus `time`.
std::chrono::sys_seconds wall_clock(const Session& session, SessionTime time);
// "2026-11-25 18:03:07" for a wall clock's time.
std::string date_time_text(std::chrono::sys_seconds wall);
// "2026-11-25".
std::string date_text(std::chrono::sys_seconds wall);

// What a session's source is called for people: "webcam", "demo workout".
std::string source_text(const std::string& source, std::string_view kind);

// How many pictures the session's videos lack.
std::uint64_t pictures_lacking(const Session& session);
// Which gap a moment lies in; of a moment between two that follow each other within a second, the
// earlier one. Nothing: the video lacks none there. `gaps` in order.
std::optional<FilmGap> film_gap_at(std::span<const FilmGap> gaps, SessionTime at);
// How many pictures it lacks in each second; nothing for a gap shorter than a second.
std::optional<double> lacking_per_second(const FilmGap& gap);

// What was lifted in a set; nothing: it is not known.
std::optional<Weight> weight_of(const RecordedSet& set);
// Without a weight the unit stays.
void put_weight(RecordedSet& set, const std::optional<Weight>& weight);
double kilograms(double weight, WeightUnit unit);
double pounds(double weight, WeightUnit unit);

// How the reps of a set went, as live tells it; zeros where nothing is known.
struct Tempo : SetTempo {
    double under_tension_s = 0;  // sum of the reps, or the set's length when it was held
};
// The reps of this set that count, in order.
std::vector<RecordedRep> reps_of(const Session& session, int set);
// `reps`: those of `set`.
Tempo tempo_of(const RecordedSet& set, std::span<const RecordedRep> reps);

}  // namespace spotter
