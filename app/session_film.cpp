#include "app/session_film.h"

#include <system_error>
#include <utility>

#include "engine/core/error.h"

namespace spotter {
namespace {

// A second of a camera's frames; more would be memory for pictures that come too late anyway.
constexpr std::size_t kMostWaiting = 30;

}  // namespace

SessionFilm::SessionFilm(std::filesystem::path folder, std::string name, Ears ears)
    : folder_(std::move(folder)),
      name_(std::move(name)),
      ears_(std::move(ears)),
      queue_(kMostWaiting),
      thread_("session film", [this](const std::stop_token&) { run(); }) {}

SessionFilm::~SessionFilm() {
    finish();
}

void SessionFilm::add(FramePtr frame, SessionTime time) {
    if (!queue_.try_push({std::move(frame), time}) && !queue_.closed()) left_out(time);
}

// When encoding is too slow, single pictures are left out all the time: those of one stretch are
// told together, and often enough for a kill to lose no more than of the rest. A long stretch is
// told in parts, each with a number of its own, so that a worse minute in it can be seen.
void SessionFilm::left_out(SessionTime time) {
    constexpr SessionTime kLongest{10'000};
    constexpr SessionTime kTellEvery{500};
    ++left_out_;
    const bool another =
        gap_.pictures == 0 || time - gap_.end > kOneFilmGap || time - gap_.start >= kLongest;
    if (another) {
        tell_gap();
        gap_ = {time, time, 0};
    }
    gap_.end = time;
    ++gap_.pictures;
    told_whole_ = false;
    if (another || time - told_ >= kTellEvery) tell_gap();
}

void SessionFilm::tell_gap() {
    if (told_whole_) return;
    told_whole_ = true;
    told_ = gap_.end;
    ears_.gap(gap_);
}

void SessionFilm::close() {
    tell_gap();
    queue_.close();
}

void SessionFilm::finish() {
    close();
    thread_.join();
}

void SessionFilm::run() {
    try {
        while (const auto moment = queue_.pop({})) write(*moment);
        end_file();
    } catch (...) {
        const std::string failure = describe_current_exception();
        queue_.close();
        // What is there is kept, and ends here.
        if (std::exchange(writer_, nullptr)) ears_.recording(recording_);
        ears_.failure(failure);
    }
}

void SessionFilm::write(const Moment& moment) {
    const Image& image = moment.frame->image;
    if (writer_ && (image.width() != recording_.width || image.height() != recording_.height)) {
        end_file();
    }
    if (!writer_) {
        begin_file(image, moment.time);
    } else if (moment.time <= recording_.end) {
        return;
    }
    writer_->write(image, moment.time);
    recording_.end = moment.time;
    length_ms_ = ended_ms_ + (recording_.end - recording_.start).count();
    constexpr SessionTime kMeasureEvery{500};
    if (moment.time - measured_ < kMeasureEvery) return;
    measured_ = moment.time;
    measure();
}

// What is being written has its name with ".part" at the end.
void SessionFilm::measure() {
    std::error_code none;
    const std::filesystem::path file = folder_ / recording_.file;
    auto bytes = std::filesystem::file_size(file.string() + ".part", none);
    if (none) bytes = std::filesystem::file_size(file, none);
    if (!none) bytes_ = ended_bytes_ + bytes;
}

void SessionFilm::begin_file(const Image& image, SessionTime time) {
    std::error_code ignored;
    std::filesystem::create_directories(folder_, ignored);  // the writer says what is wrong
    ++files_;
    const std::string number = files_ == 1 ? "" : "-" + std::to_string(files_);
    recording_ = {name_ + number + ".mp4", time, time, image.width(), image.height()};
    VideoWriterOptions options;
    options.width = image.width();
    options.height = image.height();
    options.fragmented = true;
    options.keep_unfinished = true;
    writer_ = std::make_unique<VideoWriter>(folder_ / recording_.file, options);
    ears_.recording(recording_);
}

void SessionFilm::end_file() {
    if (!writer_) return;
    writer_->finish();
    writer_.reset();
    measure();
    ended_bytes_ = bytes_;
    ended_ms_ = length_ms_;
    ears_.recording(recording_);
}

}  // namespace spotter
