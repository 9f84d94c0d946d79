#include "app/window/live_screen.h"

#include <catch2/catch.hpp>

#include "app/cli/replay_command.h"
#include "app/live_settings.h"
#include "capture/video_writer.h"
#include "engine/core/error.h"
#include "engine/session/session_rescue.h"
#include "engine/session/session_store.h"
#include "tests/ui/screen_rig.h"
#include "ui/live/live_layout.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

// One second, grey.
fs::path write_video(const fs::path& file) {
    const Image picture(64, 48);
    VideoWriter writer(file, {64, 48, 10});
    for (int i = 0; i < 10; ++i) writer.write(picture, from_seconds(i / 10.0));
    writer.finish();
    return file;
}

// A window in which this model was chosen; without LibTorch it can but be remembered.
void choose_once(ScreenRig& rig, const LiveOptions& options, const std::string& model) {
#ifdef SPOTTER_TEST_TORCH
    LiveScreen live(rig.context, options);
    live.model().switch_to(model);
    rig.until(live, [&] { return live.model().loaded() && !live.model().busy(); });
#else
    (void)options;
    remember_live_settings(rig.paths, {.model = model});
#endif
}

}  // namespace

TEST_CASE("a recording stands still until the model is there, and then plays to its end") {
    ScreenRig rig;
    LiveOptions options;
    options.source = write_video(rig.home / "grey.mp4").string();
    LiveScreen live(rig.context, options);
    bool stood = true;
    rig.until(live, [&] {
        const std::optional<PlaybackView>& playback = live.view().playback;
        if (playback && live.model().busy()) stood &= playback->position_s == 0;
        return playback && playback->ended;
    });
    CHECK(stood);
    CHECK(live.view().playback->position_s == Approx(0.9));
    CHECK_FALSE(live.model().busy());
}

TEST_CASE("a recording on hold stands still until all who hold it are done, and goes on there") {
    ScreenRig rig;
    LiveOptions options;
    options.source = write_video(rig.home / "grey.mp4").string();
    LiveScreen live(rig.context, options);
    LiveHold training = live.hold("Teach is training gym");
    LiveHold analysis = live.hold("Replay is analysing squat.mp4");
    // Without LibTorch there is none to wait for.
    rig.until(live, [&] { return !live.model().busy() && !live.moving(true); });
    CHECK(live.view().phase == LivePhase::held);
    CHECK(live.view().failure == "Teach is training gym");

    training.reset();
    CHECK(live.moving(false));
    rig.ui.draw(rig.panel(live));
    CHECK(live.view().phase == LivePhase::held);
    CHECK(live.view().failure == "Replay is analysing squat.mp4");
    CHECK_FALSE(live.moving(true));

    analysis.reset();
    CHECK(live.moving(false));
    rig.until(live, [&] { return live.view().playback && live.view().playback->position_s > 0; });
    analysis = live.hold("Replay is analysing squat.mp4");
    rig.ui.draw(rig.panel(live));
    CHECK(live.view().phase == LivePhase::held);
    analysis.reset();
    rig.until(live, [&] { return live.view().playback.has_value(); });
    // From the beginning it would go through 0 again.
    CHECK(live.view().playback->position_s > 0);
    rig.until(live, [&] { return live.view().playback && live.view().playback->ended; });
}

TEST_CASE("what is chosen while Live is on hold is watched afterwards, or at once if wanted") {
    ScreenRig rig;
    LiveOptions options;
    options.wait = true;
    auto live = std::make_unique<LiveScreen>(rig.context, options);
    const LiveHold hold = live->hold("Teach is training gym");
    rig.ui.draw(rig.panel(*live));
    CHECK(live->view().phase == LivePhase::empty);
    live->take_dropped({write_video(rig.home / "grey.mp4")}, rig.now);
    rig.ui.draw(rig.panel(*live));
    CHECK(live->view().phase == LivePhase::held);
    // The only button there.
    const Rect video = layout_for(rig.ui.screen(), 1, 0, false).video;
    CHECK(rig.ui.click_finds(rig.panel(*live),
                             {video.x + video.width / 2, video.y, 12, video.height}, [&](int) {
                                 rig.ui.draw(rig.panel(*live));
                                 return live->view().phase != LivePhase::held;
                             }));
    rig.until(*live, [&] { return live->view().playback.has_value(); });
    // Another hold is another matter; it may outlive the screen.
    const LiveHold another = live->hold("Replay is analysing squat.mp4");
    rig.ui.draw(rig.panel(*live));
    CHECK(live->view().failure == "Replay is analysing squat.mp4");
    live.reset();
}

TEST_CASE("a start says which workout it brings in, and which log it cannot") {
    ScreenRig rig;
    Session session;
    session.uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    session.finished = true;
    const std::vector places = {rig.paths.data};
    const auto log = write_rescue(session, {rig.paths.data}, places).value();
    const fs::path damaged = rig.paths.data / "unsaved-aaaaaaaa-d9cb-469f-a165-70867728950e.jsonl";
    write_bytes(damaged, "");
    LiveOptions options;
    options.wait = true;
    LiveScreen live(rig.context, options);
    rig.until(live, [&] { return rig.told(damaged.string() + ": it is empty; delete it"); });
    CHECK(rig.told("could not be saved, is brought in from " + log.string()));
    CHECK_FALSE(fs::exists(log));
    CHECK(SessionStore(rig.paths.data).contains(session.uuid));
    // News goes by itself, what is to be done stays.
    rig.now += std::chrono::minutes(1);
    CHECK_FALSE(rig.told(log.string()));
    CHECK(rig.told(damaged.string()));
}

TEST_CASE(
    "a window that was opened with a recording keeps workouts, and watches nothing by itself") {
    ScreenRig rig;
    rig.settings.source = "demo:";
    LiveScreen live(rig.context, replay_window({"last", {}}));
    rig.until(live, [&] { return !live.model().busy() && !live.moving(true); });
    CHECK(live.view().phase == LivePhase::empty);
    // There is a recorder of sessions.
    CHECK(live.view().filming.has_value());
    CHECK(live.view().keep_videos.has_value());
}

TEST_CASE(
    "what cannot be opened is said in time: what is watched goes on, and the path is there still") {
    ScreenRig rig;
    LiveOptions options;
    options.source = write_video(rig.home / "grey.mp4").string();
    LiveScreen live(rig.context, options);
    rig.until(live, [&] { return live.view().playback && live.view().playback->ended; });

    rig.ui.type(rig.panel(live), 'o');
    // Until the dialog takes what is typed.
    for (int i = 0; i < 3; ++i) rig.ui.draw(rig.panel(live));
    for (const char letter : std::string("/nowhere/x.mp4")) rig.ui.type(rig.panel(live), letter);
    rig.ui.press(rig.panel(live), ImGuiKey_Enter);
    // In the dialog, not behind it.
    CHECK_THAT(live.view().open_refusal, Contains("open video: /nowhere/x.mp4: no such file"));
    CHECK_FALSE(rig.told("/nowhere/x.mp4"));
    CHECK(live.view().overlay == Overlay::open);
    CHECK(live.view().open_text == "/nowhere/x.mp4");
    CHECK(live.view().phase == LivePhase::running);
    CHECK(live.view().playback->ended);

    // Something is changed, refused again, and given up.
    rig.ui.type(rig.panel(live), 'x');
    CHECK(live.view().open_text == "/nowhere/x.mp4x");
    CHECK(live.view().open_refusal.empty());
    rig.ui.press(rig.panel(live), ImGuiKey_Enter);
    CHECK_FALSE(live.view().open_refusal.empty());
    rig.ui.press(rig.panel(live), ImGuiKey_Escape);
    rig.ui.draw(rig.panel(live));
    CHECK(live.view().overlay == Overlay::none);
    CHECK(live.view().open_refusal.empty());
    CHECK_THROWS_AS(live.take_dropped({rig.home / "gone.mp4"}, rig.now), Error);
    rig.ui.draw(rig.panel(live));
    CHECK(live.view().phase == LivePhase::running);
    CHECK(live.view().playback->ended);
}

TEST_CASE("the model that was chosen in the window is that of the next one, unless one is named") {
    ScreenRig rig;
    const fs::path mine = rig.paths.data / "models" / "mine";
    fs::create_directories(mine.parent_path());
    fs::copy(rig.paths.assets / "models" / "default", mine, fs::copy_options::recursive);
    LiveOptions options;
    options.wait = true;
    choose_once(rig, options, "mine");
    CHECK(LiveScreen(rig.context, options).model().name() == "mine");
    rig.settings.model_given = true;
    CHECK(LiveScreen(rig.context, options).model().name() == "default");
    rig.settings.model_given = false;

    fs::remove_all(mine);
    CHECK(LiveScreen(rig.context, options).model().name() == "default");
    CHECK(rig.told("The model mine, which was chosen last, is not there any more"));
    CHECK(rig.told("default is used"));
    // Once is enough.
    LiveSettings remembered;
    recall_live_settings(rig.paths, remembered);
    CHECK(remembered.model.empty());
}

TEST_CASE("a model that was chosen by its folder is that of the next window") {
    ScreenRig rig;
    const fs::path mine = rig.home / "my models" / "gym";
    fs::create_directories(mine.parent_path());
    fs::copy(rig.paths.assets / "models" / "default", mine, fs::copy_options::recursive);
    LiveOptions options;
    options.wait = true;
    choose_once(rig, options, mine.string());
    CHECK(LiveScreen(rig.context, options).model().name() == mine.string());
    fs::remove_all(mine);
    CHECK(LiveScreen(rig.context, options).model().name() == "default");
    CHECK(rig.told("The model " + mine.string() + ", which was chosen last, is not there"));
}

TEST_CASE("device and precision that were chosen are those of the next window, unless named") {
    ScreenRig rig;
    LiveOptions options;
    options.wait = true;
#ifdef SPOTTER_TEST_TORCH
    {
        LiveScreen live(rig.context, options);
        rig.until(live, [&] { return live.model().loaded() && !live.model().busy(); });
        live.model().choose_device(1);
        live.model().choose_precision(1);
        rig.until(live, [&] { return !live.model().busy(); });
    }
#else
    LiveSettings chosen;
    chosen.device = Device::cpu;
    chosen.precision = Precision::float32;
    remember_live_settings(rig.paths, chosen);
#endif
    const auto next = [&] { return LiveScreen(rig.context, options).model().settings(); };
    CHECK(next().device == Device::cpu);
    CHECK(next().precision == Precision::float32);
    rig.settings.device_given = true;
    CHECK(next().device == Device::automatic);
    CHECK(next().precision == Precision::float32);
    rig.settings.precision_given = true;
    CHECK(next().precision == Precision::automatic);
}

#ifdef SPOTTER_TEST_TORCH
TEST_CASE("a device that was chosen and is not there any more is chosen automatically") {
    if (has_device(Device::cuda)) return;
    ScreenRig rig;
    LiveSettings chosen;
    chosen.device = Device::cuda;
    remember_live_settings(rig.paths, chosen);
    LiveOptions options;
    options.wait = true;
    LiveScreen live(rig.context, options);
    rig.until(live, [&] { return live.model().loaded() && !live.model().busy(); });
    CHECK(live.model().settings().device == Device::automatic);
}
#endif

TEST_CASE("a picture that is mirrored stays so, also in the next window, for sources of its kind") {
    ScreenRig rig;
    LiveOptions options;
    options.source = write_video(rig.home / "grey.mp4").string();
    const auto plays = [&](LiveScreen& live) {
        rig.until(live, [&] { return live.view().playback.has_value(); });
    };
    {
        LiveScreen live(rig.context, options);
        plays(live);
        CHECK_FALSE(live.view().mirrored);
        rig.ui.type(rig.panel(live), 'm');
        rig.ui.draw(rig.panel(live));
        CHECK(live.view().mirrored);
    }
    LiveScreen live(rig.context, options);
    plays(live);
    CHECK(live.view().mirrored);
    LiveSettings remembered;
    recall_live_settings(rig.paths, remembered);
    CHECK(remembered.mirror == std::map<SourceKind, bool>{{SourceKind::file, true}});
}
