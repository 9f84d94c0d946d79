#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/counted.h"
#include "ui/format.h"
#include "ui/hero_text.h"
#include "ui/live/live_parts.h"
#include "ui/message.h"
#include "ui/notices.h"
#include "ui/skeleton.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_picture(const LiveView& view, const Rect& picture) {
    const float left = view.mirrored ? 1.F : 0.F;
    ImGui::GetWindowDrawList()->AddImageRounded(view.video.texture, {picture.x, picture.y},
                                                {picture.right(), picture.bottom()}, {left, 0},
                                                {1 - left, 1}, IM_COL32_WHITE, theme().px(12));
    if (view.show_skeleton && view.pose)
        draw_skeleton(*view.pose, view.video, view.mirrored, picture);
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
    const Message message =
        failure_message("That did not work", view.failure, "Try again", "Open another…");
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

void draw_held(const LiveView& view, const Rect& area, LiveActions& actions) {
    Message message;
    message.icon = Icon::pause;
    message.color = theme().palette().accent;
    message.title = "Live is on hold";
    message.text = sentence(view.failure) +
                   ", which is much quicker alone. Then Live goes on by itself, where it was.";
    message.primary = "Watch anyway";
    if (draw_message(area, message) == Clicked::primary) actions.watch_anyway = true;
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

// Above what is said in the picture's lower corners.
void draw_request(const LiveView& view, const Rect& picture) {
    const std::string text = request_text(view);
    if (text.empty()) return;
    const Palette& colors = theme().palette();
    const float pad = theme().px(12);
    const float size = std::min(theme().size(Type::hero) * 0.8F, picture.height * 0.2F);
    const int chips = (view.keeping.running ? 1 : 0) + (view.show_truth && view.truth ? 1 : 0);
    const float below = pad + static_cast<float>(chips) * theme().px(40);
    const float height = size * 1.4F;
    const float wanted = text_width(text, Type::hero) * size / theme().size(Type::hero);
    const float width = std::min(wanted + 4 * pad, picture.width - 2 * pad);
    const Rect banner = {picture.x + (picture.width - width) / 2, picture.bottom() - below - height,
                         width, height};
    draw_card(banner, faded(colors.background, 0.86F));
    draw_text_fitted(banner.inset(pad, 0), text, Type::hero, size, colors.warning, Align::center);
}

std::string megabytes(std::uint64_t bytes) {
    const double mega = static_cast<double>(bytes) / 1e6;
    return mega < 1000 ? fixed(mega, mega < 10) + " MB" : fixed(mega / 1000, 1) + " GB";
}

std::string keeping_text(const KeepingView& keeping) {
    std::string text = "Session " + clock_time(keeping.length_s);
    if (keeping.filming) {
        text = "Video " + clock_time(keeping.filmed_s) + ", " + megabytes(keeping.film_bytes);
        if (keeping.film_left_out > 0) {
            text += ", " + counted(keeping.film_left_out, "picture") + " dropped";
        }
    }
    if (keeping.sets == 0) return text;
    return text + ", " + counted(keeping.sets, "set");
}

}  // namespace

void draw_keeping(const LiveView& view, const Rect& picture, LiveActions& actions) {
    if (!view.keeping.running) return;
    const Palette& colors = theme().palette();
    const float pad = theme().px(12);
    const float height = theme().px(34);
    const float dot = theme().px(10);
    const float finish = theme().px(72);
    const std::string text = keeping_text(view.keeping);
    const float width = std::min(text_width(text, Type::strong) + dot + finish + 3 * pad + 1,
                                 picture.width - 2 * pad);
    // The lowest line is the truth's.
    const float below = view.show_truth && view.truth ? height + pad / 2 : 0;
    const Rect bar = {picture.x + pad, picture.bottom() - pad - height - below, width, height};
    draw_card(bar, faded(colors.background, 0.86F));
    Cutter cut(bar.inset(pad, theme().px(3)), theme().px(8));
    const Rect sign = cut.left(dot);
    ImGui::GetWindowDrawList()->AddCircleFilled(
        {sign.x + dot / 2, sign.y + sign.height / 2}, dot / 2,
        view.keeping.filming ? colors.danger : colors.accent);
    if (text_button("finish",
                    {bar.right() - finish - theme().px(3), bar.y + theme().px(3), finish,
                     height - theme().px(6)},
                    "Finish", false)) {
        actions.finish_session = true;
    }
    tooltip("End this session; the next exercise begins another");
    draw_text(cut.left(bar.right() - finish - pad - cut.rest().x), text, Type::strong, colors.text);
}

void draw_video(const LiveView& view, const LiveLayout& layout, LiveActions& actions) {
    // Notices lie above the picture, which makes room: nothing of who trains is hidden.
    constexpr float kMostNotices = 0.4F;
    const float notices =
        notices_height(view.notices, layout.video.width, layout.video.height * kMostNotices);
    actions.dismiss_notice = draw_notice_rows(view.notices, layout.video.top(notices));
    const Rect area = layout.video.below(layout.video.height - notices);
    Rect picture;
    if (view.phase == LivePhase::empty) {
        draw_empty(area, actions);
    } else if (view.phase == LivePhase::failed) {
        draw_failed(view, area, actions);
    } else if (view.phase == LivePhase::waiting) {
        draw_waiting(view, area, actions);
    } else if (view.phase == LivePhase::held) {
        draw_held(view, area, actions);
    } else if (view.phase == LivePhase::opening || view.video.texture == nullptr) {
        draw_opening(view, area);
    } else {
        picture = fitted(area, static_cast<float>(view.video.width),
                         static_cast<float>(view.video.height));
        draw_picture(view, picture);
    }
    // What lies over the picture keeps to it, unless it is a narrow one.
    const bool wide = picture.width > area.width * 0.75F;
    if (view.show_statistics) draw_statistics(view.statistics, wide ? picture : area);
    if (!picture.empty()) {
        draw_request(view, picture);
        draw_keeping(view, picture, actions);
    }
    if (view.show_truth && view.truth) draw_truth(*view.truth, picture.empty() ? area : picture);
    // Last: of parts that overlap, ImGui gives the click to the first.
    if (!picture.empty()) read_click(view, picture, actions);
}

}  // namespace spotter
