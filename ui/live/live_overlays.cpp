#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "ui/dialog.h"
#include "ui/fields.h"
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
    static constexpr std::array<std::pair<const char*, const char*>, 17> kKeys = {
        {{"1 2 3 …", "Go to another screen"},
         {"+ −", "One rep more or fewer"},
         {"C", "Count-in: 3, 2, 1"},
         {"P", "Targets: sets, reps, rest"},
         {"W", "Weight and note of the set"},
         {"V", "Keep video of the workout"},
         {"Space", "Pause or play a recording"},
         {"← →", "Back or forward 5 seconds"},
         {"O", "Open a file or stream"},
         {"K", "Skeleton on or off"},
         {"M", "Mirror the picture"},
         {"S", "Statistics"},
         {"T", "What the demo really shows"},
         {",", "Settings"},
         {"F11", "Full screen"},
         {"?", "This help"},
         {"Esc", "Close, or leave full screen"}}};
    Rect body;
    bool close = false;
    if (!begin_dialog("Help", 700, 500, body, close)) return;
    const float gap = theme().px(24);
    const float tip = paragraph_height(body.width, "Mg", Type::body) * 2 + theme().px(8);
    constexpr std::size_t kRows = (kKeys.size() + 1) / 2;
    const float height = std::min((body.height - tip) / kRows, theme().px(40));
    const float width = (body.width - gap) / 2;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        const bool second = i >= kRows;
        draw_key({body.x + (second ? width + gap : 0),
                  body.y + static_cast<float>(second ? i - kRows : i) * height, width, height},
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

// What is switched on or off, one below the other.
struct Switch {
    const char* id;
    const char* name;
    bool on;
    std::optional<bool> LiveActions::*asked;
};

std::vector<Switch> switches_of(const LiveView& view) {
    std::vector<Switch> out = {
        {"skeleton", "Draw the skeleton on the person", view.show_skeleton,
         &LiveActions::show_skeleton},
        {"mirror", "Mirror the picture", view.mirrored, &LiveActions::mirrored},
        {"statistics", "Show statistics", view.show_statistics, &LiveActions::show_statistics},
        {"tones", "Short tones at reps, sets and rests", view.tones, &LiveActions::tones}};
    if (view.keep_videos) {
        out.push_back({"videos", "Keep sessions of video files too", *view.keep_videos,
                       &LiveActions::keep_videos});
    }
    if (view.source_kind == SourceKind::demo) {
        out.push_back(
            {"truth", "Show what the demo really does", view.show_truth, &LiveActions::show_truth});
    }
    return out;
}

// A name and choices side by side.
int choose_one(const char* id, const Rect& row, const char* name,
               const std::vector<std::string>& items, int current) {
    const float width = row.width * 0.62F;
    draw_text(row.left(row.width - width - theme().px(8)), name, Type::body,
              theme().palette().text);
    const float height = std::min(row.height, theme().px(36));
    const Rect area = {row.right() - width, row.y + (row.height - height) / 2, width, height};
    return segments(id, area, items, current);
}

void draw_workout_settings(const LiveView& view, Cutter& cut, float height, LiveActions& actions) {
    static const std::vector<std::string> kFlashes = {"Nothing", "Sets, rests", "Each rep"};
    const int flash = choose_one("flash", cut.top(height), "Flash", kFlashes,
                                 static_cast<int>(view.flash_choice));
    if (flash >= 0) actions.flash_choice = static_cast<FlashChoice>(flash);
    const int unit = choose_one("unit", cut.top(height), "New weights in", weight_units(),
                                static_cast<int>(view.weight_unit));
    if (unit >= 0) actions.weight_unit = static_cast<WeightUnit>(unit);
}

void draw_machine(const LiveView& view, const Rect& row, LiveActions& actions) {
    const float half = (row.width - theme().px(10)) / 2;
    const int device = choice("device", row.left(half), view.devices,
                              {Icon::chip, "Device", "Automatic", std::string()});
    if (device >= 0) actions.choose_device = device;
    const int precision = choice("precision", row.right_part(half), view.precisions,
                                 {Icon::settings, "Precision", "Automatic", std::string()});
    if (precision >= 0) actions.choose_precision = precision;
}

void draw_settings(const LiveView& view, LiveActions& actions) {
    Rect body;
    bool close = false;
    const std::vector<Switch> switches = switches_of(view);
    const std::size_t rows = switches.size() + 2;
    if (!begin_dialog("Settings", 540, 218 + 44 * static_cast<float>(rows), body, close)) return;
    const std::string note = thresholds_text(view.thresholds);
    const float text = paragraph_height(body.width, note, Type::small);
    const float picker = theme().px(46);
    const float spacing = theme().px(14);
    const float height = std::min(
        (body.height - text - picker - 2 * spacing) / static_cast<float>(rows), theme().px(44));
    Cutter cut(body, 0);
    for (const Switch& one : switches) {
        if (toggle(one.id, cut.top(height).inset(-theme().px(12), 0), one.name, one.on)) {
            actions.*one.asked = !one.on;
        }
    }
    draw_workout_settings(view, cut, height, actions);
    cut.top(spacing);
    draw_machine(view, cut.top(picker), actions);
    cut.top(spacing);
    draw_paragraph(cut.rest(), note, Type::small, theme().palette().muted);
    if (close) actions.overlay = Overlay::none;
    end_dialog(close);
}

void draw_open(const LiveView& view, LiveActions& actions) {
    Rect body;
    bool close = false;
    constexpr float kWidth = 620;
    float height = 236;
    if (!view.open_refusal.empty()) {
        height += warning_height(theme().px(kWidth - 48), view.open_refusal) / theme().px(1);
    }
    if (!begin_dialog("Open a file or stream", kWidth, height, body, close)) return;
    draw_text(body.top(theme().px(24)), "Path of a video, or an address (http, https, rtsp)",
              Type::body, theme().palette().muted);
    const Rect field = {body.x, body.y + theme().px(34), body.width, theme().px(40)};
    const PathEdit edit =
        path_field("path", field, view.open_text, "Path or address", ImGui::IsWindowAppearing());
    const std::string text = edit.text.value_or(view.open_text);
    if (edit.text) actions.open_text = text;
    actions.browse = edit.browse;
    const Ended ended = draw_dialog_end(body, view.open_refusal, edit.entered, "Open");
    // It is closed by who opens the source: what is refused can be mended.
    if (ended == Ended::agreed && !text.empty()) actions.open = text;
    close |= ended == Ended::cancelled;
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
        case Overlay::targets:
            draw_targets(view, actions);
            break;
        case Overlay::load:
            draw_load(view, actions);
            break;
        case Overlay::saved:
            draw_saved(view, actions);
            break;
    }
}

}  // namespace spotter
