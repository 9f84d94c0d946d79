#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "capture/av_handles.h"
#include "capture/orientation.h"
#include "capture/source_options.h"
#include "engine/core/source.h"

namespace spotter {

// Larger pictures are refused: decoding them takes gigabytes.
constexpr int kMaxVideoSide = 8192;
constexpr std::int64_t kMaxVideoPixels = std::int64_t{8192} * 4608;

// An open file or stream and its video track, packet by packet. Waiting is bounded: for streams
// by the deadlines of SourceOptions, and always by `stop`. One thread at a time.
class VideoInput {
  public:
    // `name` stands in messages. Throws Error when it cannot be opened, holds no video, or is
    // larger than the limits; connecting ends at the connect timeout.
    VideoInput(SourceKind kind, const std::string& url, std::string name,
               const SourceOptions& options, const std::stop_token& stop);
    VideoInput(const VideoInput&) = delete;
    VideoInput& operator=(const VideoInput&) = delete;

    SourceKind kind() const { return kind_; }
    const std::string& name() const { return name_; }
    const AVStream& track() const { return *track_; }
    // A camera or broadcast: it has no length, and pictures matter only while they are new.
    bool live() const;
    MediaTime duration() const;  // 0: unknown
    // How long the file says the track is from its first picture on; 0: it does not say for sure.
    MediaTime promised() const;
    double frame_rate() const;  // 0: unknown
    // As the track says; pictures may say otherwise.
    std::optional<Orientation> orientation() const;
    // A stamp of the track as time since its start; nothing when it is none.
    std::optional<MediaTime> time_of(std::int64_t stamp) const;

    // The next packet of the track, or false at the end of what can be read or once `stop` is
    // requested. Throws Error when a stream stalls or breaks off, or the disk fails.
    bool read(AVPacket& packet, const std::stop_token& stop);
    // Restarts the time in which a stream must deliver; it holds for all reads until the next.
    void expect_within(std::chrono::milliseconds patience);
    bool seekable() const;
    // To a key picture at or before `time`, as near as the file's index knows. False: not moved.
    bool seek(MediaTime time);
    // A file of bare codec data has no stamps: pictures are counted, and seek() goes to the start.
    bool counts_time() const;
    // Packets so far that are cut off or unreadable.
    std::uint64_t damaged() const { return damaged_; }

  private:
    // Asked by FFmpeg while it waits.
    struct Patience {
        std::stop_token stop;
        std::optional<SteadyTime> deadline;
        bool over() const;
    };
    void open(const std::string& url, const SourceOptions& options);
    void choose_track();
    void check_track() const;
    [[noreturn]] void fail_to_open(int code) const;
    [[noreturn]] void fail_to_read(int code) const;
    std::string step(const char* verb) const;

    const SourceKind kind_;
    const std::string name_;
    Patience patience_;
    AvInput input_;
    AVStream* track_ = nullptr;
    bool given_up_ = false;  // the sender was silent for too long; what FFmpeg still held came out
    std::uint64_t damaged_ = 0;
};

}  // namespace spotter
