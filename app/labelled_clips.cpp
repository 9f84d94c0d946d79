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

std::size_t relabel_known(const std::filesystem::path& dataset, const LabelledVideo& video,
                          const JobToken& token) {
    const Dataset before = read_dataset_if_any(dataset);
    if (before.clips.empty()) return 0;
    const std::string hash = sha256_of_file(video.file, kStep, token.stop());
    std::map<std::string, std::vector<std::string>> files;  // by their new label
    for (const DatasetClip& clip : before.clips) {
        if (clip.source_sha256 != hash) continue;
        const std::string* label = label_of(video.spans, clip);
        if (label != nullptr && *label != clip.label) files[*label].push_back(clip.file);
    }
    std::size_t count = 0;
    for (const auto& [label, wrong] : files) {
        relabel_clips(dataset, wrong, label);
        count += wrong.size();
    }
    return count;
}

void add_video(const LabelledClips& clips, const LabelledVideo& video, LabelledReport& out,
               JobToken& token) {
    out.relabelled += relabel_known(clips.dataset, video, token);
    for (const auto& [label, spans] : video.spans) {
        ClipImportOptions options;
        options.label = label;
        options.group = clips.group;
        options.window = clips.window;
        options.spans = spans;
        const ImportReport report = import_clips({video.file}, clips.dataset, options, token);
        out.added += report.added;
        out.some_known |= report.skipped > 0;
        if (!report.rejected.empty()) out.problem = report.rejected.front().reason;
    }
}

}  // namespace

LabelledReport add_labelled_clips(const LabelledClips& clips, JobToken& token) {
    LabelledReport out;
    std::error_code error;
    std::filesystem::create_directories(clips.dataset, error);
    if (error) throw Error(kStep, clips.dataset.string(), error.message());
    for (const LabelledVideo& video : clips.videos) add_video(clips, video, out, token);
    if (out.added + out.relabelled == 0 && !out.some_known) {
        throw Error(kStep, clips.videos.empty() ? "" : clips.videos[0].file.filename().string(),
                    out.problem.empty() ? "no clip came of it" : out.problem);
    }
    return out;
}

}  // namespace spotter
