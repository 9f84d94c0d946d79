#include <algorithm>
#include <array>

#include "engine/core/set_name.h"
#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/job_rows.h"
#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr const char* kAllParts =
    "All labelled parts are cut into clips as Teach does; clips of one recording stay together in "
    "training, validation or test.";
constexpr const char* kOnePart =
    "It is cut into clips as Teach does; clips of one recording stay together in training, "
    "validation or test.";

void draw_open(const ReplayView& view, ReplayActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Open a video", 660, 190, body, close)) return;
    const bool focus = ImGui::IsWindowAppearing();
    Cutter rows(body, theme().px(8));
    caption(rows.top(theme().px(18)), "A file, or drop it on the window");
    Cutter row(rows.top(theme().px(40)), theme().px(8));
    const bool ready = !view.open_text->empty();
    actions.open = text_button("go", row.right(theme().px(110)), "Open", true, ready);
    const PathEdit edit = path_field("path", row.rest(), *view.open_text, "Path of a video", focus);
    actions.open_text = edit.text;
    actions.open |= edit.entered && ready;
    actions.browse = edit.browse;
    if (close) actions.close = true;
    end_dialog(close || actions.open);
}

void draw_naming(const ReplayView& view, ReplayActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Another label", 600, 190, body, close)) return;
    const bool focus = ImGui::IsWindowAppearing();
    Cutter rows(body, theme().px(8));
    caption(rows.top(theme().px(18)), "What is done there, in a word or two");
    Cutter row(rows.top(theme().px(40)), theme().px(8));
    const bool ready = !view.naming->empty();
    bool go = text_button("go", row.right(theme().px(110)), "Use it", true, ready);
    const TextEdit edit = text_field("text", row.rest(), *view.naming, "such as lunge", focus);
    actions.naming = edit.text;
    go |= edit.entered && ready;
    if (go) actions.set_label = *view.naming;
    if (close) actions.close = true;
    end_dialog(close || go);
}

std::string selection_name(const ReplayView& view) {
    if (const RecordedSet* set = selected_set(view)) return set_name(view.edit->sets, *set);
    if (selected_segment(view)) return "Selected part";
    return view.selection.kind == ReplaySelection::Kind::span ? "Marked stretch" : "";
}

void draw_added(const ReplayView& view, Cutter& rows, ReplayActions& actions) {
    const float height =
        paragraph_height(rows.rest().width, view.adding->done, Type::body) + theme().px(4);
    draw_paragraph(rows.top(height), view.adding->done, Type::body, theme().palette().text);
    draw_paragraph(rows.top(theme().px(48)),
                   "Training continues the model in use with this dataset; live is on hold "
                   "meanwhile.",
                   Type::body, theme().palette().muted);
    Cutter row(rows.top(theme().px(40)), theme().px(8));
    if (text_button("train", row.left(theme().px(160)), "Train with it", true)) {
        actions.train = true;
    }
    if (text_button("done", row.left(theme().px(110)), "Done", false)) actions.close = true;
}

void choose_dataset(const ReplayView& view, AddToDatasetForm& form, Cutter& rows, bool& changed) {
    caption(rows.top(theme().px(18)), "Dataset");
    ChoiceView datasets = view.datasets;
    datasets.current = form.dataset;
    const int chosen = choice("dataset", rows.top(theme().px(40)), datasets,
                              {Icon::folder, "", "A new one", "A new dataset…"});
    if (chosen >= 0) {
        form.dataset = chosen == static_cast<int>(view.datasets.items.size()) ? -1 : chosen;
        changed = true;
    }
    if (form.dataset >= 0) return;
    const TextEdit name =
        text_field("name", rows.top(theme().px(40)), form.new_name,
                   "Name of the new dataset, such as my-exercises", ImGui::IsWindowAppearing());
    if (name.text) {
        form.new_name = *name.text;
        changed = true;
    }
}

void choose_part(const ReplayView& view, AddToDatasetForm& form, Cutter& rows, bool& changed) {
    const std::string selected = selection_name(view);
    if (!selected.empty()) {
        const int part = segments("part", rows.top(theme().px(38)),
                                  {selected, "All labelled parts"}, form.whole ? 1 : 0);
        if (part >= 0) {
            form.whole = part == 1;
            changed = true;
        }
    }
    if (form.whole || view.selection.kind != ReplaySelection::Kind::span) return;
    caption(rows.top(theme().px(18)), "What it shows");
    ChoiceView labels;
    for (const std::string& label : view.labels) {
        labels.items.push_back({display_name(label)});
        if (label == form.label) labels.current = static_cast<int>(labels.items.size()) - 1;
    }
    const int label =
        choice("label", rows.top(theme().px(40)), labels, {Icon::teach, "", "Choose a label…", ""});
    if (label >= 0) {
        form.label = view.labels[static_cast<std::size_t>(label)];
        changed = true;
    }
}

// Of what the dialog shows, logical units.
float adding_height(const ReplayView& view, const AddToDatasetForm& form) {
    if (!form.done.empty()) return 226;
    const bool selected = !selection_name(view).empty();
    const bool stretch = selected && view.selection.kind == ReplaySelection::Kind::span;
    float out = 258;
    if (form.dataset < 0) out += 48;
    if (selected) out += 46;
    if (stretch && !form.whole) out += 74;
    if (!form.failure.empty()) out += 52;
    if (view.adding_job) out += kJobRowsHeight - 48;  // instead of the button
    return out;
}

void draw_adding(const ReplayView& view, ReplayActions& actions) {
    AddToDatasetForm form = *view.adding;
    Rect body;
    bool close = false;
    if (!begin_dialog("Add to dataset", 560, adding_height(view, form), body, close)) return;
    bool changed = false;
    Cutter rows(body, theme().px(8));
    if (!form.done.empty()) {
        draw_added(view, rows, actions);
    } else {
        choose_dataset(view, form, rows, changed);
        choose_part(view, form, rows, changed);
        draw_paragraph(rows.top(theme().px(44)),
                       form.whole || selection_name(view).empty() ? kAllParts : kOnePart,
                       Type::small, theme().palette().muted);
        if (!form.failure.empty()) {
            draw_paragraph(rows.top(theme().px(44)), sentence(form.failure), Type::body,
                           theme().palette().danger);
        }
        const bool named = form.dataset >= 0 || !form.new_name.empty();
        if (view.adding_job) {
            actions.cancel_adding = draw_job_rows(*view.adding_job, rows);
        } else if (text_button("add", rows.top(theme().px(40)).left(theme().px(160)),
                               "Add the clips", true, named)) {
            actions.add = true;
        }
    }
    if (changed) {
        form.failure.clear();
        actions.edit_adding = form;
    }
    if (close) actions.close = true;
    end_dialog(close || actions.close || actions.train);
}

void draw_key(const Rect& area, const char* key, const char* text) {
    const Palette& colors = theme().palette();
    const float width = theme().px(104);
    const Rect cap = area.left(width).inset(0, area.height * 0.1F);
    draw_card(cap, colors.raised);
    draw_text(cap, key, Type::small, colors.text, Align::center);
    draw_text(area.right_part(area.width - width - theme().px(12)), text, Type::body, colors.muted);
}

void draw_help(ReplayActions& actions) {
    static constexpr std::array<std::pair<const char*, const char*>, 21> kKeys = {
        {{"Space, K", "Play or pause"},
         {"← →", "One picture back, on"},
         {"Shift ← →", "One second back, on"},
         {"J, L", "Five seconds back, on"},
         {"↑ ↓", "Faster, slower"},
         {"X", "Repeat what is selected"},
         {"P", "Skeleton on or off"},
         {"Wheel", "Zoom; with Shift: move"},
         {"F", "Show all of it"},
         {"I, O", "Mark from here, up to here"},
         {"R", "Add a rep at the playhead"},
         {"W", "Weight and note of a set"},
         {"S", "Split at the playhead"},
         {"M", "Merge with the next"},
         {"Del", "Delete what is selected"},
         {"N", "Next difference"},
         {"T", "Take the other model's"},
         {"H", "Keep a video's workout in History"},
         {"Ctrl Z", "Undo"},
         {"Ctrl Shift Z", "Do it again"},
         {"?", "This help"}}};
    Rect body;
    bool close = false;
    if (!begin_dialog("Keys of Replay", 760, 440, body, close)) return;
    constexpr std::size_t kRows = 11;
    const float gap = theme().px(24);
    const float height = std::min(body.height / kRows, theme().px(38));
    const float width = (body.width - gap) / 2;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        const auto row = static_cast<float>(i % kRows);
        draw_key({body.x + (i >= kRows ? width + gap : 0), body.y + row * height, width, height},
                 kKeys[i].first, kKeys[i].second);
    }
    if (close) actions.show_help = false;
    end_dialog(close);
}

}  // namespace

void draw_replay_dialogs(const ReplayView& view, ReplayActions& actions) {
    if (view.open_text) {
        draw_open(view, actions);
    } else if (view.naming) {
        draw_naming(view, actions);
    } else if (view.load) {
        const LoadActions asked = draw_load_dialog(*view.load);
        actions.edit_load = asked.edit;
        actions.save_load = asked.save;
        actions.close |= asked.close;
    } else if (view.adding) {
        draw_adding(view, actions);
    } else if (view.show_help) {
        draw_help(actions);
    }
}

}  // namespace spotter
