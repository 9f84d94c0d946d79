#include <algorithm>
#include <utility>

#include "app/typed_path.h"
#include "app/window/history_screen.h"
#include "app/window/history_view_parts.h"
#include "engine/core/counted.h"
#include "engine/session/session_facts.h"

// What the History screen does of what was asked for.
namespace spotter {

namespace fs = std::filesystem;

namespace {

// What was exported is imported from there.
constexpr const char* kPurpose = "workouts";

// "2026-11-25".
std::string iso_day(std::chrono::sys_days day) {
    return date_text(std::chrono::sys_seconds(day));
}

}  // namespace

void HistoryScreen::perform(const HistoryActions& actions, SteadyTime now) {
    if (actions.page) go_to_page(*actions.page);
    if (actions.retry) read_list();
    if (actions.go_to_live) context_.go_to("Live");
    perform_looking(actions);
    perform_trends(actions);
    if (!working_.at_work()) perform_changes(actions, now);
    perform_dialogs(actions, now);
    if (actions.replay) {
        context_.replay({view_.sessions.at(static_cast<std::size_t>(*actions.replay)).uuid, {}});
    }
}

void HistoryScreen::go_to_page(HistoryPage page) {
    if (page == view_.page) return;
    view_.page = page;
    view_.day.reset();
    view_.chosen.clear();
    view_.sessions.clear();
    view_.selected = -1;
    view_.details = {};
    anchor_.reset();
    read_list();
}

void HistoryScreen::perform_looking(const HistoryActions& actions) {
    if (actions.month) view_.month = *actions.month;
    if (actions.day) {
        view_.day = *actions.day;
        show_found(found_, view_);
        read_details();
    }
    if (actions.search) {
        view_.search = *actions.search;
        read_list();
    }
    if (actions.row) {
        choose_row(*actions.row, actions.click, anchor_, view_);
        read_details();
    }
    if (actions.choose_all) {
        for (const SessionSummary& session : view_.sessions) view_.chosen.insert(session.uuid);
    }
    if (actions.choose_none) {
        view_.chosen.clear();
        view_.selected = -1;
        read_details();
    }
}

void HistoryScreen::perform_trends(const HistoryActions& actions) {
    if (actions.exercise) view_.exercise = *actions.exercise;
    if (actions.span) view_.span = *actions.span;
    if (actions.exercise || actions.span) show_weeks(days_, view_);
    if (actions.with_demo) {
        view_.with_demo = *actions.with_demo;
        read_days();
    }
}

void HistoryScreen::perform_changes(const HistoryActions& actions, SteadyTime now) {
    const std::vector<std::string> chosen = chosen_uuids(view_);
    const Paths paths = context_.paths;
    if (actions.remove && !chosen.empty()) {
        const bool deleted = view_.page == HistoryPage::deleted;
        select_next_ = view_.selected >= 0 ? view_.selected : 0;
        // What is brought back one by one is not to be brought back by undo as well.
        if (deleted) steps_.clear();
        work(
            deleted ? "Bring back workouts" : "Delete workouts",
            [paths, chosen, deleted](JobToken&) {
                return deleted ? restore_workouts(paths, chosen) : remove_workouts(paths, chosen);
            },
            now);
    } else if (actions.merge && chosen.size() > 1) {
        work(
            "Merge workouts", [paths, chosen](JobToken&) { return merge_workouts(paths, chosen); },
            now);
    } else if (actions.undo && !steps_.empty()) {
        undoing_ = steps_.back();
        steps_.pop_back();
        work(
            "Take back", [paths, step = *undoing_](JobToken&) { return take_back(paths, step); },
            now);
    }
}

void HistoryScreen::perform_dialogs(const HistoryActions& actions, SteadyTime now) {
    if (actions.open_export || actions.open_export_all) open_export(actions.open_export_all);
    if (actions.open_import) view_.importing = HistoryImportForm();
    if (actions.open_purge) view_.purging = true;
    if (actions.open_texts && view_.details.session) {
        const Session& session = *view_.details.session;
        view_.naming = HistoryTextsForm{session.uuid, session.title, session.note, {}};
    }
    if (actions.edit_export) {
        const int before = view_.exporting->format;
        view_.exporting = *actions.edit_export;
        if (view_.exporting->format != before) {
            view_.exporting->path = fitting_path(*view_.exporting, before).string();
        }
    }
    if (actions.edit_import) view_.importing = *actions.edit_import;
    if (actions.edit_texts) view_.naming = *actions.edit_texts;
    if (actions.browse && view_.exporting) browse_export();
    if (actions.browse && view_.importing) browse_import();
    if (actions.save) save_dialog(now);
    if (actions.cancel) cancel_job(0);
    if (actions.close) {
        view_.exporting.reset();
        view_.importing.reset();
        view_.naming.reset();
        view_.purging = false;
    }
}

void HistoryScreen::browse_export() {
    const HistoryExportForm& form = *view_.exporting;
    const fs::path path = typed_path(form.path);
    FileRequest request{kPurpose, "Where to export to", "Choose", FileWish::save};
    request.begin = path.parent_path();
    request.name = path.filename().string();
    request.may_replace = true;
    fs::path folder;  // of its own, in the one that is chosen
    if (is_folder(form)) {
        request.title = "Where to put the folder";
        request.wish = FileWish::folder;
        request.writes = true;
        request.kind = FileKind::folders_alone;
        folder = path.filename();
    }
    context_.files.ask(std::move(request), [this, folder](const FilesChosen& chosen) {
        if (!view_.exporting) return;
        const fs::path& place = chosen.paths.front();
        view_.exporting->path =
            (folder.empty() || place.filename() == folder ? place : place / folder).string();
        view_.exporting->replace |= chosen.replace;
        view_.exporting->failure.clear();
    });
}

void HistoryScreen::browse_import() {
    FileRequest request{kPurpose, "Choose workouts", "Choose", FileWish::files, FileKind::logs};
    request.begin = typed_path(view_.importing->path);
    context_.files.ask(std::move(request), [this](const FilesChosen& chosen) {
        if (!view_.importing) return;
        view_.importing->path = chosen.paths.front().string();
        view_.importing->others.clear();
        for (std::size_t i = 1; i < chosen.paths.size(); ++i) {
            view_.importing->others.push_back(chosen.paths[i].string());
        }
        view_.importing->failure.clear();
    });
}

// Does what the open dialog says.
void HistoryScreen::save_dialog(SteadyTime now) {
    if (view_.exporting) {
        save_export(now);
    } else if (view_.importing) {
        const HistoryImportForm form = *view_.importing;
        view_.importing->failure.clear();
        std::vector<fs::path> files = {typed_path(form.path)};
        files.insert(files.end(), form.others.begin(), form.others.end());
        import(files, form.replace, now);
    } else if (view_.naming) {
        view_.naming->failure.clear();
        const HistoryTextsForm& form = *view_.naming;
        const WorkoutTexts texts = {form.uuid, form.title, form.note};
        work(
            "Name workout",
            [paths = context_.paths, texts](JobToken&) { return name_workout(paths, texts); }, now);
    } else if (view_.purging) {
        view_.purging = false;
        steps_.clear();
        work(
            "End workouts", [paths = context_.paths](JobToken&) { return purge_workouts(paths); },
            now);
    }
}

void HistoryScreen::open_export(bool all) {
    to_export_.clear();
    export_listed_ = all;
    HistoryExportForm form;
    if (!all) {
        to_export_ = chosen_uuids(view_);
    } else if (view_.page == HistoryPage::workouts) {
        for (auto one = view_.sessions.rbegin(); one != view_.sessions.rend(); ++one) {
            to_export_.push_back(one->uuid);
            if (one->source_kind == "demo") ++form.demos;
        }
    } else {
        form.demos = view_.kept_demos;
    }
    form.count = to_export_.empty() ? view_.kept : to_export_.size();
    const std::string name = "spotter-" + iso_day(view_.today) + ".jsonl";
    form.path = (context_.files.last_folder(kPurpose) / name).string();
    view_.exporting = form;
}

void HistoryScreen::save_export(SteadyTime now) {
    const HistoryExportForm form = *view_.exporting;
    view_.exporting->failure.clear();
    SessionExport what = {to_export_, format_of(form),
                          form.pounds ? WeightUnit::lb : WeightUnit::kg, export_listed_};
    const ExportTarget target = {typed_path(form.path), form.replace};
    work(
        "Export " + counted(form.count, "workout"),
        [paths = context_.paths, what = std::move(what), target](JobToken& token) {
            return export_workouts(paths, what, target, token);
        },
        now);
}

void HistoryScreen::import(const std::vector<fs::path>& files, bool replace, SteadyTime now) {
    work(
        "Import workouts",
        [paths = context_.paths, files, replace](JobToken& token) {
            return import_workouts(paths, files, replace, token);
        },
        now);
}

}  // namespace spotter
