#include "ui/message.h"

#include <algorithm>
#include <utility>

#include "ui/format.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_sign(const Rect& area, const Message& message) {
    if (message.spinning) {
        draw_spinner(area, message.color);
        return;
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 middle = {area.x + area.width / 2, area.y + area.height / 2};
    list.AddCircleFilled(middle, area.height / 2, faded(message.color, 0.14F));
    draw_icon(list, area.inset(0, area.height * 0.24F), message.icon, message.color);
}

Clicked draw_buttons(const Rect& row, const Message& message, float gap) {
    if (message.primary.empty()) return Clicked::nothing;
    const bool two = !message.secondary.empty();
    const float each = std::min(theme().px(200), (row.width - gap) / 2);
    const float start = row.x + (row.width - each - (two ? each + gap : 0)) / 2;
    if (text_button("primary", {start, row.y, each, row.height}, message.primary, true)) {
        return Clicked::primary;
    }
    if (two && text_button("secondary", {start + each + gap, row.y, each, row.height},
                           message.secondary, false)) {
        return Clicked::secondary;
    }
    return Clicked::nothing;
}

}  // namespace

Message failure_message(std::string title, const std::string& failure, std::string primary,
                        std::string secondary) {
    Message message;
    message.icon = Icon::warning;
    message.color = theme().palette().danger;
    message.title = std::move(title);
    message.text = sentence(failure);
    message.primary = std::move(primary);
    message.secondary = std::move(secondary);
    return message;
}

Clicked draw_message(const Rect& area, const Message& message) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    const float width = std::min(area.width - theme().px(40), theme().px(520));
    const float icon = std::min(theme().px(60), area.height * 0.2F);
    const float title = theme().size(Type::title) * 1.5F;
    const float text = paragraph_height(width, message.text, Type::body);
    const float button = message.primary.empty() ? 0 : theme().px(42);
    const float gap = std::min(theme().px(16), area.height * 0.04F);
    const float all = icon + gap + title + text + (button > 0 ? gap + button : 0);
    const float x = area.x + (area.width - width) / 2;
    float y = area.y + std::max((area.height - all) / 2, theme().px(4));
    draw_sign({x, y, width, icon}, message);
    y += icon + gap;
    draw_text({x, y, width, title}, message.title, Type::title, colors.text, Align::center);
    y += title;
    y +=
        draw_paragraph({x, y, width, text}, message.text, Type::body, colors.muted, Align::center) +
        gap;
    return draw_buttons({x, y, width, button}, message, gap);
}

}  // namespace spotter
