#include <algorithm>

#include "engine/core/counted.h"
#include "engine/core/set_name.h"
#include "engine/session/export_text.h"
#include "engine/session/session_facts.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/panel.h"
#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

using Kind = ReplaySelection::Kind;

constexpr const char* kLoad = "Weight, note (W)";

// Label, start and end of what is selected, as they stand.
struct Selected {
    std::string title;
    std::string label;
    double start_s = 0;
    double end_s = 0;
};

ChoiceView label_choices(const ReplayView& view, const std::string& current) {
    ChoiceView out;
    for (std::size_t i = 0; i < view.labels.size(); ++i) {
        out.items.push_back({display_name(view.labels[i])});
        if (view.labels[i] == current) out.current = static_cast<int>(i);
    }
    return out;
}

// True when another label was chosen; a name of its own asks for it.
bool choose_label(const char* id, const ReplayView& view, const Rect& area,
                  const std::string& current, const std::string& none, ReplayActions& actions) {
    const ChoiceView choices = label_choices(view, current);
    const int chosen = choice(id, area, choices, {Icon::teach, "", none, "Another label…"});
    if (chosen < 0) return false;
    if (chosen == static_cast<int>(view.labels.size())) {
        actions.naming = "";
        return false;
    }
    actions.set_label = view.labels[static_cast<std::size_t>(chosen)];
    return true;
}

// A moment of the recording, as the ruler writes it.
std::optional<double> time_stepper(const char* id, const ReplayView& view, const Rect& area,
                                   const std::string& caption, double time_s) {
    Steps steps = {0, view.player.length_s, 0.1, 1};
    steps.text = time_text(time_s);
    return stepper(id, area, caption, time_s, steps);
}

void draw_borders(const ReplayView& view, const Selected& selected, Cutter& rows,
                  ReplayActions& actions) {
    const float height = theme().px(34);
    if (const auto start =
            time_stepper("start", view, rows.top(height), "Start", selected.start_s)) {
        actions.move_start_s = *start;
    }
    if (const auto end = time_stepper("end", view, rows.top(height), "End", selected.end_s)) {
        actions.move_end_s = *end;
    }
}

// Two buttons side by side; returns which was clicked: 0, 1, or -1.
int draw_pair(Cutter& rows, const char* first, bool first_enabled, const char* second,
              bool second_enabled = true) {
    const Rect row = rows.top(theme().px(36));
    const float gap = theme().px(6);
    const float width = (row.width - gap) / 2;
    int out = -1;
    if (text_button(first, row.left(width), first, false, first_enabled)) out = 0;
    if (text_button(second, row.right_part(width), second, false, second_enabled)) out = 1;
    return out;
}

bool playhead_inside(const ReplayView& view, double start_s, double end_s) {
    return view.player.position_s > start_s && view.player.position_s < end_s;
}

// `detail`: stands beside the title, in small type.
void draw_title(Cutter& rows, const std::string& title, const std::string& detail,
                ReplayActions& actions) {
    Cutter row(rows.top(theme().px(30)), theme().px(6));
    if (icon_button("deselect", row.right(theme().px(30)), Icon::close, "Deselect (Esc)")) {
        actions.select = ReplaySelection();
    }
    const Palette& colors = theme().palette();
    const float width = std::min(text_width(title, Type::title) + 1, row.rest().width);
    draw_text(row.left(width), title, Type::title, colors.text);
    if (detail.empty() || row.rest().width < theme().px(20)) return;
    const Rect rest = row.rest();
    draw_text(rest, detail, Type::small, colors.muted);
    ImGui::SetCursorScreenPos({rest.x, rest.y});
    ImGui::InvisibleButton("detail", {rest.width, rest.height});
    tooltip(detail);
}

// "22.5 kg, “left arm weak”"; may be empty.
std::string load_text(const RecordedSet& set) {
    const auto weight = weight_of(set);
    std::string out = weight ? weight_text(*weight) : "";
    if (!set.note.empty()) out += (out.empty() ? "“" : ", “") + set.note + "”";
    return out;
}

void draw_block_buttons(const ReplayView& view, const Selected& selected, bool has_next,
                        Cutter& rows, ReplayActions& actions) {
    const bool inside = playhead_inside(view, selected.start_s, selected.end_s);
    const int first = draw_pair(rows, "Split here", inside, "Merge with next", has_next);
    if (first == 0) actions.split = true;
    if (first == 1) actions.merge = true;
    const int second = draw_pair(rows, "Delete", true, "Add to dataset…");
    if (second == 0) actions.remove = true;
    if (second == 1) actions.open_adding = true;
}

void draw_set(const ReplayView& view, const RecordedSet& set, Cutter& rows,
              ReplayActions& actions) {
    const int number = set_of_exercise(view.edit->sets, set);
    const Selected selected = {"Set " + std::to_string(number), set.label, to_seconds(set.start),
                               to_seconds(set.end)};
    draw_title(rows, selected.title, load_text(set), actions);
    choose_label("label", view, rows.top(theme().px(40)), set.label, display_name(set.label),
                 actions);
    draw_borders(view, selected, rows, actions);
    if (!set.held) {
        std::string reps_text = "Reps";
        if (set.reps != set.counted_reps) {
            reps_text += ", counted " + std::to_string(set.counted_reps);
        }
        const auto reps =
            stepper("reps", rows.top(theme().px(34)), reps_text, set.reps, {0, 9999, 1});
        if (reps) actions.set_reps = static_cast<int>(*reps);
        const int clicked = draw_pair(rows, "Add a rep (R)", true, kLoad);
        if (clicked == 0) actions.add_rep = true;
        if (clicked == 1) actions.open_load = set.number;
    } else if (text_button(kLoad, rows.top(theme().px(36)), kLoad, false)) {
        actions.open_load = set.number;
    }
    const bool has_next = !view.edit->sets.empty() && &set != &view.edit->sets.back();
    draw_block_buttons(view, selected, has_next, rows, actions);
}

void draw_rep(const ReplayView& view, const RecordedRep& rep, Cutter& rows,
              ReplayActions& actions) {
    const Palette& colors = theme().palette();
    const RecordedSet& set = *set_of_number(view, rep.set);
    draw_title(rows, "Rep " + std::to_string(rep.number), set_name(view.edit->sets, set), actions);
    const Selected selected = {"", "", to_seconds(rep.start), to_seconds(rep.end)};
    draw_borders(view, selected, rows, actions);
    if (const auto turn =
            time_stepper("turn", view, rows.top(theme().px(34)), "Turn", to_seconds(rep.turn))) {
        actions.move_turn_s = *turn;
    }
    const double out = to_seconds(rep.turn - rep.start);
    const double back = to_seconds(rep.end - rep.turn);
    const float line = theme().px(24);
    const auto fact = [&](const char* name, const std::string& value) {
        const Rect row = rows.top(line);
        draw_text(row, name, Type::body, colors.muted);
        draw_text(row, value, Type::body, colors.text, Align::right);
    };
    fact(rep.lifts_first ? "Lifting" : "Lowering", fixed(out, 1) + " s");
    fact(rep.lifts_first ? "Lowering" : "Lifting", fixed(back, 1) + " s");
    fact("Range", percent(rep.range) + " of the usual");
    if (rep.by_hand) fact("Added", "by you");
    if (rep.removed) {
        draw_paragraph(rows.top(theme().px(40)), "Taken away: it does not count.", Type::body,
                       colors.warning);
        if (text_button("restore", rows.top(theme().px(36)), "Bring it back", false)) {
            actions.restore = true;
        }
    } else if (text_button("remove", rows.top(theme().px(36)), "Does not count (Del)", false)) {
        actions.remove = true;
    }
}

void draw_segment(const ReplayView& view, const SessionSegment& segment, Cutter& rows,
                  ReplayActions& actions) {
    const Selected selected = {display_name(segment.label), segment.label,
                               to_seconds(segment.start), to_seconds(segment.end)};
    draw_title(rows, selected.title, "", actions);
    choose_label("label", view, rows.top(theme().px(40)), segment.label,
                 display_name(segment.label), actions);
    draw_borders(view, selected, rows, actions);
    const bool has_next = &segment != &view.edit->segments.back();
    draw_block_buttons(view, selected, has_next, rows, actions);
}

void draw_span(const ReplayView& view, Cutter& rows, ReplayActions& actions) {
    const ReplaySelection& span = view.selection;
    const Palette& colors = theme().palette();
    draw_title(rows, "Marked stretch", "", actions);
    draw_text(rows.top(theme().px(22)),
              time_text(span.start_s) + " to " + time_text(span.end_s) + ", " +
                  fixed(span.end_s - span.start_s, 1) + " s",
              Type::body, colors.muted);
    caption(rows.top(theme().px(18)), "This is a set of");
    ReplayActions chosen;
    ImGui::PushID("as set");
    if (choose_label("label", view, rows.top(theme().px(40)), "", "Choose an exercise…", chosen)) {
        actions.set_label = chosen.set_label;
        actions.add_set = true;
    }
    ImGui::PopID();
    caption(rows.top(theme().px(18)), "It shows, without being a set");
    choose_label("as label", view, rows.top(theme().px(40)), "", "Choose a label…", actions);
    const int clicked = draw_pair(rows, "Repeat it", true, "Add to dataset…");
    if (clicked == 0) actions.loop = true;
    if (clicked == 1) actions.open_adding = true;
}

}  // namespace

void draw_replay_side(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    if (view.edit == nullptr) return;
    draw_card(area, theme().palette().surface);
    const Rect inner = area.inset(theme().px(14), theme().px(10));
    const bool something =
        view.selection.kind == Kind::span || selected_segment(view) || selected_set(view);
    if (!something) {
        view.comparison ? draw_differences(view, inner, actions)
                        : draw_set_list(view, inner, actions);
        return;
    }
    Cutter card(inner, theme().px(7));
    if (can_take(view) &&
        text_button("take", card.below(theme().px(36)), "Take the other's (T)", false)) {
        actions.take_selected = true;
    }
    // What does not fit into a small window is scrolled to.
    const Rect part = card.rest();
    const Rect content = begin_scroll("selected", part, std::max(part.height, theme().px(338)));
    Cutter rows(content, theme().px(7));
    if (const RecordedRep* rep = selected_rep(view)) {
        draw_rep(view, *rep, rows, actions);
    } else if (const RecordedSet* set = selected_set(view)) {
        draw_set(view, *set, rows, actions);
    } else if (const SessionSegment* segment = selected_segment(view)) {
        draw_segment(view, *segment, rows, actions);
    } else {
        draw_span(view, rows, actions);
    }
    end_scroll();
}

}  // namespace spotter
