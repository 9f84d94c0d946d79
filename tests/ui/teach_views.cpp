#include "tests/ui/teach_views.h"

#include <algorithm>
#include <functional>

namespace spotter {

namespace {

const Labels kLabels = {"bicep_curl", "lateral_raise", "squat", "shoulder_press", "rest", "other"};

MatrixView confusion(std::size_t count) {
    MatrixView out;
    for (std::size_t i = 0; i < count; ++i) {
        out.labels.push_back(i < kLabels.size() ? kLabels[i] : "exercise_" + std::to_string(i));
        std::vector<std::int64_t> row(count, 0);
        row[i] = 9 + static_cast<std::int64_t>(i);
        row[(i + 2) % count] = static_cast<std::int64_t>(i % 3);
        out.counts.push_back(row);
    }
    return out;
}

DatasetView dataset_view(void* texture) {
    DatasetView out;
    int index = 0;
    for (const std::string& label : kLabels) {
        LabelRow row;
        row.label = label;
        row.idle = label == "rest" || label == "other";
        row.clips = 12 + 7 * index;
        row.groups = 3 + index;
        row.minutes = 0.5 * (index + 1);
        row.by_split[1] = 8 + 5 * index;
        row.by_split[2] = 2 + index;
        row.by_split[3] = 2 + index;
        out.labels.push_back(row);
        out.all.clips += row.clips;
        out.all.groups += row.groups;
        out.all.minutes += row.minutes;
        for (int split = 1; split < 4; ++split) out.all.by_split[split] += row.by_split[split];
        ++index;
    }
    for (int i = 0; i < 24; ++i) {
        ClipRow clip;
        clip.name = "living-room-" + std::to_string(100 + i) + ".mp4";
        clip.group = "recording of 24 November, 18:0" + std::to_string(i % 10);
        clip.seconds = 2.1;
        clip.split = static_cast<ClipSplit>(1 + i % 3);
        if (i != 3) clip.strip = {texture, 1280 * 5, 720};
        out.clips.push_back(clip);
    }
    out.selected = 2;
    out.warnings = {"“Lateral raise” has clips of 4 recordings only: figures will be uncertain.",
                    "“Other” has four times as many clips as “Bicep curl”."};
    return out;
}

TrainView train_view() {
    TrainView out;
    out.phase = TrainPhase::ready;
    out.train_clips = 118;
    out.validation_clips = 27;
    out.bases = {{{"default", "17 labels · skeleton"}, {"my-gym", "6 labels · skeleton"}}, 0};
    out.keepable = 17;
    out.form.name = "my-exercises";
    out.defaults = {"118 clips are few: the head alone learns, on what the model knows already.",
                    30, 0.001, 16, 5};
    return out;
}

TrainProgressView progress_view() {
    TrainProgressView out;
    out.step = "Epoch 9 of 30, batch 5 of 8";
    out.fraction = 0.28;
    out.epochs = 30;
    out.clips_per_s = 212;
    out.left_s = 74;
    out.curves = {{1.62, 1.21, 0.93, 0.74, 0.62, 0.55, 0.49, 0.46},
                  {1.48, 1.17, 0.99, 0.86, 0.79, 0.76, 0.75, 0.74},
                  {0.31, 0.55, 0.68, 0.77, 0.82, 0.86, 0.89, 0.90},
                  {0.37, 0.52, 0.63, 0.70, 0.78, 0.78, 0.81, 0.81}};
    out.confusion = confusion(6);
    return out;
}

FiguresView figures_view(void* texture) {
    FiguresView out;
    out.model = "my-exercises";
    out.clips = "36 clips of the test split, 9 groups";
    out.right = 33;
    out.count = 36;
    out.low = 0.782;
    out.high = 0.971;
    out.balanced = 0.89;
    out.macro_f1 = 0.9;
    out.calibration_error = 0.06;
    out.warnings = {
        "Only 9 groups: a figure from so few people or places says little about "
        "others. Record in more places."};
    for (const std::string& label : kLabels) {
        out.labels.push_back({label, 6, 0.86, 0.83, 0.44, 0.97, 0.85});
    }
    out.confusion = confusion(6);
    out.origin = {
        "The dataset: train 126 clips, 21 groups · validation 19 clips, 5 groups · test 36 clips, "
        "9 groups",
        "The model's epoch was chosen on the split “validation”."};
    for (int i = 0; i < 14; ++i) {
        out.groups.push_back(
            {"recording of 24 November, 18:" + std::to_string(10 + i), 4, std::min(i, 4)});
    }
    out.calibration = {{0.38, 0.25, 4}, {0.62, 0.75, 8}, {0.88, 1, 9}, {0.97, 1, 15}, {1, 1, 0}};
    for (int i = 0; i < 4; ++i) {
        out.worst.push_back({"squat/living-room-" + std::to_string(i) + ".mp4",
                             "squat",
                             i < 3 ? "shoulder_press" : "squat",
                             0.91 - 0.1 * i,
                             i >= 3,
                             {texture, 1280 * 5, 720}});
    }
    out.comparison = ComparisonView{"default", 0.81, 5, 1, 0.219};
    return out;
}

ReportView report_view() {
    ReportView out;
    out.models = {{{"my-exercises", "6 labels"}, {"default", "17 labels"}}, 0};
    out.splits = {{{"Test", "36 clips"}, {"Validation", "27 clips"}, {"All", "181 clips"}}, 0};
    out.against = {{{"Nothing"}, {"default"}}, 1};
    return out;
}

using Change = std::function<void(TeachView&)>;

NamedTeachView state(const std::string& name, void* texture, TeachTab tab, const Change& change) {
    TeachView view = full_teach_view(texture);
    view.tab = tab;
    change(view);
    return {name, view};
}

std::vector<NamedTeachView> clips_states(void* texture) {
    const auto record = [&](const std::string& name, RecordPhase phase, const Change& change) {
        return state("teach-" + name, texture, TeachTab::clips, [&](TeachView& view) {
            view.clips.record.phase = phase;
            change(view);
        });
    };
    const auto nothing = [](TeachView&) {};
    return {
        record("record", RecordPhase::ready, nothing),
        record("no-picture", RecordPhase::no_picture,
               [](TeachView& view) { view.clips.record.video = {}; }),
        record("countdown", RecordPhase::countdown,
               [](TeachView& view) { view.clips.record.left_s = 2.4; }),
        record("recording", RecordPhase::recording,
               [](TeachView& view) {
                   view.clips.record.recorded_s = 6.2;
                   view.clips.record.person = PersonView::cut_off;
               }),
        record("review", RecordPhase::review, nothing),
        record("saving", RecordPhase::saving, nothing),
        record("record-failed", RecordPhase::ready,
               [](TeachView& view) {
                   view.clips.record.failure = "save clip: squat: no space left on device";
               }),
        record("importing", RecordPhase::ready,
               [](TeachView& view) {
                   view.clips.import.report.reset();
                   view.clips.import.job =
                       JobView{"Import", "Reading lunges/0042.mp4", 0.37, 64.0, false};
               }),
        record("import-failed", RecordPhase::ready,
               [](TeachView& view) {
                   view.clips.import.report.reset();
                   view.clips.import.form.more = true;
                   view.clips.import.failure =
                       "import dataset: /home/me/gym.zip: it is encrypted; unpack it first";
               }),
        record("import-several", RecordPhase::ready,
               [](TeachView& view) {
                   view.clips.import.report.reset();
                   view.clips.import.form.others = {"/home/me/Videos/rest", "/home/me/squat.mp4"};
                   view.clips.import.job =
                       JobView{"Import", "Reading lunges/0042.mp4", 0.37, 64.0, true};
               }),
        record("import-unlabelled", RecordPhase::ready,
               [](TeachView& view) {
                   view.clips.import = {};
                   view.clips.import.form.path = "/home/me/squat.mp4";
                   view.clips.import.problem = "Say what the video shows";
               }),
        record("import-plain", RecordPhase::ready, [](TeachView& view) { view.clips.import = {}; }),
    };
}

std::vector<NamedTeachView> dataset_states(void* texture) {
    return {
        state("dataset", texture, TeachTab::dataset,
              [](TeachView& view) { view.dataset.undo = "Deleted living-room-99.mp4"; }),
        state("dataset-empty", texture, TeachTab::dataset,
              [](TeachView& view) { view.dataset = {}; }),
        state("dataset-relabel", texture, TeachTab::dataset,
              [](TeachView& view) {
                  view.dataset.relabel = RelabelForm{1, "squat"};
              }),
        state("dataset-player", texture, TeachTab::dataset,
              [texture](TeachView& view) {
                  view.dataset.player =
                      ClipPlayerView{"squat/living-room-103.mp4", texture, 1280, 720, {}};
              }),
        state("dataset-reading", texture, TeachTab::dataset,
              [](TeachView& view) { view.reading = true; }),
        state("dataset-failed", texture, TeachTab::dataset,
              [](TeachView& view) {
                  view.failure =
                      "read dataset: /home/me/.local/share/spotter/datasets/gym/"
                      "dataset.json: line 3 is no JSON; restore it from a backup";
              }),
        state("teach-welcome", texture, TeachTab::clips,
              [](TeachView& view) {
                  view.datasets = {};
                  view.naming = {"", {}};
              }),
        state("teach-creating", texture, TeachTab::clips,
              [](TeachView& view) {
                  view.creating = true;
                  view.naming = {"my gym", "create dataset: my gym: there is one already"};
              }),
    };
}

std::vector<NamedTeachView> train_states(void* texture) {
    const auto train = [&](const std::string& name, TrainPhase phase, const Change& change) {
        return state("train-" + name, texture, TeachTab::train, [&](TeachView& view) {
            view.train.phase = phase;
            change(view);
        });
    };
    return {
        train("empty", TrainPhase::empty,
              [](TeachView& view) {
                  view.train.first =
                      "Training needs at least two labels with two clips each, and "
                      "there is one label yet.";
              }),
        train("ready", TrainPhase::ready, [](TeachView&) {}),
        train("forgets", TrainPhase::ready,
              [](TeachView& view) {
                  view.train.form.keep = false;
                  view.train.forgets =
                      "Sit up, Plank, Lunge, Deadlift, Shoulder press, Bench press, Row, Tricep "
                      "extension, Pull up, Front raise";
              }),
        train("advanced", TrainPhase::ready,
              [](TeachView& view) {
                  view.train.form.more = true;
                  view.train.form.part = LearningPart::last;
                  view.train.can_resume = true;
              }),
        train(
            "problem", TrainPhase::ready,
            [](TeachView& view) { view.train.problem = "There is a model of this name already"; }),
        train("first", TrainPhase::running,
              [](TeachView& view) {
                  view.train.progress.step = "Finding poses: clip 31 of 118";
                  view.train.progress.fraction = 0.26;
              }),
        train("running", TrainPhase::running,
              [](TeachView& view) { view.train.progress = progress_view(); }),
        train("done", TrainPhase::done,
              [](TeachView& view) {
                  view.train.progress = progress_view();
                  view.train.result =
                      TrainResultView{"my-exercises", 0.81, 7, true, 93, false, false, false};
              }),
        train("done-unchecked", TrainPhase::done,
              [](TeachView& view) {
                  view.train.validation_clips = 0;
                  view.train.progress = progress_view();
                  view.train.result =
                      TrainResultView{"my-exercises", 1, 1, true, 2, false, false, true};
              }),
        train("failed", TrainPhase::failed,
              [](TeachView& view) {
                  view.train.failure =
                      "write checkpoint: training/my-exercises: no space left on "
                      "device; free some and go on";
                  view.train.can_resume = true;
              }),
    };
}

std::vector<NamedTeachView> report_states(void* texture) {
    const auto report = [&](const std::string& name, const Change& change) {
        return state("report" + name, texture, TeachTab::report, change);
    };
    return {
        report("-empty", [](TeachView& view) { view.report.empty = true; }),
        report("-ready", [](TeachView&) {}),
        report("-busy",
               [](TeachView& view) {
                   view.report.job =
                       JobView{"Measuring my-exercises", "Clip 17 of 36", 0.47, 12.0, false};
               }),
        report("-failed",
               [](TeachView& view) {
                   view.report.failure =
                       "evaluate: my-exercises: it has no label “lunge”; train "
                       "it on this dataset";
               }),
        report("", [texture](TeachView& view) { view.report.figures = figures_view(texture); }),
        report("-saved",
               [texture](TeachView& view) {
                   view.report.figures = figures_view(texture);
                   view.report.figures->confusion = confusion(17);
                   view.report.figures->labels.clear();
                   for (const std::string& label : view.report.figures->confusion.labels) {
                       view.report.figures->labels.push_back({label, 5, 0.8, 0.8, 0.38, 0.96, 0.8});
                   }
                   // Never said; never true; neither.
                   view.report.figures->labels[3] = {"pull_up", 2, {}, 0.0, 0, 0.66, 0.0};
                   view.report.figures->labels[4] = {"plank", 0, 0.0, {}, 0, 1, 0.0};
                   view.report.figures->labels[5] = {"row", 0, {}, {}, 0, 1, {}};
                   view.report.saved = "/home/me/.local/share/spotter/reports/my-exercises.html";
               }),
    };
}

}  // namespace

TeachView full_teach_view(void* texture) {
    TeachView out;
    out.datasets = {{{"my-exercises", "181 clips"}, {"gym", ""}}, 0};
    RecordView& record = out.clips.record;
    record.phase = RecordPhase::ready;
    record.video = {texture, 1280, 720};
    record.form = {"squat", 10};
    record.labels = kLabels;
    record.has_rest = true;
    record.recorded_s = 10;
    record.clips = 4;
    ImportView& import = out.clips.import;
    import.form.path = "/home/me/Videos/gym.zip";
    import.report = ImportReportView{"gym.zip",
                                     42,
                                     3,
                                     {{"lunge/07.mp4", "read video: it has no video stream"},
                                      { "../../etc/passwd",
                                        "its name leads out of the archive" }},
                                     { "Groups were guessed from file names." }};
    out.dataset = dataset_view(texture);
    out.train = train_view();
    out.report = report_view();
    return out;
}

std::vector<NamedTeachView> all_teach_views(void* texture) {
    std::vector<NamedTeachView> out;
    for (auto* states : {clips_states, dataset_states, train_states, report_states}) {
        for (NamedTeachView& view : states(texture)) out.push_back(std::move(view));
    }
    return out;
}

ModelsView full_models_view() {
    ModelsView out;
    ModelView shipped;
    shipped.name = "default";
    shipped.shipped = true;
    shipped.labels = {"bicep_curl", "lateral_raise", "squat",    "push_up",        "sit_up",
                      "plank",      "lunge",         "deadlift", "shoulder_press", "bench_press",
                      "row",        "pull_up",       "rest",     "other"};
    shipped.idle_labels = {"rest", "other"};
    shipped.input = "Skeleton";
    shipped.in_card = true;
    shipped.frames = 16;
    shipped.image_size = 64;
    shipped.window_s = 2;
    shipped.layers = 6;
    shipped.width = 128;
    shipped.parameters = 1012345;
    shipped.gflop = 0.42;
    shipped.megabytes = 4.1;
    shipped.licence = "MIT";
    shipped.trained_on = "128,000 computed clips";
    shipped.folder = "/usr/share/spotter/models/default";
    ModelView own = shipped;
    own.name = "my-exercises";
    own.shipped = false;
    own.labels = kLabels;
    own.licence.clear();
    own.in_card = false;
    own.test_correct = 34;
    own.test_total = 40;
    own.test_low = 0.71;
    own.test_high = 0.93;
    own.folder = "/home/me/.local/share/spotter/models/my-exercises";
    ModelView broken;
    broken.name = "half-copied";
    broken.problem = "read model: half-copied/model.safetensors: header is cut off; copy it again";
    out.models = {shipped, own, broken};
    out.selected = 0;
    out.in_use = 0;
    return out;
}

std::vector<NamedModelsView> all_models_views() {
    const auto state = [](const std::string& name, const std::function<void(ModelsView&)>& change) {
        ModelsView view = full_models_view();
        change(view);
        return NamedModelsView{"models" + name, view};
    };
    return {
        state("", [](ModelsView&) {}),
        state("-own",
              [](ModelsView& view) {
                  view.selected = 1;
                  view.undo = "Deleted old-gym";
              }),
        state("-broken", [](ModelsView& view) { view.selected = 2; }),
        state("-loading",
              [](ModelsView& view) {
                  view.in_use = view.selected = 1;
                  view.loading = true;
              }),
        state("-empty", [](ModelsView& view) { view = {}; }),
        state("-reading",
              [](ModelsView& view) {
                  view = {};
                  view.reading = true;
              }),
        state("-failed",
              [](ModelsView& view) {
                  view = {};
                  view.failure = "list models: /home/me/.local/share/spotter: permission denied";
              }),
        state("-add",
              [](ModelsView& view) {
                  view.adding = AddModelForm{
                      "", "owner/model",
                      "pull model: owner/model: there is no such model; check the name"};
              }),
        state("-export",
              [](ModelsView& view) {
                  view.exporting = ExportForm{"my-exercises", "/home/me/my-exercises.zip", {}};
              }),
    };
}

}  // namespace spotter
