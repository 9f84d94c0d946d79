#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/clip.h"
#include "engine/core/image.h"
#include "engine/core/pose.h"

namespace spotter {

// One window of poses as the pictures of `size` × `size` that a `skeleton` model was trained on
// (Note [skeleton clips] in skeleton.cpp): channel 0 the image, 1 the body from the front, 2 from
// the side, each normalised over the whole window. An absent pose is black; all are black when
// fewer than three poses were seen. Throws Error when `size` is not in 1 … 4096.
std::vector<Image> draw_skeleton_clip(std::span<const std::optional<Pose>> poses, int size);

// The input of a `skeleton` model: prepare() keeps nothing, assemble() draws; with `mirror` the
// window's mirror image too.
std::unique_ptr<ClipInput> make_skeleton_input(int size, bool mirror);

}  // namespace spotter
