#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "engine/core/clip.h"
#include "engine/core/frame.h"

namespace spotter {

// What was seen in `frame`: its times and size, the pose that was found (else what moves in the
// picture), and the picture that the input prepared (its state over time is kept up; nothing
// without an input).
inline ObservationPtr observation_from_frame(const Frame& frame, std::optional<Pose> pose,
                                             ClipInput* input) {
    auto seen = std::make_shared<Observation>();
    seen->time = frame.time;
    seen->epoch = frame.epoch;
    seen->width = frame.image.width();
    seen->height = frame.image.height();
    seen->pose = std::move(pose);
    if (!seen->pose || seen->pose->view == PersonView::away) {
        seen->picture = picture_signals(frame.image);
    }
    if (input != nullptr) seen->prepared = input->prepare(frame.image, seen->pose, frame.time);
    seen->captured = frame.captured;
    return seen;
}

}  // namespace spotter
