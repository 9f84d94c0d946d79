#include "engine/session/export_csv.h"

#include <algorithm>

#include "engine/session/export_text.h"
#include "engine/session/known_exercises.h"
#include "engine/session/log_names.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

constexpr int kMilli = 3;
constexpr std::size_t kDateLength = 10;

std::string seconds_text(SessionTime time) {
    return short_number(to_seconds(time), kMilli);
}

CsvLine line_at(const Session& session, SessionTime time) {
    const std::string moment = date_time_text(wall_clock(session, time));
    CsvLine line;
    line.plain(moment.substr(0, kDateLength)).plain(moment.substr(kDateLength + 1));
    return line;
}

std::string set_line(const Session& session, const RecordedSet& set,
                     const std::optional<SessionTime>& rest) {
    const Tempo tempo = tempo_of(set, reps_of(session, set.number));
    const auto figure = [](double value) {
        return value > 0 ? short_number(value, kMilli) : std::string();
    };
    return line_at(session, set.start)
        .plain(session.uuid)
        .text(title_of(session))
        .plain(std::to_string(set.number))
        .text(exercise_title(set))
        .text(set.label)
        .plain(seconds_text(set.start))
        .plain(seconds_text(set.end))
        .plain(std::to_string(set.reps))
        .plain(std::to_string(set.counted_reps))
        .plain(set.weight ? short_number(*set.weight, kMilli) : "")
        .plain(set.weight ? name_in(kUnits, set.unit) : "")
        .plain(name_in(kSetKinds, set.kind))
        .plain(figure(tempo.rep_s))
        .plain(figure(tempo.lifting_s))
        .plain(figure(tempo.lowering_s))
        .plain(figure(tempo.under_tension_s))
        .plain(tempo.slowing != 0 ? short_number(tempo.slowing, kMilli) : "")
        .plain(rest ? seconds_text(*rest) : "")
        .text(set.note)
        .end();
}

}  // namespace

std::string csv_of_sets(std::span<const Session> sessions) {
    std::string out =
        "date,time,session,title,set,exercise,label,start_s,end_s,reps,counted_reps,weight,unit,"
        "kind,rep_s,lifting_s,lowering_s,under_tension_s,slowing,rest_before_s,note\r\n";
    for (const Session& session : sessions) {
        std::optional<SessionTime> before;
        for (const RecordedSet& set : session.sets) {
            std::optional<SessionTime> rest;
            if (before) rest = std::max(set.start - *before, SessionTime::zero());
            out += set_line(session, set, rest);
            before = set.end;
        }
    }
    return out;
}

std::string csv_of_reps(std::span<const Session> sessions) {
    std::string out =
        "date,time,session,set,label,rep,start_s,turn_s,end_s,duration_s,lifting_s,lowering_s,"
        "range,by_hand\r\n";
    for (const Session& session : sessions) {
        for (const RecordedSet& set : session.sets) {
            int number = 0;
            for (const RecordedRep& rep : reps_of(session, set.number)) {
                const SessionTime way_out = rep.turn - rep.start;
                const SessionTime way_back = rep.end - rep.turn;
                out += line_at(session, rep.start)
                           .plain(session.uuid)
                           .plain(std::to_string(set.number))
                           .text(set.label)
                           .plain(std::to_string(++number))
                           .plain(seconds_text(rep.start))
                           .plain(seconds_text(rep.turn))
                           .plain(seconds_text(rep.end))
                           .plain(seconds_text(rep.end - rep.start))
                           .plain(seconds_text(rep.lifts_first ? way_out : way_back))
                           .plain(seconds_text(rep.lifts_first ? way_back : way_out))
                           .plain(short_number(rep.range, kMilli))
                           .plain(rep.by_hand ? "1" : "0")
                           .end();
            }
        }
    }
    return out;
}

}  // namespace spotter
