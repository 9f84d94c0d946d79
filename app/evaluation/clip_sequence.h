#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/source.h"
#include "training/data/dataset.h"
#include "training/evaluation/truth_segments.h"

namespace spotter {

// Clips played one after the other as if they were one recording, with a cut between two.
class ClipSequence : public FrameSource {
  public:
    // Throws Error when the first one is no video.
    ClipSequence(std::vector<DatasetClip> clips, std::filesystem::path folder,
                 std::stop_token stop);

    SourceInfo info() const override;
    std::optional<Frame> read(std::stop_token stop) override;
    // What was played so far; complete after the last frame.
    const std::vector<TruthSegment>& truth() const { return truth_; }

  private:
    bool open_next();

    const std::vector<DatasetClip> clips_;
    const std::filesystem::path folder_;
    const std::stop_token stop_;
    std::size_t next_ = 0;
    std::unique_ptr<FrameSource> source_;  // of clips_[next_ - 1]
    std::optional<MediaTime> shift_;       // to times of source_; nothing before its first frame
    MediaTime last_{};
    MediaTime step_{};  // between the last two frames
    std::uint64_t frames_ = 0;
    std::vector<TruthSegment> truth_;
};

// The order in which clips of these labels and lengths stand in for a long recording: of each label
// so many in a row that they last at least `set_s` where there are enough, such sets in an order
// that `seed` chooses. Returns indices.
std::vector<std::size_t> set_order(const Labels& labels, const std::vector<double>& lengths_s,
                                   double set_s, unsigned seed);

}  // namespace spotter
