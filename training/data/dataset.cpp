#include "training/data/dataset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/model/json_fields.h"
#include "training/data/dataset_tree.h"
#include "training/data/label_name.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr const char* kStep = "read dataset";
constexpr const char* kFile = "dataset.json";
constexpr double kLongestSource_s = 1e6;
constexpr std::array<std::pair<Split, std::string_view>, 4> kSplits = {
    {{Split::none, "none"},
     {Split::train, "train"},
     {Split::validation, "validation"},
     {Split::test, "test"}}};

bool is_sha256(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

DatasetClip clip_from(const JsonFields& fields) {
    DatasetClip clip;
    clip.file = fields.text("file");
    if (!stays_in_dataset(clip.file)) fields.fail("file", "is no path inside the dataset");
    clip.label = fields.text("label");
    if (const auto problem = label_problem(clip.label)) fields.fail("label", *problem);
    clip.group = fields.text("group", clip.file);
    clip.source = fields.text("source", "");
    clip.source_sha256 = fields.text("source_sha256", "");
    if (!clip.source_sha256.empty() && !is_sha256(clip.source_sha256)) {
        fields.fail("source_sha256", "is not 64 hex digits");
    }
    clip.start_s = fields.number("start_s", 0, kLongestSource_s, 0);
    clip.end_s = fields.number("end_s", 0, kLongestSource_s, 0);
    if (clip.end_s != 0 && clip.end_s < clip.start_s) fields.fail("end_s", "is before start_s");
    const auto split = split_from(fields.text("split", "none"));
    if (!split) fields.fail("split", "must be train, validation, test or none");
    clip.split = *split;
    return clip;
}

SplitPlan plan_from(const JsonFields& fields) {
    SplitPlan plan;
    const std::string by = fields.text("by", "group");
    if (by != "group" && by != "clip") fields.fail("by", "must be group or clip");
    plan.by = by == "clip" ? SplitBy::clip : SplitBy::group;
    plan.seed = fields.integer("seed", 0, 0x7fffffff, 1);
    plan.train = fields.number("train", 0, 1);
    plan.validation = fields.number("validation", 0, 1);
    plan.test = fields.number("test", 0, 1);
    if (std::abs(plan.train + plan.validation + plan.test - 1) > 1e-6) {
        fields.fail("test", "and train and validation must be 1 together");
    }
    return plan;
}

SourceRecord record_from(const JsonFields& fields) {
    SourceRecord record;
    record.fingerprint = fields.text("looks", "");
    record.cut = fields.text("cut", "");
    record.clips = static_cast<std::size_t>(fields.integer("clips", 0, 1'000'000'000, 0));
    return record;
}

void read_clips(const JsonFields& fields, const std::string& subject, Dataset& dataset) {
    const json* clips = fields.find("clips");
    if (clips == nullptr || !clips->is_array()) fields.fail("clips", "must be a list");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < clips->size(); ++i) {
        const JsonFields entry((*clips)[i], subject, "clips[" + std::to_string(i) + "].", kStep);
        DatasetClip clip = clip_from(entry);
        if (!seen.insert(case_folded(clip.file)).second) entry.fail("file", "stands twice");
        dataset.clips.push_back(std::move(clip));
    }
}

// Takes out clips whose file is gone, and says so.
void drop_missing(Dataset& dataset) {
    constexpr std::size_t kMostNotes = 3;
    std::size_t missing = 0;
    std::erase_if(dataset.clips, [&](const DatasetClip& clip) {
        std::error_code error;
        if (fs::is_regular_file(dataset.folder / clip.file, error)) return false;
        if (++missing <= kMostNotes) {
            dataset.notes.push_back(clip.file + " is in dataset.json but not in the folder");
        }
        return true;
    });
    if (missing > kMostNotes) {
        dataset.notes.push_back(std::to_string(missing - kMostNotes) +
                                " more clips are in dataset.json but not in the folder");
    }
    if (missing > 0) tidy_dataset(dataset);
}

ordered_json json_of(const DatasetClip& clip) {
    ordered_json out = {{"file", clip.file}, {"label", clip.label}, {"group", clip.group}};
    if (!clip.source.empty()) out["source"] = clip.source;
    if (!clip.source_sha256.empty()) out["source_sha256"] = clip.source_sha256;
    const auto milliseconds = [](double seconds) { return std::round(seconds * 1000) / 1000; };
    out["start_s"] = milliseconds(clip.start_s);
    out["end_s"] = milliseconds(clip.end_s);
    out["split"] = to_string(clip.split);
    return out;
}

// One clip a line, so that people and version control can read it.
std::string text_of(const Dataset& dataset) {
    constexpr auto kReplace = ordered_json::error_handler_t::replace;
    std::string text = "{\n  \"format\": 1,\n";
    if (dataset.plan) {
        const ordered_json plan = {{"by", dataset.plan->by == SplitBy::clip ? "clip" : "group"},
                                   {"seed", dataset.plan->seed},
                                   {"train", dataset.plan->train},
                                   {"validation", dataset.plan->validation},
                                   {"test", dataset.plan->test}};
        text += "  \"split\": " + plan.dump() + ",\n";
    }
    if (!dataset.sources.empty()) {
        text += "  \"sources\": {";
        bool first = true;
        for (const auto& [hash, record] : dataset.sources) {
            const ordered_json entry = {
                {"clips", record.clips}, {"cut", record.cut}, {"looks", record.fingerprint}};
            text += (first ? "\n    \"" : ",\n    \"") + hash +
                    "\": " + entry.dump(-1, ' ', false, kReplace);
            first = false;
        }
        text += "\n  },\n";
    }
    text += "  \"clips\": [";
    for (const DatasetClip& clip : dataset.clips) {
        text += &clip == &dataset.clips.front() ? "\n    " : ",\n    ";
        text += json_of(clip).dump(-1, ' ', false, kReplace);
    }
    return text + "\n  ]\n}\n";
}

}  // namespace

std::string_view to_string(Split split) {
    return std::find_if(kSplits.begin(), kSplits.end(),
                        [&](const auto& entry) { return entry.first == split; })
        ->second;
}

std::optional<Split> split_from(std::string_view name) {
    for (const auto& [split, known] : kSplits) {
        if (known == name) return split;
    }
    return std::nullopt;
}

bool is_dataset(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / kFile, error);
}

bool stays_in_dataset(const std::string& file) {
    if (file.empty() || file.size() > 1000 || file.front() == '/' || !is_valid_utf8(file)) {
        return false;
    }
    for (const char c : file) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f || c == '\\') return false;
    }
    for (const fs::path& part : fs::path(file)) {
        if (part.empty() || part.string().front() == '.') return false;
    }
    return true;
}

Dataset read_dataset_list(const fs::path& folder) {
    const fs::path file = folder / kFile;
    const std::string subject = file.string();
    const json document = read_json_file(file, kStep);
    const JsonFields fields(document, subject, "", kStep);
    Dataset dataset;
    dataset.folder = folder;
    fields.integer("format", 1, 1);
    if (fields.has("split")) dataset.plan = plan_from(fields.object("split"));
    if (fields.has("sources")) {
        const JsonFields sources = fields.object("sources");
        for (const auto& [hash, record] : sources.raw().items()) {
            if (!is_sha256(hash)) sources.fail(hash, "is not 64 hex digits");
            dataset.sources[hash] = record_from(sources.object(hash.c_str()));
        }
    }
    read_clips(fields, subject, dataset);
    tidy_dataset(dataset);
    return dataset;
}

Dataset read_dataset_if_any(const fs::path& folder) {
    if (is_dataset(folder)) {
        Dataset dataset = read_dataset_list(folder);
        drop_missing(dataset);
        return dataset;
    }
    if (holds_videos(folder)) return read_dataset_tree(folder);
    Dataset none;
    none.folder = folder;
    return none;
}

Dataset read_dataset(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        throw Error(kStep, folder.string(), "there is no such folder",
                    "make one with 'spotter clips extract SOURCE DATASET'");
    }
    Dataset dataset = is_dataset(folder) ? read_dataset_if_any(folder) : read_dataset_tree(folder);
    if (dataset.clips.empty()) {
        throw Error(kStep, folder.string(), "there are no clips in it",
                    "add some with 'spotter clips extract SOURCE DATASET'");
    }
    return dataset;
}

void write_dataset(const Dataset& dataset) {
    Dataset tidied = dataset;
    tidy_dataset(tidied);
    write_atomically(dataset.folder / kFile, text_of(tidied), "write dataset");
}

void tidy_dataset(Dataset& dataset) {
    std::sort(dataset.clips.begin(), dataset.clips.end(),
              [](const DatasetClip& a, const DatasetClip& b) { return a.file < b.file; });
    std::set<std::string> labels;
    for (const DatasetClip& clip : dataset.clips) labels.insert(clip.label);
    dataset.labels.assign(labels.begin(), labels.end());
    sort_labels(dataset.labels);
}

std::vector<std::size_t> clips_in(const Dataset& dataset, Split split) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < dataset.clips.size(); ++i) {
        if (dataset.clips[i].split == split) indices.push_back(i);
    }
    return indices;
}

std::string dataset_sha256(const Dataset& dataset) {
    Sha256 digest;
    for (const DatasetClip& clip : dataset.clips) {
        std::error_code error;
        const auto size = fs::file_size(dataset.folder / clip.file, error);
        for (const std::string& part : {clip.file, error ? "" : std::to_string(size), clip.label,
                                        clip.group, std::string(to_string(clip.split))}) {
            digest.add(part);
            digest.add(std::string_view("\0", 1));
        }
    }
    return digest.hex();
}

}  // namespace spotter
