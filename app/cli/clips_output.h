#pragma once

#include <string>
#include <vector>

#include "app/cli/json_output.h"
#include "training/data/clip_import.h"
#include "training/data/dataset.h"
#include "training/data/dataset_summary.h"

namespace spotter {

// "note: …", a line each.
std::string notes_text(const std::vector<std::string>& notes);

Json import_json(const ImportReport& report, const std::filesystem::path& dataset);
std::string import_text(const ImportReport& report, const std::filesystem::path& dataset);

Json clip_json(const DatasetClip& clip);
// The counts of a summary; what it warns of, too.
Json summary_json(const DatasetSummary& summary);
std::string summary_text(const DatasetSummary& summary);

Json rejections_json(const std::vector<Rejection>& rejected);

}  // namespace spotter
