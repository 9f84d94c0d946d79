#include <algorithm>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_choices(const ReportView& view, const Rect& area, ReportActions& actions) {
    Cutter row(area, theme().px(10));
    const bool ready = view.form.model >= 0 && !view.job;
    if (view.figures) {
        actions.save = text_button("save", row.right(theme().px(120)), "Save HTML", false);
        tooltip("One file with everything in it, pictures too");
    }
    actions.evaluate = text_button("evaluate", row.right(theme().px(120)), "Measure", true, ready);
    ReportForm form = view.form;
    bool changed = false;
    const float width = (row.rest().width - 2 * theme().px(10)) / 3;
    const auto pick = [&](const char* id, const ChoiceView& items, const ChoiceStyle& style,
                          int& value) {
        const int chosen = choice(id, row.left(width), items, style);
        if (chosen < 0) return;
        value = chosen;
        changed = true;
    };
    pick("model", view.models, {Icon::model, "Model", "Choose", ""}, form.model);
    pick("split", view.splits, {Icon::chart, "On", "Choose", ""}, form.split);
    pick("against", view.against, {Icon::model, "Compared with", "Nothing", ""}, form.against);
    if (changed) actions.edit = form;
}

void draw_busy(const JobView& job, const Rect& area, ReportActions& actions) {
    Message message;
    message.color = theme().palette().accent;
    message.title = job.name;
    message.text = job.step;
    if (job.fraction >= 0) message.text += " · " + percent(job.fraction);
    if (job.left_s) message.text += " · " + clock_time(*job.left_s) + " left";
    message.spinning = true;
    message.primary = job.stopping ? "Stopping…" : "Cancel";
    if (draw_message(area, message) == Clicked::primary) actions.cancel = true;
}

void draw_nothing(const ReportView& view, const Rect& area, ReportActions& actions) {
    Message message;
    message.color = theme().palette().accent;
    message.icon = Icon::chart;
    if (!view.failure.empty()) {
        message = failure_message("It could not be measured", view.failure);
    } else if (view.empty) {
        message.title = "Nothing to measure on yet";
        message.text =
            "The report needs clips that the model did not learn from. Bring clips "
            "from at least three recordings or videos of each label.";
        message.primary = "Bring clips";
    } else {
        message.title = "How far can it be trusted?";
        message.text =
            "Choose a model and the clips to measure it on. The test clips are the "
            "honest ones: nothing was chosen on them.";
        message.primary = "Measure";
    }
    if (draw_message(area, message) != Clicked::primary) return;
    if (view.empty && view.failure.empty()) {
        actions.open_clips = true;
    } else {
        actions.evaluate = true;
    }
}

}  // namespace

void draw_report_tab(const ReportView& view, const Rect& area, ReportActions& actions) {
    Cutter rows(area, theme().px(12));
    if (!view.empty) draw_choices(view, rows.top(theme().px(46)), actions);
    if (!view.saved.empty()) {
        draw_text(rows.below(theme().px(22)), "Saved as " + view.saved, Type::body,
                  theme().palette().accent);
    }
    if (view.job) {
        draw_busy(*view.job, rows.rest(), actions);
    } else if (view.figures && view.failure.empty()) {
        draw_figures(*view.figures, rows.rest(), actions);
    } else {
        draw_nothing(view, rows.rest(), actions);
    }
}

}  // namespace spotter
