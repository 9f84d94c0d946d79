#include "app/window/live_screen.h"

#include <catch2/catch.hpp>

#include "capture/video_writer.h"
#include "tests/ui/screen_rig.h"

using namespace spotter;
using namespace spotter::test;
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
