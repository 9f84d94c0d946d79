#include "training/data/clip_names.h"

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "training/data/label_name.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr std::size_t kLongestStem = 80;
constexpr std::size_t kHashDigits = 6;

// "anna-0001" -> "anna".
std::string without_counter(const std::string& stem) {
    const std::size_t dash = stem.rfind('-');
    const bool counted = dash != std::string::npos && stem.size() - dash == 5 &&
                         stem.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    return counted ? stem.substr(0, dash) : stem;
}

}  // namespace

std::string clip_stem(const std::string& source) {
    std::string stem = fs::path(source).stem().string();
    if (!is_valid_utf8(stem)) stem = "clip";
    for (char& c : stem) {
        const auto byte = static_cast<unsigned char>(c);
        const bool refused = byte < 0x20 || byte == 0x7f ||
                             std::string_view("<>:\"/\\|?*").find(c) != std::string_view::npos;
        if (refused) c = '_';
    }
    std::size_t end = std::min(stem.size(), kLongestStem);
    while (end < stem.size() && end > 0 &&
           (static_cast<unsigned char>(stem[end]) & 0xc0U) == 0x80U) {
        --end;
    }
    stem.resize(end);
    while (!stem.empty() && (stem.back() == ' ' || stem.back() == '.')) stem.pop_back();
    while (!stem.empty() && (stem.front() == ' ' || stem.front() == '.')) stem.erase(0, 1);
    return stem.empty() ? "clip" : stem;
}

ClipNames::ClipNames(const Dataset& dataset) : folder_(dataset.folder) {
    for (const DatasetClip& clip : dataset.clips) {
        taken_.insert(case_folded(clip.file));
        const fs::path path(clip.file);
        owners_[case_folded(
            (path.parent_path() / without_counter(path.stem().string())).string())] =
            clip.source_sha256;
    }
}

bool ClipNames::is_taken(const std::string& file) const {
    std::error_code error;
    return taken_.contains(case_folded(file)) || fs::exists(folder_ / file, error);
}

std::string ClipNames::next(const std::string& label, const std::string& source,
                            const std::string& source_sha256) {
    std::string stem = label + "/" + clip_stem(source);
    const auto [owner, is_new] = owners_.try_emplace(case_folded(stem), source_sha256);
    if (owner->second != source_sha256) stem += "-" + source_sha256.substr(0, kHashDigits);
    return first_free(stem, ".mp4");
}

std::string ClipNames::renamed(const std::string& label, const std::string& file) {
    const fs::path path(file);
    const std::string name = label + "/" + path.filename().string();
    if (!is_taken(name)) {
        taken_.insert(case_folded(name));
        return name;
    }
    const std::string stem = label + "/" + without_counter(path.stem().string());
    return first_free(stem, path.extension().string());
}

std::string ClipNames::first_free(const std::string& stem, const std::string& extension) {
    for (std::size_t number = 1;; ++number) {
        std::string digits = std::to_string(number);
        digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
        std::string file = stem + "-" + digits + extension;
        if (is_taken(file)) continue;
        taken_.insert(case_folded(file));
        return file;
    }
}

}  // namespace spotter
