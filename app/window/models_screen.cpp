#include "app/window/models_screen.h"

#include <algorithm>
#include <utility>

#include "app/hub/pull_model.h"
#include "app/model_card.h"
#include "app/model_store.h"
#include "app/typed_path.h"
#include "app/window/job_view.h"
#include "engine/core/error.h"
#include "training/evaluation/proportion.h"
#include "ui/models/models_panel.h"

namespace spotter {

namespace fs = std::filesystem;

namespace {

std::string input_text(const ModelInfo& model) {
    if (model.input == ModelInput::skeleton) return "Skeleton";
    return model.framing == Framing::person ? "Pixels, around the person" : "Pixels, the middle";
}

void add_test(const TrainingRecord& record, ModelView& view) {
    view.trained_on = record.dataset;
    view.test_correct = record.test_correct;
    view.test_total = record.test_total;
    const Proportion right = proportion(static_cast<std::size_t>(record.test_correct),
                                        static_cast<std::size_t>(record.test_total));
    view.test_low = right.low;
    view.test_high = right.high;
}

ModelView view_of(const StoredModel& stored) {
    ModelView out;
    out.name = stored.name;
    out.shipped = stored.shipped;
    out.folder = stored.folder.string();
    try {
        const ModelInfo model = read_model_folder(stored.folder);
        out.labels = model.labels;
        out.idle_labels = model.idle_labels;
        out.input = input_text(model);
        out.frames = model.window.frames;
        out.window_s = to_seconds(model.window.length());
        out.image_size = model.image_size();
        out.layers = model.config.layers;
        out.width = model.config.hidden_size;
        out.parameters = model.parameters();
        out.gflop = model.gflop();
        for (const fs::path& file : model.weight_files) {
            out.megabytes += static_cast<double>(fs::file_size(file)) / 1e6;
        }
        out.licence = model_licence(stored.folder);
        if (model.trained) add_test(*model.trained, out);
        out.in_card = (stored.shipped || !model.trained) && has_card(stored.folder);
    } catch (const std::exception& error) {
        out.problem = error.what();
    }
    return out;
}

// The folder's own name, also when its path ends in a slash.
std::string folder_name(const fs::path& folder) {
    const fs::path path = folder.lexically_normal();
    return (path.has_filename() ? path.filename() : path.parent_path().filename()).string();
}

constexpr const char* kPurpose = "models";

}  // namespace

ModelsScreen::ModelsScreen(const WindowContext& context, LiveScreen& live)
    : context_(context), live_(live) {}

void ModelsScreen::read_list() {
    list_version_ = live_.model().list_version();
    reading_.start([paths = context_.paths](JobToken& token) {
        std::vector<ModelView> out;
        for (const StoredModel& stored : list_models(paths)) {
            token.checkpoint();
            out.push_back(view_of(stored));
        }
        return out;
    });
}

void ModelsScreen::update(SteadyTime now, bool shown) {
    if (shown && list_version_ != live_.model().list_version()) read_list();
    if (auto outcome = reading_.poll()) {
        view_.failure = outcome->failure;
        if (outcome->result) view_.models = std::move(*outcome->result);
    }
    take_worked(now);
}

void ModelsScreen::show() {
    view_.reading = reading_.busy();
    view_.busy = working_.at_work();
    view_.loading = live_.model().busy();
    view_.selected = view_.in_use = -1;
    if (selected_.empty()) selected_ = live_.model().name();
    for (std::size_t i = 0; i < view_.models.size(); ++i) {
        if (view_.models[i].name == selected_) view_.selected = static_cast<int>(i);
        if (view_.models[i].name == live_.model().name()) view_.in_use = static_cast<int>(i);
    }
    view_.undo.reset();
    if (removed_) view_.undo = "Deleted " + removed_->name;
}

void ModelsScreen::draw(const Rect& area, SteadyTime now) {
    show();
    perform(draw_models_panel(view_, area), now);
}

void ModelsScreen::take_dropped(const std::vector<fs::path>& files, SteadyTime now) {
    view_.adding = AddModelForm{files.front().string(), "", ""};
    if (files.size() > 1) {
        context_.notices.add(NoticeView::Kind::info,
                             "Importing the first of " + std::to_string(files.size()) +
                                 " files; drop the others one by one.",
                             now);
    }
}

void ModelsScreen::perform(const ModelsActions& actions, SteadyTime now) {
    const auto name_at = [&](int index) {
        return view_.models.at(static_cast<std::size_t>(index)).name;
    };
    if (actions.select) selected_ = name_at(*actions.select);
    if (actions.use) live_.model().switch_to(name_at(*actions.use));
    if (actions.retry) read_list();
    if (actions.open_add) view_.adding = AddModelForm();
    if (actions.open_export) {
        const std::string model = name_at(*actions.open_export);
        view_.exporting = ExportForm{
            model, (context_.files.last_folder(kPurpose) / (model + ".zip")).string(), ""};
    }
    if (actions.edit_add) view_.adding = *actions.edit_add;
    if (actions.edit_export) view_.exporting = *actions.edit_export;
    if (actions.browse && view_.adding) browse_import();
    if (actions.browse && view_.exporting) browse_export();
    if (actions.import) import(now);
    if (actions.pull) pull(now);
    if (actions.save) save(now);
    if (actions.close) {
        view_.adding.reset();
        view_.exporting.reset();
    }
    if (actions.remove) remove(name_at(*actions.remove));
    if (actions.undo && removed_) {
        const Removed removed = *std::exchange(removed_, std::nullopt);
        work(
            "Bring back " + removed.name,
            [paths = context_.paths, removed](JobToken&) {
                import_model(paths, removed.folder, removed.name, false);
                return removed.name + " is back.";
            },
            now);
    }
}

void ModelsScreen::browse_import() {
    FileRequest request{kPurpose, "Choose the folder of a model", "Choose", FileWish::folder,
                        FileKind::folders_alone};
    request.begin = typed_path(view_.adding->path);
    context_.files.ask(std::move(request), [this](const FilesChosen& chosen) {
        if (view_.adding) *view_.adding = {chosen.paths.front().string(), view_.adding->hub, {}};
    });
}

void ModelsScreen::browse_export() {
    const fs::path path = typed_path(view_.exporting->path);
    FileRequest request{kPurpose, "Where to put the model", "Choose", FileWish::save};
    request.begin = path.parent_path();
    request.name = path.filename().string();
    context_.files.ask(std::move(request), [this](const FilesChosen& chosen) {
        if (!view_.exporting) return;
        view_.exporting->path = chosen.paths.front().string();
        view_.exporting->failure.clear();
    });
}

void ModelsScreen::work(const std::string& name, std::function<std::string(JobToken&)> job,
                        SteadyTime now) {
    work_name_ = name;
    work_started_ = now;
    working_.start(std::move(job));
}

// A failure is told in the dialog that asked for the work, if it is still open.
void ModelsScreen::take_worked(SteadyTime now) {
    const auto outcome = working_.poll();
    if (!outcome) return;
    live_.model().read_list();
    if (outcome->result) {
        view_.adding.reset();
        view_.exporting.reset();
        context_.notices.add(NoticeView::Kind::info, *outcome->result, now);
    } else if (view_.adding) {
        view_.adding->failure = outcome->failure;
    } else if (view_.exporting) {
        view_.exporting->failure = outcome->failure;
    } else {
        context_.notices.add(NoticeView::Kind::error, outcome->failure, now);
    }
}

void ModelsScreen::import(SteadyTime now) {
    view_.adding->failure.clear();
    const fs::path folder = typed_path(view_.adding->path);
    const std::string name = folder_name(folder);
    selected_ = name;
    work(
        "Import " + name,
        [paths = context_.paths, folder, name](JobToken&) {
            import_model(paths, folder, name, false);
            return name + " was imported.";
        },
        now);
}

void ModelsScreen::pull(SteadyTime now) {
    view_.adding->failure.clear();
    PullOptions options;
    options.model = view_.adding->hub;
    work(
        "Download " + options.model,
        [paths = context_.paths, options](JobToken& token) {
            const ModelInfo model = pull_model(paths, process_environment, options, token);
            return model.name + " was downloaded.";
        },
        now);
}

void ModelsScreen::save(SteadyTime now) {
    view_.exporting->failure.clear();
    const ExportForm form = *view_.exporting;
    work(
        "Export " + form.model,
        [paths = context_.paths, form](JobToken&) {
            const std::string path = typed_path(form.path);
            export_model(paths, form.model, path);
            return form.model + " was exported to " + path + ".";
        },
        now);
}

void ModelsScreen::remove(const std::string& model) {
    removed_ = Removed{model, delete_model(context_.paths, model)};
    selected_.clear();
    live_.model().read_list();
}

std::vector<JobView> ModelsScreen::jobs(SteadyTime now) const {
    if (!working_.at_work()) return {};
    return {job_view(work_name_, working_, work_started_, now)};
}

void ModelsScreen::cancel_job(std::size_t) {
    working_.cancel();
}

bool ModelsScreen::moving(bool shown) const {
    return working_.at_work() || (shown && reading_.busy());
}

}  // namespace spotter
