#include <algorithm>

#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_player(const ClipPlayerView& player, DatasetActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Clip", 860, 620, body, close)) return;
    const Palette& colors = theme().palette();
    Cutter rows(body, theme().px(10));
    draw_text(rows.top(theme().px(22)), player.title, Type::body, colors.muted);
    if (!player.failure.empty()) {
        draw_paragraph(rows.rest(), sentence(player.failure), Type::body, colors.danger);
    } else if (!player.texture) {
        draw_spinner(rows.rest().inset(0, rows.rest().height * 0.42F), colors.accent);
    } else {
        const Rect picture = fitted(rows.rest(), static_cast<float>(player.width),
                                    static_cast<float>(player.height));
        ImGui::GetWindowDrawList()->AddImageRounded(player.texture, {picture.x, picture.y},
                                                    {picture.right(), picture.bottom()}, {0, 0},
                                                    {1, 1}, IM_COL32_WHITE, theme().px(8));
    }
    if (close) actions.close = true;
    end_dialog(close);
}

// The labels that there are, as chips in as many rows as they need.
void draw_labels(const DatasetView& view, const Rect& area, DatasetActions& actions) {
    const float height = theme().px(32);
    const float gap = theme().px(8);
    float x = area.x;
    float y = area.y;
    for (std::size_t i = 0; i < view.labels.size(); ++i) {
        const std::string& label = view.labels[i].label;
        const std::string text = display_name(label);
        const float width = chip_width(text);
        if (x > area.x && x + width > area.right()) {
            x = area.x;
            y += height + gap;
        }
        if (y + height > area.bottom()) return;
        ImGui::PushID(static_cast<int>(i));
        if (chip("chip", {x, y, width, height}, text, view.relabel->label == label)) {
            actions.edit_relabel = RelabelForm{view.relabel->clip, label};
        }
        ImGui::PopID();
        x += width + gap;
    }
}

void draw_relabel(const DatasetView& view, DatasetActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Another label", 600, 340, body, close)) return;
    const bool focus = ImGui::IsWindowAppearing();
    Cutter rows(body, theme().px(10));
    RelabelForm form = *view.relabel;
    const std::string name =
        form.clip < view.clips.size() ? view.clips[form.clip].name : std::string();
    draw_text(rows.top(theme().px(24)), "What does " + name + " show?", Type::body,
              theme().palette().muted);
    Cutter row(rows.top(theme().px(42)), theme().px(8));
    const bool ready = !form.label.empty();
    actions.relabel = text_button("go", row.right(theme().px(110)), "Relabel", true, ready);
    const TextEdit edit = text_field("label", row.rest(), form.label, "A label", focus);
    if (edit.text) actions.edit_relabel = RelabelForm{form.clip, *edit.text};
    actions.relabel |= edit.entered && ready;
    draw_labels(view, rows.rest(), actions);
    if (close) actions.close = true;
    end_dialog(close || actions.relabel);
}

}  // namespace

void draw_dataset_dialogs(const DatasetView& view, DatasetActions& actions) {
    if (view.player) {
        draw_player(*view.player, actions);
    } else if (view.relabel) {
        draw_relabel(view, actions);
    }
}

}  // namespace spotter
