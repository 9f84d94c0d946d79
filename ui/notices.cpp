#include "ui/notices.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "ui/format.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::size_t kMost = 3;

float card_width(const Rect& area) {
    return std::min(theme().px(460), area.width - 2 * theme().px(12));
}

float text_width_in(float card) {
    return card - theme().px(92);
}

float card_height(const NoticeView& notice, float card) {
    const float text = paragraph_height(text_width_in(card), sentence(notice.text), Type::body);
    return std::max(text + 2 * theme().px(12), theme().px(46));
}

ImU32 color_of(NoticeView::Kind kind) {
    const Palette& colors = theme().palette();
    if (kind == NoticeView::Kind::info) return colors.accent;
    return kind == NoticeView::Kind::warning ? colors.warning : colors.danger;
}

// True when it was dismissed.
bool draw_card_of(const NoticeView& notice, const Rect& card) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float pad = theme().px(12);
    const ImU32 color = color_of(notice.kind);
    draw_card(card, faded(colors.raised, 0.97F));
    list.AddRect({card.x, card.y}, {card.right(), card.bottom()}, faded(color, 0.5F),
                 theme().px(12));
    draw_icon(list, {card.x + pad, card.y, theme().px(22), card.height},
              notice.kind == NoticeView::Kind::info ? Icon::info : Icon::warning, color);
    const std::string text = sentence(notice.text);
    const float width = text_width_in(card.width);
    const float height = paragraph_height(width, text, Type::body);
    draw_paragraph({card.x + theme().px(46), card.y + (card.height - height) / 2, width, height},
                   text, Type::body, colors.text);
    ImGui::PushID(notice.id);
    const float size = theme().px(32);
    const bool dismissed = icon_button(
        "dismiss",
        {card.right() - size - theme().px(7), card.y + (card.height - size) / 2, size, size},
        Icon::close, "Dismiss");
    ImGui::PopID();
    return dismissed;
}

std::size_t first_shown(const std::vector<NoticeView>& notices) {
    return notices.size() > kMost ? notices.size() - kMost : 0;
}

}  // namespace

std::optional<int> draw_notices(const std::vector<NoticeView>& notices, const Rect& area) {
    std::optional<int> dismissed;
    const float pad = theme().px(12);
    const float width = card_width(area);
    float y = area.y + pad;
    for (std::size_t i = first_shown(notices); i < notices.size(); ++i) {
        const float height = card_height(notices[i], width);
        if (y + height > area.bottom()) break;
        if (draw_card_of(notices[i], {area.right() - pad - width, y, width, height})) {
            dismissed = notices[i].id;
        }
        y += height + theme().px(8);
    }
    return dismissed;
}

std::optional<int> draw_floating_notices(const std::vector<NoticeView>& notices, const Rect& area) {
    if (notices.empty()) return std::nullopt;
    // Only as large as the cards: around them, clicks go to the screen below.
    const float pad = theme().px(12);
    const float width = card_width(area);
    float height = 2 * pad;
    for (std::size_t i = first_shown(notices); i < notices.size(); ++i) {
        height += card_height(notices[i], width) + theme().px(8);
    }
    const float header = std::min(theme().px(54), area.height * 0.1F);
    const Rect part = area.below(area.height - header)
                          .right_part(width + 2 * pad)
                          .top(std::min(height, area.height - header));
    begin_floating("Notices", part);
    const std::optional<int> dismissed = draw_notices(notices, part);
    end_floating();
    return dismissed;
}

}  // namespace spotter
