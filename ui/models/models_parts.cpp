#include "ui/models/models_parts.h"

#include <algorithm>
#include <utility>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// Name and value, as the card of details shows them.
std::vector<std::pair<std::string, std::string>> facts(const ModelView& model) {
    std::vector<std::pair<std::string, std::string>> out;
    out.emplace_back("Comes from", model.shipped ? "Spotter" : "You");
    out.emplace_back("Is shown", model.input);
    out.emplace_back("Looks at", std::to_string(model.frames) + " pictures of " +
                                     std::to_string(model.image_size) + " × " +
                                     std::to_string(model.image_size) + " in " +
                                     fixed(model.window_s, 1) + " s");
    out.emplace_back("Size", fixed(static_cast<double>(model.parameters) / 1e6, 1) +
                                 " million parameters, " + fixed(model.megabytes, 1) + " MB");
    out.emplace_back("Work", fixed(model.gflop, 2) + " GFLOP for each clip (" +
                                 std::to_string(model.layers) + " layers of width " +
                                 std::to_string(model.width) + ")");
    if (!model.trained_on.empty()) out.emplace_back("Trained on", model.trained_on);
    out.emplace_back("Tested", tested_text(model));
    out.emplace_back("Licence", model.licence.empty() ? "Not said" : model.licence);
    out.emplace_back("Folder", model.folder);
    return out;
}

void draw_entry(const ModelsView& view, int index, const Rect& area, ModelsActions& actions) {
    const Palette& colors = theme().palette();
    const ModelView& model = view.models[static_cast<std::size_t>(index)];
    const bool usable = model.problem.empty();
    const bool used = index == view.in_use;
    ImGui::SetCursorScreenPos({area.x, area.y});
    if (ImGui::InvisibleButton("entry", {area.width, area.height})) actions.select = index;
    const bool chosen = index == view.selected;
    if (chosen || ImGui::IsItemHovered()) draw_card(area, chosen ? colors.raised : colors.surface);
    Cutter row(area.inset(theme().px(12), theme().px(7)), theme().px(10));
    const ImU32 quiet = usable ? colors.muted : colors.warning;
    draw_icon(*ImGui::GetWindowDrawList(), row.left(theme().px(22)),
              usable ? Icon::model : Icon::warning, used ? colors.accent : quiet);
    if (used) {
        const std::string state = view.loading ? "Loading…" : "In use";
        draw_text(row.right(text_width(state, Type::small) + 1), state, Type::small, colors.accent,
                  Align::right);
    }
    const Rect text = row.rest();
    draw_text(text.top(text.height * 0.54F), model.name, Type::strong, colors.text);
    const std::string detail =
        usable ? std::to_string(model.labels.size()) + " labels · " + model.input
               : "Cannot be used";
    draw_text(text.below(text.height * 0.44F), detail, Type::small, colors.muted);
}

// Where the labels go as chips, broken into rows.
std::vector<Rect> label_places(const ModelView& model, float width) {
    const float height = theme().px(30);
    const float gap = theme().px(6);
    std::vector<Rect> out;
    float x = 0;
    float y = 0;
    for (const std::string& label : model.labels) {
        const float own =
            std::min(text_width(display_name(label), Type::body) + theme().px(40), width);
        if (x > 0 && x + own > width) {
            x = 0;
            y += height + gap;
        }
        out.push_back({x, y, own, height});
        x += own + gap;
    }
    return out;
}

void draw_labels(const ModelView& model, const Rect& area, const std::vector<Rect>& places) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool idle = contains(model.idle_labels, model.labels[i]);
        const Rect chip = {area.x + places[i].x, area.y + places[i].y, places[i].width,
                           places[i].height};
        list.AddRectFilled({chip.x, chip.y}, {chip.right(), chip.bottom()}, colors.raised,
                           chip.height / 2);
        list.AddCircleFilled({chip.x + theme().px(15), chip.y + chip.height / 2}, theme().px(4),
                             theme().label_color(static_cast<int>(i), idle));
        draw_text({chip.x + theme().px(26), chip.y, chip.width - theme().px(36), chip.height},
                  display_name(model.labels[i]), Type::body, idle ? colors.muted : colors.text);
    }
}

float facts_height(const ModelView& model, float width) {
    float out = 0;
    for (const auto& [name, value] : facts(model)) {
        out += paragraph_height(width - theme().px(120), value, Type::body) + theme().px(10);
    }
    return out;
}

void draw_facts(const ModelView& model, const Rect& area) {
    const Palette& colors = theme().palette();
    const float names = theme().px(120);
    const float line = theme().size(Type::body) * 1.35F;
    float y = area.y;
    for (const auto& [name, value] : facts(model)) {
        draw_text({area.x, y, names, line}, name, Type::body, colors.muted);
        y += draw_paragraph({area.x + names, y, area.width - names, line}, value, Type::body,
                            colors.text) +
             theme().px(10);
    }
}

void draw_model_actions(const ModelsView& view, const Rect& row, ModelsActions& actions) {
    const int index = view.selected;
    const ModelView& model = view.models[static_cast<std::size_t>(index)];
    const bool used = index == view.in_use;
    const bool usable = model.problem.empty();
    Cutter rest(row, theme().px(8));
    const Rect use = rest.left(std::min(theme().px(150), row.width * 0.36F));
    const char* state = view.loading ? "Loading…" : "In use";
    if (text_button("use", use, used ? state : "Use it live", !used, !used && usable)) {
        actions.use = index;
    }
    const Rect save = rest.left(std::min(theme().px(110), row.width * 0.28F));
    if (text_button("export", save, "Export…", false, usable && !view.busy)) {
        actions.open_export = index;
    }
    const Rect remove = rest.left(std::min(theme().px(100), row.width * 0.28F));
    const bool removable = !model.shipped && !used && !view.busy;
    if (text_button("delete", remove, "Delete", false, removable)) actions.remove = index;
    if (!removable) {
        tooltip(model.shipped ? "It comes with Spotter"
                : used        ? "It is in use"
                              : "Other work is going on");
    }
}

}  // namespace

std::string tested_text(const ModelView& model) {
    if (model.test_total > 0) {
        return percent(static_cast<double>(model.test_correct) / model.test_total) + " (" +
               std::to_string(model.test_correct) + " of " + std::to_string(model.test_total) +
               " clips; 95 % interval " + fixed(model.test_low * 100, 0) + " to " +
               percent(model.test_high) + ")";
    }
    if (!model.in_card) return "Not measured yet";
    return model.shipped ? "On clips of real people: see its card, README.md in the folder below"
                         : "Not here; its card, README.md in the folder below, may say more";
}

void draw_model_list(const ModelsView& view, const Rect& area, ModelsActions& actions) {
    const float height = theme().px(60);
    const Rect content =
        begin_scroll("list", area, height * static_cast<float>(view.models.size()));
    for (std::size_t i = 0; i < view.models.size(); ++i) {
        const Rect row = {content.x, content.y + static_cast<float>(i) * height, content.width,
                          height};
        if (!in_view(row)) continue;
        ImGui::PushID(static_cast<int>(i));
        draw_entry(view, static_cast<int>(i), row.inset(0, theme().px(2)), actions);
        ImGui::PopID();
    }
    end_scroll();
}

void draw_model_details(const ModelsView& view, const Rect& area, ModelsActions& actions) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    if (view.selected < 0 || view.selected >= static_cast<int>(view.models.size())) {
        draw_text(area, "Choose a model on the left", Type::body, colors.muted, Align::center);
        return;
    }
    const ModelView& model = view.models[static_cast<std::size_t>(view.selected)];
    Cutter rows(area.inset(theme().px(20), theme().px(16)), theme().px(14));
    draw_text(rows.top(theme().px(30)), model.name, Type::title, colors.text);
    draw_model_actions(view, rows.top(theme().px(40)), actions);
    const Rect rest = rows.rest();
    if (!model.problem.empty()) {
        warning_line(rest, sentence(model.problem));
        return;
    }
    // Narrower by a scroll bar, whether there is one or not.
    const float width = rest.width - theme().px(12);
    const std::vector<Rect> places = label_places(model, width);
    const float labels = places.empty() ? 0 : places.back().bottom();
    const float head = theme().px(26);
    const float gap = theme().px(18);
    const Rect content =
        begin_scroll("details", rest, head + labels + gap + facts_height(model, width));
    caption(content.top(theme().px(20)), "Recognises");
    draw_labels(model, {content.x, content.y + head, width, labels}, places);
    draw_facts(model, {content.x, content.y + head + labels + gap, width, 0});
    end_scroll();
}

}  // namespace spotter
