#include "training/data/source_cutter.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "capture/video_reader.h"
#include "capture/video_writer.h"
#include "engine/core/error.h"
#include "training/data/clip_cutter.h"
#include "training/data/fingerprint.h"

namespace spotter {
namespace {

MediaTime stride_of(const ClipImportOptions& options) {
    return options.stride > MediaTime::zero() ? options.stride : options.window.length();
}

// Which of a video's windows become clips when only so many are wanted: spread evenly over all.
class Selection {
  public:
    Selection(std::size_t wanted, std::size_t windows) : wanted_(wanted), windows_(windows) {}
    // Of window number `index`, from 0.
    bool takes(std::size_t index) const {
        if (wanted_ == 0 || windows_ <= wanted_) return wanted_ == 0 || index < wanted_;
        // The middle of each of `wanted_` equal parts.
        const std::size_t part = index * wanted_ / windows_;
        return part < wanted_ && index == (2 * part + 1) * windows_ / (2 * wanted_);
    }

  private:
    const std::size_t wanted_;
    const std::size_t windows_;
};

// As many as a video of this length should have.
std::size_t expected_windows(MediaTime duration, const ClipImportOptions& options) {
    if (!options.spans.empty()) {
        double wanted = 0;
        for (const TimeSpan& span : options.spans) wanted += span.end_s - span.start_s;
        duration = from_seconds(wanted);
    }
    const MediaTime free = duration - options.window.length();
    return free < MediaTime::zero() ? 1 : static_cast<std::size_t>(free / stride_of(options)) + 1;
}

double rate_of(const CutClip& clip) {
    const double seconds = to_seconds(clip.frames.back()->time - clip.frames.front()->time);
    return seconds > 0 ? static_cast<double>(clip.frames.size() - 1) / seconds : 30;
}

void write_clip(const CutClip& clip, const std::filesystem::path& file) {
    VideoWriterOptions options;
    options.width = clip.frames.front()->image.width();
    options.height = clip.frames.front()->image.height();
    options.frame_rate = rate_of(clip);
    try {
        VideoWriter writer(file, options);
        for (const FramePtr& frame : clip.frames) writer.write(frame->image, frame->time);
        writer.finish();
    } catch (const Error& error) {
        throw CannotStore(error.what());
    }
}

// What becomes of the frames of one video.
class Cutting {
  public:
    Cutting(const std::filesystem::path& folder, const ClipImportOptions& options,
            const std::set<SpanKey>& known, std::size_t windows)
        : folder_(folder),
          options_(options),
          known_(known),
          selection_(options.per_video, windows),
          cutter_(options.window, stride_of(options), [this](const CutClip& clip) { use(clip); }) {}

    void add(FramePtr frame) {
        print_.add(frame->image, frame->time);
        if (is_wanted(to_seconds(frame->time))) cutter_.add(std::move(frame));
    }
    // Windows that there were; after finish().
    std::size_t windows() const { return windows_; }
    CutSource finish() {
        cutter_.finish();
        made_.fingerprint = print_.make();
        return std::move(made_);
    }

  private:
    bool is_wanted(double at) const {
        const auto inside = [at](const TimeSpan& span) {
            return at >= span.start_s && at <= span.end_s;
        };
        return options_.spans.empty() || std::ranges::any_of(options_.spans, inside);
    }
    void use(const CutClip& clip) {
        if (!selection_.takes(windows_++) || clip.frames.size() < 2) return;
        const double start_s = to_seconds(clip.begin);
        const double end_s = to_seconds(clip.end);
        if (known_.contains(span_key(start_s, end_s))) {
            ++made_.known;
            return;
        }
        const auto file = folder_ / (std::to_string(made_.clips.size()) + ".mp4");
        write_clip(clip, file);
        made_.clips.push_back({file, start_s, end_s});
    }

    const std::filesystem::path folder_;
    const ClipImportOptions& options_;
    const std::set<SpanKey>& known_;
    const Selection selection_;
    FingerprintMaker print_;
    CutSource made_;
    std::size_t windows_ = 0;
    ClipCutter cutter_;
};

}  // namespace

SpanKey span_key(double start_s, double end_s) {
    return {std::llround(start_s * 1000), std::llround(end_s * 1000)};
}

CutSource cut_source(const std::filesystem::path& video, const std::filesystem::path& folder,
                     const ClipImportOptions& options, const std::set<SpanKey>& known,
                     const JobToken& token, const std::function<void(double)>& progress) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw CannotStore("write dataset: " + folder.string() + ": " + error.message());
    SourceOptions reading;
    reading.max_short_side = options.max_short_side;
    std::optional<std::size_t> windows;
    while (true) {
        const auto reader = VideoReader::open_file(video, reading, token.stop());
        const MediaTime duration = reader->info().duration;
        const std::size_t expected = windows.value_or(expected_windows(duration, options));
        Cutting cutting(folder, options, known, expected);
        while (auto frame = reader->read(token.stop())) {
            token.checkpoint();
            const double at = to_seconds(frame->time) / to_seconds(duration);
            cutting.add(std::make_shared<const Frame>(std::move(*frame)));
            progress(duration > MediaTime::zero() ? std::min(1.0, at) : -1);
        }
        token.checkpoint();
        CutSource made = cutting.finish();
        made.damaged = reader->damaged_frames();
        // Lengths in headers lie: spread them once more, over what there really is.
        if (options.per_video > 0 && !windows && cutting.windows() != expected) {
            windows = cutting.windows();
            continue;
        }
        if (made.clips.empty() && made.known == 0) {
            throw Error("import clips", video.filename().string(),
                        !options.spans.empty() ? "nothing of it lies in the wanted stretch"
                                               : "it has only one picture");
        }
        return made;
    }
}

}  // namespace spotter
