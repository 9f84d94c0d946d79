#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/models/models_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// A way to bring or take a model: a caption, and a field with a button beside it.
struct Way {
    const char* id;
    std::string title;
    const char* hint;
    const char* button;
    bool enabled = true;
    bool focus = false;
};

// True when the button was clicked or Enter pressed.
bool draw_way(const Way& way, Cutter& rows, std::string& text, bool& changed) {
    ImGui::PushID(way.id);
    caption(rows.top(theme().px(18)), way.title);
    Cutter row(rows.top(theme().px(40)), theme().px(8));
    const bool ready = way.enabled && !text.empty();
    bool go = text_button("go", row.right(theme().px(120)), way.button, true, ready);
    const TextEdit edit = text_field("text", row.rest(), text, way.hint, way.focus);
    if (edit.text) {
        text = *edit.text;
        changed = true;
    }
    go |= edit.entered && ready;
    ImGui::PopID();
    return go;
}

void draw_failure(const Rect& area, const std::string& failure) {
    if (failure.empty()) return;
    draw_paragraph(area, sentence(failure), Type::body, theme().palette().danger);
}

void draw_add(const ModelsView& view, ModelsActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Add a model", 640, 360, body, close)) return;
    const bool focus = ImGui::IsWindowAppearing();
    AddModelForm form = *view.adding;
    Cutter rows(body, theme().px(8));
    bool changed = false;
    actions.import =
        draw_way({"folder", "From a folder, as Hugging Face writes it",
                  "Path of the model's folder, or drop it here", "Import", !view.busy, focus},
                 rows, form.path, changed);
    rows.top(theme().px(8));
    actions.pull = draw_way({"hub", "From the Hugging Face Hub (a VideoMAE classifier)",
                             "OWNER/NAME", "Download", !view.busy},
                            rows, form.hub, changed);
    draw_failure(rows.rest(), view.adding->failure);
    if (changed) actions.edit_add = form;
    if (close) actions.close = true;
    end_dialog(close);
}

void draw_export(const ModelsView& view, ModelsActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Export a model", 640, 260, body, close)) return;
    const bool focus = ImGui::IsWindowAppearing();
    ExportForm form = *view.exporting;
    Cutter rows(body, theme().px(8));
    bool changed = false;
    actions.save =
        draw_way({"path", "Where to put “" + form.model + "”",
                  "A new folder, or a file that ends in .zip", "Export", !view.busy, focus},
                 rows, form.path, changed);
    draw_failure(rows.rest(), view.exporting->failure);
    if (changed) actions.edit_export = form;
    if (close) actions.close = true;
    end_dialog(close);
}

}  // namespace

void draw_models_dialogs(const ModelsView& view, ModelsActions& actions) {
    if (view.adding) {
        draw_add(view, actions);
    } else if (view.exporting) {
        draw_export(view, actions);
    }
}

}  // namespace spotter
