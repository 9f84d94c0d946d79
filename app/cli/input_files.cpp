#include "app/cli/input_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>
#include <system_error>

#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

std::vector<std::string> videos_in(const fs::path& folder) {
    std::vector<std::string> files;
    try {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file() && is_video_name(entry.path().string())) {
                files.push_back(entry.path().string());
            }
        }
    } catch (const fs::filesystem_error& error) {
        throw Error("read folder", folder.string(), error.code().message());
    }
    if (files.empty()) {
        throw Error("read folder", folder.string(), "there are no videos in it",
                    "name video files, or a folder of them");
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<int> positive(std::string_view text) {
    int value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size() || value < 1) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

bool is_video_name(const std::string& file) {
    static constexpr std::array<std::string_view, 16> kEndings = {
        ".mp4", ".mov", ".m4v",  ".mkv", ".webm", ".avi", ".mpg", ".mpeg",
        ".ts",  ".mts", ".m2ts", ".3gp", ".wmv",  ".flv", ".ogv", ".gif"};
    std::string ending = fs::path(file).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::optional<Shard> parse_shard(const std::string& text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto index = positive(std::string_view(text).substr(0, slash));
    const auto count = positive(std::string_view(text).substr(slash + 1));
    if (!index || !count || *index > *count) return std::nullopt;
    return Shard{*index, *count};
}

std::vector<std::string> read_file_list(const std::string& list) {
    std::ifstream file;
    if (list != "-") {
        file.open(list);
        if (!file || fs::is_directory(list)) {
            throw Error("read file list", list, "it cannot be read", "name a text file, or -");
        }
    }
    std::istream& in = list == "-" ? std::cin : file;
    std::vector<std::string> files;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!line.empty()) files.push_back(line);
    }
    return files;
}

std::vector<std::string> expand_inputs(const std::vector<std::string>& inputs, const Shard& shard) {
    std::vector<std::string> all;
    for (const std::string& input : inputs) {
        std::error_code ignored;
        if (fs::is_directory(input, ignored)) {
            for (std::string& file : videos_in(input)) all.push_back(std::move(file));
        } else {
            all.push_back(input);
        }
    }
    std::vector<std::string> mine;
    for (auto i = static_cast<std::size_t>(shard.index - 1); i < all.size();
         i += static_cast<std::size_t>(shard.count)) {
        mine.push_back(std::move(all[i]));
    }
    return mine;
}

}  // namespace spotter
