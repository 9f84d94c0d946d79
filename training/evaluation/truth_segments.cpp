#include "training/evaluation/truth_segments.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "read truth";
constexpr double kTouching = 1e-3;  // seconds

std::vector<std::string> cells_of(std::string line) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) {
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
            cell = cell.substr(1, cell.size() - 2);
        }
        cells.push_back(cell);
    }
    return cells;
}

double seconds_of(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return end != text.c_str() && *end == '\0' ? value : std::nan("");
}

// Throws unless the segment makes sense; `where`: "line 3".
void check(const TruthSegment& segment, const fs::path& file, const std::string& where) {
    const bool times = std::isfinite(segment.start_s) && std::isfinite(segment.end_s) &&
                       segment.start_s >= 0 && segment.end_s > segment.start_s;
    if (segment.label.empty()) throw Error(kStep, file.string(), where + " has no label");
    if (!times) {
        throw Error(kStep, file.string(),
                    where + " does not go from start_s to a later end_s, in seconds");
    }
}

std::vector<TruthSegment> from_table(std::istream& in, const fs::path& file) {
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> names = cells_of(line);
    const auto column = [&](const char* name) {
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end()) {
            throw Error(kStep, file.string(), std::string("it has no column ") + name,
                        "begin the table with: label,start_s,end_s");
        }
        return static_cast<std::size_t>(at - names.begin());
    };
    const std::size_t label = column("label");
    const std::size_t start = column("start_s");
    const std::size_t end = column("end_s");
    std::vector<TruthSegment> out;
    for (int number = 2; std::getline(in, line); ++number) {
        std::vector<std::string> cells = cells_of(line);
        if (cells.empty()) continue;
        cells.resize(std::max(cells.size(), names.size()));
        out.push_back({cells[label], seconds_of(cells[start]), seconds_of(cells[end])});
        check(out.back(), file, "line " + std::to_string(number));
    }
    return out;
}

std::vector<TruthSegment> from_json(std::istream& in, const fs::path& file) {
    std::vector<TruthSegment> out;
    try {
        const nlohmann::json json = nlohmann::json::parse(in);
        for (const auto& entry : json.at("segments")) {
            out.push_back({entry.at("label").get<std::string>(), entry.at("start_s").get<double>(),
                           entry.at("end_s").get<double>()});
            check(out.back(), file, "segment " + std::to_string(out.size()));
        }
    } catch (const nlohmann::json::exception&) {
        throw Error(kStep, file.string(),
                    "it is not JSON with segments of label, start_s and end_s");
    }
    return out;
}

}  // namespace

std::vector<TruthSegment> joined_segments(std::vector<TruthSegment> segments) {
    std::vector<TruthSegment> out;
    for (TruthSegment& segment : segments) {
        if (!out.empty() && out.back().label == segment.label &&
            segment.start_s - out.back().end_s < kTouching) {
            out.back().end_s = segment.end_s;
        } else {
            out.push_back(std::move(segment));
        }
    }
    return out;
}

std::vector<TruthSegment> read_truth_segments(const fs::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(kStep, file.string(), "cannot be read");
    std::vector<TruthSegment> segments =
        file.extension() == ".json" ? from_json(in, file) : from_table(in, file);
    if (segments.empty()) throw Error(kStep, file.string(), "there are no segments in it");
    std::sort(segments.begin(), segments.end(),
              [](const TruthSegment& a, const TruthSegment& b) { return a.start_s < b.start_s; });
    for (std::size_t i = 1; i < segments.size(); ++i) {
        if (segments[i].start_s < segments[i - 1].end_s - kTouching) {
            throw Error(kStep, file.string(),
                        "the segments " + segments[i - 1].label + " and " + segments[i].label +
                            " overlap at " + std::to_string(segments[i].start_s) + " s");
        }
    }
    return joined_segments(std::move(segments));
}

std::optional<fs::path> truth_beside(const fs::path& video) {
    for (const char* ending : {".csv", ".json"}) {
        fs::path beside = video;
        beside += ending;
        if (fs::is_regular_file(beside)) return beside;
        beside = video;
        beside.replace_extension(ending);
        if (beside != video && fs::is_regular_file(beside)) return beside;
    }
    return std::nullopt;
}

}  // namespace spotter
