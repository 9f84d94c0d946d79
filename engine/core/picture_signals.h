#pragma once

#include <array>
#include <cstddef>

#include "engine/core/image.h"

namespace spotter {

// How bright each part of a picture is, for telling how something in it moves where no pose is to
// be had: three rows of three parts that overlap and fade into one another, so that whatever
// moves changes them smoothly. Relative to the whole picture's brightness, in units of its
// contrast: light that changes everywhere alike changes nothing.
inline constexpr std::size_t kPictureParts = 9;
using PictureSignals = std::array<float, kPictureParts>;

// All zero for an empty or a plain picture. Looks at some thousand pixels, whatever the size.
PictureSignals picture_signals(const ImageView& rgb);

}  // namespace spotter
