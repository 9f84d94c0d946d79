#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace spotter {

// A picture that someone else owns: 8-bit RGB, interleaved, rows `stride` bytes apart.
struct ImageView {
    const std::uint8_t* data = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0;

    const std::uint8_t* row(int y) const { return data + static_cast<std::size_t>(y) * stride; }
    bool empty() const { return width <= 0 || height <= 0; }
};

// An owned 8-bit RGB picture, interleaved, rows touching: (height, width, 3).
class Image {
  public:
    Image() = default;
    // Black. Throws Error when a side is not in 1 … 16384.
    Image(int width, int height);

    int width() const { return width_; }
    int height() const { return height_; }
    bool empty() const { return pixels_.empty(); }
    std::size_t stride() const { return static_cast<std::size_t>(width_) * 3; }
    std::size_t size_bytes() const { return pixels_.size(); }

    std::uint8_t* data() { return pixels_.data(); }
    const std::uint8_t* data() const { return pixels_.data(); }
    std::uint8_t* row(int y) { return data() + static_cast<std::size_t>(y) * stride(); }
    const std::uint8_t* row(int y) const { return data() + static_cast<std::size_t>(y) * stride(); }

    operator ImageView() const { return {data(), width_, height_, stride()}; }

  private:
    int width_ = 0;
    int height_ = 0;
    std::vector<std::uint8_t> pixels_;
};

using ImagePtr = std::shared_ptr<const Image>;

// A part of `image`, clipped to it; empty when they do not meet.
ImageView cropped(ImageView image, int x, int y, int width, int height);

// Left and right in each other's place. Throws Error on an empty image.
Image mirrored(ImageView image);

// The whole picture at another size: separable triangle filter that widens when shrinking,
// with intermediate rounding to 8 bits, as Pillow's BILINEAR. Throws Error on an empty image.
Image resized(ImageView image, int width, int height);

}  // namespace spotter
