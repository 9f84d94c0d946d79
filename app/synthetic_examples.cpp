#include "app/synthetic_examples.h"

#include <algorithm>
#include <cstring>

#include "engine/pose/skeleton.h"

namespace spotter {

SyntheticExamples::SyntheticExamples(std::uint64_t seed, std::size_t count, ExampleShape shape,
                                     Labels labels, SyntheticOptions options,
                                     std::vector<SyntheticKind> kinds)
    : seed_(seed),
      count_(count),
      shape_(shape),
      labels_(std::move(labels)),
      options_(std::move(options)),
      kinds_(std::move(kinds)) {
    options_.labels = labels_;
    options_.window.frames = shape_.frames;
}

int SyntheticExamples::number_of(const SyntheticClip& clip) const {
    if (kinds_.empty())
        return static_cast<int>(std::ranges::find(labels_, clip.label) - labels_.begin());
    const auto kind = std::ranges::find(kinds_, clip.kind_name(), &SyntheticKind::name);
    return static_cast<int>(std::ssize(labels_) + (kind - kinds_.begin()));
}

int SyntheticExamples::label(std::size_t index) const {
    return number_of(make_synthetic_clip(seed_, index, options_));
}

// Every clip has a person of its own.
const std::string& SyntheticExamples::group(std::size_t) const {
    static const std::string none;
    return none;
}

int SyntheticExamples::draw(std::size_t index, Random*, std::span<std::uint8_t> out) const {
    const SyntheticClip clip = make_synthetic_clip(seed_, index, options_);
    std::uint8_t* to = out.data();
    for (const Image& picture : draw_skeleton_clip(clip.track.poses, shape_.size)) {
        std::memcpy(to, picture.data(), picture.size_bytes());
        to += picture.size_bytes();
    }
    return number_of(clip);
}

}  // namespace spotter
