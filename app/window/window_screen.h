#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/paths.h"
#include "app/replay_document.h"
#include "app/settings.h"
#include "app/window/file_chooser.h"
#include "app/window/notices.h"
#include "engine/core/clock.h"
#include "ui/icons.h"
#include "ui/rect.h"
#include "ui/shell/shell_view.h"
#include "ui/window.h"

namespace spotter {

// What the screens share; it outlives them.
struct WindowContext {
    const Settings& settings;
    const Paths& paths;
    Window& window;
    Notices& notices;
    FileChooser& files;
    std::function<void(const std::string& screen)> go_to;  // by WindowScreen::name()
    // Opens a session or a video in Replay, and goes there.
    std::function<void(const ReplayRequest& request)> replay;
    // Goes to History, and selects this session there.
    std::function<void(const std::string& session)> history;
    // Goes to Teach, ready to go on training the model in use with this dataset of the user.
    std::function<void(const std::string& dataset)> train;
    // Clips were added to a dataset of the user, which may be new.
    std::function<void()> clips_added;
};

// One screen of the window: turns its state into a view, draws it, and performs what was asked
// for. What the methods throw becomes a notice. Main thread.
class WindowScreen {
  public:
    virtual ~WindowScreen() = default;

    virtual std::string name() const = 0;  // as the rail shows it: "Teach"
    virtual Icon icon() const = 0;

    // At every redraw, `shown` or not: takes over what work in the background found.
    virtual void update(SteadyTime now, bool shown) = 0;
    // While it is the one that is shown.
    virtual void draw(const Rect& area, SteadyTime now) = 0;
    // Files that were dropped on it.
    virtual void take_dropped(const std::vector<std::filesystem::path>& /*files*/,
                              SteadyTime /*now*/) {}

    // Long work in progress, shown on every screen.
    virtual std::vector<JobView> jobs(SteadyTime /*now*/) const { return {}; }
    virtual void cancel_job(std::size_t /*index*/) {}

    // Whether pictures are wanted at the display's rate.
    virtual bool moving(bool shown) const = 0;
    // Whether it takes the whole display in full screen, without the rail.
    virtual bool alone_in_full_screen() const { return false; }
    // Whether it draws the notices itself, in a place of its own.
    virtual bool draws_notices() const { return false; }
};

}  // namespace spotter
