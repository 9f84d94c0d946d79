#include "ui/theme.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/core/log.h"
#include "ui/label_color.h"
#include "ui/live/live_layout.h"

namespace spotter {

namespace {

namespace fs = std::filesystem;

constexpr float kHeroPart = 0.09F;   // of the window's height
constexpr float kGiant = 10.0F / 3;  // times that
constexpr float kMostPixels = 480;   // of a giant digit; larger ones are scaled up

// Logical sizes of the fixed steps of the type scale.
constexpr std::array<float, 5> kSizes = {13, 16, 16, 21, 28};
constexpr std::array<const char*, 7> kFaces = {
    "Inter-Medium.otf",         "Inter-Regular.otf",       "Inter-SemiBold.otf",
    "Inter-SemiBold.otf",       "InterDisplay-Medium.otf", "InterDisplay-SemiBold.otf",
    "InterDisplay-SemiBold.otf"};

// What stands for a character that the font does not have, such as an emoji in a label: "□".
constexpr ImWchar kUnknown = 0x25A1;
// Joins and colours emoji and has no shape of its own: nothing is drawn for it.
constexpr std::array<ImWchar, 3> kUnseen = {0x200D, 0xFE0E, 0xFE0F};

// Latin, Greek, Cyrillic, arrows and the punctuation of the interface's text.
constexpr std::array<ImWchar, 15> kGlyphs = {0x20,   0x17F,  0x370,    0x3FF,    0x400,
                                             0x45F,  0x2010, 0x2026,   0x2190,   0x2193,
                                             0x2212, 0x2212, kUnknown, kUnknown, 0};

// "0123456789:+−–…" and "Go".
constexpr std::array<ImWchar, 15> kGiantGlyphs = {
    0x20, 0x20, '+', '+', '0', ':', 'G', 'G', 'o', 'o', 0x2013, 0x2013, 0x2212, 0x2212, 0};

fs::path font_folder() {
    for (const char* folder :
         {SPOTTER_FONT_DIR, "/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter",
          "/usr/share/fonts/inter", "/usr/local/share/fonts/inter"}) {
        std::error_code ignored;
        if (fs::exists(fs::path(folder) / kFaces[0], ignored)) return folder;
    }
    log_warning("fonts: Inter was not found; install the package fonts-inter");
    return {};
}

ImVec4 rgba(ImU32 color) {
    return ImGui::ColorConvertU32ToFloat4(color);
}

void apply_style(const Palette& palette, float unit) {
    ImGuiStyle style;
    style.WindowPadding = {16 * unit, 14 * unit};
    style.FramePadding = {12 * unit, 9 * unit};
    style.ItemSpacing = {10 * unit, 10 * unit};
    style.WindowRounding = 14 * unit;
    style.PopupRounding = 12 * unit;
    style.FrameRounding = 9 * unit;
    style.ScrollbarRounding = 6 * unit;
    style.ScrollbarSize = 8 * unit;
    style.GrabMinSize = 32 * unit;
    style.WindowBorderSize = 0;
    style.PopupBorderSize = 1;
    auto& colors = style.Colors;
    colors[ImGuiCol_Text] = rgba(palette.text);
    colors[ImGuiCol_TextDisabled] = rgba(palette.muted);
    colors[ImGuiCol_TextSelectedBg] = rgba(faded(palette.accent, 0.35F));
    colors[ImGuiCol_WindowBg] = rgba(palette.surface);
    colors[ImGuiCol_PopupBg] = rgba(palette.surface);
    colors[ImGuiCol_Border] = rgba(palette.line);
    colors[ImGuiCol_FrameBg] = rgba(palette.raised);
    colors[ImGuiCol_FrameBgHovered] = rgba(palette.hovered);
    colors[ImGuiCol_FrameBgActive] = rgba(palette.hovered);
    colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    colors[ImGuiCol_ScrollbarGrab] = rgba(palette.hovered);
    colors[ImGuiCol_ScrollbarGrabHovered] = rgba(palette.faint);
    colors[ImGuiCol_ScrollbarGrabActive] = rgba(palette.faint);
    colors[ImGuiCol_NavHighlight] = rgba(palette.accent);
    colors[ImGuiCol_ModalWindowDimBg] = {0.02F, 0.03F, 0.03F, 0.72F};
    ImGui::GetStyle() = style;
}

}  // namespace

Theme::Theme() {
    ImGui::GetIO().UserData = this;
}

Theme::~Theme() {
    ImGui::GetIO().UserData = nullptr;
}

bool Theme::prepare(float width, float height, float scale, float density) {
    scale_ = scale;
    const float unit = unit_for(width, height, scale);
    hero_ = std::max(height * kHeroPart, 20.0F);
    // The large type is drawn a little smaller than it was baked, so that resizing the window
    // does not make fonts anew at every pixel.
    const float baked = std::ceil(hero_ / 24) * 24;
    if (unit == unit_ && baked == hero_baked_ && density == density_) return false;
    unit_ = unit;
    hero_baked_ = baked;
    density_ = density;
    apply_style(palette_, unit_);
    bake(density);
    return true;
}

void Theme::bake(float density) {
    ImGuiIO& io = ImGui::GetIO();
    static const fs::path folder = font_folder();
    io.Fonts->Clear();
    io.Fonts->TexGlyphPadding = 2;
    io.FontGlobalScale = 1 / density;
    for (std::size_t i = 0; i < kFaces.size(); ++i) {
        const bool fixed = i < kSizes.size();
        const bool giant = i == static_cast<std::size_t>(Type::giant);
        float pixels = std::round((fixed ? kSizes[i] * unit_ : hero_baked_) * density);
        if (giant) pixels = std::min(pixels * kGiant, kMostPixels);
        ImFontConfig config;
        config.OversampleH = fixed ? 2 : 1;
        config.OversampleV = 1;
        if (folder.empty()) {
            config.SizePixels = pixels;
            fonts_[i] = io.Fonts->AddFontDefault(&config);
        } else {
            fonts_[i] =
                io.Fonts->AddFontFromFileTTF((folder / kFaces[i]).c_str(), pixels, &config,
                                             (giant ? kGiantGlyphs.data() : kGlyphs.data()));
        }
    }
    io.FontDefault = fonts_[static_cast<int>(Type::body)];
    for (ImFont* font : fonts_) font->FallbackChar = kUnknown;
    io.Fonts->Build();
    for (ImFont* font : fonts_) {
        for (const ImWchar sign : kUnseen) font->AddGlyph(nullptr, sign, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        font->BuildLookupTable();
    }
}

float Theme::size(Type type) const {
    if (type == Type::hero) return hero_;
    if (type == Type::giant) return hero_ * kGiant;
    return std::round(kSizes[static_cast<std::size_t>(type)] * unit_);
}

ImU32 Theme::label_color(int index, bool idle) const {
    return idle || index < 0 ? palette_.faint : label_hue(index);
}

const Theme& theme() {
    return *static_cast<const Theme*>(ImGui::GetIO().UserData);
}

ImU32 faded(ImU32 color, float alpha) {
    const auto opacity = static_cast<float>(color >> IM_COL32_A_SHIFT & 0xFFU) * alpha;
    return (color & ~IM_COL32_A_MASK) | static_cast<ImU32>(opacity) << IM_COL32_A_SHIFT;
}

}  // namespace spotter
