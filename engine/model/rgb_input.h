#pragma once

#include <memory>
#include <optional>

#include "engine/core/clip.h"
#include "engine/model/model_folder.h"

namespace spotter {

// A square region of a frame, pixels; parts outside the frame are black.
struct Square {
    double x = 0;
    double y = 0;
    double side = 0;
};

// The picture resized so that its shorter side is `shortest_edge`, and the square of `crop_size`
// in its middle, as Hugging Face's VideoMAEImageProcessor does. Throws Error on an empty picture.
Image center_framed(ImageView rgb, const Preprocessing& preprocessing);

// The square that holds the visible joints and a margin, moved inside the frame where it fits;
// nothing when no joint is visible.
std::optional<Square> square_around(const Pose& pose, int width, int height);

// The middle square of a frame.
Square middle_square(int width, int height);

// A square cut out and resized to `size` x `size`.
Image square_picture(ImageView rgb, const Square& square, int size);

// How frames become clips of an `rgb` model: each prepared once, by `center` or by `person`.
// The person's square moves smoothly from call to call, towards the middle square while there is
// no pose; reset() lets it jump.
std::unique_ptr<ClipInput> make_rgb_input(const ModelInfo& model, Framing framing);

}  // namespace spotter
