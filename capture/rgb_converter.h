#pragma once

#include <vector>

#include "capture/av_handles.h"
#include "capture/orientation.h"
#include "engine/core/image.h"

namespace spotter {

struct PictureSize {
    int width = 0;
    int height = 0;
    friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

// The size at which a decoded picture is shown, before it is turned: with square pixels, and
// its shorter side at most `max_short_side` (0: any).
PictureSize shown_size(PictureSize coded, AVRational pixel_aspect, int max_short_side);

// Decoded pictures as upright RGB: any pixel format, BT.601, 709 or 2020, limited or full range.
class RgbConverter {
  public:
    RgbConverter(Orientation orientation, int max_short_side)
        : orientation_(orientation), max_short_side_(max_short_side) {}

    // Upright.
    PictureSize size_of(const AVFrame& frame) const;
    // Throws Error when the pixel format cannot be converted.
    Image convert(const AVFrame& frame);

  private:
    // What a scaler is made for.
    struct Layout {
        PictureSize from;
        PictureSize to;
        AVPixelFormat format = AV_PIX_FMT_NONE;
        AVColorSpace matrix = AVCOL_SPC_UNSPECIFIED;
        bool full_range = false;
        friend bool operator==(const Layout&, const Layout&) = default;
    };
    Layout layout_of(const AVFrame& frame) const;
    void prepare(const Layout& layout);
    void scale(const AVFrame& frame, std::uint8_t* out, std::size_t stride);

    const Orientation orientation_;
    const int max_short_side_;
    Layout layout_;
    AvScaler scaler_;
    std::vector<std::uint8_t> scratch_;
};

}  // namespace spotter
