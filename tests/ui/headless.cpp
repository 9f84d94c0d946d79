#include "tests/ui/headless.h"

#include <algorithm>
#include <cstring>

#include <imgui_internal.h>

namespace spotter {

namespace {

// Also where a window has a context of its own.
ImGuiContext* new_current_context() {
    ImGuiContext* context = ImGui::CreateContext();
    ImGui::SetCurrentContext(context);
    return context;
}

}  // namespace

Headless::Headless(float width, float height, float scale)
    : before_(ImGui::GetCurrentContext()),
      context_(new_current_context()),
      theme_(new Theme),
      scale_(scale) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60;
    for (const ImGuiKey key :
         {ImGuiKey_Space, ImGuiKey_Escape, ImGuiKey_Enter, ImGuiKey_LeftArrow, ImGuiKey_RightArrow,
          ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_PageUp, ImGuiKey_PageDown, ImGuiKey_End,
          ImGuiKey_Backspace, ImGuiKey_Delete, ImGuiKey_Tab, ImGuiKey_A, ImGuiKey_Z}) {
        io.KeyMap[key] = 100 + key;
    }
}

Headless::~Headless() {
    delete theme_;
    ImGui::DestroyContext(context_);
    ImGui::SetCurrentContext(before_);
}

void Headless::begin() {
    const Rect all = screen();
    theme_->prepare(all.width, all.height, scale_, 1);
    if (!ImGui::GetIO().Fonts->TexID) ImGui::GetIO().Fonts->SetTexID(kFakeTexture);
    ImGui::NewFrame();
}

void Headless::end() {
    ImGui::Render();
}

void Headless::move_to(float x, float y) {
    ImGui::GetIO().MousePos = {x, y};
}

void Headless::hold_button(bool down) {
    ImGui::GetIO().MouseDown[0] = down;
}

void Headless::turn_wheel(float by) {
    ImGui::GetIO().MouseWheel = by;
}

void Headless::hold_key(ImGuiKey key, bool down) {
    ImGui::GetIO().KeysDown[ImGui::GetIO().KeyMap[key]] = down;
}

void Headless::hold_shift(bool down) {
    ImGui::GetIO().KeyShift = down;
}

void Headless::add_letter(char letter) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(letter));
}

bool Headless::something_under_pointer() {
    return ImGui::GetCurrentContext()->HoveredId != 0;
}

void Headless::close_lists() {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    const ImVector<ImGuiPopupData>& open = context.OpenPopupStack;
    const bool list = !open.empty() && open.back().Window &&
                      !(open.back().Window->Flags & ImGuiWindowFlags_Modal);
    if (list) ImGui::ClosePopupToLevel(open.Size - 1, false);
}

LiveActions Headless::draw(const LiveView& view) {
    return draw([&] { return draw_live_panel(view, screen()); });
}

LiveActions Headless::click(const LiveView& view, float x, float y) {
    move_to(x, y);
    draw(view);
    draw(view);
    hold_button(true);
    const LiveActions pressed = draw(view);
    hold_button(false);
    LiveActions released = draw(view);
    // A slider answers to the press, a button to letting go.
    if (pressed.seek_to_s) released.seek_to_s = pressed.seek_to_s;
    return released;
}

LiveActions Headless::type(const LiveView& view, char letter) {
    return type([&] { return draw_live_panel(view, screen()); }, letter);
}

LiveActions Headless::press(const LiveView& view, ImGuiKey key) {
    return press([&] { return draw_live_panel(view, screen()); }, key);
}

bool Headless::click_finds(const LiveView& view, const Rect& area,
                           const std::function<bool(const LiveActions&)>& wanted) {
    return click_finds([&] { return draw_live_panel(view, screen()); }, area, wanted);
}

bool Headless::list_open() const {
    return context_->OpenPopupStack.Size > 0;
}

bool Headless::list_scrolls() const {
    return list_open() && context_->OpenPopupStack.back().Window->ScrollbarY;
}

float Headless::height_of(const char* dialog) {
    const ImGuiWindow* window = ImGui::FindWindowByName(dialog);
    return window ? window->Size.y : 0;
}

bool Headless::is_above(const char* window, const char* other) {
    const auto place = [](const char* name) {
        return ImGui::FindWindowDisplayIndex(ImGui::FindWindowByName(name));
    };
    return place(window) > place(other);
}

bool Headless::tip_shown() const {
    const ImGuiWindow* tip = ImGui::FindWindowByName("##Tooltip_00");
    return tip && tip->Active;
}

bool Headless::nothing_clipped() const {
    constexpr float kSlack = 2;  // anti-aliased edges
    const ImDrawData* data = ImGui::GetDrawData();
    const Rect all = screen();
    for (int i = 0; i < data->CmdListsCount; ++i) {
        const ImDrawList& list = *data->CmdLists[i];
        const bool scrolls = std::strchr(list._OwnerName, '/') != nullptr;
        for (const ImDrawCmd& command : list.CmdBuffer) {
            for (unsigned k = 0; k < command.ElemCount; ++k) {
                const auto index = list.IdxBuffer[static_cast<int>(command.IdxOffset + k)];
                const ImVec2 at = list.VtxBuffer[static_cast<int>(command.VtxOffset + index)].pos;
                const ImVec4& clip = command.ClipRect;
                const bool across = at.x >= std::max(clip.x, 0.F) - kSlack &&
                                    at.x <= std::min(clip.z, all.width) + kSlack;
                const bool down = at.y >= std::max(clip.y, 0.F) - kSlack &&
                                  at.y <= std::min(clip.w, all.height) + kSlack;
                if (!across || (!down && !scrolls)) return false;
            }
        }
    }
    return true;
}

Rect Headless::screen() const {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    return {0, 0, size.x, size.y};
}

}  // namespace spotter
