#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace spotter {

namespace {

constexpr float kPi = 3.14159265F;

ImDrawList& canvas() {
    return *ImGui::GetWindowDrawList();
}

bool hit(const char* id, const Rect& area) {
    ImGui::SetCursorScreenPos({area.x, area.y});
    return ImGui::InvisibleButton(id, {std::max(area.width, 1.F), std::max(area.height, 1.F)});
}

float entry_height(const ChoiceView::Item& item) {
    return theme().px(item.detail.empty() ? 40 : 56);
}

// What the arrows and the pointer do in an open list.
struct ListKeys {
    int marked = -1;     // the entry that Enter chooses
    bool moved = false;  // to that one, just now
    bool enter = false;
    ImGuiID id = 0;  // of `marked` in the list's storage
};

ListKeys read_list_keys(int entries, int current) {
    ListKeys keys;
    ImGuiStorage& state = *ImGui::GetStateStorage();
    keys.id = ImGui::GetID("marked");
    keys.moved = ImGui::IsWindowAppearing();
    keys.marked = keys.moved ? current : state.GetInt(keys.id, -1);
    const int before = keys.marked;
    if (key_pressed(ImGuiKey_DownArrow, true)) ++keys.marked;
    if (key_pressed(ImGuiKey_UpArrow, true)) --keys.marked;
    if (keys.marked != before) {
        keys.marked = std::clamp(keys.marked, 0, std::max(entries - 1, 0));
        keys.moved = true;
    }
    keys.enter = take_key(ImGuiKey_Enter) || take_key(ImGuiKey_KeyPadEnter);
    state.SetInt(keys.id, keys.marked);
    return keys;
}

// The pointer marks what it goes to, but not what the arrows move under it.
bool pointed_at() {
    const ImGuiIO& io = ImGui::GetIO();
    const bool moves = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseWheel != 0;
    return moves && ImGui::IsItemHovered();
}

// One entry of an open list; closes it when chosen.
bool list_entry(const ChoiceView::Item& item, bool chosen, float width, int index,
                const ListKeys& keys) {
    const Palette& colors = theme().palette();
    const float height = entry_height(item);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Rect area = {at.x, at.y, width, height};
    const bool marked = index == keys.marked;
    const bool clicked = ImGui::InvisibleButton("entry", {width, height}) || (marked && keys.enter);
    if (marked && keys.moved) ImGui::SetScrollHereY();
    if (pointed_at()) ImGui::GetStateStorage()->SetInt(keys.id, index);
    if (marked) draw_card(area, colors.raised);
    const Rect inner = area.inset(theme().px(12), theme().px(6));
    const Rect mark = inner.right_part(theme().px(18));
    if (chosen) draw_icon(canvas(), mark, Icon::check, colors.accent);
    Rect line = {inner.x, inner.y, inner.width - theme().px(28), inner.height};
    if (!item.detail.empty()) {
        draw_text(line.below(line.height * 0.44F), item.detail, Type::small, colors.muted);
        line = line.top(line.height * 0.54F);
    }
    draw_text(line, item.name, Type::body, colors.text);
    if (clicked) ImGui::CloseCurrentPopup();
    return clicked;
}

float list_height(const ChoiceView& view, const std::string& more) {
    float out = more.empty() ? 0 : theme().px(45);
    for (const ChoiceView::Item& item : view.items) out += entry_height(item) + theme().px(2);
    return out;
}

int draw_list(const ChoiceView& view, const std::string& more, float width) {
    int chosen = -1;
    const auto count = static_cast<int>(view.items.size());
    const ListKeys keys = read_list_keys(more.empty() ? count : count + 1, view.current);
    for (int i = 0; i < count; ++i) {
        const ChoiceView::Item& item = view.items[static_cast<std::size_t>(i)];
        ImGui::PushID(i);
        if (list_entry(item, i == view.current, width, i, keys)) chosen = i;
        ImGui::PopID();
    }
    if (!more.empty()) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (count > 0) {
            canvas().AddLine({at.x, at.y}, {at.x + width, at.y}, theme().palette().line);
        }
        ImGui::Dummy({width, theme().px(1)});
        ImGui::PushID("more");
        if (list_entry({more, {}}, false, width, count, keys)) chosen = count;
        ImGui::PopID();
    }
    return chosen;
}

void draw_choice_button(const Rect& area, const ChoiceView& view, const ChoiceStyle& style,
                        bool hovered) {
    const Palette& colors = theme().palette();
    draw_card(area, hovered ? colors.hovered : colors.raised);
    Rect inner = area.inset(theme().px(10), 0);
    const Rect icon = inner.left(theme().px(20));
    if (view.busy) {
        draw_spinner(icon, colors.accent);
    } else {
        draw_icon(canvas(), icon, style.icon, colors.muted);
    }
    draw_icon(canvas(), inner.right_part(theme().px(16)), Icon::down, colors.muted);
    inner = inner.inset(theme().px(28), theme().px(5));
    inner.width += theme().px(6);
    const bool known = view.current >= 0 && view.current < static_cast<int>(view.items.size());
    const std::string& name =
        known ? view.items[static_cast<std::size_t>(view.current)].name : style.none;
    if (!style.caption.empty()) {
        draw_text(inner.top(inner.height * 0.42F), style.caption, Type::small, colors.muted);
        inner = inner.below(inner.height * 0.58F);
    }
    draw_text(inner, name, Type::strong, known ? colors.text : colors.muted);
}

}  // namespace

void draw_card(const Rect& area, ImU32 color) {
    const float round = std::min(theme().px(12), area.height / 3);
    canvas().AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, color, round);
}

void draw_bar(const Rect& area, float fraction, ImU32 color) {
    const float round = area.height / 2;
    canvas().AddRectFilled({area.x, area.y}, {area.right(), area.bottom()},
                           theme().palette().raised, round);
    const float width = area.width * std::clamp(fraction, 0.F, 1.F);
    if (width < 1) return;
    // Never narrower than it is high: a rounded end needs that much.
    canvas().AddRectFilled({area.x, area.y}, {area.x + std::max(width, area.height), area.bottom()},
                           color, round);
}

void draw_spinner(const Rect& area, ImU32 color) {
    const float radius = std::min(area.width, area.height) * 0.4F;
    const ImVec2 middle = {area.x + area.width / 2, area.y + area.height / 2};
    const float width = std::max(1.5F, radius * 0.22F);
    canvas().AddCircle(middle, radius, faded(color, 0.2F), 0, width);
    const auto turn = static_cast<float>(std::fmod(ImGui::GetTime() * 1.1, 1.0)) * 2 * kPi;
    canvas().PathArcTo(middle, radius, turn, turn + 0.6F * kPi);
    canvas().PathStroke(color, ImDrawFlags_None, width);
}

void tooltip(const std::string& text) {
    if (text.empty() || !ImGui::IsItemHovered()) return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme().px(10), theme().px(7)});
    ImGui::BeginTooltip();
    ImGui::PushFont(theme().font(Type::small));
    // Notes may be as long as somebody likes.
    ImGui::PushTextWrapPos(theme().px(420));
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

bool key_pressed(ImGuiKey key, bool repeat) {
    const int index = ImGui::GetKeyIndex(key);
    return index >= 0 && ImGui::IsKeyPressed(index, repeat);
}

bool take_key(ImGuiKey key) {
    if (!key_pressed(key)) return false;
    // As if it had been down before this picture.
    constexpr float kAWhile = 1e-6F;
    ImGui::GetIO().KeysDownDuration[ImGui::GetKeyIndex(key)] = kAWhile;
    return true;
}

RowClick row_click() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.KeyShift ? RowClick::range : io.KeyCtrl ? RowClick::toggle : RowClick::only;
}

bool icon_button(const char* id, const Rect& area, Icon icon, const std::string& hint, bool on) {
    const Palette& colors = theme().palette();
    const bool clicked = hit(id, area);
    if (ImGui::IsItemHovered()) draw_card(area, colors.hovered);
    draw_icon(canvas(), area.inset(area.width * 0.24F), icon, on ? colors.accent : colors.muted);
    tooltip(hint);
    return clicked;
}

bool text_button(const char* id, const Rect& area, const std::string& text, bool primary,
                 bool enabled) {
    const Palette& colors = theme().palette();
    const bool clicked = hit(id, area) && enabled;
    const bool hovered = ImGui::IsItemHovered() && enabled;
    const ImU32 plain = hovered ? colors.hovered : colors.raised;
    const bool accent = primary && enabled;
    draw_card(area, accent ? faded(colors.accent, hovered ? 0.86F : 1) : plain);
    const ImU32 ink = accent ? colors.on_accent : colors.text;
    draw_text(area.inset(theme().px(10), 0), text, Type::strong, enabled ? ink : colors.faint,
              Align::center);
    return clicked;
}

bool toggle(const char* id, const Rect& area, const std::string& text, bool on) {
    const Palette& colors = theme().palette();
    const bool clicked = hit(id, area);
    if (ImGui::IsItemHovered()) draw_card(area, colors.raised);
    const Rect inner = area.inset(theme().px(12), 0);
    const float height = theme().px(20);
    const float width = theme().px(36);
    const float y = inner.y + (inner.height - height) / 2;
    canvas().AddRectFilled({inner.right() - width, y}, {inner.right(), y + height},
                           on ? colors.accent : colors.faint, height / 2);
    const float knob = height / 2 - theme().px(3);
    const float x = on ? inner.right() - height / 2 : inner.right() - width + height / 2;
    canvas().AddCircleFilled({x, y + height / 2}, knob, on ? colors.on_accent : colors.text);
    draw_text({inner.x, inner.y, inner.width - width - theme().px(12), inner.height}, text,
              Type::body, colors.text);
    return clicked;
}

int choice(const char* id, const Rect& area, const ChoiceView& view, const ChoiceStyle& style) {
    ImGui::PushID(id);
    if (hit("button", area)) ImGui::OpenPopup("list");
    const bool hovered = ImGui::IsItemHovered();
    draw_choice_button(area, view, style, hovered || ImGui::IsPopupOpen("list"));
    int chosen = -1;
    const float padding = theme().px(6);
    const float width = std::max(area.width, theme().px(260));
    const float gap = theme().px(6);
    const float below = ImGui::GetIO().DisplaySize.y - area.bottom() - gap - theme().px(10);
    const float above = area.y - gap - theme().px(10);
    const float wanted = list_height(view, style.more) + 2 * padding;
    // Where there is room for it, or for more of it.
    const bool down = wanted <= below || below >= above;
    const float x = std::min(area.x, ImGui::GetIO().DisplaySize.x - width - theme().px(10));
    ImGui::SetNextWindowPos({x, down ? area.bottom() + gap : area.y - gap}, 0,
                            {0, down ? 0.F : 1.F});
    const float most = std::max(down ? below : above, theme().px(120));
    // A bar says that there is more than can be seen.
    const bool scrolls = wanted > most;
    const float bar = scrolls ? ImGui::GetStyle().ScrollbarSize : 0;
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, most});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, padding});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, theme().px(2)});
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoMove;
    if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar;
    if (ImGui::BeginPopup("list", flags)) {
        chosen = draw_list(view, style.more, width - 2 * padding - bar);
        if (take_key(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
    ImGui::PopID();
    return chosen;
}

}  // namespace spotter
