#include <algorithm>
#include <cmath>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/panel.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// Whether the number is the default; a click on − or + starts from it.
double or_default(double value, double automatic, double none) {
    return value == none ? automatic : value;
}

std::string forgets_text(const TrainView& view) {
    if (view.forgets.empty()) return {};
    return "There are no clips of these, so that the new model will not know them: " + view.forgets;
}

// What the whole form takes, with gaps of 7.
float form_height(const TrainView& view, float width) {
    const auto rows = [](int count, float height) {
        return static_cast<float>(count) * theme().px(height + 7);
    };
    float out = rows(1, 24) + rows(2, 18) + rows(1, 40) + rows(1, 46) + rows(1, 38) + rows(1, 36) +
                rows(1, 28) + rows(1, 2);
    out += paragraph_height(width, view.defaults.reason, Type::small);
    if (view.keepable > 0) out += rows(1, 36);
    if (!view.forgets.empty()) {
        out += paragraph_height(width, forgets_text(view), Type::small) + theme().px(7);
    }
    if (!view.problem.empty()) {
        out += paragraph_height(width, view.problem, Type::small) + theme().px(7);
    }
    if (view.form.more) out += rows(view.form.part == LearningPart::last ? 5 : 4, 34);
    return out;
}

// True when something changed.
bool draw_more(const TrainDefaults& defaults, Cutter& rows, TrainForm& form) {
    bool changed = false;
    const float height = theme().px(34);
    const auto row = [&](const char* id, const char* name, double value, const Steps& steps) {
        const auto next = stepper(id, rows.top(height), name, value, steps);
        changed |= next.has_value();
        return next;
    };
    if (form.part == LearningPart::last) {
        const auto layers = row("layers", "Layers that learn", form.last_layers, {1, 48, 1, 0, ""});
        if (layers) form.last_layers = static_cast<int>(*layers);
    }
    const auto lr = row("lr", "Learning rate", or_default(form.lr, defaults.lr, 0),
                        {1e-6, 0.1, 0, 4, "", true});
    if (lr) form.lr = *lr;
    const auto batch =
        row("batch", "Batch", or_default(form.batch, defaults.batch, 0), {1, 512, 0, 0, "", true});
    if (batch) form.batch = static_cast<int>(std::round(*batch));
    const auto patience = row("patience", "Patience, epochs",
                              or_default(form.patience, defaults.patience, -1), {0, 50, 1, 0, ""});
    if (patience) form.patience = static_cast<int>(*patience);
    const auto seed = row("seed", "Seed", form.seed, {1, 9999, 1, 0, ""});
    if (seed) form.seed = static_cast<int>(*seed);
    return changed;
}

bool draw_part(const TrainView& view, Cutter& rows, TrainForm& form) {
    caption(rows.top(theme().px(18)), "What learns");
    const bool wide = rows.rest().width > theme().px(280);
    const int part =
        segments("part", rows.top(theme().px(38)),
                 {wide ? "Automatic" : "Auto", "Head", wide ? "Last layers" : "Last", "All"},
                 static_cast<int>(form.part));
    const Rect text = rows.top(
        paragraph_height(rows.rest().width, view.defaults.reason, Type::small) + theme().px(2));
    draw_paragraph(text, view.defaults.reason, Type::small, theme().palette().muted);
    if (part < 0) return false;
    form.part = static_cast<LearningPart>(part);
    return true;
}

bool draw_name(const TrainView& view, Cutter& rows, TrainForm& form) {
    caption(rows.top(theme().px(18)), "Name of the new model");
    const TextEdit name =
        text_field("name", rows.top(theme().px(40)), form.name, "Name, such as my-gym");
    if (!view.problem.empty()) {
        const Rect text = rows.top(paragraph_height(rows.rest().width, view.problem, Type::small));
        draw_paragraph(text, sentence(view.problem), Type::small, theme().palette().warning);
    }
    if (!name.text) return false;
    form.name = *name.text;
    return true;
}

// True when it was switched.
bool draw_keep(const TrainView& view, const Rect& area, TrainForm& form) {
    const std::string text = "Keep its " + std::to_string(view.keepable) + " labels";
    const bool switched = toggle("keep", area, text, form.keep);
    tooltip(
        "Clips of computed motion are learnt beside yours, so that the new model still knows "
        "what the other one does");
    if (switched) form.keep = !form.keep;
    return switched;
}

void draw_start(const TrainView& view, const Rect& area, TrainActions& actions) {
    Cutter row(area, theme().px(10));
    const bool ready = view.problem.empty() && view.phase != TrainPhase::running;
    if (view.can_resume && view.phase != TrainPhase::running) {
        actions.resume = text_button("resume", row.right(area.width * 0.45F), "Go on", true, ready);
        tooltip("A training of this name was interrupted: goes on where it stopped");
        actions.start = text_button("start", row.rest(), "Start anew", false, ready);
        return;
    }
    actions.start = text_button("start", area, "Train", true, ready);
}

}  // namespace

void draw_train_form(const TrainView& view, const Rect& area, TrainActions& actions) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(14)), theme().px(7));
    draw_start(view, rows.below(theme().px(44)), actions);
    TrainForm form = view.form;
    bool changed = false;
    const Rect area_left = rows.rest();
    const Rect content =
        begin_scroll("form", area_left, form_height(view, area_left.width - theme().px(12)));
    rows = Cutter(content, theme().px(7));
    draw_text(rows.top(theme().px(24)),
              "From " + std::to_string(view.train_clips) + " clips, " +
                  (view.validation_clips > 0 ? "checked on " + std::to_string(view.validation_clips)
                                             : "none set aside to check"),
              Type::strong, colors.text);
    changed |= draw_name(view, rows, form);
    const int base = choice("base", rows.top(theme().px(46)), view.bases,
                            {Icon::model, "Starts from", "Choose a model", ""});
    if (base >= 0) {
        form.base = base;
        changed = true;
    }
    if (view.keepable > 0 && draw_keep(view, rows.top(theme().px(36)), form)) changed = true;
    if (const std::string text = forgets_text(view); !text.empty()) {
        draw_paragraph(rows.top(paragraph_height(rows.rest().width, text, Type::small)), text,
                       Type::small, colors.warning);
    }
    changed |= draw_part(view, rows, form);
    const auto epochs =
        stepper("epochs", rows.top(theme().px(36)), "Epochs, at most",
                or_default(form.epochs, view.defaults.epochs, 0), {1, 500, 1, 0, ""});
    if (epochs) {
        form.epochs = static_cast<int>(*epochs);
        changed = true;
    }
    if (fold("more", rows.top(theme().px(28)), "Advanced", form.more)) {
        form.more = !form.more;
        changed = true;
    }
    if (form.more) changed |= draw_more(view.defaults, rows, form);
    end_scroll();
    if (changed && view.phase != TrainPhase::running) actions.edit = form;
}

}  // namespace spotter
