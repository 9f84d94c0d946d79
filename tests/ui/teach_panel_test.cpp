#include "ui/teach/teach_panel.h"

#include <catch2/catch.hpp>

#include "tests/ui/headless.h"
#include "tests/ui/teach_views.h"
#include "ui/models/models_panel.h"
#include "ui/models/models_parts.h"
#include "ui/panel.h"

using namespace spotter;

namespace {

constexpr Rect kArea = {80, 0, 1200, 720};

auto teach(const TeachView& view) {
    return [&view] { return draw_teach_panel(view, kArea); };
}

auto models(const ModelsView& view) {
    return [&view] { return draw_models_panel(view, kArea); };
}

TeachView full_view(TeachTab tab) {
    TeachView view = full_teach_view(kFakeTexture);
    view.tab = tab;
    return view;
}

// Whether some click on the screen asks for what `wanted` says.
template <class Wanted>
bool offers(const TeachView& view, const Wanted& wanted, const Rect& area = kArea) {
    Headless screen(1280, 720);
    screen.draw(teach(view));
    return screen.click_finds(teach(view), area, wanted);
}

template <class Wanted>
bool offers(const ModelsView& view, const Wanted& wanted) {
    Headless screen(1280, 720);
    screen.draw(models(view));
    return screen.click_finds(models(view), kArea, wanted);
}

constexpr Rect kLeft = {80, 60, 720, 660};
constexpr Rect kRight = {700, 60, 580, 660};

struct Size {
    float width, height, scale;
};
constexpr Size kSizes[] = {{1280, 720, 1}, {1280, 720, 2}, {1920, 1080, 1}, {1920, 1080, 2}};

}  // namespace

TEST_CASE("nothing of the teach screen is clipped in any state and size") {
    for (const Size& size : kSizes) {
        Headless screen(size.width, size.height, size.scale);
        const Rect area = {80, 0, size.width - 80, size.height};
        for (const NamedTeachView& named : all_teach_views(kFakeTexture)) {
            CAPTURE(named.name, size.width, size.height, size.scale);
            for (int i = 0; i < 3; ++i) {
                screen.draw([&] { return draw_teach_panel(named.view, area); });
            }
            CHECK(screen.nothing_clipped());
        }
    }
}

TEST_CASE("nothing of the models screen is clipped in any state and size") {
    for (const Size& size : kSizes) {
        Headless screen(size.width, size.height, size.scale);
        const Rect area = {80, 0, size.width - 80, size.height};
        for (const NamedModelsView& named : all_models_views()) {
            CAPTURE(named.name, size.width, size.height, size.scale);
            for (int i = 0; i < 3; ++i) {
                screen.draw([&] { return draw_models_panel(named.view, area); });
            }
            CHECK(screen.nothing_clipped());
        }
    }
}

TEST_CASE("the first thing that teach offers is to name a dataset") {
    TeachView view = full_view(TeachTab::clips);
    view.datasets = {};
    const auto wants = [](const TeachActions& actions) { return actions.create; };
    CHECK_FALSE(offers(view, wants));
    view.naming.name = "gym";
    CHECK(offers(view, wants));
}

TEST_CASE("a label, and nothing else, is needed to record") {
    TeachView view = full_view(TeachTab::clips);
    const auto wants = [](const TeachActions& actions) { return actions.clips.record; };
    CHECK(offers(view, wants, kLeft));
    view.clips.record.form.label.clear();
    CHECK_FALSE(offers(view, wants, kLeft));
}

TEST_CASE("rest and other are one click away") {
    TeachView view = full_view(TeachTab::clips);
    for (const char* label : {"rest", "other"}) {
        CHECK(offers(
            view,
            [&](const TeachActions& actions) {
                return actions.clips.edit_record && actions.clips.edit_record->label == label;
            },
            kLeft));
    }
}

TEST_CASE("what is said beneath the camera has a second line where one is too short") {
    TeachView view = full_view(TeachTab::clips);
    const auto vertices = [&](std::size_t words) {
        view.clips.record.kept.clear();
        for (std::size_t i = 0; i < words; ++i) view.clips.record.kept += "clips ";
        Headless screen(1280, 720, 2);
        for (int i = 0; i < 2; ++i) screen.draw(teach(view));
        return ImGui::GetDrawData()->TotalVtxCount;
    };
    // Every letter is four vertices. Seventy-five of them stand in no line there, ninety do in two.
    CHECK(vertices(15) >= vertices(12) + 3 * 5 * 4);
}

TEST_CASE("what is recorded can be stopped, then kept or discarded") {
    TeachView view = full_view(TeachTab::clips);
    view.clips.record.phase = RecordPhase::recording;
    CHECK(offers(
        view, [](const TeachActions& a) { return a.clips.stop; }, kLeft));
    view.clips.record.phase = RecordPhase::review;
    CHECK(offers(
        view, [](const TeachActions& a) { return a.clips.keep; }, kLeft));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.clips.discard; }, kLeft));
    view.clips.record.clips = 0;
    CHECK_FALSE(offers(
        view, [](const TeachActions& a) { return a.clips.keep; }, kLeft));
}

TEST_CASE("an import starts with a path and can be cancelled") {
    TeachView view = full_view(TeachTab::clips);
    CHECK(offers(
        view, [](const TeachActions& a) { return a.clips.browse; }, kRight));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.clips.import; }, kRight));
    view.clips.import.job = JobView{"Import"};
    CHECK_FALSE(offers(
        view, [](const TeachActions& a) { return a.clips.import; }, kRight));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.clips.cancel_import; }, kRight));
    view.clips.import.job.reset();
    view.clips.import.problem = "Say what the video shows";
    CHECK_FALSE(offers(
        view, [](const TeachActions& a) { return a.clips.import; }, kRight));
    view.clips.import = {};
    CHECK_FALSE(offers(
        view, [](const TeachActions& a) { return a.clips.import; }, kRight));
}

TEST_CASE("clips of the dataset can be played, deleted, relabelled and moved") {
    const TeachView view = full_view(TeachTab::dataset);
    CHECK(offers(
        view, [](const TeachActions& a) { return a.dataset.play == 0; }, kRight));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.dataset.remove == 1; }, kRight));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.dataset.edit_relabel.has_value(); }, kRight));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.dataset.select == 4; }, kLeft));
}

TEST_CASE("only the strips that are seen are asked for") {
    Headless screen(1280, 720);
    const TeachView view = full_view(TeachTab::dataset);
    screen.draw(teach(view));
    const DatasetActions actions = screen.draw(teach(view)).dataset;
    CHECK(actions.first_shown == 0);
    CHECK(actions.last_shown > 5);
    CHECK(actions.last_shown < view.dataset.clips.size());
}

TEST_CASE("what was deleted can be brought back") {
    TeachView view = full_view(TeachTab::dataset);
    view.dataset.undo = "Deleted a clip";
    CHECK(offers(view, [](const TeachActions& a) { return a.dataset.undo; }, {700, 640, 580, 80}));
}

TEST_CASE("training starts unless something stands against it") {
    TeachView view = full_view(TeachTab::train);
    const auto start = [](const TeachActions& a) { return a.train.start; };
    CHECK(offers(view, start, kLeft));
    view.train.problem = "There is a model of this name already";
    CHECK_FALSE(offers(view, start, kLeft));
}

TEST_CASE("labels of the base are kept unless that is switched off, where they can be") {
    TeachView view = full_view(TeachTab::train);
    const auto keeps = [](bool keep) {
        return [keep](const TeachActions& a) {
            return a.train.edit && a.train.edit->keep == keep &&
                   a.train.edit->part == LearningPart{};
        };
    };
    CHECK(offers(view, keeps(false), kLeft));
    view.train.form.keep = false;
    CHECK(offers(view, keeps(true), kLeft));
    view.train.keepable = 0;
    CHECK_FALSE(offers(view, keeps(true), kLeft));
}

TEST_CASE("an interrupted training can go on or start anew") {
    TeachView view = full_view(TeachTab::train);
    view.train.can_resume = true;
    CHECK(offers(
        view, [](const TeachActions& a) { return a.train.resume; }, kLeft));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.train.start; }, kLeft));
}

TEST_CASE("a training that runs can be cancelled, and nothing of it changed") {
    TeachView view = full_view(TeachTab::train);
    view.train.phase = TrainPhase::running;
    CHECK(offers(
        view, [](const TeachActions& a) { return a.train.cancel; }, kRight));
    CHECK_FALSE(offers(
        view, [](const TeachActions& a) { return a.train.start || a.train.edit.has_value(); }));
}

TEST_CASE("a trained model is used or measured with one click") {
    TeachView view = full_view(TeachTab::train);
    view.train.phase = TrainPhase::done;
    view.train.result = TrainResultView{"gym", 0.9, 3, false, 60, false, false, false};
    CHECK(offers(
        view, [](const TeachActions& a) { return a.train.use; }, kRight));
    CHECK(offers(
        view, [](const TeachActions& a) { return a.train.open_report; }, kRight));
    view.train.result->in_use = true;
    CHECK_FALSE(offers(
        view, [](const TeachActions& a) { return a.train.use; }, kRight));
}

TEST_CASE("a report is asked for, saved, and its worst clips played") {
    TeachView view = full_view(TeachTab::report);
    CHECK(offers(view, [](const TeachActions& a) { return a.report.evaluate; }));
    for (const NamedTeachView& named : all_teach_views(kFakeTexture)) {
        if (named.name != "report") continue;
        CHECK(offers(named.view, [](const TeachActions& a) { return a.report.save; }));
    }
    view.report.empty = true;
    CHECK(offers(view, [](const TeachActions& a) { return a.report.open_clips; }));
}

TEST_CASE("the tabs and the datasets are chosen in the header") {
    const TeachView view = full_view(TeachTab::clips);
    const Rect header = {80, 0, 1200, 60};
    CHECK(offers(
        view, [](const TeachActions& a) { return a.tab == TeachTab::report; }, header));
    Headless screen(1280, 720);
    screen.draw(teach(view));
    screen.click(teach(view), 1200, 32);
    CHECK(screen.click(teach(view), 1200, 60 + 80).choose_dataset == 1);
}

TEST_CASE("where a model was measured is said, where it was not too") {
    ModelView model;
    CHECK(tested_text(model) == "Not measured yet");
    model.in_card = true;
    CHECK_THAT(tested_text(model), Catch::Contains("may say more"));
    model.shipped = true;
    CHECK_THAT(tested_text(model), Catch::Contains("real people: see its card, README.md"));
    model.test_correct = 9;
    model.test_total = 10;
    model.test_low = 0.6;
    model.test_high = 0.98;
    CHECK(tested_text(model) == "90 % (9 of 10 clips; 95 % interval 60 to 98 %)");
}

TEST_CASE("any usable model is used live with one click") {
    ModelsView view = full_models_view();
    const auto use = [](const ModelsActions& a) { return a.use.has_value(); };
    CHECK_FALSE(offers(view, use));  // it is in use already
    view.selected = 1;
    CHECK(offers(view, use));
    view.selected = 2;
    CHECK_FALSE(offers(view, use));
}

TEST_CASE("only one's own models that are not in use can be deleted") {
    ModelsView view = full_models_view();
    const auto remove = [](const ModelsActions& a) { return a.remove.has_value(); };
    CHECK_FALSE(offers(view, remove));
    view.selected = 1;
    CHECK(offers(view, remove));
    view.in_use = 1;
    CHECK_FALSE(offers(view, remove));
}

TEST_CASE("models are added from a folder or from the hub") {
    ModelsView view = full_models_view();
    CHECK(offers(view, [](const ModelsActions& a) { return a.open_add; }));
    view.adding = AddModelForm{"/models/a", "", {}};
    CHECK(offers(view, [](const ModelsActions& a) { return a.browse; }));
    CHECK(offers(view, [](const ModelsActions& a) { return a.import; }));
    CHECK_FALSE(offers(view, [](const ModelsActions& a) { return a.pull; }));
    view.adding = AddModelForm{"", "owner/name", {}};
    CHECK(offers(view, [](const ModelsActions& a) { return a.pull; }));
    CHECK(offers(view, [](const ModelsActions& a) { return a.close; }));
}
