#pragma once

#include <cstdint>
#include <memory>

#include "engine/core/clock.h"
#include "engine/core/image.h"

namespace spotter {

// One captured picture. Immutable once made; shared between threads through FramePtr.
struct Frame {
    Image image;               // RGB, upright (rotation applied), as captured (not mirrored)
    MediaTime time{};          // capture or presentation time on the source's clock
    SteadyTime captured{};     // when this machine got it
    std::uint64_t number = 0;  // counts up from 0 within a source, never restarts
    std::uint32_t epoch = 0;   // changes when `time` is no longer comparable: seek, reconnect
};

using FramePtr = std::shared_ptr<const Frame>;

}  // namespace spotter
