#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/image.h"
#include "training/data/disk_cache.h"

namespace spotter {

// Pictures of a clip as an `rgb` model's training reads them, with their times: small, all of one
// size, ascending. Immutable once made; shared between threads.
struct FrameTrack {
    std::vector<MediaTime> times;
    std::vector<ImagePtr> pictures;
    std::size_t size_bytes() const;
};
using FrameTrackPtr = std::shared_ptr<const FrameTrack>;

struct FrameCacheLimits {
    std::uint64_t memory = std::uint64_t{512} << 20;
    std::uint64_t disk = std::uint64_t{4} << 30;
};

// Prepared pictures of clips, made once: those used last in memory, more of them on the disk, as
// they are. Any thread may call any method.
class FrameCache {
  public:
    FrameCache(const std::filesystem::path& folder, const FrameCacheLimits& limits);

    // The pictures of the clip whose file has this SHA-256, prepared in the way that
    // `preparation` names (size, framing …); from `make` when they are not there. `make` may be
    // called by several threads at once, and what it throws is thrown.
    FrameTrackPtr get(const std::string& clip_sha256, const std::string& preparation,
                      const std::function<FrameTrack()>& make);
    // Bytes of pictures that are in memory now.
    std::uint64_t in_memory() const;

  private:
    FrameTrackPtr in_memory(const std::string& key);
    FrameTrackPtr keep(const std::string& key, FrameTrack track);

    struct Kept {
        FrameTrackPtr track;
        std::list<std::string>::iterator place;
    };
    DiskCache disk_;
    const std::uint64_t most_bytes_;
    mutable std::mutex mutex_;
    // Guarded by mutex_:
    std::map<std::string, Kept> kept_;
    std::list<std::string> order_;  // keys, those used last at the end
    std::uint64_t bytes_ = 0;
};

std::string bytes_of_frames(const FrameTrack& track);
// Nothing when they are none.
std::optional<FrameTrack> frames_from_bytes(std::string_view bytes);

}  // namespace spotter
