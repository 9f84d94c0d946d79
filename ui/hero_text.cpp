#include "ui/hero_text.h"

#include <algorithm>

#include "ui/format.h"

namespace spotter {

namespace {

using Tone = HeroText::Tone;

constexpr const char* kCutOff = "part of the person is hidden or outside";

HeroText unsure_text(const LiveView& view) {
    const auto best = std::max_element(view.scores.begin(), view.scores.end());
    if (best == view.scores.end()) return {"Unsure"};
    const std::string name = label_name(view, static_cast<int>(best - view.scores.begin()));
    return {"Unsure", "Perhaps " + name + ", " + percent(*best)};
}

// Whoever is in a recording cannot be asked to step anywhere.
HeroText missing_text(const LiveView& view) {
    const bool recording = view.source_kind == SourceKind::file;
    const bool away = view.person == PersonView::away;
    if (away) {
        return {recording ? "Nobody in view" : "Step into view",
                recording ? "" : "Nobody is in the picture", "", Tone::warning};
    }
    return {recording ? "Not all in view" : "Step into view", sentence(kCutOff), "", Tone::warning};
}

bool label_stands(const LiveView& view) {
    return view.label_phase == LabelPhase::steady && view.label >= 0;
}

HeroText text_while_running(const LiveView& view) {
    if (view.person == PersonView::away) return missing_text(view);
    const bool cut_off = view.person == PersonView::cut_off;
    if (label_stands(view)) {
        HeroText text = {label_name(view, view.label), "", percent(view.confidence),
                         is_idle(view, view.label) ? Tone::quiet : Tone::label, view.confidence};
        if (cut_off) text.caption = sentence(kCutOff);
        return text;
    }
    if (cut_off) return missing_text(view);
    if (view.label_phase == LabelPhase::unsure) return unsure_text(view);
    return {"Watching…", "The first label comes once a whole movement was seen", "", Tone::quiet,
            static_cast<float>(view.window_filled)};
}

}  // namespace

HeroText hero_text(const LiveView& view) {
    switch (view.phase) {
        case LivePhase::empty:
            return {"Ready", "Choose what to watch"};
        case LivePhase::opening:
            return {"Opening…"};
        case LivePhase::waiting:
            return {"Waiting…"};
        case LivePhase::failed:
            return {"Not watching"};
        case LivePhase::held:
            return {"On hold"};
        case LivePhase::running:
            break;
    }
    if (!view.labels.empty()) return text_while_running(view);
    if (view.models.busy) {
        const bool recording = view.source_kind == SourceKind::file;
        return {"Loading the model…",
                recording ? "Then the video begins" : "The picture goes on meanwhile"};
    }
    return {"No model", "Choose one above"};
}

std::string request_text(const LiveView& view) {
    const bool shown = view.phase == LivePhase::running && !view.labels.empty();
    const bool asked = view.person == PersonView::cut_off && view.source_kind != SourceKind::file;
    // Once an exercise was recognised or a set was counted, as much of the person as is seen will
    // do.
    const bool recognised = !is_idle(view, view.label) || view.coach.phase != CoachPhase::none;
    const bool wanted = shown && asked && label_stands(view) && !recognised;
    return wanted ? missing_text(view).large : "";
}

std::string label_name(const LiveView& view, int label) {
    if (label < 0 || label >= static_cast<int>(view.labels.size())) return "Unsure";
    return display_name(view.labels[static_cast<std::size_t>(label)]);
}

bool is_idle(const LiveView& view, int label) {
    if (label < 0 || label >= static_cast<int>(view.labels.size())) return true;
    return contains(view.idle_labels, view.labels[static_cast<std::size_t>(label)]);
}

}  // namespace spotter
