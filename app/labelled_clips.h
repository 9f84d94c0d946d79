#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/job.h"
#include "engine/core/sampler.h"
#include "training/data/clip_import.h"

namespace spotter {

// Stretches of a video, by label.
using LabelledSpans = std::map<std::string, std::vector<TimeSpan>>;

struct LabelledVideo {
    std::filesystem::path file;
    LabelledSpans spans;
};

struct LabelledClips {
    std::vector<LabelledVideo> videos;
    std::filesystem::path dataset;  // made when it is missing
    ClipWindow window;
    std::optional<std::string> group;  // nothing: as import_clips() guesses it
};

struct LabelledReport {
    std::size_t added = 0;
    std::size_t relabelled = 0;  // that were there under another label
    bool some_known = false;     // a part was there already
    std::string problem;         // why a part was left out, one line; empty: none was
};

// Cuts labelled stretches of videos into clips, as import_clips() does for each label. Clips
// that the dataset has of the same stretches under another label get the new one, so that a
// correction holds. What was done when this throws (Error, Cancelled) stays.
LabelledReport add_labelled_clips(const LabelledClips& clips, JobToken& token);

}  // namespace spotter
