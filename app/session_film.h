#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "capture/video_writer.h"
#include "engine/core/bounded_queue.h"
#include "engine/core/frame.h"
#include "engine/core/worker.h"
#include "engine/session/session.h"

namespace spotter {

// Films a session: H.264 MP4 in fragments, so that what was filmed can be played even if the
// program dies. Frames of another size begin another file. Encoding has a thread of its own; a
// frame that finds no room is left out. When it fails (full disk) it says so once and ends; what
// was filmed stays.
class SessionFilm {
  public:
    // What it tells, from its own thread.
    struct Ears {
        std::function<void(const Recording&)> recording;  // as a file begins, and as it ends
        std::function<void(const std::string&)> failure;  // one line
        // Told by add() and close() instead, as pictures are left out and again as there are more
        // of them: a gap with the same start replaces the one before.
        std::function<void(const FilmGap&)> gap;
    };
    // Files are FOLDER/NAME.mp4, NAME-2.mp4, …; the folder is made.
    SessionFilm(std::filesystem::path folder, std::string name, Ears ears);
    // As finish().
    ~SessionFilm();
    SessionFilm(const SessionFilm&) = delete;
    SessionFilm& operator=(const SessionFilm&) = delete;

    // Never waits. `time`: when it was captured, on the session's clock. Not while another thread
    // is in add() or close().
    void add(FramePtr frame, SessionTime time);
    // Takes no more frames; what waits is written and the file closed, without waiting for that.
    void close();
    // close(), and waits.
    void finish();
    // After close(): all is written, or failed.
    bool finished() const { return thread_.finished(); }
    // Frames that came faster than they could be written.
    std::uint64_t left_out() const { return left_out_; }
    // Of all its files so far; about, while one is written.
    SessionTime length() const { return SessionTime(length_ms_); }
    std::uint64_t bytes() const { return bytes_; }

  private:
    struct Moment {
        FramePtr frame;
        SessionTime time{};
    };
    void left_out(SessionTime time);
    void tell_gap();
    void run();
    void write(const Moment& moment);
    void begin_file(const Image& image, SessionTime time);
    void end_file();
    void measure();

    const std::filesystem::path folder_;
    const std::string name_;
    const Ears ears_;
    BoundedQueue<Moment> queue_;
    std::atomic<std::uint64_t> left_out_ = 0;
    std::atomic<std::int64_t> length_ms_ = 0;
    std::atomic<std::uint64_t> bytes_ = 0;

    // Of who calls add() and close():
    FilmGap gap_;  // the last one; without pictures: there was none
    SessionTime told_{};
    bool told_whole_ = true;

    // Of its thread alone:
    std::unique_ptr<VideoWriter> writer_;
    Recording recording_;
    int files_ = 0;
    SessionTime measured_{};     // when bytes_ was last looked at
    std::int64_t ended_ms_ = 0;  // of the files that ended
    std::uint64_t ended_bytes_ = 0;

    // Last, so that it ends before what it uses.
    Worker thread_;
};

}  // namespace spotter
