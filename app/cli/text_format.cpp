#include "app/cli/text_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace spotter {
namespace {

// Code points: enough for the names that people give to labels and cameras.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace

std::string decimal(double value, int decimals) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

std::string percentage(double share) {
    return decimal(share * 100, 1) + " %";
}

std::string clock_text(double seconds, bool tenths) {
    const auto in_tenths =
        static_cast<long long>(tenths ? std::llround(seconds * 10) : std::llround(seconds) * 10);
    const long long whole = in_tenths / 10;
    std::array<char, 64> text{};
    if (whole >= 3600) {
        std::snprintf(text.data(), text.size(), "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60,
                      whole % 60);
    } else {
        std::snprintf(text.data(), text.size(), "%lld:%02lld", whole / 60, whole % 60);
    }
    return text.data() + (tenths ? "." + std::to_string(in_tenths % 10) : "");
}

std::string bar(double share, int width) {
    static constexpr std::array<const char*, 8> kParts = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const long eighths = std::lround(std::clamp(share, 0.0, 1.0) * width * 8);
    std::string out;
    for (long i = 0; i < eighths / 8; ++i) out += "█";
    return out + kParts[static_cast<std::size_t>(eighths % 8)];
}

std::string table(const std::vector<std::vector<std::string>>& rows, int indent,
                  std::span<const std::size_t> right) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    }
    std::string out;
    for (const auto& row : rows) {
        std::string line(static_cast<std::size_t>(indent), ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - width_of(row[i]), ' ');
            const bool flush_right = std::find(right.begin(), right.end(), i) != right.end();
            line += flush_right ? padding + row[i] : row[i] + padding;
            line += "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string score_table(const Labels& labels, const Scores& scores, int indent) {
    constexpr int kBarWidth = 24;
    constexpr std::array<std::size_t, 1> kRight = {1};
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        rows.push_back({display_name(labels[i]), percentage(scores[i]), bar(scores[i], kBarWidth)});
    }
    return table(rows, indent, kRight);
}

}  // namespace spotter
