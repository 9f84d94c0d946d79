#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/job.h"
#include "engine/core/sampler.h"
#include "training/data/archive.h"
#include "training/data/dataset.h"
#include "training/data/rejection.h"

namespace spotter {

// A stretch of a video, seconds on its clock.
struct TimeSpan {
    double start_s = 0;
    double end_s = 0;
};

struct ClipImportOptions {
    // Of all videos, instead of the labels that the source names. A single video needs it.
    std::optional<std::string> label;
    // Of all videos (one recording, one person), instead of what is guessed.
    std::optional<std::string> group;
    ClipWindow window;
    MediaTime stride{};           // from one clip to the next; zero: one window, so none overlap
    std::size_t per_video = 0;    // clips of one video at most, spread over its length; 0: all
    std::vector<TimeSpan> spans;  // only what lies in these stretches of each video; empty: all
    int max_short_side = 480;     // larger pictures are kept smaller; 0: as they are
    ArchiveLimits limits;
    SplitPlan plan;  // for a dataset that has none yet
};

// Stretches of a video, by what they show.
using LabelledSpans = std::map<std::string, std::vector<TimeSpan>>;

struct LabelledVideo {
    std::filesystem::path file;
    LabelledSpans spans;
};

struct ImportReport {
    std::size_t videos = 0;      // that were looked at
    std::size_t added = 0;       // clips
    std::size_t skipped = 0;     // clips that the dataset already had
    std::size_t relabelled = 0;  // of those, that were there under another label
    std::size_t others = 0;      // files that are no videos
    std::map<std::string, std::size_t> added_by_label;
    std::vector<Rejection> rejected;
    std::vector<std::string> notes;  // what was guessed and what is odd, one line each
};

// Cuts videos into clips of one window by presentation time (all pictures of the span, their
// times kept, as small H.264 MP4) and adds them to the dataset in `dataset`, which is made when
// it is missing. `sources`: ZIPs, folders (see list_source for labels) and videos. A video that
// is shorter than one window becomes one shorter clip; windows across a hole are left out.
// - What the dataset already has, by the source's hash and span, is not added again.
// - What cannot be used (broken, twice under two labels) is rejected by name; the rest is added.
// - Of several sources one that holds nothing is rejected, too, and a folder without folders in it
//   is named after its label.
// - A video that looks like one encoded before joins its group, and is said.
// - New clips get splits by the dataset's plan; those of others stay.
// All clips come in at the end, at once: when this throws (Cancelled, a full disk), or the
// program is killed, the dataset is as it was. Throws Error when nothing can be imported at all.
ImportReport import_clips(const std::vector<std::filesystem::path>& sources,
                          const std::filesystem::path& dataset, const ClipImportOptions& options,
                          JobToken& token);

// The same of the stretches of videos, each with its label; `options` has neither. A clip that
// the dataset has of such a stretch under another label gets the new one, so that a correction
// holds.
ImportReport import_labelled(const std::vector<LabelledVideo>& videos,
                             const std::filesystem::path& dataset, const ClipImportOptions& options,
                             JobToken& token);

}  // namespace spotter
