#include "engine/session/export_html.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "engine/core/counted.h"
#include "engine/core/labels.h"
#include "engine/session/export_text.h"
#include "engine/session/html_text.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

constexpr std::size_t kColours = 6;

// The exercises of a session, in order of their first set.
std::vector<std::string> exercises_of(const Session& session) {
    std::vector<std::string> out;
    for (const RecordedSet& set : session.sets) {
        if (std::ranges::find(out, set.label) == out.end()) out.push_back(set.label);
    }
    return out;
}

std::string colour(std::size_t exercise) {
    return "var(--c" + std::to_string(exercise % kColours) + ")";
}

std::string lifted_text(const RecordedSet& set) {
    const auto weight = weight_of(set);
    return weight ? weight_text(*weight) : "–";
}

std::string figure(const std::string& value, const std::string& unit, const std::string& name) {
    return "<div class=\"card\"><div class=\"figure\">" + value +
           (unit.empty() ? "" : " <small>" + unit + "</small>") + "</div><p class=\"soft\">" +
           name + "</p></div>\n";
}

std::string figures(const Session& session) {
    int reps = 0;
    double tension_s = 0;
    double volume_kg = 0;
    for (const RecordedSet& set : session.sets) {
        reps += set.reps;
        tension_s += tempo_of(set, reps_of(session, set.number)).under_tension_s;
        volume_kg += weight_in(WeightUnit::kg, set) * set.reps;
    }
    const bool pounds_only = std::ranges::all_of(session.sets, [](const RecordedSet& set) {
        return !set.weight || set.unit == WeightUnit::lb;
    });
    std::string out = "<div class=\"figures\">\n";
    out += figure(clock_face(session.length), "", "length");
    out += figure(std::to_string(session.sets.size()), "", "sets");
    out += figure(std::to_string(reps), "", "reps");
    out += figure(clock_face(SessionTime(static_cast<std::int64_t>(tension_s * 1000))), "",
                  "under tension");
    if (volume_kg > 0) {
        out += pounds_only
                   ? figure(short_number(pounds(volume_kg, WeightUnit::kg), 0), "lb", "moved")
                   : figure(short_number(volume_kg, 0), "kg", "moved");
    }
    return out + "</div>\n";
}

// The session from left to right: a block for each set, a tick for each rep.
class CoursePicture {
  public:
    CoursePicture(const Session& session, const std::vector<std::string>& exercises)
        : session_(session), exercises_(exercises) {}

    std::string svg() const {
        std::string out =
            "<div class=\"card\">\n<svg viewBox=\"0 0 840 96\" role=\"img\" "
            "aria-label=\"Course of the session\">\n"
            "<rect x=\"0\" y=\"18\" width=\"840\" height=\"44\" rx=\"8\" fill=\"var(--line)\"/>\n";
        for (const Gap& gap : session_.gaps) out += gap_block(gap);
        for (const RecordedSet& set : session_.sets) out += set_block(set);
        return out + axis() + "</svg>\n</div>\n";
    }

  private:
    static constexpr double kWidth = 840;

    std::string x(SessionTime time) const {
        const double whole =
            static_cast<double>(std::max<std::int64_t>(session_.length.count(), 1));
        return short_number(
            std::clamp(static_cast<double>(time.count()) / whole, 0.0, 1.0) * kWidth, 1);
    }
    std::string width(SessionTime start, SessionTime end) const {
        const double whole =
            static_cast<double>(std::max<std::int64_t>(session_.length.count(), 1));
        return short_number(
            std::max(static_cast<double>((end - start).count()) / whole * kWidth, 2.0), 1);
    }

    std::string gap_block(const Gap& gap) const {
        return "<rect x=\"" + x(gap.start) + "\" y=\"18\" width=\"" + width(gap.start, gap.end) +
               "\" height=\"44\" fill=\"var(--soft)\" opacity=\".35\"><title>No picture: " +
               html_escaped(gap.reason) + "</title></rect>\n";
    }

    std::string set_block(const RecordedSet& set) const {
        const auto place = std::ranges::find(exercises_, set.label) - exercises_.begin();
        const std::string what =
            set.held ? clock_face(set.end - set.start) : counted(set.reps, "rep");
        std::string out = "<rect x=\"" + x(set.start) + "\" y=\"18\" width=\"" +
                          width(set.start, set.end) + "\" height=\"44\" rx=\"4\" fill=\"" +
                          colour(static_cast<std::size_t>(place)) + "\"><title>" +
                          html_escaped(display_name(set.label)) + ", " + what + ", from " +
                          clock_face(set.start) + "</title></rect>\n";
        for (const RecordedRep& rep : reps_of(session_, set.number)) {
            out += "<path d=\"M" + x(rep.turn) +
                   " 28v24\" stroke=\"var(--card)\" "
                   "stroke-width=\"1\" opacity=\".75\"/>\n";
        }
        return out + "<text x=\"" + x(set.start) + "\" y=\"12\">" +
               (set.held ? clock_face(set.end - set.start) : std::to_string(set.reps)) +
               "</text>\n";
    }

    // Times below, at most eight, at even minutes.
    std::string axis() const {
        constexpr std::array<int, 11> kSteps = {10,  30,   60,   120,  300,   600,
                                                900, 1800, 3600, 7200, 14'400};
        const double length_s = to_seconds(session_.length);
        const auto* step = std::ranges::find_if(kSteps, [&](int s) { return length_s / s <= 8; });
        const std::int64_t every = step == kSteps.end() ? kSteps.back() * 6 : *step;
        std::string out;
        for (std::int64_t at = 0; static_cast<double>(at) <= length_s; at += every) {
            const SessionTime time{std::chrono::seconds(at)};
            const bool near_end = length_s - static_cast<double>(at) < length_s * 0.05;
            out += "<path d=\"M" + x(time) + " 66v6\" stroke=\"var(--soft)\"/><text x=\"" +
                   x(time) + "\" y=\"88\"" +
                   (at == 0    ? ""
                    : near_end ? " text-anchor=\"end\""
                               : " text-anchor=\"middle\"") +
                   ">" + clock_face(time) + "</text>\n";
        }
        return out;
    }

    const Session& session_;
    const std::vector<std::string>& exercises_;
};

// A bar for each rep, as high as it took long.
std::string pace_picture(const std::vector<RecordedRep>& reps, const std::string& fill) {
    if (reps.empty()) return "";
    constexpr double kWidth = 150;
    constexpr double kHeight = 28;
    constexpr double kWidestBar = 14;
    SessionTime longest{1};
    for (const RecordedRep& rep : reps) longest = std::max(longest, rep.end - rep.start);
    const double pitch = std::min(kWidth / static_cast<double>(reps.size()), kWidestBar);
    std::string out =
        "<svg class=\"pace\" viewBox=\"0 0 150 28\" role=\"img\" aria-label=\"Time of "
        "each rep\">";
    double left = kWidth - pitch * static_cast<double>(reps.size());
    for (const RecordedRep& rep : reps) {
        const SessionTime length = rep.end - rep.start;
        const double height = std::max(
            kHeight * static_cast<double>(length.count()) / static_cast<double>(longest.count()),
            1.0);
        out += "<rect x=\"" + short_number(left) + "\" y=\"" + short_number(kHeight - height) +
               "\" width=\"" + short_number(pitch * 0.72) + "\" height=\"" + short_number(height) +
               "\" rx=\"1.5\" fill=\"" + fill + "\"><title>" + short_number(to_seconds(length)) +
               " s</title></rect>";
        left += pitch;
    }
    return out + "</svg>";
}

std::string set_row(const Session& session, const RecordedSet& set, int order,
                    const std::string& fill) {
    const std::vector<RecordedRep> reps = reps_of(session, set.number);
    const Tempo tempo = tempo_of(set, reps);
    std::string count = set.held ? clock_face(set.end - set.start) : std::to_string(set.reps);
    if (const int by_hand = set.reps - set.counted_reps; by_hand != 0) {
        count += " <span class=\"soft\" title=\"corrected by hand\">(" +
                 std::string(by_hand > 0 ? "+" : "−") + std::to_string(std::abs(by_hand)) +
                 ")</span>";
    }
    const auto seconds = [](double value) {
        return value > 0 ? short_number(value, 1) + " s" : std::string("–");
    };
    std::string out = "<tr><td>" + std::to_string(order) + "</td><td class=\"reps\">" + count +
                      "</td><td>" + lifted_text(set) + "</td><td>" + seconds(tempo.rep_s) +
                      "</td><td class=\"wide\">" + seconds(tempo.lifting_s) +
                      "</td><td class=\"wide\">" + seconds(tempo.lowering_s) + "</td><td>" +
                      pace_picture(reps, fill) + "</td></tr>\n";
    if (!set.note.empty()) {
        out += "<tr class=\"says\"><td></td><td colspan=\"6\">" + html_escaped(set.note) +
               "</td></tr>\n";
    }
    return out;
}

std::string exercise_card(const Session& session, const std::string& label, std::size_t index) {
    std::string rows;
    int sets = 0;
    int reps = 0;
    for (const RecordedSet& set : session.sets) {
        if (set.label != label) continue;
        rows += set_row(session, set, ++sets, colour(index));
        reps += set.reps;
    }
    return "<div class=\"card\">\n<div class=\"head\"><span class=\"dot\" style=\"background:" +
           colour(index) + "\"></span><h2>" + html_escaped(display_name(label)) +
           "</h2><span class=\"soft\">" + counted(sets, "set") +
           (reps > 0 ? ", " + counted(reps, "rep") : "") +
           "</span></div>\n<table><thead><tr><th>Set</th><th>Reps</th><th>Weight</th><th>A rep</th>"
           "<th class=\"wide\">Up</th><th class=\"wide\">Down</th><th>Pace</th></tr></thead>\n"
           "<tbody>\n" +
           rows + "</tbody></table>\n</div>\n";
}

std::string session_section(const Session& session) {
    constexpr std::size_t kToMinutes = 16;
    const std::string moment =
        date_time_text(wall_clock(session, SessionTime::zero())).substr(0, kToMinutes);
    std::string out = "<section>\n<header>\n<h1>" + html_escaped(title_of(session)) +
                      "</h1>\n<p "
                      "class=\"soft\">" +
                      moment + " · " +
                      html_escaped(source_text(session.source, session.source_kind)) + "</p>\n";
    if (!session.note.empty()) out += "<p class=\"note\">" + html_escaped(session.note) + "</p>\n";
    out += "</header>\n" + figures(session);
    const std::vector<std::string> exercises = exercises_of(session);
    if (exercises.empty()) {
        return out + "<div class=\"card soft\">No exercise was recorded.</div>\n</section>\n";
    }
    out += CoursePicture(session, exercises).svg();
    for (std::size_t i = 0; i < exercises.size(); ++i)
        out += exercise_card(session, exercises[i], i);
    return out + "</section>\n";
}

}  // namespace

std::string html_summary(std::span<const Session> sessions) {
    std::string out =
        html_page_begin(sessions.size() == 1 ? title_of(sessions.front()) : "Workouts");
    for (const Session& session : sessions) out += session_section(session);
    return out + html_page_end();
}

}  // namespace spotter
