#include "app/training_examples.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "engine/core/error.h"

#ifdef SPOTTER_HAS_POSE
#include "engine/pose/skeleton.h"
#endif

namespace spotter {
namespace {

ExampleShape shape_of(const ModelInfo& model) {
    return {model.config.frames, model.config.image_size};
}

// What is changed of all pictures of one clip.
struct PictureVariation {
    double x = 0;  // of the part that is shown, shares of the picture
    double y = 0;
    double side = 1;
    bool mirror = false;
    std::array<double, 3> gain{1, 1, 1};
    double lift = 0;         // grey levels
    double hidden_side = 0;  // of a square without a picture, shares of the picture
    double hidden_x = 0;
    double hidden_y = 0;
};

PictureVariation draw_variation(Random& random) {
    PictureVariation v;
    v.side = std::sqrt(random.uniform(0.65, 1.0));
    v.x = random.uniform(0, 1 - v.side);
    v.y = random.uniform(0, 1 - v.side);
    v.mirror = random.chance(0.5);
    const double light = std::exp(random.normal() * 0.2);
    for (double& gain : v.gain) gain = light * std::exp(random.normal() * 0.06);
    v.lift = random.normal() * 12;
    if (random.chance(0.25)) {
        v.hidden_side = random.uniform(0.15, 0.4);
        v.hidden_x = random.uniform(0, 1 - v.hidden_side);
        v.hidden_y = random.uniform(0, 1 - v.hidden_side);
    }
    return v;
}

Image varied(const Image& wide, const PictureVariation& v, int size) {
    const auto part = [](double share, int of) { return static_cast<int>(share * of); };
    const int side = std::max(1, part(v.side, std::min(wide.width(), wide.height())));
    Image out = resized(
        cropped(wide, part(v.x, wide.width()), part(v.y, wide.height()), side, side), size, size);
    std::array<std::array<std::uint8_t, 256>, 3> tone{};
    for (std::size_t c = 0; c < 3; ++c) {
        for (std::size_t value = 0; value < 256; ++value) {
            const double shown = static_cast<double>(value) * v.gain[c] + v.lift;
            tone[c][value] = static_cast<std::uint8_t>(std::clamp(shown, 0.0, 255.0));
        }
    }
    for (int y = 0; y < size; ++y) {
        std::uint8_t* row = out.row(y);
        for (std::size_t i = 0; i < out.stride(); ++i) row[i] = tone[i % 3][row[i]];
    }
    if (v.mirror) out = mirrored(out);
    const int hidden = part(v.hidden_side, size);
    for (int y = part(v.hidden_y, size); hidden > 0 && y < part(v.hidden_y, size) + hidden; ++y) {
        std::memset(out.row(y) + 3 * part(v.hidden_x, size), 114,
                    3 * static_cast<std::size_t>(hidden));
    }
    return out;
}

std::vector<Image> drawn(std::span<const std::optional<Pose>> poses, int size) {
#ifdef SPOTTER_HAS_POSE
    return draw_skeleton_clip(poses, size);
#else
    static_cast<void>(poses);
    static_cast<void>(size);
    throw Error("draw skeleton", "", "this build has no pose", "build with SPOTTER_WITH_POSE=ON");
#endif
}

void copy_picture(const Image& picture, std::span<std::uint8_t>& out) {
    std::memcpy(out.data(), picture.data(), picture.size_bytes());
    out = out.subspan(picture.size_bytes());
}

}  // namespace

std::vector<std::size_t> example_window(std::span<const MediaTime> times, const ClipWindow& window,
                                        Random* random) {
    ClipWindow drawn = window;
    if (random) {
        const double tempo = std::exp(random->uniform(std::log(0.8), std::log(1.25)));
        drawn.interval = from_seconds(to_seconds(window.interval) * tempo);
    }
    const double first = to_seconds(times.front() + drawn.length());
    const double last = to_seconds(times.back());
    // Shifted by up to half an interval where the clip is no longer than one window.
    const double slack = to_seconds(drawn.interval) / 2;
    double end = last;
    if (random) {
        end = random->uniform(std::min(first, last - slack), std::max(last, first - slack));
    } else if (last > first) {
        end = (first + last) / 2;
    }
    return sample_window_padded(times, from_seconds(end), drawn);
}

SkeletonExamples::SkeletonExamples(const ModelInfo& model, std::vector<ExampleClip> clips,
                                   std::vector<PoseTrack> tracks, PoseVariation variation)
    : shape_(shape_of(model)),
      window_(model.window),
      variation_(variation),
      clips_(std::move(clips)),
      tracks_(std::move(tracks)) {}

int SkeletonExamples::draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const {
    const PoseTrack& track = tracks_[index];
    if (track.empty()) {
        std::fill(out.begin(), out.end(), std::uint8_t{0});
        return clips_[index].label;
    }
    std::vector<std::optional<Pose>> poses;
    for (const std::size_t i : example_window(track.times, window_, random)) {
        poses.push_back(track.poses[i]);
    }
    if (random) vary_poses(poses, variation_, *random);
    for (const Image& picture : drawn(poses, shape_.size)) copy_picture(picture, out);
    return clips_[index].label;
}

RgbExamples::RgbExamples(const ModelInfo& model, std::vector<ExampleClip> clips, Frames frames)
    : shape_(shape_of(model)),
      window_(model.window),
      clips_(std::move(clips)),
      frames_(std::move(frames)) {}

int RgbExamples::draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const {
    const FrameTrackPtr track = frames_(index, random != nullptr);
    const std::vector<std::size_t> chosen = example_window(track->times, window_, random);
    const PictureVariation variation = random ? draw_variation(*random) : PictureVariation{};
    for (const std::size_t i : chosen) {
        const Image& picture = *track->pictures[i];
        if (random) {
            copy_picture(varied(picture, variation, shape_.size), out);
        } else if (picture.width() == shape_.size && picture.height() == shape_.size) {
            copy_picture(picture, out);
        } else {
            throw Error("draw clip", clips_[index].group, "its pictures have another size");
        }
    }
    return clips_[index].label;
}

}  // namespace spotter
