#include <algorithm>
#include <array>

#include <imgui.h>

#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/live/live_parts.h"
#include "ui/load_dialog.h"
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

  private:
    Rect body_;
    float y_ = 0;
    bool right_ = false;
};

bool draw_target_fields(Form& form, TargetForm& edit, bool focus) {
    bool entered = form_field("sets", form.next("Sets"), edit.sets, "Any number", focus);
    if (edit.held) {
        entered |= form_field("hold", form.next("Hold each for"), edit.hold, "As long as you like");
    } else {
        entered |= form_field("reps", form.next("Reps in each"), edit.reps, "As many as you like");
    }
    entered |= form_field("rest", form.next("Rest after each"), edit.rest, "As any other rest");
    entered |= weight_field(form.next("Weight"), edit.weight, edit.unit);
    entered |=
        form_field("any_rest", form.next("Any other rest"), edit.any_rest, "As long as you like");
    entered |=
        form_field("set_ends", form.next("A set ends without a rep for"), edit.set_ends, "20");
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
    const Ended ended = draw_dialog_end(form.rest(), targets.refusal, entered, "Save");
    if (ended == Ended::agreed) actions.save_targets = true;
    close |= ended == Ended::cancelled;
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

void draw_load(const LiveView& view, LiveActions& actions) {
    const LoadActions asked = draw_load_dialog(view.load);
    actions.edit_load = asked.edit;
    actions.save_load = asked.save;
    if (asked.close) actions.overlay = Overlay::none;
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
