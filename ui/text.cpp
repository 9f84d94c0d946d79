#include "ui/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

namespace spotter {

namespace {

constexpr float kEndless = std::numeric_limits<float>::max();
constexpr float kLineSpacing = 1.35F;

float width_at(const std::string& text, ImFont* font, float size) {
    return font->CalcTextSizeA(size, kEndless, 0, text.data(), text.data() + text.size()).x;
}

// Cuts whole characters off the end until the text and "…" fit.
std::string shortened(const std::string& text, ImFont* font, float size, float width) {
    if (width_at(text, font, size) <= width) return text;
    const float left = width - width_at("…", font, size);
    const char* rest = nullptr;
    font->CalcTextSizeA(size, std::max(left, 0.F), 0, text.data(), text.data() + text.size(),
                        &rest);
    std::string out(text.data(), rest ? rest : text.data());
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out + "…";
}

// Cuts characters out of the middle until the rest and "…" fit.
std::string shortened_inside(const std::string& text, ImFont* font, float size, float width) {
    if (width_at(text, font, size) <= width) return text;
    std::vector<std::size_t> starts;  // of the characters, and the end
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) starts.push_back(i);
    }
    starts.push_back(text.size());
    for (std::size_t kept = starts.size() - 2; kept > 0; --kept) {
        const std::size_t tail = kept / 2;
        const std::string out = text.substr(0, starts[kept - tail]) + "…" +
                                text.substr(starts[starts.size() - 1 - tail]);
        if (width_at(out, font, size) <= width) return out;
    }
    return "…";
}

// Texts come from anywhere; one with line breaks would be drawn over what stands beneath.
std::string one_line(std::string text) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; };
    std::ranges::replace_if(text, is_control, ' ');
    return text;
}

void draw_line(const Rect& area, const std::string& text, ImFont* font, float size, ImU32 color,
               Align align) {
    const std::string shown = shortened(one_line(text), font, size, area.width);
    const float width = width_at(shown, font, size);
    float x = area.x;
    if (align == Align::center) x += (area.width - width) / 2;
    if (align == Align::right) x += area.width - width;
    const float y = area.y + (area.height - size) / 2;
    ImGui::GetWindowDrawList()->AddText(font, size, {std::floor(x), std::floor(y)}, color,
                                        shown.data(), shown.data() + shown.size());
}

// Where a line from `at` ends that has room up to `stop`: ImGui breaks words, such as paths, also
// after their points ("squat-1." and "mp4"); a path is broken after a slash, any other word not at
// all, unless it is longer than the line.
const char* line_end_before(const char* at, const char* stop, const char* end) {
    if (stop == end || *stop == ' ' || stop[-1] == ' ') return stop;
    const std::string_view line(at, static_cast<std::size_t>(stop - at));
    const std::size_t blank = line.rfind(' ');
    const std::size_t word = blank == std::string_view::npos ? 0 : blank + 1;
    const std::size_t slash = line.rfind('/');
    if (slash != std::string_view::npos && slash > word) return at + slash + 1;
    return word > 0 ? at + word : stop;
}

std::vector<std::string> broken(const std::string& text, ImFont* font, float size, float width) {
    std::vector<std::string> lines;
    const char* at = text.data();
    const char* const end = at + text.size();
    const float unscaled = size / font->FontSize;
    while (at < end) {
        // Which does not stop at line breaks itself.
        const char* line_end = std::find(at, end, '\n');
        const char* stop = font->CalcWordWrapPositionA(unscaled, at, line_end, width);
        if (stop == at) ++stop;
        stop = line_end_before(at, stop, line_end);
        lines.emplace_back(at, stop);
        at = stop;
        while (at < end && (*at == ' ' || *at == '\n')) ++at;
    }
    return lines;
}

float draw_lines(const Rect& area, const std::vector<std::string>& lines, Type type, ImU32 color,
                 Align align) {
    const float size = theme().size(type);
    const float step = std::round(size * kLineSpacing);
    float y = area.y;
    for (const std::string& line : lines) {
        draw_line({area.x, y, area.width, step}, line, theme().font(type), size, color, align);
        y += step;
    }
    return y - area.y;
}

}  // namespace

float text_width(const std::string& text, Type type) {
    return width_at(text, theme().font(type), theme().size(type));
}

std::string shortened_text(const std::string& text, Type type, float width) {
    return shortened(one_line(text), theme().font(type), theme().size(type), width);
}

void draw_text(const Rect& area, const std::string& text, Type type, ImU32 color, Align align) {
    draw_line(area, text, theme().font(type), theme().size(type), color, align);
}

void draw_name(const Rect& area, const std::string& name, Type type, ImU32 color) {
    ImFont* font = theme().font(type);
    const float size = theme().size(type);
    draw_line(area, shortened_inside(name, font, size, area.width), font, size, color, Align::left);
}

void draw_text_fitted(const Rect& area, const std::string& text, Type type, float largest,
                      ImU32 color, Align align, float least) {
    ImFont* font = theme().font(type);
    const float most = std::min(largest, area.height);
    const float width = width_at(text, font, most);
    const float size = width > area.width ? most * area.width / width * 0.995F : most;
    draw_line(area, text, font, std::max(size, most * least), color, align);
}

float draw_paragraph(const Rect& area, const std::string& text, Type type, ImU32 color,
                     Align align) {
    return draw_lines(area, broken(text, theme().font(type), theme().size(type), area.width), type,
                      color, align);
}

float draw_clipped_paragraph(const Rect& area, const std::string& text, Type type, ImU32 color) {
    const float size = theme().size(type);
    std::vector<std::string> lines = broken(text, theme().font(type), size, area.width);
    const float room = area.height / std::round(size * kLineSpacing);
    const auto most = static_cast<std::size_t>(std::max(room, 0.F));
    if (lines.size() > most) {
        lines.resize(most);
        if (most > 0) lines.back() += "…";
    }
    return draw_lines(area, lines, type, color, Align::left);
}

float paragraph_height(float width, const std::string& text, Type type) {
    const float size = theme().size(type);
    return static_cast<float>(broken(text, theme().font(type), size, width).size()) *
           std::round(size * kLineSpacing);
}

}  // namespace spotter
