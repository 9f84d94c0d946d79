#include "ui/notices.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>

#include "ui/format.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::size_t kMost = 3;

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

float gap() {
    return theme().px(8);
}

// The newest notices, at most kMost, whose cards fit into `room`.
std::span<const NoticeView> shown(const std::vector<NoticeView>& notices, float card, float room) {
    std::size_t count = 0;
    for (; count < std::min(kMost, notices.size()); ++count) {
        room -= card_height(notices[notices.size() - count - 1], card) + gap();
        if (room < 0) break;
    }
    return std::span(notices).last(count);
}

}  // namespace

std::optional<int> draw_notice_rows(const std::vector<NoticeView>& notices, const Rect& area) {
    std::optional<int> dismissed;
    float y = area.y;
    for (const NoticeView& notice : shown(notices, area.width, area.height + Rect::kSlack)) {
        const float height = card_height(notice, area.width);
        if (draw_card_of(notice, {area.x, y, area.width, height})) dismissed = notice.id;
        y += height + gap();
    }
    return dismissed;
}

float notices_height(const std::vector<NoticeView>& notices, float width, float most) {
    float out = 0;
    for (const NoticeView& notice : shown(notices, width, most)) {
        out += card_height(notice, width) + gap();
    }
    return out;
}

}  // namespace spotter
