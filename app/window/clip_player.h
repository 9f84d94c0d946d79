#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "capture/playback.h"
#include "engine/core/frame.h"
#include "engine/core/latest.h"
#include "engine/core/worker.h"
#include "ui/texture.h"

namespace spotter {

// Plays a short video again and again, for looking at a clip. Decodes on a thread of its own.
// Main thread.
class ClipPlayer {
  public:
    // `on_picture`: called from that thread when another picture is there.
    ClipPlayer(std::filesystem::path file, std::function<void()> on_picture);
    ~ClipPlayer();
    ClipPlayer(const ClipPlayer&) = delete;
    ClipPlayer& operator=(const ClipPlayer&) = delete;

    // Puts the newest picture into the texture.
    void update();
    void* texture() const { return texture_.id(); }
    int width() const { return width_; }
    int height() const { return height_; }
    // One line, when it cannot be played.
    std::string failure() const;

  private:
    const std::shared_ptr<PlaybackControl> control_;
    Texture texture_;
    int width_ = 0;
    int height_ = 0;
    Latest<FramePtr> frames_;
    // Last, so that it ends before what it uses.
    Worker worker_;
};

}  // namespace spotter
