#include "ui/dialog.h"

#include <algorithm>

#include "ui/fields.h"
#include "ui/widgets.h"

namespace spotter {

bool begin_dialog(const char* title, float width, float height, Rect& body, bool& close) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float margin = theme().px(12);
    width = std::min(theme().px(width), screen.x - 2 * margin);
    height = std::min(theme().px(height), screen.y - 2 * margin);
    if (!ImGui::IsPopupOpen(title)) ImGui::OpenPopup(title);
    ImGui::SetNextWindowPos({(screen.x - width) / 2, (screen.y - height) / 2});
    ImGui::SetNextWindowSize({width, height});
    // Tab leads from field to field, which ImGui counts among the inputs of its navigation.
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoNavFocus;
    if (!ImGui::BeginPopupModal(title, nullptr, kFlags)) return false;
    const ImVec2 at = ImGui::GetWindowPos();
    const Rect inner = Rect{at.x, at.y, width, height}.inset(theme().px(24), theme().px(18));
    const float button = theme().px(34);
    const Rect header = inner.top(button);
    draw_text(header, title, Type::title, theme().palette().text);
    if (icon_button("close", header.right_part(button), Icon::close, "Close (Esc)")) close = true;
    // A list of choices that is open takes Escape for itself.
    const bool list_open = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId);
    if (key_pressed(ImGuiKey_Escape) && !list_open) close = true;
    body = inner.below(inner.height - button - theme().px(12));
    return true;
}

float more_refused(float width, const std::string& refusal) {
    if (refusal.empty()) return 0;
    const float inside = theme().px(width - 48);
    return (warning_height(inside, refusal) - warning_height(inside, "One")) / theme().px(1);
}

Ended draw_dialog_end(const Rect& body, const std::string& refusal, bool entered,
                      const char* agree) {
    const float height = theme().px(40);
    const float width = theme().px(120);
    const Rect row = body.below(height);
    if (!refusal.empty()) {
        const float line = warning_height(body.width, refusal);
        warning_line({body.x, row.y - line - theme().px(10), body.width, line}, refusal);
    }
    if (text_button("agree", row.right_part(width), agree, true) || entered) return Ended::agreed;
    const Rect cancel = {row.right() - 2 * width - theme().px(10), row.y, width, height};
    return text_button("cancel", cancel, "Cancel", false) ? Ended::cancelled : Ended::no;
}

void end_dialog(bool closing) {
    if (closing) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

}  // namespace spotter
