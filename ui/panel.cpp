#include "ui/panel.h"

#include <algorithm>

#include <imgui.h>

namespace spotter {

namespace {

constexpr ImGuiWindowFlags kPlain =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse;

void begin(const char* name, const Rect& area, ImGuiWindowFlags more) {
    ImGui::SetNextWindowPos({area.x, area.y});
    ImGui::SetNextWindowSize({std::max(area.width, 1.F), std::max(area.height, 1.F)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::Begin(name, nullptr, kPlain | more);
}

void end() {
    ImGui::End();
    ImGui::PopStyleVar(3);
}

}  // namespace

Rect whole_window() {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    return {0, 0, size.x, size.y};
}

void begin_panel(const char* name, const Rect& area) {
    begin(name, area, ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void end_panel() {
    end();
}

void begin_veil(const char* name, const Rect& area) {
    begin(name, area, ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoInputs);
}

void end_veil() {
    end();
}

Rect begin_scroll(const char* id, const Rect& area, float height) {
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::BeginChild(id, {std::max(area.width, 1.F), std::max(area.height, 1.F)}, false,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    // One item as large as the content tells ImGui what there is to scroll.
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool bar = height > area.height + 0.5F;
    const float width = area.width - (bar ? ImGui::GetStyle().ScrollbarSize * 1.5F : 0);
    ImGui::Dummy({1, height});
    return {at.x, at.y, width, height};
}

void end_scroll() {
    ImGui::EndChild();
}

bool in_view(const Rect& part) {
    return ImGui::IsRectVisible({part.x, part.y}, {part.right(), part.bottom()});
}

}  // namespace spotter
