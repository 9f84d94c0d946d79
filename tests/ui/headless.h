#pragma once

#include <functional>

#include <imgui.h>

#include "ui/live/live_panel.h"
#include "ui/rect.h"
#include "ui/theme.h"

namespace spotter {

// The Live screen without a window: draws views of a given size, clicks and types on them.
class Headless {
  public:
    Headless(float width, float height, float scale = 1);
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    LiveActions draw(const LiveView& view);
    // Moves there, presses and lets go; what was asked for meanwhile.
    LiveActions click(const LiveView& view, float x, float y);
    LiveActions type(const LiveView& view, char letter);
    LiveActions press(const LiveView& view, ImGuiKey key);
    // Clicks over `area`, a step of 12 pixels apart, until `wanted` holds of what was asked for.
    // Lists that a click opened are closed again.
    bool click_finds(const LiveView& view, const Rect& area,
                     const std::function<bool(const LiveActions&)>& wanted);
    bool list_open() const;
    // Every vertex of the last picture lies inside its clip rectangle and the screen.
    bool nothing_clipped() const;
    Rect screen() const;

  private:
    ImGuiContext* context_;
    Theme* theme_;
    float scale_;
};

// A texture that is never looked at.
inline void* const kFakeTexture = reinterpret_cast<void*>(1);

}  // namespace spotter
