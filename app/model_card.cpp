#include "app/model_card.h"

#include <fstream>
#include <system_error>

namespace spotter {
namespace {

constexpr std::size_t kMostCharacters = 80;
constexpr int kMostHeadLines = 500;

std::string trimmed(const std::string& text) {
    constexpr const char* kAround = " \t\r\"'";
    const std::size_t begin = text.find_first_not_of(kAround);
    if (begin == std::string::npos) return {};
    std::string out = text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
    for (char& c : out) {
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    return out.substr(0, kMostCharacters);
}

// Of the YAML between two lines "---" at the beginning.
std::string licence_in_card(const std::filesystem::path& card) {
    constexpr std::string_view kKey = "license:";
    std::ifstream in(card);
    std::string line;
    if (!std::getline(in, line) || trimmed(line) != "---") return {};
    for (int i = 0; i < kMostHeadLines && std::getline(in, line) && trimmed(line) != "---"; ++i) {
        if (line.starts_with(kKey)) return trimmed(line.substr(kKey.size()));
    }
    return {};
}

}  // namespace

bool has_card(const std::filesystem::path& folder) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(folder / "README.md", ignored);
}

std::string model_licence(const std::filesystem::path& folder) {
    std::string licence = licence_in_card(folder / "README.md");
    if (!licence.empty()) return licence;
    std::ifstream in(folder / "LICENSE");
    std::string line;
    while (licence.empty() && std::getline(in, line)) licence = trimmed(line);
    return licence;
}

}  // namespace spotter
