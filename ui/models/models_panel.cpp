#include "ui/models/models_panel.h"

#include <algorithm>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/models/models_parts.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_header(const Rect& area, ModelsActions& actions) {
    Cutter row(area, theme().px(8));
    if (text_button("add", row.right(theme().px(150)), "Add a model…", true)) {
        actions.open_add = true;
    }
    draw_text(row.rest(), "Models", Type::large, theme().palette().text);
}

void draw_failed(const ModelsView& view, const Rect& area, ModelsActions& actions) {
    const Message message = failure_message("The models could not be read", view.failure);
    if (draw_message(area, message) == Clicked::primary) actions.retry = true;
}

void draw_nothing(const ModelsView& view, const Rect& area, ModelsActions& actions) {
    Message message;
    message.icon = Icon::model;
    message.color = theme().palette().accent;
    if (view.reading) {
        message.title = "Reading the models…";
        message.spinning = true;
    } else {
        message.title = "There is no model yet";
        message.text = "Add one from a folder or from the Hugging Face Hub, or train one in Teach.";
        message.primary = "Add a model…";
    }
    if (draw_message(area, message) == Clicked::primary) actions.open_add = true;
}

void draw_body(const ModelsView& view, const Rect& area, ModelsActions& actions) {
    Cutter columns(area, theme().px(12));
    const float list = std::clamp(area.width * 0.34F, theme().px(200), theme().px(420));
    Cutter left(columns.left(list), theme().px(8));
    if (view.undo && undo_bar("undo", left.below(theme().px(44)), *view.undo)) {
        actions.undo = true;
    }
    draw_model_list(view, left.rest(), actions);
    draw_model_details(view, columns.rest(), actions);
}

}  // namespace

ModelsActions draw_models_panel(const ModelsView& view, const Rect& area) {
    ModelsActions actions;
    begin_panel("Models", area);
    Cutter rows(area.inset(theme().px(16), theme().px(10)), theme().px(12));
    draw_header(rows.top(theme().px(42)), actions);
    if (!view.failure.empty()) {
        draw_failed(view, rows.rest(), actions);
    } else if (view.models.empty()) {
        draw_nothing(view, rows.rest(), actions);
    } else {
        draw_body(view, rows.rest(), actions);
    }
    end_panel();
    draw_models_dialogs(view, actions);
    return actions;
}

}  // namespace spotter
