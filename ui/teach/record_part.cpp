#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/counted.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/skeleton.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::array<int, 7> kLengths = {5, 10, 15, 20, 30, 60, 0};

bool busy(RecordPhase phase) {
    return phase == RecordPhase::countdown || phase == RecordPhase::recording;
}

std::string length_text(int seconds) {
    return seconds > 0 ? std::to_string(seconds) + " s" : "Until stopped";
}

void draw_countdown(const RecordView& view, const Rect& picture) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({picture.x, picture.y}, {picture.right(), picture.bottom()},
                       faded(colors.background, 0.45F), theme().px(12));
    const std::string number = fixed(std::ceil(std::max(view.left_s, 0.0)), 0);
    const Rect middle = picture.inset(0, picture.height * 0.2F);
    draw_text_fitted(middle, number, Type::hero, picture.height * 0.5F, colors.text, Align::center);
    draw_text(picture.below(picture.height * 0.2F), "Get ready: " + display_name(view.form.label),
              Type::title, colors.text, Align::center);
}

void draw_recorded(const RecordView& view, const Rect& picture) {
    const Palette& colors = theme().palette();
    const float pad = theme().px(12);
    const bool recording = view.phase == RecordPhase::recording;
    std::string text = recording ? "Recording " : "Recorded ";
    text += fixed(view.recorded_s, 1) + " s";
    if (recording && view.form.seconds > 0) text += " of " + length_text(view.form.seconds);
    const float width = text_width(text, Type::strong) + theme().px(46);
    const Rect badge = {picture.x + pad, picture.y + pad, std::min(width, picture.width - 2 * pad),
                        theme().px(34)};
    draw_card(badge, faded(colors.background, 0.86F));
    ImGui::GetWindowDrawList()->AddCircleFilled(
        {badge.x + theme().px(18), badge.y + badge.height / 2}, theme().px(6),
        recording ? colors.danger : colors.accent);
    draw_text(badge.right_part(badge.width - theme().px(34)), text, Type::strong, colors.text);
    if (recording && view.form.seconds > 0) {
        const Rect bar = {picture.x + pad, picture.bottom() - pad - theme().px(6),
                          picture.width - 2 * pad, theme().px(6)};
        draw_bar(bar, static_cast<float>(view.recorded_s / view.form.seconds), colors.danger);
    }
}

void draw_person_hint(const RecordView& view, const Rect& picture) {
    if (view.person == PersonView::whole || view.phase == RecordPhase::review) return;
    const Palette& colors = theme().palette();
    const std::string text = view.person == PersonView::away
                                 ? "Nobody is in the picture"
                                 : "Part of the person is outside the picture";
    const float width = std::min(text_width(text, Type::body) + theme().px(28), picture.width);
    const Rect badge = {picture.x + (picture.width - width) / 2, picture.bottom() - theme().px(58),
                        width, theme().px(32)};
    draw_card(badge, faded(colors.background, 0.86F));
    draw_text(badge, text, Type::body, colors.warning, Align::center);
}

void draw_camera(const RecordView& view, const Rect& area, ClipsActions& actions) {
    if (view.phase == RecordPhase::no_picture || !view.video.texture) {
        Message message;
        message.icon = Icon::camera;
        message.color = theme().palette().accent;
        message.title = "No picture to record";
        message.text = view.failure.empty()
                           ? "Choose a camera on the Live screen; what it shows is recorded here."
                           : sentence(view.failure);
        message.primary = "Go to Live";
        if (draw_message(area, message) == Clicked::primary) actions.open_live = true;
        return;
    }
    const Rect picture =
        fitted(area, static_cast<float>(view.video.width), static_cast<float>(view.video.height));
    const float left = view.mirrored ? 1.F : 0.F;
    ImGui::GetWindowDrawList()->AddImageRounded(view.video.texture, {picture.x, picture.y},
                                                {picture.right(), picture.bottom()}, {left, 0},
                                                {1 - left, 1}, IM_COL32_WHITE, theme().px(12));
    if (view.pose) draw_skeleton(*view.pose, view.video, view.mirrored, picture);
    if (view.phase == RecordPhase::countdown) {
        draw_countdown(view, picture);
    } else if (view.phase != RecordPhase::ready) {
        draw_recorded(view, picture);
    }
    if (view.phase != RecordPhase::countdown) draw_person_hint(view, picture);
}

// One-click labels: rest and other first, as they are what is forgotten; then what is there.
void draw_label_chips(const RecordView& view, const Rect& row, ClipsActions& actions) {
    std::vector<std::string> labels = {"rest", "other"};
    for (const std::string& label : view.labels) {
        if (std::find(labels.begin(), labels.end(), label) == labels.end()) {
            labels.push_back(label);
        }
    }
    float x = row.x;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool missing = (i == 0 && !view.has_rest) || (i == 1 && !view.has_other);
        const std::string text = display_name(labels[i]) + (missing ? " (missing)" : "");
        const float width = chip_width(text);
        if (x + width > row.right()) break;
        ImGui::PushID(static_cast<int>(i));
        const bool on = view.form.label == labels[i];
        if (chip("label", {x, row.y, width, row.height}, text, on)) {
            actions.edit_record = RecordForm{labels[i], view.form.seconds};
        }
        tooltip(i == 0   ? "Standing about, drinking, walking: the model must know it"
                : i == 1 ? "Other movements, which are none of your labels"
                         : "");
        ImGui::PopID();
        x += width + theme().px(8);
    }
}

void draw_length(const RecordView& view, const Rect& area, ClipsActions& actions) {
    ChoiceView lengths;
    for (const int seconds : kLengths) {
        if (seconds == view.form.seconds) lengths.current = static_cast<int>(lengths.items.size());
        lengths.items.push_back({length_text(seconds)});
    }
    const int chosen = choice("length", area, lengths,
                              {Icon::history, "Length", length_text(view.form.seconds), ""});
    if (chosen >= 0) {
        actions.edit_record =
            RecordForm{view.form.label, kLengths.at(static_cast<std::size_t>(chosen))};
    }
}

void draw_record_row(const RecordView& view, const Rect& area, ClipsActions& actions) {
    Cutter row(area, theme().px(10));
    const bool idle = view.phase == RecordPhase::ready;
    const Rect button = row.right(theme().px(150));
    if (busy(view.phase)) {
        actions.stop = text_button("stop", button, "Stop", true);
    } else {
        const bool ready = idle && !view.form.label.empty();
        actions.record = text_button("record", button, "Record", true, ready);
        if (idle && view.form.label.empty()) tooltip("Say first what will be seen");
    }
    draw_length(view, row.right(theme().px(150)), actions);
    const TextEdit edit =
        text_field("label", row.rest(), view.form.label, "What will be seen, such as lunge");
    if (edit.text) actions.edit_record = RecordForm{*edit.text, view.form.seconds};
    if (edit.entered && idle && !view.form.label.empty()) actions.record = true;
}

void draw_review_row(const RecordView& view, const Rect& area, ClipsActions& actions) {
    const Palette& colors = theme().palette();
    Cutter row(area, theme().px(10));
    if (view.phase == RecordPhase::saving) {
        draw_spinner(row.left(theme().px(24)), colors.accent);
        draw_text(row.rest(), "Saving the clips…", Type::body, colors.muted);
        return;
    }
    actions.keep = text_button("keep", row.right(theme().px(120)), "Keep", true, view.clips > 0);
    actions.discard = text_button("discard", row.right(theme().px(120)), "Discard", false);
    const std::string clips = counted(view.clips, "clip");
    const std::string text = view.clips > 0
                                 ? "Keep " + clips + " of " + display_name(view.form.label) + "?"
                                 : "Too short for one clip: record longer";
    draw_text(row.rest(), text, Type::strong, colors.text);
}

struct Outcome {
    std::string text;
    ImU32 color = 0;
};

// What became of the last recording, or what the next one is good for.
Outcome outcome_of(const RecordView& view) {
    const Palette& colors = theme().palette();
    if (!view.failure.empty()) {
        // Where the picture would be, it is said there.
        if (view.phase == RecordPhase::no_picture) return {};
        return {sentence(view.failure), colors.danger};
    }
    if (!view.kept.empty()) return {view.kept, colors.accent};
    if (!view.has_rest || !view.has_other) {
        const std::string missing = view.has_rest ? "“Other” is missing, which matters"
                                    : view.has_other
                                        ? "“Rest” is missing, which matters"
                                        : "“Rest” and “other” are missing, which matters";
        return {missing + " to a model that keeps no labels.", colors.warning};
    }
    return {"Record each label in several places or clothes: each recording counts once.",
            colors.muted};
}

}  // namespace

void draw_record(const RecordView& view, const Rect& area, ClipsActions& actions) {
    draw_card(area, theme().palette().surface);
    Cutter rows(area.inset(theme().px(14)), theme().px(10));
    const bool reviewing = view.phase == RecordPhase::review || view.phase == RecordPhase::saving;
    const Outcome outcome = outcome_of(view);
    const float line = paragraph_height(rows.rest().width, "One", Type::body);
    const float lines = paragraph_height(rows.rest().width, outcome.text, Type::body);
    draw_clipped_paragraph(rows.below(std::clamp(lines, line, 2 * line)), outcome.text, Type::body,
                           outcome.color);
    const Rect chips = rows.below(theme().px(32));
    const Rect form = rows.below(theme().px(46));
    draw_camera(view, rows.rest(), actions);
    if (reviewing) {
        draw_review_row(view, form, actions);
    } else {
        draw_record_row(view, form, actions);
        if (!busy(view.phase)) draw_label_chips(view, chips, actions);
    }
}

}  // namespace spotter
