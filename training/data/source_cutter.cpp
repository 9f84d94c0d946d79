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

// As many as what lies in `spans` of a video of this length should have.
std::size_t expected_windows(MediaTime duration, const std::vector<TimeSpan>& spans,
                             const ClipImportOptions& options) {
    if (!spans.empty()) {
        double wanted = 0;
        for (const TimeSpan& span : spans) wanted += span.end_s - span.start_s;
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

// What becomes of the frames of one part of a video. Files are NAME-0.mp4, NAME-1.mp4, …
class Cutting {
  public:
    Cutting(std::filesystem::path name, const ClipImportOptions& options,
            const std::vector<TimeSpan>& spans, const std::set<SpanKey>& known, std::size_t windows)
        : name_(std::move(name)),
          spans_(spans),
          known_(known),
          expected_(windows),
          selection_(options.per_video, windows),
          cutter_(options.window, stride_of(options), [this](const CutClip& clip) { use(clip); }) {}

    void add(const FramePtr& frame) {
        if (is_wanted(to_seconds(frame->time))) cutter_.add(frame);
    }
    CutPart finish() {
        cutter_.finish();
        return std::move(made_);
    }
    // After finish(): windows that there were, and whether that is what was expected.
    std::size_t windows() const { return windows_; }
    bool as_expected() const { return windows_ == expected_; }

  private:
    bool is_wanted(double at) const {
        const auto inside = [at](const TimeSpan& span) {
            return at >= span.start_s && at <= span.end_s;
        };
        return spans_.empty() || std::ranges::any_of(spans_, inside);
    }
    void use(const CutClip& clip) {
        if (!selection_.takes(windows_++) || clip.frames.size() < 2) return;
        const double start_s = to_seconds(clip.begin);
        const double end_s = to_seconds(clip.end);
        if (known_.contains(span_key(start_s, end_s))) {
            ++made_.known;
            return;
        }
        std::filesystem::path file = name_;
        file += "-" + std::to_string(made_.clips.size()) + ".mp4";
        write_clip(clip, file);
        made_.clips.push_back({file, start_s, end_s});
    }

    const std::filesystem::path name_;
    const std::vector<TimeSpan>& spans_;
    const std::set<SpanKey>& known_;
    const std::size_t expected_;
    const Selection selection_;
    CutPart made_;
    std::size_t windows_ = 0;
    ClipCutter cutter_;
};

// One way through a video.
class Reading {
  public:
    Reading(const std::filesystem::path& video, const ClipImportOptions& options,
            const JobToken& token)
        : token_(token), reader_(VideoReader::open_file(video, sized(options), token.stop())) {}

    MediaTime duration() const { return reader_->info().duration; }
    CutSource cut(std::vector<std::unique_ptr<Cutting>>& cuttings,
                  const std::function<void(double)>& progress) {
        FingerprintMaker print;
        while (auto read = reader_->read(token_.stop())) {
            token_.checkpoint();
            const auto frame = std::make_shared<const Frame>(std::move(*read));
            const double at = to_seconds(frame->time) / to_seconds(duration());
            print.add(frame->image, frame->time);
            for (const auto& cutting : cuttings) cutting->add(frame);
            progress(duration() > MediaTime::zero() ? std::min(1.0, at) : -1);
        }
        token_.checkpoint();
        CutSource made;
        for (const auto& cutting : cuttings) made.parts.push_back(cutting->finish());
        made.fingerprint = print.make();
        made.note = reader_->info().note;
        return made;
    }

  private:
    static SourceOptions sized(const ClipImportOptions& options) {
        SourceOptions reading;
        reading.warn = false;
        reading.max_short_side = options.max_short_side;
        return reading;
    }

    const JobToken& token_;
    const std::unique_ptr<VideoReader> reader_;
};

}  // namespace

SpanKey span_key(double start_s, double end_s) {
    return {std::llround(start_s * 1000), std::llround(end_s * 1000)};
}

CutSource cut_source(const std::filesystem::path& video, const std::filesystem::path& folder,
                     const ClipImportOptions& options,
                     const std::vector<std::vector<TimeSpan>>& parts,
                     const std::set<SpanKey>& known, const JobToken& token,
                     const std::function<void(double)>& progress) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw CannotStore("write dataset: " + folder.string() + ": " + error.message());
    std::vector<std::size_t> windows;  // of each part, once they were counted
    while (true) {
        Reading reading(video, options, token);
        std::vector<std::unique_ptr<Cutting>> cuttings;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            cuttings.push_back(std::make_unique<Cutting>(
                folder / std::to_string(i), options, parts[i], known,
                windows.empty() ? expected_windows(reading.duration(), parts[i], options)
                                : windows[i]));
        }
        CutSource made = reading.cut(cuttings, progress);
        // Lengths in headers lie: spread them once more, over what there really is.
        const bool as_expected =
            std::ranges::all_of(cuttings, [](const auto& one) { return one->as_expected(); });
        if (options.per_video > 0 && windows.empty() && !as_expected) {
            for (const auto& cutting : cuttings) windows.push_back(cutting->windows());
            continue;
        }
        const auto is_empty = [](const CutPart& part) {
            return part.clips.empty() && part.known == 0;
        };
        if (std::ranges::all_of(made.parts, is_empty)) {
            const bool stretches = std::ranges::none_of(parts, &std::vector<TimeSpan>::empty);
            throw Error(
                "import clips", video.filename().string(),
                stretches ? "nothing of it lies in the wanted stretch" : "it has only one picture");
        }
        return made;
    }
}

}  // namespace spotter
