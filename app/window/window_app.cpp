#include "app/window/window_app.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/output_file.h"
#include "app/window/file_chooser.h"
#include "app/window/history_screen.h"
#include "app/window/live_screen.h"
#include "app/window/models_screen.h"
#include "app/window/notices.h"
#include "app/window/replay_screen.h"
#include "app/window/teach_screen.h"
#include "app/window/window_screen.h"
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "ui/panel.h"
#include "ui/shell/closing.h"
#include "ui/shell/shell.h"
#include "ui/theme.h"
#include "ui/window.h"

namespace spotter {

namespace {

using std::chrono::steady_clock;

WindowOptions window_options(const LiveOptions& live) {
    WindowOptions options;
    if (live.size) {
        options.width = live.size->width;
        options.height = live.size->height;
    }
    if (const char* scale = std::getenv("SPOTTER_UI_SCALE")) {
        options.scale = std::strtof(scale, nullptr);
    }
    return options;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// Everything behind the one window: the screens, and what surrounds them. Main thread.
class WindowApp {
  public:
    explicit WindowApp(const WindowAppOptions& options);
    void run();

  private:
    struct JobPlace {
        WindowScreen* screen;
        std::size_t index;
    };

    void end_sessions();
    void go_to(const std::string& screen);
    WindowScreen& current() { return *screens_[current_]; }
    Pace draw_once();
    // Runs `action`; what it throws becomes a notice.
    template <class Action>
    void guard(SteadyTime now, const Action& action);
    std::vector<JobPlace> show_shell(SteadyTime now);
    void keep_schedule(SteadyTime now);
    Pace pace() const;

    const WindowAppOptions options_;
    Window window_;
    Notices notices_;
    FileChooser files_{options_.paths};
    const WindowContext context_{options_.settings,
                                 options_.paths,
                                 window_,
                                 notices_,
                                 files_,
                                 [this](const std::string& screen) { go_to(screen); },
                                 [this](const ReplayRequest& request) {
                                     replay_->open(request);
                                     go_to(replay_->name());
                                 },
                                 [this](const std::string& session) {
                                     history_->select(session);
                                     go_to(history_->name());
                                 },
                                 [this](const std::string& dataset) {
                                     teach_->train_with(dataset);
                                     go_to(teach_->name());
                                 },
                                 [this] { teach_->look_again(); }};
    ShellView shell_;
    std::vector<std::unique_ptr<WindowScreen>> screens_;
    // Of screens_:
    LiveScreen* live_ = nullptr;
    TeachScreen* teach_ = nullptr;
    HistoryScreen* history_ = nullptr;
    ReplayScreen* replay_ = nullptr;
    std::size_t current_ = 0;
    const SteadyTime started_ = steady_clock::now();
    bool screenshot_taken_ = false;
};

WindowApp::WindowApp(const WindowAppOptions& options)
    : options_(options), window_(window_options(options.live)) {
    window_.set_full_screen(options.live.full_screen);
    auto live = std::make_unique<LiveScreen>(context_, options_.live);
    LiveScreen& feed = *live;
    live_ = live.get();
    screens_.push_back(std::move(live));
    auto teach = std::make_unique<TeachScreen>(context_, feed);
    teach_ = teach.get();
    screens_.push_back(std::move(teach));
    auto history = std::make_unique<HistoryScreen>(context_);
    history_ = history.get();
    screens_.push_back(std::move(history));
    auto replay = std::make_unique<ReplayScreen>(context_, feed);
    replay_ = replay.get();
    screens_.push_back(std::move(replay));
    screens_.push_back(std::make_unique<ModelsScreen>(context_, feed));
    for (const auto& screen : screens_) shell_.screens.push_back({screen->name(), screen->icon()});
    if (!options_.live.screen.empty()) go_to(options_.live.screen);
    if (options_.replay) context_.replay(*options_.replay);
}

void WindowApp::run() {
    const std::stop_callback wake(options_.stop, [this] { window_.wake(); });
    window_.run([this] { return draw_once(); });
    end_sessions();
    if (options_.stop.stop_requested()) throw Cancelled();
}

// What it has to wait for is told in the window, and where it was started from.
void WindowApp::end_sessions() {
    const auto patience = [this](const std::string& problem, std::chrono::seconds left) {
        const ClosingView closing = {problem, static_cast<int>(left.count())};
        bool give_up = false;
        const bool closed_again =
            window_.draw_more([&] { give_up = draw_closing(closing, whole_window()); });
        return !give_up && !closed_again;
    };
    const std::string unkept = live_->end_sessions(options_.stop, print_failure, patience);
    window_.hide();
    const std::string unsaved = replay_->close();
    if (!unkept.empty() && !unsaved.empty()) print_failure(unsaved);
    if (!unkept.empty()) throw std::runtime_error(unkept);
    if (!unsaved.empty()) throw std::runtime_error(unsaved);
}

void WindowApp::go_to(const std::string& screen) {
    const auto found = std::find_if(screens_.begin(), screens_.end(), [&](const auto& known) {
        return lower(known->name()) == lower(screen);
    });
    if (found == screens_.end()) {
        std::string names;
        for (const auto& known : screens_) {
            names += (names.empty() ? "" : ", ") + lower(known->name());
        }
        throw Error("open window", screen, "there is no such screen", "choose one of " + names);
    }
    current_ = static_cast<std::size_t>(found - screens_.begin());
    files_.close();
}

template <class Action>
void WindowApp::guard(SteadyTime now, const Action& action) {
    try {
        action();
    } catch (...) {
        notices_.add(NoticeView::Kind::error, describe_current_exception(), now);
    }
}

std::vector<WindowApp::JobPlace> WindowApp::show_shell(SteadyTime now) {
    std::vector<JobPlace> places;
    shell_.jobs.clear();
    for (const auto& screen : screens_) {
        const std::vector<JobView> jobs = screen->jobs(now);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            shell_.jobs.push_back(jobs[i]);
            places.push_back({screen.get(), i});
        }
    }
    shell_.current = static_cast<int>(current_);
    // A single screen needs no way to the others.
    shell_.bare =
        screens_.size() < 2 || (window_.full_screen() && current().alone_in_full_screen());
    shell_.typing = files_.open();
    shell_.notices.clear();
    if (files_.open() || !current().draws_notices()) shell_.notices = notices_.views(now);
    return places;
}

Pace WindowApp::draw_once() {
    const SteadyTime now = steady_clock::now();
    for (std::size_t i = 0; i < screens_.size(); ++i) {
        guard(now, [&] { screens_[i]->update(now, i == current_); });
    }
    if (const auto files = window_.take_dropped(); !files.empty()) {
        files_.close();
        guard(now, [&] { current().take_dropped(files, now); });
    }
    const std::vector<JobPlace> jobs = show_shell(now);
    const ShellLayout layout = lay_out_shell(shell_, whole_window());
    const ShellActions actions = draw_shell(shell_, layout);
    guard(now, [&] {
        files_.open() ? files_.draw(layout.content, now) : current().draw(layout.content, now);
    });
    if (actions.go_to) {
        current_ = static_cast<std::size_t>(*actions.go_to);
        files_.close();
    }
    if (actions.dismiss_notice) notices_.dismiss(*actions.dismiss_notice);
    if (actions.cancel_job) {
        const JobPlace& place = jobs.at(static_cast<std::size_t>(*actions.cancel_job));
        place.screen->cancel_job(place.index);
    }
    keep_schedule(now);
    return pace();
}

// What was asked for on the command line: a picture of the window, an end.
void WindowApp::keep_schedule(SteadyTime now) {
    const double running_s = std::chrono::duration<double>(now - started_).count();
    const LiveOptions& live = options_.live;
    if (live.screenshot && !screenshot_taken_ && running_s >= live.screenshot_after_s) {
        window_.request_screenshot(*live.screenshot);
        screenshot_taken_ = true;
    }
    const bool over = live.duration_s && running_s >= *live.duration_s;
    if (over || options_.stop.stop_requested()) window_.close();
}

Pace WindowApp::pace() const {
    bool moving = !shell_.jobs.empty() || files_.busy();
    for (std::size_t i = 0; i < screens_.size(); ++i) moving |= screens_[i]->moving(i == current_);
    return moving ? Pace::moving : Pace::still;
}

}  // namespace

void run_window_app(const WindowAppOptions& options) {
    WindowApp(options).run();
}

}  // namespace spotter
