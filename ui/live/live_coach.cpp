#include <algorithm>
#include <cmath>

#include "engine/core/counted.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/live/live_parts.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// Logical units, inside its margins.
constexpr float kRoomyCard = 230;

// What the card says, whatever runs.
struct CoachText {
    std::string title;
    std::string side;     // at the title's other end
    std::string number;   // the large one
    std::string meaning;  // beneath it
    float fraction = -1;  // of what is meant; negative: nothing is
    ImU32 color = 0;      // of the number
};

std::string set_text(const CoachView& coach) {
    const std::string text = "Set " + std::to_string(coach.set);
    if (!coach.sets_meant) return text;
    const bool more = coach.set > *coach.sets_meant;
    return text + (more ? ", " : " of ") + std::to_string(*coach.sets_meant) +
           (more ? " meant" : "");
}

float part_of(double done, double meant) {
    return meant > 0 ? static_cast<float>(std::min(done / meant, 1.0)) : 1.F;
}

CoachText text_of_set(const CoachView& coach) {
    const Palette& colors = theme().palette();
    CoachText text = {coach.exercise, set_text(coach), {}, {}, -1, colors.text};
    if (coach.held) {
        text.number = clock_time(coach.held_s);
        text.meaning = coach.held_meant_s ? "of " + clock_time(*coach.held_meant_s) : "held";
        if (coach.held_meant_s) text.fraction = part_of(coach.held_s, *coach.held_meant_s);
    } else {
        text.number = std::to_string(coach.reps);
        text.meaning = coach.reps_meant  ? "of " + counted(*coach.reps_meant, "rep")
                       : coach.reps == 1 ? "rep"
                                         : "reps";
        if (coach.reps_meant) text.fraction = part_of(coach.reps, *coach.reps_meant);
    }
    if (text.fraction >= 1) text.color = colors.accent;
    return text;
}

CoachText text_of_rest(const CoachView& coach) {
    const Palette& colors = theme().palette();
    CoachText text = {"Rest", set_text(coach) + " done", {}, {}, -1, colors.text};
    if (coach.sets_done) text.side = coach.exercise + " is done";
    const std::string done = coach.held ? clock_time(coach.held_s) : counted(coach.reps, "rep");
    text.meaning = coach.exercise + ", " + done;
    if (!coach.rest_meant_s) {
        text.number = clock_time(coach.rest_s);
        return text;
    }
    // Counts down as whole seconds are heard: 0:01 for the last one.
    const double left = *coach.rest_meant_s - coach.rest_s;
    text.number = left > 0 ? clock_time(std::ceil(left)) : "+" + clock_time(-left);
    text.fraction = part_of(coach.rest_s, *coach.rest_meant_s);
    if (left <= 0) text.color = colors.accent;
    return text;
}

CoachText text_of(const CoachView& coach) {
    switch (coach.phase) {
        case CoachPhase::set:
            return text_of_set(coach);
        case CoachPhase::rest:
            return text_of_rest(coach);
        case CoachPhase::count_in: {
            const double left = std::max(std::ceil(coach.count_in_s), 1.0);
            return {"Get ready",
                    "",
                    fixed(left, 0),
                    "Nothing is counted yet",
                    -1,
                    theme().palette().accent};
        }
        case CoachPhase::none:
            break;
    }
    return {"Workout", "", "0", "The first rep begins a set", -1, theme().palette().faint};
}

bool can_correct(const CoachView& coach) {
    const bool set = coach.phase == CoachPhase::set || coach.phase == CoachPhase::rest;
    return set && !coach.held;
}

constexpr float kLeastMeaning = 0.7F;  // of its size, so that it fits

// − and + at the ends of the line.
void draw_corrections(const Rect& line, LiveActions& actions) {
    const float side = line.height;
    if (icon_button("fewer", line.left(side), Icon::minus, "One rep fewer (−)")) {
        actions.correct_reps = -1;
    }
    if (icon_button("more", line.right_part(side), Icon::plus, "One rep more (+)")) {
        actions.correct_reps = 1;
    }
}

// What the number means, between − and + where there is room for them.
void draw_meaning(const Rect& line, const CoachView& coach, const CoachText& text, Type type,
                  LiveActions& actions) {
    Rect middle = line;
    const Rect between = line.inset(line.height, 0);
    if (can_correct(coach) && text_width(text.meaning, type) * kLeastMeaning < between.width) {
        draw_corrections(line, actions);
        middle = between;
    }
    draw_text_fitted(middle, text.meaning, type, theme().size(type), theme().palette().muted,
                     Align::center, kLeastMeaning);
}

void draw_number(const Rect& area, const CoachText& text) {
    draw_text_fitted(area, text.number, Type::giant, theme().size(Type::giant), text.color,
                     Align::center, 0.1F);
}

void draw_buttons(const Rect& row, const LiveView& view, LiveActions& actions) {
    const float gap = theme().px(6);
    Cutter cut(row, gap);
    const bool counting = view.coach.phase == CoachPhase::count_in;
    const char* hint = counting ? "Count right away (C)" : "Count-in: 3, 2, 1 (C)";
    if (icon_button("count_in", cut.right(row.height), Icon::timer, hint, counting)) {
        actions.count_in = true;
    }
    if (icon_button("targets", cut.right(row.height), Icon::target, "Targets (P)")) {
        actions.overlay = Overlay::targets;
    }
    if (view.load.title.empty()) return;
    const bool known = !view.coach.load.empty();
    std::string text = known ? view.coach.load : "Weight and note";
    if (!known && chip_width(text) > cut.rest().width) text = "Weight";
    const float width = std::min(cut.rest().width, chip_width(text));
    if (chip("load", cut.left(width).inset(0, theme().px(3)), text, known)) {
        actions.overlay = Overlay::load;
    }
    tooltip("Weight and note of this set (W)");
}

// Where there is no room for more: the number beside what it means, and beneath them the buttons,
// unless the card is lower still.
void draw_compact(const Rect& card, const LiveView& view, const CoachText& text,
                  LiveActions& actions) {
    const Palette& colors = theme().palette();
    const float line = theme().px(19);
    const float buttons = theme().px(28);
    Cutter rows(card.inset(theme().px(12), theme().px(6)), theme().px(2));
    const bool low = rows.rest().height < 3 * line + buttons + theme().px(2);
    if (!low) {
        Cutter row(rows.below(buttons), theme().px(2));
        if (can_correct(view.coach)) draw_corrections(row.left(2 * buttons), actions);
        draw_buttons(row.rest(), view, actions);
    }
    Cutter row(rows.rest(), theme().px(8));
    draw_number(row.left(row.rest().width * 0.42F), text);
    const Rect words = row.rest();
    if (low) {
        draw_text(words.top(words.height / 2), text.title, Type::small, colors.muted);
        draw_meaning(words.below(words.height / 2), view.coach, text, Type::small, actions);
        return;
    }
    Cutter lines(words, 0);
    draw_text(lines.top(line), text.title, Type::small, colors.text);
    for (const std::string& more : {text.side, text.meaning}) {
        if (more.empty()) continue;
        draw_text_fitted(lines.top(line), more, Type::small, theme().size(Type::small),
                         colors.muted, Align::left, kLeastMeaning);
    }
}

// A rep tints the screen a little; what is rarer hides it for a moment.
void draw_veil(const Rect& area, const FlashView& flash) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 from = {area.x, area.y};
    const ImVec2 to = {area.right(), area.bottom()};
    const bool quiet = flash.kind == FlashKind::rep;
    if (!quiet) list.AddRectFilled(from, to, faded(colors.background, 0.86F * flash.strength));
    list.AddRectFilled(from, to, faded(colors.accent, (quiet ? 0.08F : 0.14F) * flash.strength));
}

void draw_large(const Rect& picture, const FlashView& flash) {
    const Palette& colors = theme().palette();
    // The person is still seen behind a rep.
    const float most = flash.kind == FlashKind::rep ? 0.6F : 1.F;
    const float alpha = std::min(flash.strength * 1.6F, 1.F) * most;
    const Rect middle = picture.inset(picture.width * 0.06F, picture.height * 0.12F);
    const bool worded = flash.kind != FlashKind::rep && !flash.caption.empty();
    const float caption = worded ? std::min(theme().size(Type::hero) * 0.8F, middle.height / 4) : 0;
    const Rect number = middle.top(middle.height - caption);
    draw_text_fitted(number, flash.large, Type::giant, number.height, faded(colors.accent, alpha),
                     Align::center, 0.1F);
    if (!worded) return;
    draw_text_fitted(middle.below(caption), flash.caption, Type::hero, caption,
                     faded(colors.text, alpha), Align::center);
}

}  // namespace

void draw_coach(const LiveView& view, const LiveLayout& layout, LiveActions& actions) {
    const Palette& colors = theme().palette();
    const CoachText text = text_of(view.coach);
    ImGui::PushID("coach");
    draw_card(layout.coach, colors.surface);
    if (layout.coach_compact) {
        draw_compact(layout.coach, view, text, actions);
        ImGui::PopID();
        return;
    }
    Cutter card(layout.coach.inset(theme().px(16), theme().px(12)), theme().px(8));
    // Across the room it is this card that is read: what fits beside the number is large, too.
    const bool roomy = card.rest().height > theme().px(kRoomyCard);
    const Type beside = roomy ? Type::title : Type::strong;
    const Rect header = card.top(theme().px(26));
    const float side =
        std::min(text.side.empty() ? 0 : text_width(text.side, beside) + 1, header.width * 0.6F);
    draw_text_fitted(header.right_part(side), text.side, beside, theme().size(beside), colors.muted,
                     Align::right, 0.7F);
    draw_text(header.left(std::max(header.width - side - theme().px(10), header.width * 0.4F)),
              text.title, Type::title, colors.text);
    draw_buttons(card.below(theme().px(36)), view, actions);
    const Rect bar = card.below(std::round(theme().px(7)));
    if (text.fraction >= 0) draw_bar(bar, text.fraction, colors.accent);
    draw_meaning(card.below(theme().px(roomy ? 38 : 32)), view.coach, text,
                 roomy ? Type::large : Type::title, actions);
    draw_number(card.rest(), text);
    ImGui::PopID();
}

void draw_flash(const LiveView& view, const LiveLayout& layout, const Rect& area) {
    const bool counting = view.coach.phase == CoachPhase::count_in;
    // Also while nothing flashes: a veil that is new would lie above a dialog that is open.
    begin_veil("Flash", area);
    if (view.flash) {
        draw_veil(area, *view.flash);
        draw_large(layout.video, *view.flash);
    } else if (counting) {
        draw_large(layout.video, {FlashKind::go, text_of(view.coach).number, "", 1});
    }
    end_veil();
}

}  // namespace spotter
