#include <algorithm>
#include <array>
#include <utility>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "ui/dialog.h"
#include "ui/format.h"
#include "ui/live/live_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_key(const Rect& area, const char* key, const char* text) {
    const Palette& colors = theme().palette();
    const float width = theme().px(64);
    const Rect cap = area.left(width).inset(0, area.height * 0.1F);
    draw_card(cap, colors.raised);
    draw_text(cap, key, Type::small, colors.text, Align::center);
    draw_text(
        {area.x + width + theme().px(14), area.y, area.width - width - theme().px(14), area.height},
        text, Type::body, colors.muted);
}

void draw_help(LiveActions& actions) {
    static constexpr std::array<std::pair<const char*, const char*>, 13> kKeys = {
        {{"1 2 3 …", "Go to another screen"},
         {"Space", "Pause or play a recording"},
         {"← →", "Back or forward 5 seconds"},
         {"K", "Skeleton on or off"},
         {"M", "Mirror the picture"},
         {"S", "Statistics"},
         {"V", "Keep video of the workout"},
         {"T", "What the demo really shows"},
         {"O", "Open a file or stream"},
         {",", "Settings"},
         {"F11", "Full screen"},
         {"?", "This help"},
         {"Esc", "Close, or leave full screen"}}};
    Rect body;
    bool close = false;
    if (!begin_dialog("Help", 700, 420, body, close)) return;
    const float gap = theme().px(24);
    const float tip = paragraph_height(body.width, "Mg", Type::body) * 2 + theme().px(8);
    const float rows = 7;
    const float height = std::min((body.height - tip) / rows, theme().px(40));
    const float width = (body.width - gap) / 2;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        const bool second = i >= 7;
        draw_key({body.x + (second ? width + gap : 0),
                  body.y + static_cast<float>(second ? i - 7 : i) * height, width, height},
                 kKeys[i].first, kKeys[i].second);
    }
    draw_paragraph(body.below(tip - theme().px(8)),
                   "Drop a video on the window to play it. When several people are in the picture, "
                   "click on the one to follow.",
                   Type::body, theme().palette().muted);
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

std::string thresholds_text(const ThresholdsView& thresholds) {
    return "A label appears above " + percent(thresholds.enter) + " once it held for " +
           fixed(thresholds.dwell_s, 1) + " s, and goes below " + percent(thresholds.exit) +
           ". In between, Spotter is unsure. The model sets these.";
}

void draw_settings(const LiveView& view, LiveActions& actions) {
    Rect body;
    const bool demo = view.source_kind == SourceKind::demo;
    bool close = false;
    if (!begin_dialog("Settings", 520, demo ? 392 : 348, body, close)) return;
    const Palette& colors = theme().palette();
    const float text = paragraph_height(body.width - theme().px(24),
                                        thresholds_text(view.thresholds), Type::small);
    const int rows = demo ? 4 : 3;
    const float picker = theme().px(46);
    const float spacing = theme().px(14);
    const float height = std::min(
        (body.height - text - picker - 2 * spacing) / static_cast<float>(rows), theme().px(44));
    float y = body.y;
    const auto row = [&](const char* id, const char* name, bool on) {
        const Rect area = {body.x - theme().px(12), y, body.width + theme().px(24), height};
        y += height;
        return toggle(id, area, name, on);
    };
    if (row("skeleton", "Draw the skeleton on the person", view.show_skeleton)) {
        actions.show_skeleton = !view.show_skeleton;
    }
    if (row("mirror", "Mirror the picture", view.mirrored)) actions.mirrored = !view.mirrored;
    if (row("statistics", "Show statistics", view.show_statistics)) {
        actions.show_statistics = !view.show_statistics;
    }
    if (demo && row("truth", "Show what the demo really does", view.show_truth)) {
        actions.show_truth = !view.show_truth;
    }
    y += spacing;
    const float half = (body.width - theme().px(10)) / 2;
    const int device = choice("device", {body.x, y, half, picker}, view.devices,
                              {Icon::chip, "Device", "Automatic", std::string()});
    if (device >= 0) actions.choose_device = device;
    const int precision =
        choice("precision", {body.right() - half, y, half, picker}, view.precisions,
               {Icon::settings, "Precision", "Automatic", std::string()});
    if (precision >= 0) actions.choose_precision = precision;
    y += picker + spacing;
    draw_paragraph({body.x, y, body.width, text}, thresholds_text(view.thresholds), Type::small,
                   colors.muted);
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

void draw_open(const LiveView& view, LiveActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Open a file or stream", 620, 236, body, close)) return;
    draw_text(body.top(theme().px(24)), "Path of a video, or an address (http, https, rtsp)",
              Type::body, theme().palette().muted);
    ImGui::SetCursorScreenPos({body.x, body.y + theme().px(34)});
    ImGui::SetNextItemWidth(body.width);
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    std::string text = view.open_text;
    bool go = ImGui::InputText(
        "##path", &text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    if (text != view.open_text) actions.open_text = text;
    const float height = theme().px(42);
    const float width = theme().px(130);
    const Rect row = body.below(height);
    go |= text_button("open", row.right_part(width), "Open", true);
    close |= text_button("cancel", {row.right() - 2 * width - theme().px(10), row.y, width, height},
                         "Cancel", false);
    if (go && !text.empty()) {
        actions.open = text;
        close = true;
    }
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

}  // namespace

void draw_overlay(const LiveView& view, LiveActions& actions) {
    switch (view.overlay) {
        case Overlay::none:
            break;
        case Overlay::help:
            draw_help(actions);
            break;
        case Overlay::settings:
            draw_settings(view, actions);
            break;
        case Overlay::open:
            draw_open(view, actions);
            break;
    }
}

}  // namespace spotter
