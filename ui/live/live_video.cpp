#include <algorithm>
#include <array>
#include <cmath>

#include "ui/format.h"
#include "ui/live/live_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

struct Bone {
    Joint from;
    Joint to;
    bool left;  // the person's own left side: drawn in the accent
};

constexpr std::array<Bone, 12> kBones = {{{kRightShoulder, kRightHip, false},
                                          {kLeftShoulder, kLeftHip, true},
                                          {kLeftShoulder, kRightShoulder, false},
                                          {kLeftHip, kRightHip, false},
                                          {kRightHip, kRightKnee, false},
                                          {kRightKnee, kRightAnkle, false},
                                          {kLeftHip, kLeftKnee, true},
                                          {kLeftKnee, kLeftAnkle, true},
                                          {kRightShoulder, kRightElbow, false},
                                          {kRightElbow, kRightWrist, false},
                                          {kLeftShoulder, kLeftElbow, true},
                                          {kLeftElbow, kLeftWrist, true}}};

// Hidden joints fade out instead of flickering.
float opacity(const Landmark& a, const Landmark& b) {
    return std::clamp((std::min(a.visibility, b.visibility) - 0.25F) / 0.35F, 0.F, 1.F);
}

void draw_picture(const LiveView& view, const Rect& picture) {
    const float left = view.mirrored ? 1.F : 0.F;
    ImGui::GetWindowDrawList()->AddImageRounded(view.video.texture, {picture.x, picture.y},
                                                {picture.right(), picture.bottom()}, {left, 0},
                                                {1 - left, 1}, IM_COL32_WHITE, theme().px(12));
    if (view.show_skeleton && view.pose) draw_skeleton(view, picture);
}

void read_click(const LiveView& view, const Rect& picture, LiveActions& actions) {
    ImGui::SetCursorScreenPos({picture.x, picture.y});
    if (!ImGui::InvisibleButton("picture", {picture.width, picture.height})) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    float x = (mouse.x - picture.x) / picture.width;
    if (view.mirrored) x = 1 - x;
    actions.choose_person =
        FramePoint{x * static_cast<float>(view.video.width),
                   (mouse.y - picture.y) / picture.height * static_cast<float>(view.video.height)};
}

// What stands in the middle while there is no picture.
struct Message {
    Icon icon = Icon::camera;
    ImU32 color = 0;
    std::string title;
    std::string text;
    std::string primary;  // button; empty: none
    std::string secondary;
    bool spinning = false;
};

enum class Clicked { nothing, primary, secondary };

Clicked draw_message(const Rect& area, const Message& message) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    const float width = std::min(area.width - theme().px(40), theme().px(520));
    const float icon = std::min(theme().px(60), area.height * 0.2F);
    const float title = theme().size(Type::title) * 1.5F;
    const float text = paragraph_height(width, message.text, Type::body);
    const float button = message.primary.empty() ? 0 : theme().px(42);
    const float gap = std::min(theme().px(16), area.height * 0.04F);
    const float all = icon + gap + title + text + (button > 0 ? gap + button : 0);
    const float x = area.x + (area.width - width) / 2;
    float y = area.y + std::max((area.height - all) / 2, theme().px(4));
    const Rect sign = {x, y, width, icon};
    if (message.spinning) {
        draw_spinner(sign, message.color);
    } else {
        const ImVec2 middle = {sign.x + sign.width / 2, sign.y + icon / 2};
        ImGui::GetWindowDrawList()->AddCircleFilled(middle, icon / 2, faded(message.color, 0.14F));
        draw_icon(*ImGui::GetWindowDrawList(), sign.inset(0, icon * 0.24F), message.icon,
                  message.color);
    }
    y += icon + gap;
    draw_text({x, y, width, title}, message.title, Type::title, colors.text, Align::center);
    y += title;
    y +=
        draw_paragraph({x, y, width, text}, message.text, Type::body, colors.muted, Align::center) +
        gap;
    if (message.primary.empty()) return Clicked::nothing;
    const float each = std::min(theme().px(190), (width - gap) / 2);
    const float start = x + (width - 2 * each - gap) / 2;
    if (text_button("primary", {start, y, each, button}, message.primary, true)) {
        return Clicked::primary;
    }
    if (text_button("secondary", {start + each + gap, y, each, button}, message.secondary, false)) {
        return Clicked::secondary;
    }
    return Clicked::nothing;
}

void draw_empty(const Rect& area, LiveActions& actions) {
    const Message message = {Icon::camera,
                             theme().palette().accent,
                             "Nothing to watch yet",
                             "Connect a camera, drop a video on this window, or see how it works "
                             "with the demo workout.",
                             "Try the demo",
                             "Look for cameras"};
    const Clicked clicked = draw_message(area, message);
    if (clicked == Clicked::primary) actions.try_demo = true;
    if (clicked == Clicked::secondary) actions.retry = true;
}

void draw_failed(const LiveView& view, const Rect& area, LiveActions& actions) {
    const Message message = {Icon::warning,       theme().palette().danger,
                             "That did not work", sentence(view.failure),
                             "Try again",         "Open another…"};
    const Clicked clicked = draw_message(area, message);
    if (clicked == Clicked::primary) actions.retry = true;
    if (clicked == Clicked::secondary) actions.overlay = Overlay::open;
}

void draw_waiting(const LiveView& view, const Rect& area, LiveActions& actions) {
    const std::string seconds = fixed(std::ceil(std::max(view.retry_in_s, 0.0)), 0);
    const Message message = {Icon::camera,
                             theme().palette().warning,
                             "Waiting for the picture",
                             sentence(view.failure) + ". Trying again in " + seconds + " s.",
                             "Try the demo",
                             "Open another…"};
    const Clicked clicked = draw_message(area, message);
    if (clicked == Clicked::primary) actions.try_demo = true;
    if (clicked == Clicked::secondary) actions.overlay = Overlay::open;
}

void draw_opening(const LiveView& view, const Rect& area) {
    Message message;
    message.color = theme().palette().accent;
    message.title = "Opening…";
    message.spinning = true;
    const int current = view.sources.current;
    if (current >= 0 && current < static_cast<int>(view.sources.items.size())) {
        message.text = view.sources.items[static_cast<std::size_t>(current)].name;
    }
    draw_message(area, message);
}

void draw_statistics(const StatisticsView& statistics, const Rect& area) {
    const Palette& colors = theme().palette();
    const std::array<std::pair<const char*, std::string>, 8> cells = {
        {{"Capture", fixed(statistics.capture_fps, 1) + " fps"},
         {"Captured", std::to_string(statistics.captured)},
         {"Pose", fixed(statistics.pose_ms, 1) + " ms"},
         {"Replaced unseen", std::to_string(statistics.replaced_unseen)},
         {"Inference", fixed(statistics.inference_ms, 1) + " ms"},
         {"Classified", std::to_string(statistics.classified)},
         {"Label age", fixed(statistics.label_age_ms, 0) + " ms"},
         {"Stale", std::to_string(statistics.stale)}}};
    const float row = theme().size(Type::small) * 1.6F;
    const float pad = theme().px(12);
    const Rect card = {area.x + pad, area.y + pad, std::min(theme().px(370), area.width - 2 * pad),
                       4 * row + 2 * pad};
    draw_card(card, faded(colors.background, 0.86F));
    const Rect inner = card.inset(pad);
    const float gap = theme().px(20);
    const float left = (inner.width - gap) * 0.46F;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool second = i % 2 == 1;
        const Rect cell = {inner.x + (second ? left + gap : 0),
                           inner.y + static_cast<float>(i / 2) * row,
                           second ? inner.width - gap - left : left, row};
        draw_text(cell, cells[i].first, Type::small, colors.muted);
        draw_text(cell, cells[i].second, Type::small, colors.text, Align::right);
    }
}

void draw_truth(const std::string& truth, const Rect& area) {
    const Palette& colors = theme().palette();
    const float pad = theme().px(12);
    const std::string text = "Truth: " + truth;
    const float width =
        std::min(text_width(text, Type::strong) + 2 * pad + 1, area.width - 2 * pad);
    const float height = theme().px(34);
    // At the bottom, where the statistics never are.
    const Rect chip = {area.right() - pad - width, area.bottom() - pad - height, width, height};
    draw_card(chip, faded(colors.background, 0.86F));
    draw_text(chip.inset(pad, 0), text, Type::strong, colors.text);
}

}  // namespace

void draw_skeleton(const LiveView& view, const Rect& picture) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Palette& colors = theme().palette();
    const auto& joints = view.pose->image;
    const auto at = [&](const Landmark& joint) {
        float x = joint.x / static_cast<float>(view.video.width);
        if (view.mirrored) x = 1 - x;
        return ImVec2{picture.x + x * picture.width,
                      picture.y + joint.y / static_cast<float>(view.video.height) * picture.height};
    };
    list.PushClipRect({picture.x, picture.y}, {picture.right(), picture.bottom()}, true);
    const float width = std::max(2.F, theme().px(3.5F));
    // All outlines first: a limb that crosses another stays one line.
    for (const bool outline : {true, false}) {
        for (const Bone& bone : kBones) {
            const float alpha = opacity(joints[bone.from], joints[bone.to]);
            const ImU32 color = outline ? faded(colors.background, 0.65F * alpha)
                                        : faded(bone.left ? colors.accent : colors.text, alpha);
            list.AddLine(at(joints[bone.from]), at(joints[bone.to]), color,
                         outline ? width * 2 : width);
        }
    }
    for (const Bone& bone : kBones) {
        for (const Joint joint : {bone.from, bone.to}) {
            const float alpha = opacity(joints[joint], joints[joint]);
            list.AddCircleFilled(at(joints[joint]), width * 1.3F, faded(colors.background, alpha));
            list.AddCircleFilled(at(joints[joint]), width * 0.9F, faded(colors.text, alpha));
        }
    }
    list.PopClipRect();
}

void draw_notices(const LiveView& view, const Rect& area, LiveActions& actions) {
    constexpr std::size_t kMost = 3;
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float pad = theme().px(12);
    const float width = std::min(theme().px(460), area.width - 2 * pad);
    const float text_space = width - theme().px(92);
    float y = area.y + pad;
    const std::size_t skipped = view.notices.size() > kMost ? view.notices.size() - kMost : 0;
    for (std::size_t i = skipped; i < view.notices.size(); ++i) {
        const NoticeView& notice = view.notices[i];
        const std::string text = sentence(notice.text);
        const float height =
            std::max(paragraph_height(text_space, text, Type::body) + 2 * pad, theme().px(46));
        if (y + height > area.bottom()) break;
        const Rect card = {area.right() - pad - width, y, width, height};
        const bool info = notice.kind == NoticeView::Kind::info;
        const ImU32 color = info                                       ? colors.accent
                            : notice.kind == NoticeView::Kind::warning ? colors.warning
                                                                       : colors.danger;
        draw_card(card, faded(colors.raised, 0.97F));
        list.AddRect({card.x, card.y}, {card.right(), card.bottom()}, faded(color, 0.5F),
                     theme().px(12));
        draw_icon(list, {card.x + pad, card.y, theme().px(22), card.height},
                  info ? Icon::info : Icon::warning, color);
        const float text_height = paragraph_height(text_space, text, Type::body);
        draw_paragraph(
            {card.x + theme().px(46), card.y + (height - text_height) / 2, text_space, text_height},
            text, Type::body, colors.text);
        ImGui::PushID(notice.id);
        const float size = theme().px(32);
        if (icon_button(
                "dismiss",
                {card.right() - size - theme().px(7), card.y + (height - size) / 2, size, size},
                Icon::close, "Dismiss")) {
            actions.dismiss_notice = notice.id;
        }
        ImGui::PopID();
        y += height + theme().px(8);
    }
}

void draw_video(const LiveView& view, const LiveLayout& layout, LiveActions& actions) {
    const Rect& area = layout.video;
    Rect picture;
    if (view.phase == LivePhase::empty) {
        draw_empty(area, actions);
    } else if (view.phase == LivePhase::failed) {
        draw_failed(view, area, actions);
    } else if (view.phase == LivePhase::waiting) {
        draw_waiting(view, area, actions);
    } else if (view.phase == LivePhase::opening || view.video.texture == nullptr) {
        draw_opening(view, area);
    } else {
        picture = fitted(area, static_cast<float>(view.video.width),
                         static_cast<float>(view.video.height));
        draw_picture(view, picture);
    }
    // What lies over the picture keeps to it, unless it is a narrow one.
    const Rect& over = picture.width > area.width * 0.75F ? picture : area;
    if (view.show_statistics) draw_statistics(view.statistics, over);
    if (view.show_truth && view.truth) draw_truth(*view.truth, picture.empty() ? area : picture);
    draw_notices(view, over, actions);
    // Last: of parts that overlap, ImGui gives the click to the first.
    if (!picture.empty()) read_click(view, picture, actions);
}

}  // namespace spotter
