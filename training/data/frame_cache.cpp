#include "training/data/frame_cache.h"

#include <cstring>
#include <utility>

#include "engine/core/sha256.h"
#include "training/data/byte_stream.h"

namespace spotter {
namespace {

constexpr int kLargestSide = 4096;

std::string key_of(const std::string& clip_sha256, const std::string& preparation) {
    Sha256 digest;
    digest.add(clip_sha256);
    digest.add(preparation);
    return digest.hex();
}

}  // namespace

std::size_t FrameTrack::size_bytes() const {
    std::size_t bytes = 0;
    for (const ImagePtr& picture : pictures) bytes += picture->size_bytes();
    return bytes;
}

FrameCache::FrameCache(const std::filesystem::path& folder, const FrameCacheLimits& limits)
    : disk_(folder, "frames1", limits.disk), most_bytes_(limits.memory) {}

FrameTrackPtr FrameCache::get(const std::string& clip_sha256, const std::string& preparation,
                              const std::function<FrameTrack()>& make) {
    const std::string key = key_of(clip_sha256, preparation);
    if (FrameTrackPtr track = in_memory(key)) return track;
    if (const auto bytes = disk_.find(key)) {
        if (auto track = frames_from_bytes(*bytes)) return keep(key, std::move(*track));
    }
    FrameTrack track = make();
    disk_.put(key, bytes_of_frames(track));
    return keep(key, std::move(track));
}

std::uint64_t FrameCache::in_memory() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

FrameTrackPtr FrameCache::in_memory(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto at = kept_.find(key);
    if (at == kept_.end()) return nullptr;
    order_.splice(order_.end(), order_, at->second.place);
    return at->second.track;
}

FrameTrackPtr FrameCache::keep(const std::string& key, FrameTrack made) {
    auto track = std::make_shared<const FrameTrack>(std::move(made));
    const std::uint64_t bytes = track->size_bytes();
    if (bytes > most_bytes_) return track;
    const std::scoped_lock lock(mutex_);
    // Another thread may have been quicker.
    if (const auto at = kept_.find(key); at != kept_.end()) return at->second.track;
    order_.push_back(key);
    kept_[key] = {track, std::prev(order_.end())};
    bytes_ += bytes;
    while (bytes_ > most_bytes_) {
        const auto oldest = kept_.find(order_.front());
        bytes_ -= oldest->second.track->size_bytes();
        kept_.erase(oldest);
        order_.pop_front();
    }
    return track;
}

std::string bytes_of_frames(const FrameTrack& track) {
    ByteWriter out;
    const bool any = !track.pictures.empty();
    out.put(static_cast<std::uint32_t>(track.pictures.size()));
    out.put(static_cast<std::int32_t>(any ? track.pictures.front()->width() : 0));
    out.put(static_cast<std::int32_t>(any ? track.pictures.front()->height() : 0));
    for (std::size_t i = 0; i < track.pictures.size(); ++i) {
        const Image& picture = *track.pictures[i];
        out.put(static_cast<std::int64_t>(track.times[i].count()));
        out.put(
            std::string_view(reinterpret_cast<const char*>(picture.data()), picture.size_bytes()));
    }
    return out.take();
}

std::optional<FrameTrack> frames_from_bytes(std::string_view bytes) {
    ByteReader in(bytes);
    const auto count = in.get<std::uint32_t>();
    const auto width = in.get<std::int32_t>();
    const auto height = in.get<std::int32_t>();
    FrameTrack track;
    if (count == 0) return in.good() && in.left() == 0 ? std::optional(track) : std::nullopt;
    if (width < 1 || height < 1 || width > kLargestSide || height > kLargestSide) {
        return std::nullopt;
    }
    const std::size_t picture_bytes =
        std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (in.left() != count * (picture_bytes + sizeof(std::int64_t))) return std::nullopt;
    for (std::uint32_t i = 0; i < count; ++i) {
        track.times.emplace_back(in.get<std::int64_t>());
        auto picture = std::make_shared<Image>(width, height);
        std::memcpy(picture->data(), in.take(picture_bytes).data(), picture_bytes);
        track.pictures.push_back(std::move(picture));
    }
    return track;
}

}  // namespace spotter
