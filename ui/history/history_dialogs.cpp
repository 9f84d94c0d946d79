#include <algorithm>
#include <iterator>

#include "engine/core/counted.h"
#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/history/history_parts.h"
#include "ui/job_rows.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_failure(const Rect& area, const std::string& failure) {
    if (failure.empty()) return;
    draw_paragraph(area, sentence(failure), Type::body, theme().palette().danger);
}

// Logical units.
float outcome_height(const HistoryView& view, const std::string& failure) {
    constexpr float kFailure = 76;  // three lines
    return view.job ? kJobRowsHeight : failure.empty() ? 0 : kFailure;
}

// What became of it, or how far it is.
void draw_outcome(const HistoryView& view, Cutter& rows, const std::string& failure,
                  HistoryActions& actions) {
    if (view.job) {
        actions.cancel = draw_job_rows(*view.job, rows);
    } else {
        draw_failure(rows.rest(), failure);
    }
}

// A field with the button that does it. Returns the path once it was changed.
std::optional<std::string> draw_path(Cutter& rows, const char* hint, const char* button,
                                     bool possible, bool busy, const std::string& path,
                                     HistoryActions& actions) {
    Cutter row(rows.top(theme().px(40)), theme().px(8));
    const bool ready = possible && !path.empty() && !busy;
    const bool go = text_button("go", row.right(theme().px(110)), button, true, ready);
    const PathEdit edit = path_field("path", row.rest(), path, hint, ImGui::IsWindowAppearing());
    actions.save = go || (edit.entered && ready);
    actions.browse = edit.browse && !busy;
    return edit.text;
}

// How many workouts are left out, and what of it is said beforehand; empty: nothing.
std::size_t left_out_of(const HistoryExportForm& form) {
    return form.format == 0 ? 0 : form.demos;
}

std::string left_out_text(const HistoryExportForm& form) {
    const std::size_t left_out = left_out_of(form);
    if (left_out == 0) return {};
    if (left_out < form.count) return counted(left_out, "workout") + " of the demo left out";
    return "Only workouts of the demo: choose them in the list, or export JSON lines";
}

// The formats in two rows; true when another one was chosen.
bool choose_format(Cutter& rows, int& format) {
    constexpr int kColumns = 4;
    constexpr auto kCount = static_cast<int>(std::size(kHistoryFormats));
    bool changed = false;
    for (int first = 0; first < kCount; first += kColumns) {
        std::vector<std::string> names;
        for (int i = first; i < std::min(first + kColumns, kCount); ++i) {
            names.emplace_back(kHistoryFormats[i].name);
        }
        ImGui::PushID(first);
        const int clicked = segments("format", rows.top(theme().px(38)), names, format - first);
        ImGui::PopID();
        if (clicked < 0) continue;
        format = first + clicked;
        changed = true;
    }
    return changed;
}

void draw_export(const HistoryView& view, HistoryActions& actions) {
    Rect body;
    bool close = false;
    const HistoryExportForm& given = *view.exporting;
    const std::string title =
        given.demos > 0 ? "Export workouts" : "Export " + counted(given.count, "workout");
    const std::string left_out = left_out_text(given);
    const float height =
        (kHistoryFormats[given.format].has_unit ? 344.F : 300.F) + (left_out.empty() ? 0 : 28);
    if (!begin_dialog(title.c_str(), 660, height + outcome_height(view, given.failure), body,
                      close)) {
        return;
    }
    HistoryExportForm form = given;
    Cutter rows(body, theme().px(8));
    bool changed = choose_format(rows, form.format);
    const HistoryFormat& format = kHistoryFormats[form.format];
    caption(rows.top(theme().px(20)), format.about);
    if (!left_out.empty()) {
        draw_text(rows.top(theme().px(20)), left_out, Type::small, theme().palette().warning);
    }
    if (format.has_unit) {
        Cutter row(rows.top(theme().px(36)), theme().px(10));
        const Rect unit = row.right(theme().px(220));
        draw_text(row.rest(), "Weights in", Type::body, theme().palette().muted);
        const int pounds = segments("unit", unit, {"Kilograms", "Pounds"}, form.pounds ? 1 : 0);
        if (pounds >= 0) {
            form.pounds = pounds == 1;
            changed = true;
        }
    }
    if (const auto path =
            draw_path(rows, "Path of the file", "Export", left_out_of(given) < given.count,
                      view.busy, form.path, actions)) {
        form.path = *path;
        changed = true;
    }
    if (toggle("replace", rows.top(theme().px(36)), "Replace what is there already",
               form.replace)) {
        form.replace = !form.replace;
        changed = true;
    }
    draw_outcome(view, rows, form.failure, actions);
    if (changed) {
        form.failure.clear();
        actions.edit_export = form;
    }
    if (close) actions.close = true;
    end_dialog(close);
}

void draw_import(const HistoryView& view, HistoryActions& actions) {
    Rect body;
    bool close = false;
    const float others = view.importing->others.empty() ? 0 : 28;
    const float height = 208 + others + outcome_height(view, view.importing->failure);
    if (!begin_dialog("Import workouts", 660, height, body, close)) return;
    HistoryImportForm form = *view.importing;
    Cutter rows(body, theme().px(8));
    bool changed = false;
    caption(rows.top(theme().px(20)), "JSON lines, as Spotter exports them here or elsewhere");
    if (const auto path = draw_path(rows, "Path of the file, or drop it on the window", "Import",
                                    true, view.busy, form.path, actions)) {
        form.path = *path;
        form.others.clear();
        changed = true;
    }
    if (!form.others.empty()) {
        draw_text(rows.top(theme().px(20)), others_text(form.others), Type::small,
                  theme().palette().muted);
    }
    if (toggle("replace", rows.top(theme().px(36)), "Replace workouts that are here already",
               form.replace)) {
        form.replace = !form.replace;
        changed = true;
    }
    draw_outcome(view, rows, form.failure, actions);
    if (changed) {
        form.failure.clear();
        actions.edit_import = form;
    }
    if (close) actions.close = true;
    end_dialog(close);
}

void draw_texts(const HistoryView& view, HistoryActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("Name and note", 520, 330, body, close)) return;
    HistoryTextsForm form = *view.naming;
    Cutter rows(body, theme().px(8));
    const auto field = [&](const char* name, std::string& text, const char* hint, bool focus) {
        caption(rows.top(theme().px(18)), name);
        const TextEdit edit = text_field(name, rows.top(theme().px(40)), text, hint, focus);
        if (edit.text) text = *edit.text;
        return edit.entered;
    };
    bool save = field("Name", form.title, "Leg day", ImGui::IsWindowAppearing());
    save |= field("Note", form.note, "How it went", false);
    Cutter buttons(rows.below(theme().px(42)), theme().px(10));
    save |= text_button("save", buttons.right(theme().px(140)), "Save", true, !view.busy);
    actions.save = save && !view.busy;
    draw_failure(rows.rest(), form.failure);
    if (form.title != view.naming->title || form.note != view.naming->note) {
        form.failure.clear();
        actions.edit_texts = form;
    }
    if (close) actions.close = true;
    end_dialog(close);
}

void draw_purge(const HistoryView& view, HistoryActions& actions) {
    Rect body;
    bool close = false;
    if (!begin_dialog("End them for good?", 520, 240, body, close)) return;
    Cutter rows(body, theme().px(10));
    Cutter buttons(rows.below(theme().px(42)), theme().px(10));
    const float width = (buttons.rest().width - theme().px(10)) / 2;
    if (text_button("purge", buttons.right(width), "End for good", true, !view.busy)) {
        actions.save = true;
    }
    if (text_button("keep", buttons.rest(), "Keep them", false)) close = true;
    std::string text = counted(view.sessions.size(), "deleted workout");
    if (view.deleted_video_bytes > 0) {
        text += " and " + bytes_text(view.deleted_video_bytes) + " of video";
    }
    draw_paragraph(rows.rest(), text + " cannot be brought back then.", Type::body,
                   theme().palette().text);
    if (close) actions.close = true;
    end_dialog(close || actions.save);
}

}  // namespace

void draw_history_dialogs(const HistoryView& view, HistoryActions& actions) {
    if (view.exporting) {
        draw_export(view, actions);
    } else if (view.importing) {
        draw_import(view, actions);
    } else if (view.naming) {
        draw_texts(view, actions);
    } else if (view.purging) {
        draw_purge(view, actions);
    }
}

}  // namespace spotter
