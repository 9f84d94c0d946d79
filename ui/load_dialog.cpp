#include "ui/load_dialog.h"

#include <imgui.h>

#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace spotter {

LoadActions draw_load_dialog(const LoadView& load) {
    LoadActions out;
    Rect body;
    const float more = (load.last_time.empty() ? 0.F : 26.F) + more_refused(460, load.refusal);
    if (!begin_dialog("Weight and note", 460, 324 + more, body, out.close)) return out;
    const Palette& colors = theme().palette();
    Cutter cut(body, theme().px(10));
    draw_text(cut.top(theme().px(22)), load.title, Type::strong, colors.text);
    if (!load.last_time.empty()) {
        draw_text(cut.top(theme().px(16)), "Last time " + load.last_time, Type::small,
                  colors.muted);
    }
    LoadForm edit = load.form;
    bool entered =
        weight_field(cut.top(field_height()), edit.weight, edit.unit, ImGui::IsWindowAppearing());
    if (!load.refusal.empty()) {
        warning_line(cut.top(warning_height(body.width, load.refusal)), load.refusal);
    }
    caption(cut.top(caption_height()), "Note");
    entered |= form_field("note", cut.top(field_height()), edit.note, "How it went");
    if (edit != load.form) out.edit = edit;
    const Ended ended = draw_dialog_end(cut.rest(), {}, entered, "Save");
    out.save = ended == Ended::agreed;
    out.close |= ended == Ended::cancelled;
    end_dialog(out.close);
    return out;
}

}  // namespace spotter
