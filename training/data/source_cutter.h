#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.h"
#include "training/data/clip_import.h"

namespace spotter {

// A clip that was cut and lies in a file of its own.
struct MadeClip {
    std::filesystem::path file;
    double start_s = 0;
    double end_s = 0;
};

struct CutPart {
    std::vector<MadeClip> clips;
    std::size_t known = 0;  // spans that were left out because they are there already
};

struct CutSource {
    std::vector<CutPart> parts;  // as they were asked for
    std::string fingerprint;     // of the whole video (fingerprint.h)
    std::string note;            // what is wrong with it; empty: nothing
};

// Milliseconds where a clip begins and ends in its source.
using SpanKey = std::pair<long long, long long>;
SpanKey span_key(double start_s, double end_s);

// The disk failed, not the video: nothing more can be imported.
class CannotStore : public Error {
  public:
    explicit CannotStore(const std::string& line) : Error(line, "", "") {}
};

// Decodes one video from end to end and writes the clips of its `parts` into `folder`, except
// those whose span is in `known`. A part is what lies in its stretches, and all of the video
// without any; `options` has no say in that. However many there are, the video is read once, and
// once more where options.per_video met a header that lies. `progress`: 0 … 1, or negative.
// Throws Error when the video cannot be used or no part has a clip, CannotStore, Cancelled.
CutSource cut_source(const std::filesystem::path& video, const std::filesystem::path& folder,
                     const ClipImportOptions& options,
                     const std::vector<std::vector<TimeSpan>>& parts,
                     const std::set<SpanKey>& known, const JobToken& token,
                     const std::function<void(double)>& progress);

}  // namespace spotter
