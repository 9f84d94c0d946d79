#include "engine/session/export_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/session/export_text.h"
#include "engine/session/fit_file.h"
#include "engine/session/known_exercises.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

using Type = FitFile::Type;
using Fields = std::vector<FitFile::Field>;

// Numbers of the FIT profile: messages, and values of their fields.
namespace fit {
constexpr std::uint16_t kFileId = 0;
constexpr std::uint16_t kSport = 12;
constexpr std::uint16_t kSession = 18;
constexpr std::uint16_t kLap = 19;
constexpr std::uint16_t kRecord = 20;
constexpr std::uint16_t kEvent = 21;
constexpr std::uint16_t kActivity = 34;
constexpr std::uint16_t kSet = 225;
constexpr std::uint16_t kExerciseTitle = 264;

constexpr std::uint8_t kTimestamp = 253;
constexpr std::uint8_t kMessageIndex = 254;
constexpr std::uint8_t kSetTimestamp = 254;

constexpr std::uint32_t kActivityFile = 4;
constexpr std::uint32_t kDevelopment = 255;  // manufacturer
constexpr std::uint32_t kTraining = 10;
constexpr std::uint32_t kStrengthTraining = 20;
constexpr std::uint32_t kTimer = 0;
constexpr std::uint32_t kSessionEvent = 8;
constexpr std::uint32_t kLapEvent = 9;
constexpr std::uint32_t kActivityEvent = 26;
constexpr std::uint32_t kStart = 0;
constexpr std::uint32_t kStop = 1;
constexpr std::uint32_t kStopAll = 4;
constexpr std::uint32_t kSessionEnd = 7;  // lap trigger
constexpr std::uint32_t kRest = 0;
constexpr std::uint32_t kActive = 1;
constexpr std::uint32_t kUnset = 65'535;
constexpr std::uint32_t kUnknownCategory = 65'534;
constexpr std::uint32_t kKilogram = 1;
constexpr std::uint32_t kPound = 2;
constexpr double kWeightScale = 16;
}  // namespace fit

// FIT counts seconds since the end of 1989 (UTC).
constexpr std::chrono::sys_seconds kFitEpoch =
    std::chrono::sys_days{std::chrono::year{1989} / 12 / 31};

struct FitExercise {
    std::uint32_t category = fit::kUnknownCategory;
    std::uint32_t name = fit::kUnset;
    std::string title{};
};

// What tells exercises apart: a label, and whether it is done with a weight where FIT has another
// name for it then.
using ExerciseKey = std::pair<std::string, bool>;

ExerciseKey key_of(const RecordedSet& set) {
    const KnownExercise* known = known_exercise(set.label);
    return {set.label,
            known != nullptr && known->weighted.fit != known->bare.fit && has_weight(set)};
}

FitFile::Field number(std::uint8_t field, Type type, std::uint32_t value) {
    return {field, type, std::vector<std::uint32_t>{value}};
}

FitFile::Field text(std::uint8_t field, const std::string& value) {
    return {field, Type::string, value};
}

std::uint32_t fit_time(std::chrono::sys_seconds at) {
    return static_cast<std::uint32_t>(std::max<std::int64_t>((at - kFitEpoch).count(), 0));
}

std::uint32_t fit_reps(int reps) {
    return std::min(static_cast<std::uint32_t>(std::max(reps, 0)), fit::kUnset - 1);
}

std::uint32_t milliseconds(SessionTime time) {
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(time.count(), 0, std::numeric_limits<std::uint32_t>::max() - 1));
}

class FitExport {
  public:
    explicit FitExport(const Session& session) : session_(session) { name_exercises(); }

    std::string bytes() {
        add_head();
        add_event(SessionTime::zero(), fit::kStart);
        add_record(SessionTime::zero());
        SessionTime before{};
        for (const RecordedSet& set : session_.sets) {
            // Sets that were corrected may overlap; FIT's follow each other.
            if (set.start > before) add_rest(before, set.start);
            add_set(set);
            before = std::max(before, set.end);
        }
        if (session_.length > before) add_rest(before, session_.length);
        add_event(session_.length, fit::kStopAll);
        add_totals();
        return file_.bytes();
    }

  private:
    std::uint32_t time_at(SessionTime time) const {
        return fit_time(std::chrono::floor<std::chrono::seconds>(session_.start + time));
    }

    void name_exercises() {
        std::uint32_t others = 0;
        for (const RecordedSet& set : session_.sets) {
            const ExerciseKey key = key_of(set);
            if (exercises_.contains(key)) continue;
            FitExercise exercise;
            if (const KnownExercise* known = known_exercise(set.label)) {
                exercise = {known->fit_category, (key.second ? known->weighted : known->bare).fit};
            } else {
                // Else exercises of the unknown category could not be told apart.
                exercise.name = others++;
            }
            exercise.title = exercise_title(set);
            exercises_.emplace(key, std::move(exercise));
        }
    }

    void add_head() {
        file_.add(fit::kFileId,
                  {number(0, Type::enumeration, fit::kActivityFile),
                   number(1, Type::uint16, fit::kDevelopment), number(2, Type::uint16, 0),
                   number(3, Type::uint32z, 1),
                   number(4, Type::uint32, time_at(SessionTime::zero())), text(8, "Spotter")});
        file_.add(fit::kSport, {number(0, Type::enumeration, fit::kTraining),
                                number(1, Type::enumeration, fit::kStrengthTraining),
                                text(3, title_of(session_))});
        std::uint32_t index = 0;
        for (const auto& [key, exercise] : exercises_) {
            file_.add(fit::kExerciseTitle,
                      {number(fit::kMessageIndex, Type::uint16, index++),
                       number(0, Type::uint16, exercise.category),
                       number(1, Type::uint16, exercise.name), text(2, exercise.title)});
        }
    }

    void add_event(SessionTime time, std::uint32_t type) {
        file_.add(fit::kEvent,
                  {number(fit::kTimestamp, Type::uint32, time_at(time)),
                   number(0, Type::enumeration, fit::kTimer), number(1, Type::enumeration, type)});
    }

    void add_record(SessionTime time) {
        constexpr std::uint8_t kDistance = 5;
        file_.add(fit::kRecord, {number(fit::kTimestamp, Type::uint32, time_at(time)),
                                 number(kDistance, Type::uint32, 0)});
    }

    void add_set(const RecordedSet& set) {
        const FitExercise& exercise = exercises_.at(key_of(set));
        const double weight = weight_in(WeightUnit::kg, set) * fit::kWeightScale;
        Fields fields = set_fields(set.start, set.end, fit::kActive);
        fields.push_back(number(3, Type::uint16, set.held ? fit::kUnset : fit_reps(set.reps)));
        fields.push_back(number(4, Type::uint16,
                                set.weight ? static_cast<std::uint32_t>(std::clamp(
                                                 std::round(weight), 0.0, fit::kUnset - 1.0))
                                           : fit::kUnset));
        fields.push_back(number(7, Type::uint16, exercise.category));
        fields.push_back(number(8, Type::uint16, exercise.name));
        fields.push_back(
            number(9, Type::uint16, set.unit == WeightUnit::kg ? fit::kKilogram : fit::kPound));
        add_in_order(fields, set.end);
    }

    void add_rest(SessionTime start, SessionTime end) {
        add_in_order(set_fields(start, end, fit::kRest), end);
    }

    Fields set_fields(SessionTime start, SessionTime end, std::uint32_t type) const {
        return {number(fit::kSetTimestamp, Type::uint32, time_at(end)),
                number(0, Type::uint32, milliseconds(end - start)), number(5, Type::uint8, type),
                number(6, Type::uint32, time_at(start))};
    }

    void add_in_order(Fields fields, SessionTime end) {
        fields.push_back(number(10, Type::uint16, sets_++));
        file_.add(fit::kSet, fields);
        add_record(end);
    }

    void add_totals() {
        const std::uint32_t start = time_at(SessionTime::zero());
        const std::uint32_t end = time_at(session_.length);
        const std::uint32_t length = milliseconds(session_.length);
        file_.add(
            fit::kLap,
            {number(fit::kMessageIndex, Type::uint16, 0),
             number(fit::kTimestamp, Type::uint32, end),
             number(0, Type::enumeration, fit::kLapEvent), number(1, Type::enumeration, fit::kStop),
             number(2, Type::uint32, start), number(7, Type::uint32, length),
             number(8, Type::uint32, length), number(24, Type::enumeration, fit::kSessionEnd),
             number(25, Type::enumeration, fit::kTraining),
             number(39, Type::enumeration, fit::kStrengthTraining)});
        file_.add(
            fit::kSession,
            {number(fit::kMessageIndex, Type::uint16, 0),
             number(fit::kTimestamp, Type::uint32, end),
             number(0, Type::enumeration, fit::kSessionEvent),
             number(1, Type::enumeration, fit::kStop), number(2, Type::uint32, start),
             number(5, Type::enumeration, fit::kTraining),
             number(6, Type::enumeration, fit::kStrengthTraining), number(7, Type::uint32, length),
             number(8, Type::uint32, length), number(25, Type::uint16, 0),
             number(26, Type::uint16, 1), number(28, Type::enumeration, 0)});
        const auto local = wall_clock(session_, session_.length);
        file_.add(
            fit::kActivity,
            {number(fit::kTimestamp, Type::uint32, end), number(0, Type::uint32, length),
             number(1, Type::uint16, 1), number(2, Type::enumeration, 0),
             number(3, Type::enumeration, fit::kActivityEvent),
             number(4, Type::enumeration, fit::kStop), number(5, Type::uint32, fit_time(local))});
    }

    const Session& session_;
    FitFile file_;
    std::map<ExerciseKey, FitExercise> exercises_;
    std::uint32_t sets_ = 0;
};

}  // namespace

std::string fit_from_session(const Session& session) {
    return FitExport(session).bytes();
}

}  // namespace spotter
