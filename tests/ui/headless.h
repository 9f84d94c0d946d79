#pragma once

#include <concepts>
#include <functional>

#include <imgui.h>

#include "ui/live/live_panel.h"
#include "ui/rect.h"
#include "ui/theme.h"

namespace spotter {

// Screens without a window: draws panels into a given size, clicks and types on them. A panel is
// called as `actions = panel()`.
class Headless {
  public:
    Headless(float width, float height, float scale = 1);
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    template <std::invocable Panel>
    auto draw(Panel&& panel) {
        begin();
        auto actions = panel();
        end();
        return actions;
    }
    // Moves there, presses and lets go; what was asked for by the end of it.
    template <std::invocable Panel>
    auto click(Panel&& panel, float x, float y) {
        move_to(x, y);
        draw(panel);
        draw(panel);
        hold_button(true);
        draw(panel);
        hold_button(false);
        return draw(panel);
    }
    // Presses at one place, moves to the other in steps, and lets go.
    template <std::invocable Panel>
    auto drag(Panel&& panel, float from_x, float from_y, float to_x, float to_y) {
        move_to(from_x, from_y);
        draw(panel);
        draw(panel);
        hold_button(true);
        draw(panel);
        constexpr int kSteps = 5;
        for (int i = 1; i <= kSteps; ++i) {
            const float part = static_cast<float>(i) / kSteps;
            move_to(from_x + part * (to_x - from_x), from_y + part * (to_y - from_y));
            draw(panel);
        }
        hold_button(false);
        return draw(panel);
    }
    template <std::invocable Panel>
    auto wheel(Panel&& panel, float x, float y, float by) {
        move_to(x, y);
        draw(panel);
        draw(panel);
        turn_wheel(by);
        return draw(panel);
    }
    template <std::invocable Panel>
    auto type(Panel&& panel, char letter) {
        draw(panel);
        add_letter(letter);
        return draw(panel);
    }
    template <std::invocable Panel>
    auto press(Panel&& panel, ImGuiKey key) {
        draw(panel);
        hold_key(key, true);
        auto actions = draw(panel);
        hold_key(key, false);
        draw(panel);
        return actions;
    }
    // Clicks over `area`, a step of 12 pixels apart, until `wanted` holds of what was asked for.
    // Where nothing is under the pointer there is nothing to click. Lists that a click opened are
    // closed again.
    template <std::invocable Panel, class Wanted>
    bool click_finds(Panel&& panel, const Rect& area, const Wanted& wanted) {
        constexpr float kStep = 12;
        for (float y = area.y + kStep / 2; y < area.bottom(); y += kStep) {
            for (float x = area.x + kStep / 2; x < area.right(); x += kStep) {
                move_to(x, y);
                draw(panel);
                if (!something_under_pointer()) continue;
                if (wanted(click(panel, x, y))) return true;
                close_lists();
            }
        }
        return false;
    }

    // The same for the Live screen on its own.
    LiveActions draw(const LiveView& view);
    LiveActions click(const LiveView& view, float x, float y);
    LiveActions type(const LiveView& view, char letter);
    LiveActions press(const LiveView& view, ImGuiKey key);
    bool click_finds(const LiveView& view, const Rect& area,
                     const std::function<bool(const LiveActions&)>& wanted);

    // For what is pressed and clicked from now on.
    static void hold_shift(bool down);
    bool list_open() const;
    // Whether the open list has a scroll bar.
    bool list_scrolls() const;
    // Of a dialog, by its title, as it was last drawn.
    static float height_of(const char* dialog);
    // Whether one window is drawn over the other.
    static bool is_above(const char* window, const char* other);
    // Whether something is said of the part under the pointer.
    bool tip_shown() const;
    // Every vertex of the last picture lies inside its clip rectangle and the screen; what is
    // scrolled may lie above or below them.
    bool nothing_clipped() const;
    Rect screen() const;

  private:
    void begin();
    void end();
    static void move_to(float x, float y);
    static void hold_button(bool down);
    static void turn_wheel(float by);
    static void hold_key(ImGuiKey key, bool down);
    static void add_letter(char letter);
    static bool something_under_pointer();
    static void close_lists();

    ImGuiContext* before_;  // that was current
    ImGuiContext* context_;
    Theme* theme_;
    float scale_;
};

// A texture that is never looked at.
inline void* const kFakeTexture = reinterpret_cast<void*>(1);

}  // namespace spotter
