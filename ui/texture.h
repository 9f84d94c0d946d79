#pragma once

#include "engine/core/image.h"

namespace spotter {

// A picture on the graphics card, reused from frame to frame. The window that was open when it
// first got a picture must outlive it. Main thread only.
class Texture {
  public:
    Texture() = default;
    ~Texture();
    Texture(const Texture&) = delete;
    Texture& operator=(const Texture&) = delete;

    // Replaces the picture; one larger than the card allows is shrunk first.
    void upload(ImageView rgb);
    // An ImTextureID; null before the first upload.
    void* id() const;

  private:
    unsigned name_ = 0;
    int width_ = 0;
    int height_ = 0;
};

}  // namespace spotter
