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
    bool path = true;  // and not a name
};

struct WayEdit {
    std::optional<std::string> text;  // once it changed
    bool go = false;                  // the button was clicked or Enter pressed
    bool browse = false;
};

WayEdit draw_way(const Way& way, Cutter& rows, const std::string& text) {
    ImGui::PushID(way.id);
    caption(rows.top(theme().px(18)), way.title);
    Cutter row(rows.top(theme().px(40)), theme().px(8));
    const bool ready = way.enabled && !text.empty();
    const bool clicked = text_button("go", row.right(theme().px(120)), way.button, true, ready);
    PathEdit edit;
    if (way.path) {
        edit = path_field("path", row.rest(), text, way.hint, way.focus);
    } else {
        static_cast<TextEdit&>(edit) = text_field("text", row.rest(), text, way.hint, way.focus);
    }
    ImGui::PopID();
    return {edit.text, clicked || (edit.entered && ready), edit.browse && way.enabled};
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
    const WayEdit folder =
        draw_way({"folder", "From a folder, as Hugging Face writes it",
                  "Path of the model's folder, or drop it here", "Import", !view.busy, focus},
                 rows, form.path);
    rows.top(theme().px(8));
    const WayEdit hub = draw_way({"hub", "From the Hugging Face Hub (a VideoMAE classifier)",
                                  "OWNER/NAME", "Download", !view.busy, false, false},
                                 rows, form.hub);
    actions.import = folder.go;
    actions.browse = folder.browse;
    actions.pull = hub.go;
    draw_failure(rows.rest(), view.adding->failure);
    if (folder.text || hub.text) {
        form.path = folder.text.value_or(form.path);
        form.hub = hub.text.value_or(form.hub);
        form.failure.clear();
        actions.edit_add = form;
    }
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
    const WayEdit edit =
        draw_way({"path", "Where to put “" + form.model + "”",
                  "A new folder, or a file that ends in .zip", "Export", !view.busy, focus},
                 rows, form.path);
    actions.save = edit.go;
    actions.browse = edit.browse;
    draw_failure(rows.rest(), view.exporting->failure);
    if (edit.text) {
        form.path = *edit.text;
        form.failure.clear();
        actions.edit_export = form;
    }
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
