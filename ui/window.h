#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/image.h"

namespace spotter {

struct WindowOptions {
    std::string title = "Spotter";
    int width = 1280;  // logical; the display's scale is applied to it
    int height = 720;
    float scale = 0;  // instead of the display's, in pixels of the given size; 0: the display's
};

// How soon the next picture is wanted: `moving` at the display's rate, `still` only after input
// or wake().
enum class Pace { moving, still };

// The one window: OpenGL context, Dear ImGui with the Theme, full screen on F11, dropped files.
// One at a time, on the main thread; only wake() may be called from any thread.
class Window {
  public:
    // Throws Error when there is no display or no OpenGL 3.
    explicit Window(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Draws until closed. `draw` is called once per picture, inside an ImGui frame.
    void run(const std::function<Pace()>& draw);
    void close();
    // After run(): one more picture, of work that is left, with what the user does meanwhile.
    // Returns whether it was closed again.
    bool draw_more(const std::function<void()>& draw);
    // Out of sight from now on.
    void hide();
    // Draws a picture soon, even when still.
    void wake();

    bool full_screen() const;
    void set_full_screen(bool on);
    // Files that were dropped since the last call.
    std::vector<std::filesystem::path> take_dropped();
    // Writes the picture that is being drawn to a PNG file once it is complete. The call after
    // it is done tells its failure, if there was one, by throwing from run().
    void request_screenshot(std::filesystem::path file);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace spotter
