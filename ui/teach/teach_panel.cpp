#include "ui/teach/teach_panel.h"

#include <algorithm>

#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_header(const TeachView& view, const Rect& area, TeachActions& actions) {
    Cutter row(area, theme().px(12));
    const Rect picker = row.right(std::min(theme().px(260), area.width * 0.36F));
    const int chosen = choice("dataset", picker, view.datasets,
                              {Icon::folder, "Dataset", "None yet", "New dataset…"});
    if (chosen == static_cast<int>(view.datasets.items.size())) {
        actions.creating = true;
    } else if (chosen >= 0) {
        actions.choose_dataset = chosen;
    }
    const Rect tabs = row.left(std::min(theme().px(440), row.rest().width));
    const int tab =
        segments("tabs", tabs, {"Clips", "Dataset", "Train", "Report"}, static_cast<int>(view.tab));
    if (tab >= 0) actions.tab = static_cast<TeachTab>(tab);
}

// The field and the button that make a dataset. True when it is to be made.
void draw_naming(const TeachView& view, Cutter& rows, bool focus, TeachActions& actions) {
    Cutter row(rows.top(theme().px(42)), theme().px(8));
    const NewDatasetForm& form = view.naming;
    const bool ready = !form.name.empty();
    actions.create = text_button("create", row.right(theme().px(120)), "Create", true, ready);
    const TextEdit edit =
        text_field("name", row.rest(), form.name, "Name, such as my-exercises", focus);
    if (edit.text) actions.edit_name = NewDatasetForm{*edit.text, {}};
    actions.create |= edit.entered && ready;
    if (!form.failure.empty()) {
        draw_paragraph(rows.top(theme().px(46)), sentence(form.failure), Type::body,
                       theme().palette().danger);
    }
}

void draw_creating(const TeachView& view, TeachActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("New dataset", 560, 230, body, close)) return;
    const bool focus = ImGui::IsWindowAppearing();
    Cutter rows(body, theme().px(10));
    draw_paragraph(rows.top(theme().px(30)), "A dataset holds your clips, sorted by label.",
                   Type::body, theme().palette().muted);
    draw_naming(view, rows, focus, actions);
    if (close) actions.creating = false;
    end_dialog(close);
}

void draw_step(Cutter& rows, int number, const char* title, const char* text) {
    const Palette& colors = theme().palette();
    const float side = theme().px(30);
    const float words = rows.rest().width - side - theme().px(14);
    const Rect area =
        rows.top(std::max(side + paragraph_height(words, text, Type::body), theme().px(66)));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircleFilled({area.x + side / 2, area.y + side / 2}, side / 2,
                         faded(colors.accent, 0.16F));
    draw_text({area.x, area.y, side, side}, std::to_string(number), Type::strong, colors.accent,
              Align::center);
    const float left = side + theme().px(14);
    draw_text({area.x + left, area.y, area.width - left, side}, title, Type::strong, colors.text);
    draw_paragraph({area.x + left, area.y + side, area.width - left, 0}, text, Type::body,
                   colors.muted);
}

// Before the first dataset: what Teach is for, and the first thing to do.
void draw_welcome(const TeachView& view, const Rect& area, TeachActions& actions) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    const float width = std::min(area.width - theme().px(48), theme().px(620));
    const float height = std::min(area.height - theme().px(16), theme().px(444));
    Cutter rows(
        {area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height},
        theme().px(12));
    draw_text(rows.top(theme().px(40)), "Teach Spotter your own exercises", Type::large,
              colors.text);
    draw_step(rows, 1, "Bring clips",
              "Record yourself here, or import a zip, a folder or long videos. Ten clips of each "
              "label are a good start.");
    draw_step(rows, 2, "Train", "On this computer, in minutes. Nothing leaves it.");
    draw_step(rows, 3, "Read the report and use it",
              "It says how far the model can be trusted. One click makes it live.");
    rows.top(theme().px(2));
    caption(rows.top(theme().px(18)), "To begin, give your collection of clips a name");
    draw_naming(view, rows, false, actions);
}

void draw_unread(const TeachView& view, const Rect& area, TeachActions& actions) {
    Message message;
    if (view.reading) {
        message.color = theme().palette().accent;
        message.title = "Reading the dataset…";
        message.spinning = true;
    } else {
        message = failure_message("The dataset could not be read", view.failure);
    }
    if (draw_message(area, message) == Clicked::primary) actions.retry = true;
}

void draw_tab(const TeachView& view, const Rect& area, TeachActions& actions) {
    switch (view.tab) {
        case TeachTab::clips:
            draw_clips_tab(view.clips, area, actions.clips);
            break;
        case TeachTab::dataset:
            draw_dataset_tab(view.dataset, area, actions.dataset);
            break;
        case TeachTab::train:
            draw_train_tab(view.train, area, actions.train);
            break;
        case TeachTab::report:
            draw_report_tab(view.report, area, actions.report);
            break;
    }
}

}  // namespace

TeachActions draw_teach_panel(const TeachView& view, const Rect& area) {
    TeachActions actions;
    begin_panel("Teach", area);
    Cutter rows(area.inset(theme().px(16), theme().px(10)), theme().px(12));
    draw_header(view, rows.top(theme().px(44)), actions);
    if (view.datasets.current < 0) {
        draw_welcome(view, rows.rest(), actions);
    } else if (view.reading || !view.failure.empty()) {
        draw_unread(view, rows.rest(), actions);
    } else {
        draw_tab(view, rows.rest(), actions);
    }
    end_panel();
    if (view.creating) draw_creating(view, actions);
    if (view.tab == TeachTab::dataset || view.dataset.player) {
        draw_dataset_dialogs(view.dataset, actions.dataset);
    }
    return actions;
}

}  // namespace spotter
