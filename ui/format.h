#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

// Numbers as the interface writes them.
namespace spotter {

inline std::string fixed(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof(text), "%.*f", decimals, value);
    return text;
}

// 0.923 -> "92 %".
inline std::string percent(double part) {
    return fixed(part * 100, 0) + " %";
}

// The same of what may be unknown: "–" for nothing.
inline std::string fixed(const std::optional<double>& value, int decimals) {
    return value ? fixed(*value, decimals) : "–";
}
inline std::string percent(const std::optional<double>& part) {
    return part ? percent(*part) : "–";
}

// 1'200 -> "1 kB", 38'200'000 -> "38.2 MB", 1'200'000'000 -> "1.2 GB".
inline std::string bytes_text(std::uint64_t bytes) {
    const auto count = static_cast<double>(bytes);
    if (count < 999'500) return fixed(count / 1e3, 0) + " kB";
    return count < 999.95e6 ? fixed(count / 1e6, 1) + " MB" : fixed(count / 1e9, 1) + " GB";
}

// What was chosen beside a first path, by name: "and b.mp4, c.mp4".
inline std::string others_text(const std::vector<std::string>& paths) {
    std::string out;
    for (const std::string& path : paths) {
        out += (out.empty() ? "and " : ", ") + path.substr(path.rfind('/') + 1);
    }
    return out;
}

// An error's line as a sentence begins: "read camera: …" -> "Read camera: …".
inline std::string sentence(std::string line) {
    if (!line.empty() && line[0] >= 'a' && line[0] <= 'z') {
        line[0] = static_cast<char>(line[0] - 'a' + 'A');
    }
    return line;
}

// 75.4 -> "1:15", 3675 -> "1:01:15".
inline std::string clock_time(double seconds) {
    const auto total = static_cast<long>(std::max(0.0, std::floor(seconds)));
    char text[64];
    if (total >= 3600) {
        std::snprintf(text, sizeof(text), "%ld:%02ld:%02ld", total / 3600, total / 60 % 60,
                      total % 60);
    } else {
        std::snprintf(text, sizeof(text), "%ld:%02ld", total / 60, total % 60);
    }
    return text;
}

}  // namespace spotter
