#include "app/window/teach_screen.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "tests/ui/screen_rig.h"
#include "training/data/dataset_edit.h"

using namespace spotter;
using namespace spotter::test;
namespace fs = std::filesystem;

namespace {

LiveOptions watching_nothing() {
    LiveOptions options;
    options.wait = true;
    return options;
}

// Nobody looks into the clip.
void add_clip(const fs::path& dataset, const std::string& clip) {
    fs::create_directories((dataset / clip).parent_path());
    std::ofstream(dataset / clip) << "x";
}

struct TeachRig : ScreenRig {
    const fs::path gym = paths.data / "datasets" / "gym";
};

// A list of clips over a dataset that has three.
struct ClipList : TeachRig {
    ClipList() {
        for (const char* clip : {"squat/b.mp4", "squat/c.mp4", "lunge/d.mp4"}) add_clip(gym, clip);
        dataset.emplace(paths);
        list.emplace(context, *dataset);
        follow();
        DatasetActions select;
        select.select = view.labels.at(0).label == "squat" ? 0 : 1;
        list->perform(select);
    }
    void follow() {
        while (dataset->view().busy) dataset->update();
        list->update(false);
        list->show(view);
    }

    std::optional<OpenDataset> dataset;
    std::optional<TeachDataset> list;
    DatasetView view;
};

}  // namespace

TEST_CASE(
    "a dataset that was made elsewhere is there when Teach is entered, and so are its clips") {
    TeachRig rig;
    LiveScreen live(rig.context, watching_nothing());
    TeachScreen teach(rig.context, live);
    rig.ui.draw(rig.panel(teach));
    CHECK(teach.view().datasets.items.empty());

    const auto come_back = [&](const std::string& clips) {
        teach.update(rig.now, false);
        rig.until(teach, [&] {
            const ChoiceView& datasets = teach.view().datasets;
            return datasets.current == 0 && datasets.items.at(0).detail == clips;
        });
    };
    add_clip(rig.gym, "squat/a.mp4");
    come_back("1 clip");
    CHECK(teach.view().datasets.items[0].name == "gym");
    add_clip(rig.gym, "squat/b.mp4");
    come_back("2 clips");

    // While it is shown, it is told.
    add_clip(rig.gym, "squat/c.mp4");
    teach.look_again();
    rig.until(teach, [&] { return teach.view().datasets.items.at(0).detail == "3 clips"; });
}

TEST_CASE("what was done to clips can be taken back after others came") {
    ClipList clips;
    DatasetActions remove;
    remove.remove = 0;
    clips.list->perform(remove);
    clips.follow();
    CHECK(clips.view.undo);
    delete_clips(clips.gym, {"lunge/d.mp4"});
    CHECK_FALSE(clips.dataset->look_again());
    clips.follow();
    CHECK(clips.dataset->data().clips.size() == 1);
    CHECK(clips.view.undo);
    DatasetActions undo;
    undo.undo = true;
    clips.list->perform(undo);
    CHECK(clips.dataset->data().clips.size() == 2);
}

TEST_CASE("a clip that is being relabelled stays so when others come before it") {
    ClipList clips;
    DatasetActions edit;
    edit.edit_relabel = RelabelForm{1, "deadlift"};
    clips.list->perform(edit);
    add_clip(clips.gym, "squat/a.mp4");
    clips.dataset->look_again();
    clips.follow();
    REQUIRE(clips.view.relabel);
    CHECK(clips.view.relabel->label == "deadlift");
    CHECK(clips.view.relabel->clip == 2);
    CHECK(clips.view.clips.at(2).name == "c.mp4");

    fs::remove(clips.gym / "squat" / "c.mp4");
    clips.dataset->look_again();
    clips.follow();
    CHECK_FALSE(clips.view.relabel);
}
