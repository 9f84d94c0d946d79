#include "training/data/labels_table.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <string_view>

#include "engine/core/error.h"
#include "training/data/label_name.h"

namespace spotter {
namespace {

constexpr const char* kName = "labels.tsv";

// Cells of one line. One in quotation marks, as spreadsheets write it, is without them.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    while (true) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        std::string_view cell = line.substr(0, tab);
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
            cell = cell.substr(1, cell.size() - 2);
        }
        cells.emplace_back(cell);
        if (tab == line.size()) return cells;
        line.remove_prefix(tab + 1);
    }
}

// The cell of the column `name`, or nothing.
std::string cell(const std::vector<std::string>& names, const std::vector<std::string>& cells,
                 std::string_view name) {
    const auto at =
        static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    return at < names.size() && at < cells.size() ? cells[at] : "";
}

}  // namespace

LabelsTable read_labels_table(const std::filesystem::path& folder) {
    LabelsTable table;
    std::ifstream in(folder / kName);
    if (!in) return table;
    std::vector<std::string> names;  // of the columns
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        const auto fail = [&](const std::string& cause) {
            throw Error("read dataset", folder.filename().string() + "/" + kName,
                        "line " + std::to_string(number) + ": " + cause);
        };
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) continue;
        if (!is_valid_utf8(line)) fail("is not UTF-8");
        const std::vector<std::string> cells = cells_of(line);
        if (names.empty()) {
            names = cells;
            if (std::find(names.begin(), names.end(), "file") == names.end()) {
                fail("there is no column named file");
            }
            continue;
        }
        const std::string file = cell(names, cells, "file");
        const LabelsRow row{cell(names, cells, "label"), cell(names, cells, "scene"),
                            cell(names, cells, "reps")};
        if (!table.try_emplace(file, row).second) fail(file + " stands twice");
    }
    return table;
}

LabelsRow take_row(LabelsTable& table, const std::string& file) {
    const auto at = table.find(file);
    if (at == table.end()) return {};
    at->second.used = true;
    return at->second;
}

std::vector<std::string> unused_rows(const LabelsTable& table) {
    std::vector<std::string> files;
    for (const auto& [file, row] : table) {
        if (!row.used) files.push_back(file);
    }
    return files;
}

}  // namespace spotter
