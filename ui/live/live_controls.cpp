#include <algorithm>
#include <array>

#include "ui/format.h"
#include "ui/live/live_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::array<double, 4> kSpeeds = {1, 2, 4, 0.5};

Icon source_icon(SourceKind kind) {
    return kind == SourceKind::camera ? Icon::camera : Icon::film;
}

void choose_source(const LiveView& view, const Rect& area, LiveActions& actions) {
    const int chosen =
        choice("source", area, view.sources,
               {source_icon(view.source_kind), "Source", "None", "Open a file or stream…"});
    if (chosen == static_cast<int>(view.sources.items.size())) {
        actions.overlay = Overlay::open;
    } else if (chosen >= 0) {
        actions.choose_source = chosen;
    }
}

// The buttons at the right end; returns the space that they take.
float draw_buttons(const LiveView& view, const Rect& bar, LiveActions& actions) {
    const float side = theme().px(38);
    float x = bar.right() - side;
    const auto button = [&](const char* id, Icon icon, const char* hint, bool on) {
        const Rect area = {x, bar.y + (bar.height - side) / 2, side, side};
        x -= side + theme().px(2);
        return icon_button(id, area, icon, hint, on);
    };
    if (button("full", view.full_screen ? Icon::shrink : Icon::expand, "Full screen (F11)",
               false)) {
        actions.full_screen = !view.full_screen;
    }
    if (button("help", Icon::help, "Keyboard and help (?)", false)) actions.overlay = Overlay::help;
    if (button("settings", Icon::settings, "Settings (,)", false)) {
        actions.overlay = Overlay::settings;
    }
    if (button("statistics", Icon::chart, "Statistics (S)", view.show_statistics)) {
        actions.show_statistics = !view.show_statistics;
    }
    if (button("mirror", Icon::mirror, "Mirror the picture (M)", view.mirrored)) {
        actions.mirrored = !view.mirrored;
    }
    if (button("skeleton", Icon::skeleton, "Skeleton (K)", view.show_skeleton)) {
        actions.show_skeleton = !view.show_skeleton;
    }
    if (view.filming) {
        const char* hint = *view.filming ? "Video is being kept; stop it (V)"
                                         : "Keep video of the workout, on this machine (V)";
        if (button("film", *view.filming ? Icon::stop : Icon::record, hint, *view.filming)) {
            actions.film = !*view.filming;
        }
    }
    return bar.right() - x;
}

void draw_seek_slider(const Rect& area, const PlaybackView& playback, LiveActions& actions) {
    const Palette& colors = theme().palette();
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::InvisibleButton("seek", {area.width, area.height});
    const bool seekable = playback.duration_s > 0;
    const float height = theme().px(6);
    const Rect track = {area.x, area.y + (area.height - height) / 2, area.width, height};
    auto part = seekable ? static_cast<float>(playback.position_s / playback.duration_s) : 0.F;
    const ImGuiIO& io = ImGui::GetIO();
    if (seekable && ImGui::IsItemActive()) {
        part = std::clamp((io.MousePos.x - track.x) / track.width, 0.F, 1.F);
        // One request for the press, one for each step of a drag.
        if (ImGui::IsItemActivated() || io.MouseDelta.x != 0) {
            actions.seek_to_s = static_cast<double>(part) * playback.duration_s;
        }
    }
    draw_bar(track, part, seekable ? colors.accent : colors.faint);
    if (!seekable) return;
    const float knob = theme().px(ImGui::IsItemHovered() || ImGui::IsItemActive() ? 9.F : 7.F);
    ImGui::GetWindowDrawList()->AddCircleFilled(
        {track.x + std::clamp(part, 0.F, 1.F) * track.width, track.y + height / 2}, knob,
        colors.text);
}

void draw_verdict(const Rect& area, const PlaybackView& playback) {
    const Palette& colors = theme().palette();
    const bool busy = playback.verdict_busy;
    std::string text = playback.verdict;
    if (busy) {
        text = "Whole clip: reading…";
        if (playback.verdict_progress >= 0)
            text.append(" ").append(percent(playback.verdict_progress));
    }
    const float icon = theme().px(20);
    const Rect sign = area.left(icon);
    if (busy) {
        draw_spinner(sign, colors.accent);
    } else {
        draw_icon(*ImGui::GetWindowDrawList(), sign, Icon::check, colors.accent);
    }
    draw_text(
        {area.x + icon + theme().px(8), area.y, area.width - icon - theme().px(8), area.height},
        text, Type::strong, busy ? colors.muted : colors.text);
    if (busy) return;
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::InvisibleButton("verdict", {area.width, area.height});
    tooltip(playback.verdict_scores);
}

}  // namespace

void draw_top_bar(const LiveView& view, const LiveLayout& layout, LiveActions& actions) {
    const Rect bar = layout.top_bar.inset(theme().px(16), theme().px(8));
    const float buttons = draw_buttons(view, bar, actions);
    const float gap = theme().px(8);
    const Rect rest = {bar.x, bar.y, bar.width - buttons - gap, bar.height};
    const float each = std::min((rest.width - 2 * gap) / 3, theme().px(240));
    Rect area = rest.left(each);
    choose_source(view, area, actions);
    area.x += each + gap;
    const int model =
        choice("model", area, view.models, {Icon::model, "Model", "None", std::string()});
    if (model >= 0) actions.choose_model = model;
    area.x += each + gap;
    const int device =
        choice("device", area, view.devices, {Icon::chip, "Device", "Automatic", std::string()});
    if (device >= 0) actions.choose_device = device;
}

void draw_playback(const LiveView& view, const LiveLayout& layout, LiveActions& actions) {
    const Palette& colors = theme().palette();
    const PlaybackView& playback = *view.playback;
    draw_card(layout.playback, colors.surface);
    Rect rest = layout.playback.inset(theme().px(8), theme().px(5));
    const float gap = theme().px(12);
    const auto take_left = [&](float width) {
        const Rect part = rest.left(width);
        rest = rest.right_part(rest.width - width - gap);
        return part;
    };
    const Icon icon = playback.ended ? Icon::again : playback.paused ? Icon::play : Icon::pause;
    const char* hint = playback.ended    ? "Play again (space)"
                       : playback.paused ? "Play (space)"
                                         : "Pause (space)";
    if (icon_button("pause", take_left(rest.height), icon, hint, true)) actions.toggle_pause = true;
    std::string time = clock_time(playback.position_s);
    if (playback.duration_s > 0) time += " / " + clock_time(playback.duration_s);
    draw_text(take_left(text_width(time, Type::body) + 1), time, Type::body, colors.text);
    if (playback.verdict_busy || !playback.verdict.empty()) {
        const float width = std::min(rest.width * 0.42F, theme().px(300));
        draw_verdict(rest.right_part(width), playback);
        rest.width -= width + gap;
    }
    const float speed = theme().px(58);
    if (text_button("speed", rest.right_part(speed),
                    fixed(playback.speed, playback.speed < 1) + "×", false)) {
        const auto* at = std::find(kSpeeds.begin(), kSpeeds.end(), playback.speed);
        actions.speed = at == kSpeeds.end() || at + 1 == kSpeeds.end() ? kSpeeds[0] : *(at + 1);
    }
    tooltip("Speed");
    rest.width -= speed + gap;
    draw_seek_slider(rest.inset(theme().px(4), 0), playback, actions);
}

}  // namespace spotter
