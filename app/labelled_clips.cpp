#include "app/labelled_clips.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "training/data/dataset_edit.h"

namespace spotter {
namespace {

constexpr const char* kStep = "add to dataset";

// The label of the stretch that holds the middle of a clip; null: none does.
const std::string* label_of(const LabelledSpans& spans, const DatasetClip& clip) {
    const double middle = (clip.start_s + clip.end_s) / 2;
    for (const auto& [label, stretches] : spans) {
        const bool inside = std::ranges::any_of(stretches, [&](const TimeSpan& span) {
            return middle >= span.start_s && middle <= span.end_s;
        });
        if (inside) return &label;
    }
    return nullptr;
}

std::size_t relabel_known(const LabelledClips& clips, const JobToken& token) {
    const Dataset before = read_dataset_if_any(clips.dataset);
    if (before.clips.empty()) return 0;
    const std::string hash = sha256_of_file(clips.video, kStep, token.stop());
    std::map<std::string, std::vector<std::string>> files;  // by their new label
    for (const DatasetClip& clip : before.clips) {
        if (clip.source_sha256 != hash) continue;
        const std::string* label = label_of(clips.spans, clip);
        if (label != nullptr && *label != clip.label) files[*label].push_back(clip.file);
    }
    std::size_t count = 0;
    for (const auto& [label, wrong] : files) {
        relabel_clips(clips.dataset, wrong, label);
        count += wrong.size();
    }
    return count;
}

}  // namespace

LabelledReport add_labelled_clips(const LabelledClips& clips, JobToken& token) {
    LabelledReport out;
    std::error_code error;
    std::filesystem::create_directories(clips.dataset, error);
    if (error) throw Error(kStep, clips.dataset.string(), error.message());
    out.relabelled = relabel_known(clips, token);
    for (const auto& [label, spans] : clips.spans) {
        ClipImportOptions options;
        options.label = label;
        options.group = clips.group;
        options.window = clips.window;
        options.spans = spans;
        const ImportReport report = import_clips({clips.video}, clips.dataset, options, token);
        out.added += report.added;
        out.some_known |= report.skipped > 0;
        if (!report.rejected.empty()) out.problem = report.rejected.front().reason;
    }
    if (out.added + out.relabelled == 0 && !out.some_known) {
        throw Error(kStep, clips.video.filename().string(),
                    out.problem.empty() ? "no clip came of it" : out.problem);
    }
    return out;
}

}  // namespace spotter
