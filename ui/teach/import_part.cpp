#include <algorithm>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/job_rows.h"
#include "ui/panel.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_form(const ImportView& view, Cutter& rows, ClipsActions& actions) {
    const Palette& colors = theme().palette();
    ImportForm form = view.form;
    bool changed = false;
    caption(rows.top(theme().px(18)), "A zip, a folder or a video");
    const PathEdit path = path_field("path", rows.top(theme().px(42)), form.path,
                                     "Path, or drop files and folders here");
    actions.browse = path.browse;
    if (path.text) {
        form.path = *path.text;
        form.others.clear();
        changed = true;
    }
    if (!form.others.empty()) {
        draw_text(rows.top(theme().px(20)), others_text(form.others), Type::small, colors.muted);
    }
    caption(rows.top(theme().px(18)), "Label, when a video shows one exercise");
    const TextEdit label = text_field("label", rows.top(theme().px(42)), form.label,
                                      "Otherwise folders name the labels");
    if (label.text) {
        form.label = *label.text;
        changed = true;
    }
    if (!view.problem.empty()) {
        draw_text(rows.top(theme().px(20)), view.problem, Type::small, colors.warning);
    }
    if (fold("more", rows.top(theme().px(26)), "How videos are cut", form.more)) {
        form.more = !form.more;
        changed = true;
    }
    if (form.more) {
        const auto stride = stepper("stride", rows.top(theme().px(34)), "A clip every",
                                    form.stride_s, {0, 30, 0.5, 1, " s"});
        if (stride) form.stride_s = *stride;
        const auto most = stepper("most", rows.top(theme().px(34)), "Clips of a video, at most",
                                  form.per_video, {0, 500, 5, 0, ""});
        if (most) form.per_video = static_cast<int>(*most);
        changed |= stride || most;
        draw_text(rows.top(theme().px(20)), "0: one after the other, and all of them", Type::small,
                  colors.muted);
    }
    if (changed) actions.edit_import = form;
    const bool ready = !form.path.empty() && view.problem.empty() && !view.job;
    actions.import = text_button("import", rows.top(theme().px(42)), "Import", true, ready) ||
                     ((path.entered || label.entered) && ready);
}

// Text that may be longer than the room that is left.
void draw_rest(const std::string& text, Cutter& rows, ImU32 color) {
    const float width = rows.rest().width - theme().px(12);
    const Rect content =
        begin_scroll("text", rows.rest(), paragraph_height(width, text, Type::body));
    draw_paragraph({content.x, content.y, width, 0}, text, Type::body, color);
    end_scroll();
}

float report_height(const ImportReportView& report, float width) {
    float out = 0;
    for (const std::string& note : report.notes) out += warning_height(width, note) + theme().px(6);
    for (const auto& [name, reason] : report.rejected) {
        out += theme().px(24) + paragraph_height(width, sentence(reason), Type::small);
    }
    return out + theme().px(8);
}

void draw_report(const ImportReportView& report, Cutter& rows, ClipsActions& actions) {
    const Palette& colors = theme().palette();
    Cutter head(rows.top(theme().px(34)), theme().px(8));
    actions.dismiss_report =
        icon_button("dismiss", head.right(theme().px(32)), Icon::close, "Close the report");
    draw_icon(*ImGui::GetWindowDrawList(), head.left(theme().px(20)),
              report.added > 0 ? Icon::check : Icon::info, colors.accent);
    draw_text(head.rest(), report.source, Type::strong, colors.text);
    const std::string counts = std::to_string(report.added) + " added · " +
                               std::to_string(report.skipped) + " already there · " +
                               std::to_string(report.rejected.size()) + " rejected";
    draw_text(rows.top(theme().px(22)), counts, Type::body, colors.muted);
    const Rect list = rows.rest();
    const float width = list.width - theme().px(12);
    const Rect content = begin_scroll("report", list, report_height(report, width));
    float y = content.y;
    for (const std::string& note : report.notes) {
        y += warning_line({content.x, y, width, 0}, note) + theme().px(6);
    }
    for (const auto& [name, reason] : report.rejected) {
        draw_text({content.x, y, width, theme().px(22)}, name, Type::body, colors.text);
        y += theme().px(22);
        y += draw_paragraph({content.x, y, width, 0}, sentence(reason), Type::small,
                            colors.warning) +
             theme().px(2);
    }
    end_scroll();
}

}  // namespace

void draw_import(const ImportView& view, const Rect& area, ClipsActions& actions) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(14)), theme().px(8));
    draw_text(rows.top(theme().px(26)), "Import", Type::title, colors.text);
    ImGui::PushID("import");
    draw_form(view, rows, actions);
    rows.top(theme().px(4));
    if (view.job) {
        actions.cancel_import = draw_job_rows(*view.job, rows);
    } else if (!view.failure.empty()) {
        draw_rest(sentence(view.failure), rows, colors.danger);
    } else if (view.report) {
        draw_report(*view.report, rows, actions);
    } else {
        draw_rest(
            "Videos lie in folders named after what they show, such as squat/1.mp4. "
            "Long ones are cut into clips. What is there already is left out.",
            rows, colors.muted);
    }
    ImGui::PopID();
}

void draw_clips_tab(const ClipsView& view, const Rect& area, ClipsActions& actions) {
    Cutter columns(area, theme().px(12));
    draw_import(view.import,
                columns.right(std::clamp(area.width * 0.36F, theme().px(240), theme().px(460))),
                actions);
    draw_record(view.record, columns.rest(), actions);
}

}  // namespace spotter
