#include "ui/live/live_panel.h"

#include <algorithm>
#include <cctype>

#include "ui/live/live_layout.h"
#include "ui/live/live_parts.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// The letters work on every keyboard layout: they are read as typed text, not as keys.
void read_letter(const LiveView& view, ImWchar letter, LiveActions& actions) {
    const int lower = letter < 128 ? std::tolower(letter) : 0;
    if (lower == '?') {
        actions.overlay = view.overlay == Overlay::help ? Overlay::none : Overlay::help;
    }
    if (view.overlay != Overlay::none) return;
    if (lower == 'k') actions.show_skeleton = !view.show_skeleton;
    if (lower == 's') actions.show_statistics = !view.show_statistics;
    if (lower == 'v' && view.filming) actions.film = !*view.filming;
    if (lower == 'm') actions.mirrored = !view.mirrored;
    if (lower == 't' && view.source_kind == SourceKind::demo) {
        actions.show_truth = !view.show_truth;
    }
    if (lower == '+' || lower == '=') actions.correct_reps = 1;
    if (lower == '-') actions.correct_reps = -1;
    if (lower == 'p') actions.overlay = Overlay::targets;
    if (lower == 'w' && !view.load.title.empty()) actions.overlay = Overlay::load;
    if (lower == 'c') actions.count_in = true;
    if (lower == 'o') actions.overlay = Overlay::open;
    if (lower == ',') actions.overlay = Overlay::settings;
    if (lower == 'r' && (view.phase == LivePhase::failed || view.phase == LivePhase::empty)) {
        actions.retry = true;
    }
}

void read_playback_keys(const LiveView& view, LiveActions& actions) {
    if (!view.playback) return;
    if (key_pressed(ImGuiKey_Space)) actions.toggle_pause = true;
    if (view.playback->duration_s <= 0) return;
    double step = 0;
    if (key_pressed(ImGuiKey_LeftArrow, true)) step = -kSeekStepSeconds;
    if (key_pressed(ImGuiKey_RightArrow, true)) step = kSeekStepSeconds;
    if (step != 0) {
        actions.seek_to_s =
            std::clamp(view.playback->position_s + step, 0.0, view.playback->duration_s);
    }
}

// `popup_open`: a list of choices or a dialog was, and takes Escape for itself.
void read_keys(const LiveView& view, bool popup_open, LiveActions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (key_pressed(ImGuiKey_Escape)) {
        if (!popup_open && view.full_screen) actions.full_screen = false;
        return;
    }
    if (io.WantTextInput || io.KeyCtrl || io.KeyAlt) return;
    for (const ImWchar letter : io.InputQueueCharacters) read_letter(view, letter, actions);
    if (view.overlay == Overlay::none) read_playback_keys(view, actions);
}

}  // namespace

LiveActions draw_live_panel(const LiveView& view, const Rect& area) {
    LiveActions actions;
    const bool popup_open = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    const LiveLayout layout =
        layout_for(area, theme().px(1), view.labels.size(), view.playback.has_value());
    begin_panel("Live", area);
    draw_top_bar(view, layout, actions);
    draw_video(view, layout, actions);
    draw_hero(view, layout);
    draw_timeline(view, layout);
    draw_coach(view, layout, actions);
    draw_scores(view, layout);
    if (view.playback) draw_playback(view, layout, actions);
    end_panel();
    draw_flash(view, layout, area);
    draw_overlay(view, actions);
    read_keys(view, popup_open, actions);
    return actions;
}

}  // namespace spotter
