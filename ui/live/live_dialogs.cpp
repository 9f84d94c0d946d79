#include <algorithm>
#include <array>

#include <imgui.h>

#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/live/live_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// A caption and a field under it, half as wide as the dialog; two in a row.
class Form {
  public:
    explicit Form(const Rect& body) : body_(body) {}

    // The place of the next field, in the left half or the right one.
    Rect next(const char* caption_text) {
        const float gap = theme().px(14);
        const float width = (body_.width - gap) / 2;
        const Rect cell = {body_.x + (right_ ? width + gap : 0), y_ + body_.y, width,
                           caption_height() + field_height()};
        caption(cell.top(caption_height()), caption_text);
        if (right_) y_ += cell.height + theme().px(10);
        right_ = !right_;
        return cell.below(field_height());
    }
    Rect rest() const { return body_.below(body_.height - y_); }

    static float caption_height() { return std::round(theme().size(Type::small) * 1.6F); }
    static float field_height() { return theme().px(38); }

  private:
    Rect body_;
    float y_ = 0;
    bool right_ = false;
};

bool field(const char* id, const Rect& area, std::string& text, const char* hint,
           bool focus = false) {
    const TextEdit edit = text_field(id, area, text, hint, focus);
    if (edit.text) text = *edit.text;
    return edit.entered;
}

bool weight_field(const Rect& area, std::string& text, WeightUnit& unit, bool focus = false) {
    const float units = theme().px(88);
    const bool entered =
        field("weight", area.left(area.width - units - theme().px(6)), text, "None", focus);
    const int chosen =
        segments("unit", area.right_part(units), weight_units(), static_cast<int>(unit));
    if (chosen >= 0) unit = static_cast<WeightUnit>(chosen);
    return entered;
}

// What a refusal of more than one line, for which there is room, adds to a dialog's height; logical
// units, as `width`.
float more_refused(float width, const std::string& refusal) {
    if (refusal.empty()) return 0;
    const float inside = theme().px(width - 48);
    return (warning_height(inside, refusal) - warning_height(inside, "One")) / theme().px(1);
}

enum class Ended { no, saved, cancelled };

// Save and Cancel at the lower end, what was refused above them.
Ended draw_end(const Rect& body, const std::string& refusal, bool entered, const char* save) {
    const float height = theme().px(40);
    const float width = theme().px(120);
    const Rect row = body.below(height);
    if (!refusal.empty()) {
        const float line = warning_height(body.width, refusal);
        warning_line({body.x, row.y - line - theme().px(10), body.width, line}, refusal);
    }
    if (text_button("save", row.right_part(width), save, true) || entered) return Ended::saved;
    const Rect cancel = {row.right() - 2 * width - theme().px(10), row.y, width, height};
    return text_button("cancel", cancel, "Cancel", false) ? Ended::cancelled : Ended::no;
}

bool draw_target_fields(Form& form, TargetForm& edit, bool focus) {
    bool entered = field("sets", form.next("Sets"), edit.sets, "Any number", focus);
    if (edit.held) {
        entered |= field("hold", form.next("Hold each for"), edit.hold, "As long as you like");
    } else {
        entered |= field("reps", form.next("Reps in each"), edit.reps, "As many as you like");
    }
    entered |= field("rest", form.next("Rest after each"), edit.rest, "As any other rest");
    entered |= weight_field(form.next("Weight"), edit.weight, edit.unit);
    entered |= field("any_rest", form.next("Any other rest"), edit.any_rest, "As long as you like");
    entered |= field("set_ends", form.next("A set ends without a rep for"), edit.set_ends, "20");
    return entered;
}

}  // namespace

void draw_targets(const LiveView& view, LiveActions& actions) {
    Rect body;
    bool close = false;
    const TargetsView& targets = view.targets;
    const float height = 426 + more_refused(500, targets.refusal);
    if (!begin_dialog("Targets", 500, height, body, close)) return;
    const bool appearing = ImGui::IsWindowAppearing();
    Cutter cut(body, theme().px(12));
    const int exercise = choice("exercise", cut.top(theme().px(46)), targets.exercises,
                                {Icon::target, "Exercise", "None", std::string()});
    if (exercise >= 0) actions.choose_target = exercise;
    TargetForm edit = targets.form;
    Form form(cut.rest());
    const bool entered = draw_target_fields(form, edit, appearing || exercise >= 0);
    if (edit != targets.form) actions.edit_targets = edit;
    // A refusal takes its place, so that nothing moves.
    if (targets.refusal.empty()) {
        const std::string note = "Times in seconds, or as 1:30. Kept in " + targets.file;
        draw_paragraph(form.rest(), note, Type::small, theme().palette().muted);
    }
    const Ended ended = draw_end(form.rest(), targets.refusal, entered, "Save");
    if (ended == Ended::saved) actions.save_targets = true;
    close |= ended == Ended::cancelled;
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

void draw_load(const LiveView& view, LiveActions& actions) {
    Rect body;
    bool close = false;
    const LoadView& load = view.load;
    const float more = (load.last_time.empty() ? 0.F : 26.F) + more_refused(460, load.refusal);
    if (!begin_dialog("Weight and note", 460, 316 + more, body, close)) return;
    Cutter cut(body, theme().px(10));
    draw_text(cut.top(theme().px(22)), load.title, Type::strong, theme().palette().text);
    if (!load.last_time.empty()) {
        draw_text(cut.top(theme().px(16)), "Last time " + load.last_time, Type::small,
                  theme().palette().muted);
    }
    LoadForm edit = load.form;
    bool entered = weight_field(cut.top(Form::field_height()), edit.weight, edit.unit,
                                ImGui::IsWindowAppearing());
    caption(cut.top(Form::caption_height()), "Note");
    entered |= field("note", cut.top(Form::field_height()), edit.note, "How it went");
    if (edit != load.form) actions.edit_load = edit;
    const Ended ended = draw_end(cut.rest(), load.refusal, entered, "Save");
    if (ended == Ended::saved) actions.save_load = true;
    close |= ended == Ended::cancelled;
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

void draw_saved(const LiveView& view, LiveActions& actions) {
    const Palette& colors = theme().palette();
    const SavedView& saved = view.saved;
    constexpr std::size_t kMostRows = 8;
    const std::size_t rows = std::min(saved.rows.size(), kMostRows);
    const float height = 190 + 30 * static_cast<float>(std::max<std::size_t>(rows, 1));
    Rect body;
    bool close = false;
    const char* title = saved.problem.empty() ? "Session saved" : "Session not saved";
    if (!begin_dialog(title, 500, height, body, close)) return;
    Cutter cut(body, theme().px(6));
    const Rect end = cut.below(theme().px(42));
    if (saved.problem.empty()) {
        draw_text(cut.top(theme().px(24)), clock_time(saved.length_s) + " long", Type::body,
                  colors.muted);
    } else {
        cut.top(warning_line(cut.rest(), saved.problem));
    }
    if (rows == 0) draw_text(cut.top(theme().px(26)), "No sets", Type::body, colors.text);
    for (std::size_t i = 0; i < rows; ++i) {
        const Rect line = cut.top(theme().px(24));
        draw_text(line.left(line.width * 0.5F), saved.rows[i].exercise, Type::strong, colors.text);
        draw_text(line.right_part(line.width * 0.5F), saved.rows[i].done, Type::body, colors.muted,
                  Align::right);
    }
    const float width = theme().px(150);
    if (text_button("close_saved", end.right_part(width), "Close", true)) close = true;
    const Rect look = {end.right() - 2 * width - theme().px(10), end.y, width, end.height};
    if (saved.problem.empty() && text_button("look", look, "Look at it", false)) {
        actions.look_at_session = true;
        close = true;
    }
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

}  // namespace spotter
