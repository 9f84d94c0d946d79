#include <algorithm>

#include "engine/core/counted.h"
#include "engine/core/set_name.h"
#include "engine/session/export_text.h"
#include "engine/session/session_facts.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/history/history_parts.h"
#include "ui/history/history_text.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// Logical widths.
constexpr float kNumberColumn = 52;
constexpr float kTimeColumn = 52;

// One line of the details: an exercise, one of its sets, or that set's note.
struct SetLine {
    std::string exercise = {};
    int sets = 0;
    int reps = 0;
    const RecordedSet* set = nullptr;
    bool note = false;
};

std::string set_text(const Session& session, const RecordedSet& set) {
    std::string out =
        set.held ? "held " + clock_time(to_seconds(set.end - set.start)) : counted(set.reps, "rep");
    if (const auto weight = weight_of(set)) out += ", " + weight_text(*weight);
    const Tempo tempo = tempo_of(set, reps_of(session, set.number));
    if (tempo.rep_s > 0) out += ", " + fixed(tempo.rep_s, 1) + " s a rep";
    return out;
}

// The exercises in the order in which they were begun, each with its sets.
std::vector<SetLine> set_lines(const Session& session) {
    Labels labels;
    for (const RecordedSet& set : session.sets) {
        if (!contains(labels, set.label)) labels.push_back(set.label);
    }
    std::vector<SetLine> out;
    for (const std::string& label : labels) {
        const std::size_t heading = out.size();
        out.push_back({display_name(label)});
        for (const RecordedSet& set : session.sets) {
            if (set.label != label) continue;
            ++out[heading].sets;
            out[heading].reps += set.reps;
            out.push_back({{}, 0, 0, &set, false});
            if (!set.note.empty()) out.push_back({{}, 0, 0, &set, true});
        }
    }
    return out;
}

std::string quoted(const std::string& note) {
    return "“" + note + "”";
}

// Notes are written out, however long they are.
float line_height(const SetLine& line, float width) {
    if (!line.note) return theme().px(26);
    return paragraph_height(width - theme().px(kNumberColumn), quoted(line.set->note),
                            Type::small) +
           theme().px(8);
}

void draw_set_line(const Session& session, const SetLine& line, const Rect& row) {
    const Palette& colors = theme().palette();
    if (line.set == nullptr) {
        const std::string work = work_text(line.sets, line.reps);
        const float width = text_width(work, Type::body) + theme().px(4);
        draw_text(row.left(row.width - width), line.exercise, Type::strong, colors.text);
        draw_text(row.right_part(width), work, Type::body, colors.text, Align::right);
        return;
    }
    if (line.note) {
        draw_paragraph(row.right_part(row.width - theme().px(kNumberColumn)),
                       quoted(line.set->note), Type::small, colors.muted);
        return;
    }
    Cutter cut(row, 0);
    const int number = set_of_exercise(session.sets, *line.set);
    draw_text(cut.left(theme().px(kNumberColumn)), "Set " + std::to_string(number), Type::body,
              colors.muted);
    draw_text(cut.left(theme().px(kTimeColumn)), clock_time(to_seconds(line.set->start)),
              Type::body, colors.muted);
    draw_text(cut.rest(), set_text(session, *line.set), Type::body, colors.text, Align::right);
}

std::string facts_text(const HistoryDetails& details) {
    const Session& session = *details.session;
    std::string out = date_time_text(wall_clock(session, SessionTime::zero())).substr(0, 16) +
                      ", " + length_text(session.length);
    if (!session.source.empty()) out += ", " + source_text(session.source, session.source_kind);
    if (!session.models.empty()) out += ", seen by " + session.models.back().name;
    if (details.video_bytes > 0) out += ", " + bytes_text(details.video_bytes) + " of video";
    if (!session.finished) out += ", going on";
    if (session.recovered) out += ", was cut off and finished";
    return out + ".";
}

// What can be done with what is chosen; the last row of buttons of the card.
void draw_chosen_buttons(const HistoryView& view, Cutter& rows, HistoryActions& actions) {
    const float height = theme().px(38);
    const float gap = theme().px(8);
    const bool some = !view.chosen.empty() && !view.busy;
    Cutter row(rows.below(height), gap);
    if (view.page == HistoryPage::deleted) {
        if (text_button("restore", row.rest(), "Bring back", true, some)) actions.remove = true;
        return;
    }
    const bool free = some && can_change(view);
    const bool merging = view.chosen.size() > 1;
    const float width = (row.rest().width - gap * (merging ? 2 : 1)) / (merging ? 3 : 2);
    if (text_button("export", row.left(width), "Export…", false, some)) actions.open_export = true;
    if (merging && text_button("merge", row.left(width), "Merge", false, free)) {
        actions.merge = true;
    }
    if (text_button("delete", row.rest(), "Delete", false, free)) actions.remove = true;
    if (can_change(view)) return;
    const std::string why = std::string(merging ? "One of them" : "This workout") +
                            " is going on: end it first, with Finish in Live.";
    const float lines = paragraph_height(rows.rest().width, why, Type::small);
    draw_paragraph(rows.below(lines), why, Type::small, theme().palette().muted);
}

void draw_sets(const Session& session, const Rect& area) {
    const Palette& colors = theme().palette();
    const std::vector<SetLine> lines = set_lines(session);
    if (lines.empty()) {
        draw_paragraph(area, "No sets were counted in it.", Type::body, colors.muted);
        return;
    }
    const float width = area.width - ImGui::GetStyle().ScrollbarSize * 1.5F;
    float height = 0;
    for (const SetLine& line : lines) height += line_height(line, width);
    const Rect content = begin_scroll("sets", area, height);
    float y = content.y;
    for (const SetLine& line : lines) {
        const Rect row = {content.x, y, width, line_height(line, width)};
        if (in_view(row)) draw_set_line(session, line, row);
        y = row.bottom();
    }
    end_scroll();
}

// A text of any length, in a fifth of the card at most.
void draw_text_part(Cutter& rows, const std::string& text, Type type, ImU32 color,
                    const Rect& inner) {
    const float height = paragraph_height(inner.width, text, type);
    draw_clipped_paragraph(rows.top(std::min(height, inner.height * 0.2F)), text, type, color);
}

void draw_one(const HistoryView& view, const Rect& inner, HistoryActions& actions) {
    const Palette& colors = theme().palette();
    const HistoryDetails& details = view.details;
    const SessionSummary& summary = view.sessions[static_cast<std::size_t>(view.selected)];
    Cutter rows(inner, theme().px(8));
    Cutter title(rows.top(theme().px(30)), theme().px(6));
    if (icon_button("deselect", title.right(theme().px(30)), Icon::close, "Deselect (Esc)")) {
        actions.choose_none = true;
    }
    const bool known = details.session && details.session->uuid == summary.uuid;
    if (view.page == HistoryPage::workouts && known && !view.busy && summary.finished &&
        icon_button("texts", title.right(theme().px(30)), Icon::pencil, "Name and note…")) {
        actions.open_texts = true;
    }
    draw_text(title.rest(), name_of(summary), Type::title, colors.text);
    draw_chosen_buttons(view, rows, actions);
    if (can_replay(view, view.selected) &&
        text_button("replay", rows.below(theme().px(38)),
                    summary.recorded ? "Replay with video" : "Replay", true)) {
        actions.replay = view.selected;
    }
    if (!details.failure.empty()) {
        warning_line(rows.rest(), details.failure);
    } else if (details.session) {
        const std::string facts = facts_text(details);
        draw_text_part(rows, facts, Type::small, colors.muted, inner);
        if (!details.session->note.empty()) {
            draw_text_part(rows, quoted(details.session->note), Type::body, colors.text, inner);
        }
        draw_sets(*details.session, rows.rest());
    }
}

// What the chosen ones come to.
void draw_several(const HistoryView& view, const Rect& inner, HistoryActions& actions) {
    const Palette& colors = theme().palette();
    Cutter rows(inner, theme().px(8));
    Cutter title(rows.top(theme().px(30)), theme().px(6));
    if (icon_button("deselect", title.right(theme().px(30)), Icon::close, "Choose none (Esc)")) {
        actions.choose_none = true;
    }
    draw_text(title.rest(), counted(view.chosen.size(), "workout") + " chosen", Type::title,
              colors.text);
    draw_chosen_buttons(view, rows, actions);
    int sets = 0;
    int reps = 0;
    SessionTime length{};
    std::vector<ExerciseTotals> exercises;
    for (const SessionSummary& session : view.sessions) {
        if (!view.chosen.contains(session.uuid)) continue;
        sets += session.sets;
        reps += session.reps;
        length += session.length;
        for (const ExerciseTotals& one : session.exercises) {
            const auto known = std::ranges::find(exercises, one.label, &ExerciseTotals::label);
            ExerciseTotals& total = known != exercises.end() ? *known : exercises.emplace_back();
            total = {one.label, total.sets + one.sets, total.reps + one.reps};
        }
    }
    const std::string text = work_text(sets, reps) + " in " + length_text(length) + ". " +
                             exercises_text(exercises) + ".";
    draw_clipped_paragraph(rows.rest(), text, Type::body, colors.muted);
}

}  // namespace

void draw_history_details(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    const Palette& colors = theme().palette();
    ImGui::PushID("details");
    draw_card(area, colors.surface);
    const Rect inner = area.inset(theme().px(16), theme().px(12));
    if (view.chosen.size() > 1) {
        draw_several(view, inner, actions);
    } else if (view.selected >= 0 && view.selected < static_cast<int>(view.sessions.size())) {
        draw_one(view, inner, actions);
    } else {
        draw_paragraph({inner.x, area.y + area.height * 0.45F, inner.width, inner.height},
                       "Choose a workout to see its sets", Type::body, colors.muted, Align::center);
    }
    ImGui::PopID();
}

}  // namespace spotter
