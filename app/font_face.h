#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "engine/core/image.h"

namespace spotter {

using Rgb = std::array<std::uint8_t, 3>;

// Anti-aliased text on pictures, in Inter. One thread at a time.
class FontFace {
  public:
    // Throws Error when Inter is not installed.
    FontFace();
    ~FontFace();
    FontFace(const FontFace&) = delete;
    FontFace& operator=(const FontFace&) = delete;

    // Pixels, for a line whose capitals are `height` pixels high.
    double width(const std::string& utf8, double height);
    // Draws from `x`, on the line `baseline`; what lies outside the picture is left out.
    void draw(Image& image, const std::string& utf8, double x, double baseline, double height,
              const Rgb& color);

  private:
    struct Glyph;
    struct Font;
    const Glyph& glyph(int codepoint, double height);

    std::unique_ptr<Font> font_;
    std::map<std::pair<int, double>, std::unique_ptr<Glyph>> glyphs_;
};

}  // namespace spotter
