#include "ui/files/files_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// Rows that a page is taken for.
constexpr int kPage = 12;

void read_moves(FilesActions& actions) {
    if (key_pressed(ImGuiKey_DownArrow, true)) actions.move += 1;
    if (key_pressed(ImGuiKey_UpArrow, true)) actions.move -= 1;
    if (key_pressed(ImGuiKey_PageDown, true)) actions.move += kPage;
    if (key_pressed(ImGuiKey_PageUp, true)) actions.move -= kPage;
    actions.extend = ImGui::GetIO().KeyShift;
}

void leave(const FilesView& view, const FilesFocus& focus, FilesActions& actions) {
    if (view.asking || view.folder_name) {
        actions.keep = true;
    } else if (focus.path.active) {
        actions.path_text = view.folder;
    } else if (!view.filter.empty()) {
        actions.filter = "";
    } else {
        actions.close = true;
    }
}

}  // namespace

void read_files_keys(const FilesView& view, const FilesFocus& focus, FilesActions& actions) {
    if (key_pressed(ImGuiKey_Escape)) leave(view, focus, actions);
    if (view.asking || view.folder_name || focus.path.active) return;
    read_moves(actions);
    const bool typing = ImGui::GetIO().WantTextInput;
    if (focus.typed.entered || (!typing && key_pressed(ImGuiKey_Enter))) actions.enter = true;
    const std::string& typed = view.name ? *view.name : view.filter;
    if (typed.empty() && key_pressed(ImGuiKey_Backspace)) actions.parent = true;
    // In the field it chooses the text that stands there.
    if (typed.empty() && ImGui::GetIO().KeyCtrl && key_pressed(ImGuiKey_A)) {
        actions.choose_all = true;
    }
}

}  // namespace spotter
