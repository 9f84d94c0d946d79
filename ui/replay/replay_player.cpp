#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/counted.h"
#include "engine/session/session_facts.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/replay/replay_parts.h"
#include "ui/skeleton.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::array<double, 5> kSpeeds = {0.25, 0.5, 1, 2, 4};

void draw_no_film(const ReplayView& view, const Rect& area) {
    const PlayerView& player = view.player;
    Message message;
    message.icon = Icon::film;
    message.color = theme().palette().accent;
    switch (player.film) {
        case FilmPhase::none:
            message.title = "No video was kept";
            message.text =
                "Only the timeline of this session is there. To see the picture next time, switch "
                "on the video in Live (V).";
            break;
        case FilmPhase::outside:
            message.title = "Not filmed here";
            message.text = player.goes_on_s
                               ? "The video goes on at " + clock_time(*player.goes_on_s) + "."
                               : "No picture of this moment was kept.";
            break;
        case FilmPhase::failed:
            message = failure_message("The video cannot be shown", player.failure, "");
            message.text += "\nThe timeline can still be corrected.";
            break;
        case FilmPhase::opening:
        case FilmPhase::showing:
            message.title = "Opening the video…";
            message.spinning = true;
            break;
    }
    draw_message(area, message);
}

// What stands at the playhead, in large type over the picture: label, score, rep.
void draw_label(const ReplayView& view, const Rect& picture) {
    const Palette& colors = theme().palette();
    const double at = view.player.position_s;
    const SessionSegment* segment = segment_at(view, at);
    if (view.edit == nullptr || (!view.curves && segment == nullptr)) return;
    std::string text = segment ? display_name(segment->label) : "Unsure";
    std::string more;
    if (view.curves && segment) {
        const CurvesView& curves = *view.curves;
        const auto label = std::ranges::find(curves.labels, segment->label);
        const auto next = std::ranges::lower_bound(curves.times_s, at);
        if (label != curves.labels.end() && next != curves.times_s.end()) {
            const auto index = static_cast<std::size_t>(label - curves.labels.begin());
            const auto entry = static_cast<std::size_t>(next - curves.times_s.begin());
            more = percent(curves.curves[index].at(entry) / 255.0);
        }
    }
    if (const RecordedSet* set = set_at(view, at); set && !set->held) {
        int done = 0;
        for (const RecordedRep& rep : view.edit->reps) {
            done += rep.set == set->number && !rep.removed && to_seconds(rep.end) <= at ? 1 : 0;
        }
        more += (more.empty() ? "" : "  ·  ") + std::to_string(done) + " of " +
                std::to_string(set->reps) + " reps";
    }
    // In a small picture it takes little of it.
    const bool small = picture.height < theme().px(230);
    const Type type = small ? Type::strong : Type::large;
    const Type more_type = small ? Type::small : Type::strong;
    const float pad = theme().px(small ? 8 : 12);
    const float name = text_width(text, type);
    const float gap = theme().px(small ? 9 : 14);
    const float rest = more.empty() ? 0 : text_width(more, more_type) + gap;
    const float width = std::min(name + rest + 2 * pad + 2, picture.width - 2 * pad);
    const float height = theme().px(small ? 28 : 44);
    const Rect chip = {picture.x + pad, picture.bottom() - pad - height, width, height};
    draw_card(chip, faded(colors.background, 0.86F));
    const Rect inner = chip.inset(pad, 0);
    draw_text(inner.left(std::min(name + 1, inner.width)), text, type,
              segment && !is_idle(view, segment->label) ? colors.text : colors.muted);
    if (inner.width > name + theme().px(40)) {
        draw_text(inner.right_part(inner.width - name - gap + 1), more, more_type, colors.accent);
    }
}

// Where pictures were left out the one before stands, as if nothing had moved; how many of each
// second tells whether that is a still or a video that jerks.
void draw_lack(const ReplayView& view, const Rect& picture) {
    const SessionTime at = session_time(view.player.position_s);
    const std::optional<FilmGap> gap = film_gap_at(view.film_gaps, at);
    if (!gap) return;
    const Palette& colors = theme().palette();
    std::string text = "The video lacks " + counted(gap->pictures, "picture");
    if (gap->pictures > 1) {
        text +=
            " from " + time_text(to_seconds(gap->start)) + " to " + time_text(to_seconds(gap->end));
    }
    if (const auto rate = lacking_per_second(*gap); rate && *rate >= 1) {
        text += ", about " + std::to_string(std::lround(*rate)) + " a second";
    }
    const float pad = theme().px(10);
    const Rect chip = {picture.x + pad, picture.y + pad,
                       std::min(text_width(text, Type::small) + 2 * pad + 1,
                                std::max(picture.width - 2 * pad, 0.F)),
                       theme().px(26)};
    draw_card(chip, faded(colors.background, 0.86F));
    draw_text(chip.inset(pad, 0), text, Type::small, colors.warning);
}

void draw_picture(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const PlayerView& player = view.player;
    const bool shown = player.film == FilmPhase::showing && player.video.texture != nullptr;
    if (!shown) {
        draw_no_film(view, area);
        return;
    }
    const Rect picture = fitted(area, static_cast<float>(player.video.width),
                                static_cast<float>(player.video.height));
    ImGui::GetWindowDrawList()->AddImageRounded(player.video.texture, {picture.x, picture.y},
                                                {picture.right(), picture.bottom()}, {0, 0}, {1, 1},
                                                IM_COL32_WHITE, theme().px(12));
    if (player.show_skeleton && player.pose) {
        draw_skeleton(*player.pose, player.video, false, picture);
    }
    draw_label(view, picture);
    draw_lack(view, picture);
    ImGui::SetCursorScreenPos({picture.x, picture.y});
    if (ImGui::InvisibleButton("picture", {picture.width, picture.height})) {
        actions.toggle_play = true;
    }
}

void choose_speed(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const double speed = view.player.speed;
    const int decimals = speed < 0.5 ? 2 : speed < 1 ? 1 : 0;
    if (text_button("speed", area, fixed(speed, decimals) + "×", false)) {
        const auto* at = std::find(kSpeeds.begin(), kSpeeds.end(), speed);
        actions.speed = at == kSpeeds.end() || at + 1 == kSpeeds.end() ? kSpeeds[0] : *(at + 1);
    }
    tooltip("Speed (↑ ↓)");
}

void draw_transport(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const Palette& colors = theme().palette();
    const PlayerView& player = view.player;
    draw_card(area, colors.surface);
    Cutter row(area.inset(theme().px(6), theme().px(4)), theme().px(4));
    const float side = row.rest().height;
    if (icon_button("back", row.left(side), Icon::step_back, "One picture back (←)")) {
        actions.step = -1;
    }
    if (icon_button("play", row.left(side), player.playing ? Icon::pause : Icon::play,
                    player.playing ? "Pause (space)" : "Play (space)", true)) {
        actions.toggle_play = true;
    }
    if (icon_button("on", row.left(side), Icon::step_on, "One picture on (→)")) actions.step = 1;
    const std::string time = time_text(player.position_s) + " / " + clock_time(player.length_s);
    row.left(theme().px(4));
    draw_text(row.left(text_width("00:00.0 / 00:00", Type::body) + theme().px(12)), time,
              Type::body, colors.text);
    const bool findable = player.film == FilmPhase::showing && !player.finding_poses;
    if (!player.has_poses && findable &&
        icon_button("find", row.right(side), Icon::skeleton, "Find the skeleton (P)")) {
        actions.find_poses = true;
    }
    if (player.has_poses && icon_button("skeleton", row.right(side), Icon::skeleton, "Skeleton (P)",
                                        player.show_skeleton)) {
        actions.show_skeleton = !player.show_skeleton;
    }
    if (icon_button("loop", row.right(side), Icon::again, "Repeat what is selected (X)",
                    player.looping)) {
        actions.loop = !player.looping;
    }
    choose_speed(view, row.right(theme().px(62)), actions);
}

}  // namespace

void draw_replay_player(const ReplayView& view, const ReplayLayout& layout,
                        ReplayActions& actions) {
    draw_picture(view, layout.picture, actions);
    draw_transport(view, layout.transport, actions);
}

}  // namespace spotter
