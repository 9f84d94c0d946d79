#include <algorithm>
#include <cctype>

#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr double kJump = 5;

void read_play_letter(const ReplayView& view, int letter, ReplayActions& actions) {
    const PlayerView& player = view.player;
    const double at = player.position_s;
    switch (letter) {
        case 'j':
            actions.seek_s = std::max(at - kJump, 0.0);
            break;
        case 'k':
            actions.toggle_play = true;
            break;
        case 'l':
            actions.seek_s = std::min(at + kJump, player.length_s);
            break;
        case 'x':
            actions.loop = !player.looping;
            break;
        case 'p':
            if (player.has_poses) {
                actions.show_skeleton = !player.show_skeleton;
            } else {
                actions.find_poses = player.film == FilmPhase::showing;
            }
            break;
        case 'f':
            actions.show_s = std::pair(0.0, player.length_s);
            break;
        default:
            break;
    }
}

// The stretch from the playhead on, or up to it.
ReplaySelection marked(const ReplayView& view, bool start) {
    const double at = view.player.position_s;
    ReplaySelection out = view.selection;
    if (out.kind != ReplaySelection::Kind::span) {
        out = {ReplaySelection::Kind::span, 0, 0, start ? at : 0,
               start ? view.player.length_s : at};
    }
    (start ? out.start_s : out.end_s) = at;
    if (out.start_s > out.end_s) std::swap(out.start_s, out.end_s);
    return out;
}

// The selected one, else the one at the playhead or the nearest to it; null: there is none.
const RecordedSet* meant_set(const ReplayView& view) {
    const RecordedSet* selected = selected_set(view);
    if (selected != nullptr || view.edit == nullptr) return selected;
    const double at = view.player.position_s;
    const auto apart = [at](const RecordedSet& set) {
        return std::max({to_seconds(set.start) - at, at - to_seconds(set.end), 0.0});
    };
    const auto nearest = std::ranges::min_element(view.edit->sets, {}, apart);
    return nearest == view.edit->sets.end() ? nullptr : &*nearest;
}

void take_others(const ReplayView& view, ReplayActions& actions) {
    if (can_take(view)) {
        actions.take_selected = true;
    } else if (view.comparison && view.comparison->current >= 0) {
        actions.take_difference = view.comparison->current;
    }
}

void read_edit_letter(const ReplayView& view, int letter, ReplayActions& actions) {
    switch (letter) {
        case 'i':
            actions.select = marked(view, true);
            break;
        case 'o':
            actions.select = marked(view, false);
            break;
        case 'h':
            ask_history(view, actions);
            break;
        case 'r':
            actions.add_rep = true;
            break;
        case 'w':
            if (const RecordedSet* set = meant_set(view)) actions.open_load = set->number;
            break;
        case 's':
            actions.split = true;
            break;
        case 'm':
            actions.merge = true;
            break;
        case 'n':
            if (view.comparison && !view.comparison->differences.empty()) {
                actions.go_to_difference = view.comparison->next;
            }
            break;
        case 't':
            take_others(view, actions);
            break;
        default:
            break;
    }
}

void read_arrows(const ReplayView& view, ReplayActions& actions) {
    const double at = view.player.position_s;
    const bool far = ImGui::GetIO().KeyShift;
    const auto move = [&](int way) {
        if (far) {
            actions.seek_s = std::clamp(at + way, 0.0, view.player.length_s);
        } else {
            actions.step = way;
        }
    };
    if (key_pressed(ImGuiKey_LeftArrow, true)) move(-1);
    if (key_pressed(ImGuiKey_RightArrow, true)) move(1);
    if (key_pressed(ImGuiKey_UpArrow)) actions.speed = std::min(view.player.speed * 2, 4.0);
    if (key_pressed(ImGuiKey_DownArrow)) actions.speed = std::max(view.player.speed / 2, 0.25);
    if (key_pressed(ImGuiKey_Home)) actions.seek_s = 0;
    if (key_pressed(ImGuiKey_End)) actions.seek_s = view.player.length_s;
    if (key_pressed(ImGuiKey_Space)) actions.toggle_play = true;
    if (key_pressed(ImGuiKey_Delete) || key_pressed(ImGuiKey_Backspace)) actions.remove = true;
    if (key_pressed(ImGuiKey_Escape)) actions.select = ReplaySelection();
}

}  // namespace

void read_replay_keys(const ReplayView& view, ReplayActions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool dialog = view.open_text || view.naming || view.load || view.adding || view.show_help;
    if (io.WantTextInput || dialog || io.KeyAlt) return;
    if (io.KeyCtrl) {
        if (key_pressed(ImGuiKey_Z, true)) (io.KeyShift ? actions.redo : actions.undo) = true;
        if (key_pressed(ImGuiKey_Y, true)) actions.redo = true;
        return;
    }
    if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup)) return;
    for (const ImWchar letter : io.InputQueueCharacters) {
        const int lower = letter < 128 ? std::tolower(letter) : 0;
        if (lower == '?') actions.show_help = true;
        if (view.phase != ReplayPhase::ready) continue;
        read_play_letter(view, lower, actions);
        read_edit_letter(view, lower, actions);
    }
    if (view.phase == ReplayPhase::ready) read_arrows(view, actions);
}

}  // namespace spotter
