#include "ui/fields.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "ui/format.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr float kWarningSign = 26;  // logical width of the sign and its gap

bool hit(const char* id, const Rect& area) {
    ImGui::SetCursorScreenPos({area.x, area.y});
    return ImGui::InvisibleButton(id, {std::max(area.width, 1.F), std::max(area.height, 1.F)});
}

double stepped(double value, const Steps& steps, bool up) {
    const double next = steps.factors ? value * (up ? 2 : 0.5) : value + (up ? 1 : -1) * steps.step;
    return std::clamp(next, steps.least, steps.most);
}

std::string number_text(double value, const Steps& steps) {
    if (!steps.text.empty()) return steps.text;
    if (value > 0 && value < 0.01) {
        char text[32];
        std::snprintf(text, sizeof(text), "%.1e", value);
        return text + steps.unit;
    }
    return fixed(value, steps.decimals) + steps.unit;
}

}  // namespace

TextEdit text_field(const char* id, const Rect& area, const std::string& text,
                    const std::string& hint, bool focus) {
    TextEdit out;
    std::string edited = text;
    const float size = theme().size(Type::body);
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::SetNextItemWidth(std::max(area.width, 1.F));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                        {theme().px(12), std::max((area.height - size) / 2, 0.F)});
    if (focus) ImGui::SetKeyboardFocusHere();
    ImGui::PushID(id);
    const std::string shown = shortened_text(hint, Type::body, area.width - 2 * theme().px(12));
    out.entered = ImGui::InputTextWithHint("##text", shown.c_str(), &edited,
                                           ImGuiInputTextFlags_EnterReturnsTrue);
    // A dialog that stays open after Enter is not done with what was typed.
    if (out.entered && ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup)) {
        ImGui::SetKeyboardFocusHere(-1);
    }
    out.active = ImGui::IsItemActive() || ImGui::IsItemDeactivated();
    ImGui::PopID();
    ImGui::PopStyleVar();
    if (edited != text) out.text = std::move(edited);
    return out;
}

bool form_field(const char* id, const Rect& area, std::string& text, const char* hint, bool focus) {
    const TextEdit edit = text_field(id, area, text, hint, focus);
    if (edit.text) text = *edit.text;
    return edit.entered;
}

bool weight_field(const Rect& area, std::string& text, WeightUnit& unit, bool focus) {
    const float units = theme().px(88);
    const bool entered =
        form_field("weight", area.left(area.width - units - theme().px(6)), text, "None", focus);
    const int chosen =
        segments("unit", area.right_part(units), weight_units(), static_cast<int>(unit));
    if (chosen >= 0) unit = static_cast<WeightUnit>(chosen);
    return entered;
}

const std::vector<std::string>& weight_units() {
    static const std::vector<std::string> names = {to_string(WeightUnit::kg),
                                                   to_string(WeightUnit::lb)};
    return names;
}

float field_height() {
    return theme().px(38);
}

float caption_height() {
    return std::round(theme().size(Type::small) * 1.6F);
}

PathEdit path_field(const char* id, const Rect& area, const std::string& text,
                    const std::string& hint, bool focus) {
    PathEdit out;
    ImGui::PushID(id);
    Cutter row(area, theme().px(8));
    out.browse = text_button("browse", row.right(theme().px(104)), "Browse…", false);
    static_cast<TextEdit&>(out) = text_field("path", row.rest(), text, hint, focus);
    ImGui::PopID();
    return out;
}

int segments(const char* id, const Rect& area, const std::vector<std::string>& items, int current) {
    const Palette& colors = theme().palette();
    int clicked = -1;
    ImGui::PushID(id);
    draw_card(area, colors.raised);
    const float pad = theme().px(3);
    const float width =
        (area.width - 2 * pad) / static_cast<float>(std::max<std::size_t>(items.size(), 1));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Rect part = {area.x + pad + static_cast<float>(i) * width, area.y + pad, width,
                           area.height - 2 * pad};
        const auto index = static_cast<int>(i);
        ImGui::PushID(index);
        if (hit("part", part)) clicked = index;
        ImGui::PopID();
        const bool on = index == current;
        if (on || ImGui::IsItemHovered()) {
            draw_card(part, on ? faded(colors.accent, 0.18F) : colors.hovered);
        }
        const Type type = on ? Type::strong : Type::body;
        draw_text_fitted(part.inset(theme().px(6), 0), items[i], type, theme().size(type),
                         on ? colors.accent : colors.muted, Align::center, 0.7F);
    }
    ImGui::PopID();
    return clicked;
}

std::optional<double> stepper(const char* id, const Rect& area, const std::string& caption_text,
                              double value, const Steps& steps) {
    const Palette& colors = theme().palette();
    std::optional<double> out;
    ImGui::PushID(id);
    const float side = std::min(area.height, theme().px(32));
    const float width = std::clamp(area.width * 0.5F, 3 * side, 2 * side + theme().px(96));
    const Rect control = area.right_part(width);
    draw_text(area.left(area.width - width - theme().px(8)), caption_text, Type::body,
              colors.muted);
    const Rect box = {control.x, control.y + (control.height - side) / 2, control.width, side};
    draw_card(box, colors.raised);
    if (icon_button("less", box.left(side), Icon::minus, "")) out = stepped(value, steps, false);
    if (icon_button("more", box.right_part(side), Icon::plus, "")) {
        out = stepped(value, steps, true);
    }
    draw_text(box.inset(side, 0), number_text(value, steps), Type::strong, colors.text,
              Align::center);
    ImGui::PopID();
    return out;
}

bool fold(const char* id, const Rect& area, const std::string& text, bool open) {
    const Palette& colors = theme().palette();
    const bool clicked = hit(id, area);
    const ImU32 color = ImGui::IsItemHovered() ? colors.text : colors.muted;
    const float sign = theme().px(16);
    draw_icon(*ImGui::GetWindowDrawList(), area.left(sign), open ? Icon::minus : Icon::plus, color);
    draw_text(area.right_part(area.width - sign - theme().px(8)), text, Type::body, color);
    return clicked;
}

float chip_width(const std::string& text) {
    return text_width(text, Type::body) + 2 * theme().px(12) + 1;
}

bool chip(const char* id, const Rect& area, const std::string& text, bool on) {
    const Palette& colors = theme().palette();
    const bool clicked = hit(id, area);
    const ImU32 plain = ImGui::IsItemHovered() ? colors.hovered : colors.raised;
    ImGui::GetWindowDrawList()->AddRectFilled({area.x, area.y}, {area.right(), area.bottom()},
                                              on ? faded(colors.accent, 0.18F) : plain,
                                              area.height / 2);
    draw_text(area.inset(theme().px(8), 0), text, Type::body, on ? colors.accent : colors.text,
              Align::center);
    return clicked;
}

void caption(const Rect& area, const std::string& text) {
    draw_text(area, text, Type::small, theme().palette().muted);
}

bool undo_bar(const char* id, const Rect& area, const std::string& text) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.raised);
    Cutter row(area.inset(theme().px(12), theme().px(4)), theme().px(10));
    const bool clicked = text_button(id, row.right(theme().px(84)), "Undo", false);
    draw_icon(*ImGui::GetWindowDrawList(), row.left(theme().px(20)), Icon::info, colors.accent);
    draw_text(row.rest(), text, Type::body, colors.text);
    return clicked;
}

float warning_height(float width, const std::string& text) {
    return paragraph_height(width - theme().px(kWarningSign), sentence(text), Type::body);
}

float warning_line(const Rect& area, const std::string& text) {
    const Palette& colors = theme().palette();
    const float sign = theme().px(kWarningSign);
    const float line = theme().size(Type::body) * 1.35F;
    draw_icon(*ImGui::GetWindowDrawList(), {area.x, area.y, theme().px(18), line}, Icon::warning,
              colors.warning);
    return draw_paragraph(area.right_part(area.width - sign), sentence(text), Type::body,
                          colors.text);
}

}  // namespace spotter
