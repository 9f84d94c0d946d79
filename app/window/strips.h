#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "engine/core/bounded_queue.h"
#include "engine/core/image.h"
#include "engine/core/worker.h"
#include "ui/chart.h"
#include "ui/texture.h"

namespace spotter {

// Filmstrips of the clips that can be seen: made on a thread of its own, kept as textures, those
// used last. Main thread.
class Strips {
  public:
    // `on_strip`: called from that thread when another strip is there.
    explicit Strips(std::function<void()> on_strip);
    ~Strips();
    Strips(const Strips&) = delete;
    Strips& operator=(const Strips&) = delete;

    // The strip of this video, without a texture until it is made. Asked for again and again
    // while it is shown.
    StripView strip_of(const std::filesystem::path& video);
    // Takes over what was made. Once for each redraw.
    void update();
    // Whether some are still to be made.
    bool busy() const;

  private:
    struct Kept {
        std::unique_ptr<Texture> texture;  // null: asked for, or there is none
        int width = 0;
        int height = 0;
        std::uint64_t used = 0;  // redraw that it was shown in last
    };
    struct Made {
        std::string video;
        Image image;
    };
    void make_all(const std::stop_token& stop);
    void forget_old();

    const std::function<void()> on_strip_;
    std::map<std::string, Kept> kept_;
    std::uint64_t redraw_ = 0;
    std::size_t waiting_ = 0;
    BoundedQueue<std::string> wanted_{64};
    mutable std::mutex mutex_;
    // Guarded by mutex_:
    std::deque<Made> made_;
    // Last, so that it ends before what it uses.
    Worker worker_;
};

}  // namespace spotter
