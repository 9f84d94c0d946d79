#pragma once

#include <imgui.h>

namespace spotter {

// `giant` has digits and a few signs alone: what is read across a room.
enum class Type { small, body, strong, title, large, hero, giant };

// Colours of the one theme: dark and calm, one accent. Text on `background`, `surface` and
// `raised` has a contrast of at least 4.5 : 1 (`faint` is for lines and disabled parts).
struct Palette {
    ImU32 background = IM_COL32(13, 16, 18, 255);
    ImU32 surface = IM_COL32(22, 26, 29, 255);
    ImU32 raised = IM_COL32(33, 39, 43, 255);
    ImU32 hovered = IM_COL32(45, 52, 57, 255);
    ImU32 line = IM_COL32(40, 47, 51, 255);
    ImU32 faint = IM_COL32(86, 97, 104, 255);
    ImU32 muted = IM_COL32(152, 164, 171, 255);
    ImU32 text = IM_COL32(236, 240, 241, 255);
    ImU32 accent = IM_COL32(190, 236, 92, 255);
    ImU32 on_accent = IM_COL32(18, 24, 8, 255);
    ImU32 warning = IM_COL32(245, 190, 98, 255);
    ImU32 danger = IM_COL32(244, 128, 112, 255);
};

// Type, colour and spacing of the current ImGui context; attached to it while it lives, so that
// widgets find it with theme(). The context must outlive it. Main thread only.
class Theme {
  public:
    // Looks for Inter; without it ImGui's own font is used, and a line is logged.
    Theme();
    ~Theme();
    Theme(const Theme&) = delete;
    Theme& operator=(const Theme&) = delete;

    // Before each ImGui frame: takes the size of the window in ImGui's pixels, the display's
    // scale, and how many framebuffer pixels one of ImGui's pixels has. True when the fonts
    // were made anew, and their texture must be too.
    bool prepare(float width, float height, float scale, float density);

    // Logical units to pixels.
    float px(float logical) const { return logical * unit_; }
    // The display's scale, as given to prepare().
    float scale() const { return scale_; }
    ImFont* font(Type type) const { return fonts_[static_cast<int>(type)]; }
    // Pixels; `hero` and `giant` grow with the window: 9 % and 30 % of its height.
    float size(Type type) const;
    const Palette& palette() const { return palette_; }
    // The colour of a label on the timeline and beside its bar; grey for idle ones.
    ImU32 label_color(int index, bool idle) const;

  private:
    void bake(float density);

    Palette palette_;
    float scale_ = 1;
    float unit_ = 0;
    float hero_ = 0;  // wanted size, and the size it was baked at
    float hero_baked_ = 0;
    float density_ = 0;
    ImFont* fonts_[7] = {};
};

// The theme of the current ImGui context.
const Theme& theme();

// `color` with its opacity multiplied by `alpha`, 0 … 1.
ImU32 faded(ImU32 color, float alpha);

}  // namespace spotter
