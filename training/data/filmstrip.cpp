#include "training/data/filmstrip.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "capture/video_reader.h"
#include "engine/core/job.h"

namespace spotter {
namespace {

// Further than this it is quicker to go there than to decode all between.
constexpr MediaTime kWorthSeeking = std::chrono::seconds(4);

Image scaled(const Image& image, int height) {
    const int width =
        std::max(1, static_cast<int>(static_cast<double>(image.width()) * height / image.height()));
    return resized(image, width, height);
}

// The middle of each of `count` equal parts.
std::vector<MediaTime> moments(MediaTime duration, std::size_t count) {
    std::vector<MediaTime> times;
    const auto parts = static_cast<MediaTime::rep>(count);
    for (MediaTime::rep i = 0; i < parts; ++i)
        times.push_back(duration * (2 * i + 1) / (2 * parts));
    return times;
}

// Every picture of a video that does not say how long it is, made small at once.
std::vector<Image> spread_over_all(FrameSource& source, std::size_t count, int height,
                                   const std::stop_token& stop) {
    std::vector<Image> all;
    while (const auto frame = source.read(stop)) all.push_back(scaled(frame->image, height));
    if (stop.stop_requested()) throw Cancelled();
    if (all.size() <= count) return all;
    std::vector<Image> chosen;
    for (std::size_t i = 0; i < count; ++i) {
        chosen.push_back(std::move(all[(2 * i + 1) * all.size() / (2 * count)]));
    }
    return chosen;
}

}  // namespace

std::vector<Image> filmstrip(const std::filesystem::path& video, std::size_t count, int height,
                             std::stop_token stop) {
    SourceOptions options;
    options.max_short_side = std::max(2 * height, 64);
    const auto reader = VideoReader::open_file(video, options, stop);
    const MediaTime duration = reader->info().duration;
    if (duration < std::chrono::seconds(1)) return spread_over_all(*reader, count, height, stop);
    std::vector<Image> strip;
    MediaTime at{};
    for (const MediaTime wanted : moments(duration, count)) {
        if (wanted - at > kWorthSeeking && !reader->seek(wanted)) break;
        std::optional<Frame> frame;
        do {
            frame = reader->read(stop);
        } while (frame && frame->time < wanted);
        if (stop.stop_requested()) throw Cancelled();
        if (!frame) break;
        at = frame->time;
        strip.push_back(scaled(frame->image, height));
    }
    return strip;
}

}  // namespace spotter
