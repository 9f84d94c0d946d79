#include "app/font_face.h"

#include <cmath>
#include <fstream>
#include <iterator>
#include <vector>

#include "engine/core/error.h"

// The library's functions become part of this file alone.
#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb/stb_truetype.h>
#pragma GCC diagnostic pop

namespace spotter {
namespace {

constexpr const char* kFolders[] = {"/usr/share/fonts/opentype/inter",
                                    "/usr/share/fonts/truetype/inter", "/usr/share/fonts/inter",
                                    "/usr/local/share/fonts/inter"};
constexpr const char* kFile = "Inter-SemiBold.otf";

std::vector<unsigned char> read_inter() {
    for (const char* folder : kFolders) {
        std::ifstream file(std::string(folder) + "/" + kFile, std::ios::binary);
        std::vector<unsigned char> bytes{std::istreambuf_iterator<char>(file), {}};
        if (!bytes.empty()) return bytes;
    }
    throw Error("draw text", kFile, "the font is not installed", "install the package fonts-inter");
}

// The code point at `i`, which moves behind it; what is no UTF-8 becomes U+FFFD.
int next_codepoint(const std::string& text, std::size_t& i) {
    constexpr int kReplacement = 0xFFFD;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const int first = byte(i++);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0) return kReplacement;
    int code = first & (0x3F >> more);
    for (int k = 0; k < more; ++k) {
        if (i >= text.size() || (byte(i) & 0xC0) != 0x80) return kReplacement;
        code = code << 6 | (byte(i++) & 0x3F);
    }
    return code;
}

}  // namespace

struct FontFace::Font {
    std::vector<unsigned char> bytes = read_inter();
    stbtt_fontinfo info{};
    double capital = 0;  // height of a capital in font units
};

struct FontFace::Glyph {
    std::vector<unsigned char> coverage;
    int width = 0;
    int height = 0;
    int left = 0;  // from the pen to the first column
    int top = 0;   // from the baseline to the first row
    double advance = 0;
};

FontFace::FontFace() : font_(std::make_unique<Font>()) {
    const int offset = stbtt_GetFontOffsetForIndex(font_->bytes.data(), 0);
    int bottom = 0;
    int top = 0;
    if (offset < 0 || stbtt_InitFont(&font_->info, font_->bytes.data(), offset) == 0 ||
        stbtt_GetCodepointBox(&font_->info, 'H', nullptr, &bottom, nullptr, &top) == 0) {
        throw Error("draw text", kFile, "the font cannot be read",
                    "install the package fonts-inter again");
    }
    font_->capital = top - bottom;
}

FontFace::~FontFace() = default;

const FontFace::Glyph& FontFace::glyph(int codepoint, double height) {
    std::unique_ptr<Glyph>& slot = glyphs_[{codepoint, height}];
    if (slot) return *slot;
    slot = std::make_unique<Glyph>();
    const auto scale = static_cast<float>(height / font_->capital);
    int advance = 0;
    stbtt_GetCodepointHMetrics(&font_->info, codepoint, &advance, nullptr);
    slot->advance = advance * static_cast<double>(scale);
    unsigned char* bitmap =
        stbtt_GetCodepointBitmap(&font_->info, scale, scale, codepoint, &slot->width, &slot->height,
                                 &slot->left, &slot->top);
    if (bitmap != nullptr) {
        slot->coverage.assign(bitmap,
                              bitmap + static_cast<std::ptrdiff_t>(slot->width) * slot->height);
        stbtt_FreeBitmap(bitmap, nullptr);
    }
    return *slot;
}

double FontFace::width(const std::string& utf8, double height) {
    double pen = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        pen += glyph(next_codepoint(utf8, i), height).advance;
    }
    return pen;
}

void FontFace::draw(Image& image, const std::string& utf8, double x, double baseline, double height,
                    const Rgb& color) {
    double pen = x;
    for (std::size_t i = 0; i < utf8.size();) {
        const Glyph& drawn = glyph(next_codepoint(utf8, i), height);
        const int left = static_cast<int>(std::lround(pen)) + drawn.left;
        const int top = static_cast<int>(std::lround(baseline)) + drawn.top;
        for (int row = 0; row < drawn.height; ++row) {
            if (top + row < 0 || top + row >= image.height() || drawn.coverage.empty()) continue;
            for (int column = 0; column < drawn.width; ++column) {
                if (left + column < 0 || left + column >= image.width()) continue;
                const int part =
                    drawn.coverage[static_cast<std::size_t>(row * drawn.width + column)];
                std::uint8_t* pixel = image.row(top + row) + (left + column) * 3;
                for (std::size_t c = 0; c < 3; ++c) {
                    pixel[c] = static_cast<std::uint8_t>(
                        (pixel[c] * (255 - part) + color[c] * part + 127) / 255);
                }
            }
        }
        pen += drawn.advance;
    }
}

}  // namespace spotter
