#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/labels.h"
#include "engine/core/weight.h"

// What a session is: plain values, as the store keeps them and exports write them.
namespace spotter {

// Since the session's start, on a clock that never jumps.
using SessionTime = std::chrono::milliseconds;

// Rounds to the nearest millisecond; to_seconds() is the way back.
inline SessionTime session_time(double seconds) {
    return std::chrono::round<SessionTime>(std::chrono::duration<double>(seconds));
}

// A moment of the calendar.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

// The time zone in which a session began; its local times are UTC plus `offset` throughout.
struct Zone {
    std::chrono::seconds offset{};
    std::string name;  // "Europe/Berlin"; may be empty

    friend bool operator==(const Zone&, const Zone&) = default;
};

// A model that was used, from `start` until the next one's.
struct ModelUse {
    SessionTime start{};
    std::string name;
    std::string sha256;  // of its weights, hexadecimal; may be empty
    Labels labels;
    Labels idle_labels;

    friend bool operator==(const ModelUse&, const ModelUse&) = default;
};

// What one model said over time, one entry per classified clip, in order of time.
struct TimelineTrack {
    std::size_t model = 0;                  // index into Session::models
    std::vector<std::uint32_t> times_ms;    // SessionTime
    std::vector<std::int16_t> labels;       // index of the label that stood; -1: none
    std::vector<std::uint8_t> scores_x255;  // one per label of the model and entry: score × 255

    friend bool operator==(const TimelineTrack&, const TimelineTrack&) = default;
};

enum class LabelState { watching, unsure, sure };

struct LabelChange {
    SessionTime time{};
    LabelState state = LabelState::watching;
    std::string label;  // when sure
    double confidence = 0;

    friend bool operator==(const LabelChange&, const LabelChange&) = default;
};

enum class SetKind { normal, warm_up, drop_set, to_failure };

// One set. Its times are those of its first rep's start and its last rep's end, or of the held
// label for exercises without reps.
struct RecordedSet {
    int number = 0;  // unique within the session, counts up from 1
    std::string label{};
    SessionTime start{};
    SessionTime end{};
    bool open = false;     // still going on
    bool held = false;     // an exercise without reps: what counts is how long
    int counted_reps = 0;  // what Spotter counted; never changed by corrections
    int reps = 0;          // what holds: corrected, if it was
    std::optional<double> weight{};
    WeightUnit unit = WeightUnit::kg;
    SetKind kind = SetKind::normal;
    std::string note{};

    friend bool operator==(const RecordedSet&, const RecordedSet&) = default;
};

// One repetition: from `start` to its `turn` (the far point) to its `end`.
struct RecordedRep {
    int set = 0;     // RecordedSet::number
    int number = 0;  // unique within the set, counts up from 1
    SessionTime start{};
    SessionTime turn{};
    SessionTime end{};
    double range = 1;         // of the movement, relative to the set's usual
    bool lifts_first = true;  // the way out goes up (a curl), and the way back down; else (a
                              // squat) the other way round
    bool by_hand = false;     // added by a correction
    bool removed = false;     // taken away by a correction; kept, but does not count

    friend bool operator==(const RecordedRep&, const RecordedRep&) = default;
};

// What the user changed, in the order it was done. `from` and `to` are for people.
struct Correction {
    UtcTime made{};
    int set = 0;       // RecordedSet::number
    std::string what;  // "reps", "label", "start", "end", "weight", "note", "split", "merge", …
    std::string from;
    std::string to;

    friend bool operator==(const Correction&, const Correction&) = default;
};

// A stretch without pictures or labels.
struct Gap {
    SessionTime start{};
    SessionTime end{};
    std::string reason;  // one line

    friend bool operator==(const Gap&, const Gap&) = default;
};

// A stretch in which the video lacks pictures: they came faster than they could be written.
struct FilmGap {
    SessionTime start{};  // of the first picture that it lacks
    SessionTime end{};    // of the last; some between them may be there
    std::uint64_t pictures = 0;

    friend bool operator==(const FilmGap&, const FilmGap&) = default;
};
// Pictures that are lacking no further apart than this are of one stretch.
inline constexpr SessionTime kOneFilmGap{1000};

struct SessionCounters {
    std::uint64_t captured = 0;
    std::uint64_t replaced_unseen = 0;
    std::uint64_t posed = 0;
    std::uint64_t classified = 0;
    std::uint64_t stale = 0;
    std::uint64_t not_recorded = 0;  // entries that could not be written

    friend bool operator==(const SessionCounters&, const SessionCounters&) = default;
};

// A video of (part of) the session. Its time 0 is `start`; from there on both clocks run alike.
struct Recording {
    std::string file;  // name within the recordings folder
    SessionTime start{};
    SessionTime end{};
    int width = 0;
    int height = 0;

    friend bool operator==(const Recording&, const Recording&) = default;
};

struct Session {
    std::string uuid;  // lower case, with hyphens
    UtcTime start{};
    Zone zone;
    SessionTime length{};     // until its end, or what is known of it so far
    bool finished = false;    // false: it is going on
    bool recovered = false;   // it was cut off, and finished at the next start of Spotter
    std::string source;       // for people: "Integrated Camera", "squat.mp4"
    std::string source_kind;  // "camera", "file", "stream", "demo"
    std::string title;        // may be empty
    std::string note;
    std::vector<std::pair<std::string, std::string>> settings;
    SessionCounters counters;
    std::vector<ModelUse> models;
    std::vector<TimelineTrack> timeline;
    std::vector<LabelChange> label_changes;
    std::vector<RecordedSet> sets;  // in order of start
    std::vector<RecordedRep> reps;  // in order of set and start
    std::vector<Correction> corrections;
    std::vector<Gap> gaps;
    std::vector<Recording> recordings;
    std::vector<FilmGap> film_gaps;

    friend bool operator==(const Session&, const Session&) = default;
};

}  // namespace spotter
