#include <algorithm>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_running(const TrainProgressView& progress, const Rect& area, TrainActions& actions) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(12)), theme().px(8));
    Cutter head(rows.top(theme().px(38)), theme().px(10));
    draw_spinner(head.left(theme().px(22)), colors.accent);
    actions.cancel =
        text_button("cancel", head.right(theme().px(110)),
                    progress.stopping ? "Stopping…" : "Cancel", false, !progress.stopping);
    draw_text(head.rest(), progress.step, Type::strong, colors.text);
    draw_bar(rows.top(theme().px(8)), static_cast<float>(std::max(progress.fraction, 0.0)),
             colors.accent);
    Cutter line(rows.top(theme().px(20)), theme().px(14));
    const std::string left =
        progress.left_s ? clock_time(*progress.left_s) + " left" : "Time left: not known yet";
    draw_text(line.right(text_width(left, Type::small) + 1), left, Type::small, colors.muted,
              Align::right);
    std::string text = sentence(progress.note);
    if (progress.clips_per_s > 0) text = fixed(progress.clips_per_s, 0) + " clips/s  " + text;
    draw_text(line.rest(), text, Type::small, colors.muted);
}

void draw_done(const TrainView& view, const Rect& area, TrainActions& actions) {
    const Palette& colors = theme().palette();
    const TrainResultView& result = *view.result;
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(12)), theme().px(8));
    Cutter head(rows.top(theme().px(44)), theme().px(10));
    const Rect again = head.right(theme().px(120));
    const Rect report = head.right(theme().px(130));
    const Rect use = head.right(theme().px(150));
    const char* use_text = result.loading ? "Loading…" : result.in_use ? "In use" : "Use it now";
    actions.use = text_button("use", use, use_text, true, !result.in_use && !result.loading);
    actions.open_report = text_button("report", report, "See report", false);
    actions.again = text_button("again", again, "Train again", false);
    draw_icon(*ImGui::GetWindowDrawList(), head.left(theme().px(24)), Icon::check, colors.accent);
    draw_text(head.rest(), result.model + " is ready", Type::title, colors.text);
    std::string text = percent(result.accuracy) + " right on the clips that ";
    text += result.on_training ? "it learned from: none were set aside, so new ones may differ"
                               : "chose epoch " + std::to_string(result.best_epoch);
    text += "; took " + clock_time(result.seconds);
    if (result.stopped_early && !result.on_training)
        text += ", stopped when nothing improved any more";
    draw_text(rows.top(theme().px(22)), text, Type::body, colors.muted);
}

// Where there is no room for both beside each other, the charts stand one below the other.
bool charts_stack(float width) {
    return width < theme().px(520);
}

// Where no clips were set aside, those that are learned from are judged, as they are.
void draw_curves(const TrainProgressView& progress, bool checked, const Rect& area) {
    const char* const learned = checked ? "training" : "varied clips";
    const char* const judged = checked ? "validation" : "the same clips";
    const Palette& colors = theme().palette();
    const TrainCurves& curves = progress.curves;
    const ImU32 quiet = colors.muted;
    const float gap = theme().px(12);
    Cutter parts(area, gap);
    const Rect first = charts_stack(area.width) ? parts.top((area.height - gap) / 2)
                                                : parts.left((area.width - gap) / 2);
    for (const Rect& card : {first, parts.rest()}) draw_card(card, colors.surface);
    draw_chart(first.inset(theme().px(14), theme().px(10)),
               {"Accuracy",
                {{learned, quiet, curves.train_accuracy},
                 {judged, colors.accent, curves.validation_accuracy}},
                progress.epochs,
                true,
                "Epoch"});
    draw_chart(
        parts.rest().inset(theme().px(14), theme().px(10)),
        {"Loss",
         {{learned, quiet, curves.train_loss}, {judged, colors.accent, curves.validation_loss}},
         progress.epochs,
         false,
         "Epoch"});
}

void draw_confusion(const TrainProgressView& progress, const Rect& area) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(14), theme().px(10)), theme().px(6));
    Cutter head(rows.top(theme().px(22)), 0);
    draw_text(head.rest(), "What was called what", Type::strong, colors.text);
    draw_text(head.rest(), "rows: the truth; columns: what the model said", Type::small,
              colors.muted, Align::right);
    if (progress.confusion.empty()) {
        draw_text(rows.rest(), "After the first epoch", Type::body, colors.muted, Align::center);
        return;
    }
    draw_matrix(rows.rest(), progress.confusion);
}

void draw_failed(const TrainView& view, const Rect& area, TrainActions& actions) {
    const Message message = failure_message("The training did not finish", view.failure,
                                            view.can_resume ? "Go on" : "Change settings",
                                            view.can_resume ? "Change settings" : "");
    const Clicked clicked = draw_message(area, message);
    if (clicked == Clicked::primary && view.can_resume) {
        actions.resume = true;
    } else if (clicked != Clicked::nothing) {
        actions.again = true;
    }
}

void draw_before(const Rect& area) {
    Message message;
    message.icon = Icon::teach;
    message.color = theme().palette().accent;
    message.title = "Ready to train";
    message.text =
        "Curves and a table of what is called what appear here while it trains. Live stands still "
        "meanwhile, because both need the whole processor, and comes back by itself.";
    draw_message(area, message);
}

}  // namespace

void draw_train_progress(const TrainView& view, const Rect& area, TrainActions& actions) {
    if (view.phase == TrainPhase::failed) {
        draw_failed(view, area, actions);
        return;
    }
    if (view.phase == TrainPhase::ready) {
        draw_before(area);
        return;
    }
    // In a low window the charts keep a height in which they can be read, and are scrolled.
    const float gap = theme().px(12);
    const float head_height = theme().px(112);
    const float curves_least = theme().px(charts_stack(area.width) ? 316 : 152);
    const auto labels = static_cast<float>(view.progress.confusion.labels.size());
    const float confusion_least = theme().px(76) + labels * theme().size(Type::small) * 1.25F;
    const float least = head_height + curves_least + confusion_least + 2 * gap;
    const Rect content = begin_scroll("progress", area, std::max(area.height, least));
    Cutter rows({content.x, content.y, content.width, std::max(area.height, least)}, gap);
    const Rect head = rows.top(head_height);
    if (view.phase == TrainPhase::done && view.result) {
        draw_done(view, head, actions);
    } else {
        draw_running(view.progress, head, actions);
    }
    const float free = std::max(area.height - least, 0.F);
    draw_curves(view.progress, view.validation_clips > 0, rows.top(curves_least + free * 0.42F));
    draw_confusion(view.progress, rows.rest());
    end_scroll();
}

void draw_train_tab(const TrainView& view, const Rect& area, TrainActions& actions) {
    if (view.phase == TrainPhase::empty) {
        Message message;
        message.icon = Icon::film;
        message.color = theme().palette().accent;
        message.title = "Too little to learn from";
        message.text = view.first;
        message.primary = "Bring clips";
        if (draw_message(area, message) == Clicked::primary) actions.open_clips = true;
        return;
    }
    Cutter columns(area, theme().px(12));
    draw_train_form(view,
                    columns.left(std::clamp(area.width * 0.32F, theme().px(280), theme().px(420))),
                    actions);
    draw_train_progress(view, columns.rest(), actions);
}

}  // namespace spotter
