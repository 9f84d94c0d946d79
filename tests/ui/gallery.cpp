// Draws every state of every screen in the real window and writes one PNG file each, to be looked
// at: ui_gallery FOLDER [STILL.png [POSE.txt]]. The still stands for the camera's picture;
// POSE.txt has x, y (parts of the picture) and visibility of each landmark, one a line. With
// SPOTTER_GALLERY=WORD only the states whose name has that word.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <stb_image.h>

#include "engine/core/error.h"
#include "tests/ui/files_views.h"
#include "tests/ui/history_views.h"
#include "tests/ui/replay_views.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/teach_views.h"
#include "ui/files/files_panel.h"
#include "ui/history/history_panel.h"
#include "ui/live/live_panel.h"
#include "ui/models/models_panel.h"
#include "ui/panel.h"
#include "ui/replay/replay_panel.h"
#include "ui/shell/shell.h"
#include "ui/teach/teach_panel.h"
#include "ui/texture.h"
#include "ui/theme.h"
#include "ui/window.h"

namespace spotter {

namespace {

struct Screen {
    const char* name;
    int width;
    int height;
    float scale;
};

constexpr Screen kScreens[] = {{"720", 1280, 720, 1},
                               {"720x2", 1280, 720, 2},
                               {"1080", 1920, 1080, 1},
                               {"1080x2", 1920, 1080, 2},
                               {"small", 640, 400, 1}};

Image load_still(const char* file) {
    int width = 0;
    int height = 0;
    int channels = 0;
    stbi_uc* pixels = stbi_load(file, &width, &height, &channels, 3);
    if (!pixels) throw Error("read picture", file, stbi_failure_reason());
    Image out(width, height);
    std::copy_n(pixels, out.size_bytes(), out.data());
    stbi_image_free(pixels);
    return out;
}

Image plain_still() {
    Image out(1280, 720);
    for (int y = 0; y < out.height(); ++y) {
        for (int x = 0; x < out.width(); ++x) {
            std::uint8_t* pixel = out.row(y) + x * 3;
            pixel[0] = static_cast<std::uint8_t>(60 + y / 12);
            pixel[1] = static_cast<std::uint8_t>(70 + y / 12);
            pixel[2] = static_cast<std::uint8_t>(80 + x / 20);
        }
    }
    return out;
}

Pose load_pose(const char* file, int width, int height) {
    std::ifstream in(file);
    Pose pose;
    for (Landmark& joint : pose.image) {
        in >> joint.x >> joint.y >> joint.visibility;
        joint.x *= static_cast<float>(width);
        joint.y *= static_cast<float>(height);
    }
    return pose;
}

// One state of a screen, drawn into the area that the shell leaves.
struct Picture {
    std::string name;
    int screen = 0;  // of the rail
    bool with_job = false;
    std::function<void(const Rect&)> draw;
};

std::vector<Picture> all_pictures(void* texture, const Image& still, const Pose& pose) {
    std::vector<Picture> out;
    for (NamedView& named : all_live_views()) {
        named.view.video = {texture, still.width(), still.height()};
        if (named.view.pose) named.view.pose = pose;
        out.push_back({named.name, 0, named.name == "settings",
                       [view = named.view](const Rect& area) { draw_live_panel(view, area); }});
    }
    for (NamedTeachView& named : all_teach_views(texture)) {
        if (named.name.find("teach") == 0) named.view.clips.record.pose = pose;
        out.push_back({named.name, 1, named.name == "train-running",
                       [view = named.view](const Rect& area) { draw_teach_panel(view, area); }});
    }
    for (const NamedHistoryView& named : all_history_views()) {
        out.push_back({named.name, 2, false,
                       [view = named.view](const Rect& area) { draw_history_panel(view, area); }});
    }
    for (NamedReplayView& named : all_replay_views(texture)) {
        named.view.player.video.width = still.width();
        named.view.player.video.height = still.height();
        if (named.view.player.pose) named.view.player.pose = pose;
        out.push_back(
            {named.name, 3, false, [view = named.view, edit = named.edit](const Rect& area) {
                 draw_replay_panel(view, area);
             }});
    }
    for (const NamedFilesView& named : all_files_views()) {
        out.push_back({named.name, 3, false,
                       [view = named.view](const Rect& area) { draw_files_panel(view, area); }});
    }
    for (const NamedModelsView& named : all_models_views()) {
        out.push_back({named.name, 4, named.name == "models-own",
                       [view = named.view](const Rect& area) { draw_models_panel(view, area); }});
    }
    if (const char* word = std::getenv("SPOTTER_GALLERY")) {
        std::erase_if(out, [word](const Picture& picture) {
            return picture.name.find(word) == std::string::npos;
        });
    }
    return out;
}

void draw_in_shell(const Picture& picture) {
    ShellView shell;
    shell.screens = {{"Live", Icon::camera},
                     {"Teach", Icon::teach},
                     {"History", Icon::history},
                     {"Replay", Icon::replay},
                     {"Models", Icon::model}};
    shell.current = picture.screen;
    if (picture.with_job) {
        shell.jobs = {{"Train my-exercises", "Epoch 9 of 30", 0.28, 74.0, false}};
    }
    if (picture.name == "models-own") {
        shell.notices = {{1, NoticeView::Kind::info, "“gym” was imported."},
                         {2, NoticeView::Kind::error, "pull model: a/b: the connection was lost"}};
    }
    const ShellLayout layout = lay_out_shell(shell, whole_window());
    draw_shell(shell, layout);
    picture.draw(layout.content);
}

void draw_screen(const Screen& screen, const std::filesystem::path& folder, const Image& still,
                 const Pose& pose) {
    // Dialogs fade in.
    constexpr int kPictures = 14;
    Window window({"Spotter gallery", screen.width, screen.height, screen.scale});
    Texture texture;
    texture.upload(still);
    const std::vector<Picture> pictures = all_pictures(texture.id(), still, pose);
    if (pictures.empty()) return;
    std::size_t at = 0;
    int drawn = 0;
    window.run([&] {
        draw_in_shell(pictures[at]);
        if (++drawn % kPictures == 0) {
            window.request_screenshot(folder / (pictures[at].name + "-" + screen.name + ".png"));
            if (++at == pictures.size()) {
                at = 0;
                window.close();
            }
        }
        return Pace::moving;
    });
}

}  // namespace

}  // namespace spotter

int main(int argc, char** argv) {
    using namespace spotter;
    if (argc < 2) {
        std::fprintf(stderr, "usage: ui_gallery FOLDER [STILL.png [POSE.txt]]\n");
        return 2;
    }
    try {
        std::filesystem::create_directories(argv[1]);
        const Image still = argc > 2 ? load_still(argv[2]) : plain_still();
        const Pose pose = argc > 3 ? load_pose(argv[3], still.width(), still.height())
                                   : standing_pose(still.width(), still.height());
        for (const Screen& screen : kScreens) draw_screen(screen, argv[1], still, pose);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
