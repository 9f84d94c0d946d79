#include "engine/session/session_facts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>

namespace spotter {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

constexpr double kPoundInKilograms = 0.45359237;

// "Europe/Berlin" where the system says it; else empty.
std::string zone_name() {
    if (const char* set = std::getenv("TZ"); set != nullptr && *set != '\0') {
        return *set == ':' ? set + 1 : set;
    }
    std::error_code error;
    const std::string link = std::filesystem::read_symlink("/etc/localtime", error).string();
    constexpr std::string_view kFolder = "zoneinfo/";
    const auto found = link.find(kFolder);
    return found == std::string::npos ? "" : link.substr(found + kFolder.size());
}

}  // namespace

std::string make_uuid() {
    std::random_device random;
    std::array<std::uint32_t, 4> words{};
    for (std::uint32_t& word : words) word = random();
    words[1] = (words[1] & 0xffff0fffU) | 0x00004000U;  // version 4
    words[2] = (words[2] & 0x3fffffffU) | 0x80000000U;  // variant 1
    std::array<char, 37> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-%04x-%04x-%04x%08x", words[0],
                  words[1] >> 16U, words[1] & 0xffffU, words[2] >> 16U, words[2] & 0xffffU,
                  words[3]);
    return text.data();
}

bool is_uuid(const std::string& text) {
    const std::string form = "00000000-0000-0000-0000-000000000000";
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (form[i] == '0' ? !hex : text[i] != '-') return false;
    }
    return true;
}

std::optional<double> number_setting(const Session& session, std::string_view name) {
    for (const auto& [key, value] : session.settings) {
        if (key != name) continue;
        double number = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
        return read.ec == std::errc() ? std::optional(number) : std::nullopt;
    }
    return std::nullopt;
}

UtcTime utc_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Zone local_zone(UtcTime at) {
    const std::time_t moment = std::chrono::floor<seconds>(at).time_since_epoch().count();
    std::tm local{};
    if (localtime_r(&moment, &local) == nullptr) return {};
    Zone zone{seconds(local.tm_gmtoff), zone_name()};
    if (zone.name.empty() && local.tm_zone != nullptr) zone.name = local.tm_zone;
    return zone;
}

std::chrono::sys_seconds wall_clock(const Session& session, SessionTime time) {
    return std::chrono::floor<seconds>(session.start + time) + session.zone.offset;
}

std::string date_text(std::chrono::sys_seconds wall) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(wall));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

std::string date_time_text(std::chrono::sys_seconds wall) {
    const std::chrono::hh_mm_ss time(wall - std::chrono::floor<std::chrono::days>(wall));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), " %02d:%02d:%02d",
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return date_text(wall) + text.data();
}

std::string source_text(const std::string& source, std::string_view kind) {
    return kind == "demo" ? "demo workout" : source;
}

std::uint64_t pictures_lacking(const Session& session) {
    std::uint64_t out = 0;
    for (const FilmGap& gap : session.film_gaps) out += gap.pictures;
    return out;
}

std::optional<FilmGap> film_gap_at(std::span<const FilmGap> gaps, SessionTime at) {
    const auto next = std::ranges::upper_bound(gaps, at, {}, &FilmGap::start);
    if (next == gaps.begin()) return std::nullopt;
    const FilmGap& gap = *(next - 1);
    const bool goes_on = next != gaps.end() && next->start - gap.end <= kOneFilmGap;
    if (at > gap.end && !goes_on) return std::nullopt;
    return gap;
}

std::optional<double> lacking_per_second(const FilmGap& gap) {
    constexpr SessionTime kLeast{1000};
    if (gap.end - gap.start < kLeast) return std::nullopt;
    return static_cast<double>(gap.pictures) / to_seconds(gap.end - gap.start);
}

std::optional<Weight> weight_of(const RecordedSet& set) {
    if (!set.weight) return std::nullopt;
    return Weight{*set.weight, set.unit};
}

void put_weight(RecordedSet& set, const std::optional<Weight>& weight) {
    set.weight.reset();
    if (!weight) return;
    set.weight = weight->amount;
    set.unit = weight->unit;
}

double kilograms(double weight, WeightUnit unit) {
    return unit == WeightUnit::kg ? weight : weight * kPoundInKilograms;
}

double pounds(double weight, WeightUnit unit) {
    return unit == WeightUnit::lb ? weight : weight / kPoundInKilograms;
}

std::vector<RecordedRep> reps_of(const Session& session, int set) {
    std::vector<RecordedRep> out;
    for (const RecordedRep& rep : session.reps) {
        if (rep.set == set && !rep.removed) out.push_back(rep);
    }
    return out;
}

Tempo tempo_of(const RecordedSet& set, std::span<const RecordedRep> reps) {
    Tempo tempo;
    if (set.held) tempo.under_tension_s = to_seconds(set.end - set.start);
    if (set.held || reps.empty()) return tempo;
    std::vector<RepTimes> times;
    for (const RecordedRep& rep : reps) {
        tempo.under_tension_s += to_seconds(rep.end - rep.start);
        const double out = to_seconds(rep.turn - rep.start);
        const double back = to_seconds(rep.end - rep.turn);
        times.push_back(rep.lifts_first ? RepTimes{out, back} : RepTimes{back, out});
    }
    static_cast<SetTempo&>(tempo) = tempo_of_reps(times);
    return tempo;
}

}  // namespace spotter
