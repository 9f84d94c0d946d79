#include "capture/rgb_converter.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace spotter {
namespace {

constexpr int kMaxSide = 8192;
// Pixels that are wider or taller than this are a mistake in the header.
constexpr double kOddestPixel = 4;
// Rounding when a video was resized leaves such traces; rescaling for them would only blur.
constexpr double kSquareEnough = 0.02;
// swscale's vector code writes whole blocks: rows of its output need room for them.
constexpr int kBlockPixels = 16;

int aligned(int width) {
    return (width + kBlockPixels - 1) / kBlockPixels * kBlockPixels;
}

// yuvj formats are the plain ones in full range, and swscale dislikes them.
AVPixelFormat plain_format(AVPixelFormat format) {
    switch (format) {
        case AV_PIX_FMT_YUVJ420P:
            return AV_PIX_FMT_YUV420P;
        case AV_PIX_FMT_YUVJ422P:
            return AV_PIX_FMT_YUV422P;
        case AV_PIX_FMT_YUVJ444P:
            return AV_PIX_FMT_YUV444P;
        case AV_PIX_FMT_YUVJ440P:
            return AV_PIX_FMT_YUV440P;
        case AV_PIX_FMT_YUVJ411P:
            return AV_PIX_FMT_YUV411P;
        default:
            return format;
    }
}

bool is_full_range(const AVFrame& frame) {
    const auto format = static_cast<AVPixelFormat>(frame.format);
    if (plain_format(format) != format) return true;
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    const bool gray = description && description->nb_components <= 2;
    if (gray && frame.color_range == AVCOL_RANGE_UNSPECIFIED) return true;
    return frame.color_range == AVCOL_RANGE_JPEG;
}

// Where the video does not say, as players guess: large pictures are BT.709.
AVColorSpace matrix_of(const AVFrame& frame) {
    if (frame.colorspace != AVCOL_SPC_UNSPECIFIED && frame.colorspace != AVCOL_SPC_RGB) {
        return frame.colorspace;
    }
    return frame.width >= 1280 || frame.height > 576 ? AVCOL_SPC_BT709 : AVCOL_SPC_BT470BG;
}

}  // namespace

PictureSize shown_size(PictureSize coded, AVRational pixel_aspect, int max_short_side) {
    double width = coded.width;
    double height = coded.height;
    const double aspect = pixel_aspect.num > 0 && pixel_aspect.den > 0 ? av_q2d(pixel_aspect) : 1;
    const bool square = std::abs(aspect - 1) < kSquareEnough;
    if (!square && aspect > 1 && aspect <= kOddestPixel) width *= aspect;
    if (!square && aspect < 1 && aspect >= 1 / kOddestPixel) height /= aspect;
    double scale = std::min(1.0, kMaxSide / std::max(width, height));
    if (max_short_side > 0) scale = std::min(scale, max_short_side / std::min(width, height));
    const auto side = [&](double length) {
        return std::max(1, static_cast<int>(std::lround(length * scale)));
    };
    return {side(width), side(height)};
}

PictureSize RgbConverter::size_of(const AVFrame& frame) const {
    const PictureSize size = layout_of(frame).to;
    return orientation_.transpose ? PictureSize{size.height, size.width} : size;
}

RgbConverter::Layout RgbConverter::layout_of(const AVFrame& frame) const {
    const PictureSize coded{frame.width, frame.height};
    return {coded, shown_size(coded, frame.sample_aspect_ratio, max_short_side_),
            plain_format(static_cast<AVPixelFormat>(frame.format)), matrix_of(frame),
            is_full_range(frame)};
}

void RgbConverter::prepare(const Layout& layout) {
    if (scaler_ && layout == layout_) return;
    const int quality = layout.from == layout.to ? SWS_FAST_BILINEAR : SWS_BILINEAR;
    scaler_.reset(sws_getContext(layout.from.width, layout.from.height, layout.format,
                                 layout.to.width, layout.to.height, AV_PIX_FMT_RGB24, quality,
                                 nullptr, nullptr, nullptr));
    if (!scaler_) {
        const char* format = av_get_pix_fmt_name(layout.format);
        throw Error("read video", format ? format : "picture", "pixel format is not supported",
                    "re-export it as MP4 (H.264)");
    }
    constexpr int kOne = 1 << 16;  // contrast and saturation, 16.16 fixed point
    // Refused for RGB pictures, which need none of it.
    sws_setColorspaceDetails(scaler_.get(), sws_getCoefficients(layout.matrix),
                             layout.full_range ? 1 : 0, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0,
                             kOne, kOne);
    layout_ = layout;
}

void RgbConverter::scale(const AVFrame& frame, std::uint8_t* out, std::size_t stride) {
    std::uint8_t* const planes[4] = {out, nullptr, nullptr, nullptr};
    const int strides[4] = {static_cast<int>(stride), 0, 0, 0};
    sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes, strides);
}

Image RgbConverter::convert(const AVFrame& frame) {
    prepare(layout_of(frame));
    const PictureSize size = layout_.to;
    if (orientation_.upright() && size.width % kBlockPixels == 0) {
        Image image(size.width, size.height);
        scale(frame, image.data(), image.stride());
        return image;
    }
    const auto stride = static_cast<std::size_t>(aligned(size.width)) * 3;
    scratch_.resize(stride * static_cast<std::size_t>(size.height) + kBlockPixels * 3);
    scale(frame, scratch_.data(), stride);
    return oriented(ImageView{scratch_.data(), size.width, size.height, stride}, orientation_);
}

}  // namespace spotter
