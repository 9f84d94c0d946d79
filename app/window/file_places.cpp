#include "app/window/file_places.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

namespace spotter {

namespace fs = std::filesystem;

namespace {

// What the desktop calls a folder of the user, from a line such as
// XDG_VIDEOS_DIR="$HOME/Vidéos"; `usual` if it says nothing.
fs::path user_folder(const fs::path& home, const fs::path& dirs, const std::string& key,
                     const char* usual) {
    std::ifstream in(dirs);
    for (std::string line; std::getline(in, line);) {
        const std::string before = key + "=\"";
        if (!line.starts_with(before) || !line.ends_with('"')) continue;
        std::string value = line.substr(before.size(), line.size() - before.size() - 1);
        constexpr std::string_view kHome = "$HOME";
        if (value.starts_with(kHome)) value = home.string() + value.substr(kHome.size());
        if (value.starts_with('/')) return fs::path(value).lexically_normal();
    }
    return home / usual;
}

// A space in a mount's path is written "\040".
std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octal = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '7'; };
        if (text[i] == '\\' && i + 3 < text.size() && octal(i + 1) && octal(i + 2) &&
            octal(i + 3)) {
            out += static_cast<char>(std::stoi(text.substr(i + 1, 3), nullptr, 8));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

void add_mounted(const fs::path& mounts, std::vector<FilePlace>& out) {
    static constexpr std::array<const char*, 3> kRoots = {"/media/", "/run/media/", "/mnt/"};
    std::ifstream in(mounts);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string device;
        std::string escaped;
        if (!(words >> device >> escaped)) continue;
        const std::string path = unescaped(escaped);
        const bool users =
            std::ranges::any_of(kRoots, [&](const char* root) { return path.starts_with(root); });
        const bool known = std::ranges::find(out, path, &FilePlace::path) != out.end();
        if (users && !known) out.push_back({fs::path(path).filename().string(), path, Icon::chip});
    }
}

}  // namespace

std::vector<FilePlace> file_places(const Environment& environment, const fs::path& mounts) {
    std::vector<FilePlace> out;
    if (const auto home = environment("HOME")) {
        out.push_back({"Home", *home, Icon::person});
        const fs::path config = environment("XDG_CONFIG_HOME").value_or(*home + "/.config");
        const fs::path dirs = config / "user-dirs.dirs";
        for (const auto& [folder, icon] :
             {std::pair{user_folder(*home, dirs, "XDG_VIDEOS_DIR", "Videos"), Icon::film},
              std::pair{user_folder(*home, dirs, "XDG_DOWNLOAD_DIR", "Downloads"),
                        Icon::download}}) {
            std::error_code error;
            // Where it is not wanted the desktop names the home folder itself.
            if (folder != fs::path(*home) && fs::is_directory(folder, error)) {
                out.push_back({folder.filename().string(), folder.string(), icon});
            }
        }
    }
    add_mounted(mounts, out);
    return out;
}

}  // namespace spotter
