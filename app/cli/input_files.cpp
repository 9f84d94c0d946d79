#include "app/cli/input_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include <poll.h>
#include <unistd.h>

#include "app/annotated_video.h"
#include "capture/video_name.h"
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/core/natural_order.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

std::vector<std::string> videos_in(const fs::path& folder) {
    std::vector<std::string> files;
    try {
        for (auto at = fs::recursive_directory_iterator(folder); at != fs::end(at); ++at) {
            const fs::path& path = at->path();
            if (path.filename().string().starts_with('.')) {
                at.disable_recursion_pending();
            } else if (at->is_regular_file() && is_video_name(path) && !is_annotated_name(path)) {
                files.push_back(path.string());
            }
        }
    } catch (const fs::filesystem_error& error) {
        throw Error("read folder", folder.string(), error.code().message());
    }
    if (files.empty()) {
        throw Error("read folder", folder.string(), "there are no videos in it",
                    "name video files, or a folder of them");
    }
    std::sort(files.begin(), files.end(), natural_less);
    return files;
}

void add_folder(const std::string& folder, std::vector<InputFile>& out) {
    try {
        for (std::string& file : videos_in(folder)) out.push_back({std::move(file), {}});
    } catch (const Error& error) {
        out.push_back({folder, error.what()});
    }
}

// All of standard input. Waits for it in short turns, so that Ctrl-C is heeded.
std::string read_standard_input(const std::stop_token& stop) {
    constexpr int kTurnMs = 100;
    std::string text;
    std::array<char, 4096> part{};
    while (true) {
        if (stop.stop_requested()) throw Cancelled();
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, kTurnMs) == 0) continue;
        const ssize_t count = ::read(STDIN_FILENO, part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            throw Error("read file list", "standard input", std::generic_category().message(errno));
        }
        if (count == 0) return text;
        text.append(part.data(), static_cast<std::size_t>(count));
    }
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

std::optional<Shard> parse_shard(const std::string& text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto index = positive(std::string_view(text).substr(0, slash));
    const auto count = positive(std::string_view(text).substr(slash + 1));
    if (!index || !count || *index > *count) return std::nullopt;
    return Shard{*index, *count};
}

std::vector<std::string> read_file_list(const std::string& list, const std::stop_token& stop) {
    std::ifstream file;
    std::istringstream standard_input;
    if (list == "-") {
        standard_input.str(read_standard_input(stop));
    } else {
        file.open(list);
        if (!file || fs::is_directory(list)) {
            throw Error("read file list", list, "it cannot be read", "name a text file, or -");
        }
    }
    std::istream& in = list == "-" ? static_cast<std::istream&>(standard_input) : file;
    std::vector<std::string> files;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!line.empty()) files.push_back(line);
    }
    return files;
}

std::vector<InputFile> expand_inputs(const std::vector<std::string>& inputs, const Shard& shard) {
    std::vector<InputFile> all;
    for (const std::string& input : inputs) {
        std::error_code ignored;
        if (fs::is_directory(input, ignored)) {
            add_folder(input, all);
        } else {
            all.push_back({input, {}});
        }
    }
    std::vector<InputFile> mine;
    for (auto i = static_cast<std::size_t>(shard.index - 1); i < all.size();
         i += static_cast<std::size_t>(shard.count)) {
        mine.push_back(std::move(all[i]));
    }
    return mine;
}

}  // namespace spotter
