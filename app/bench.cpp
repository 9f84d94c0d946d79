#include "app/bench.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

#include "app/bench_live.h"
#include "app/model_store.h"
#include "app/recognizer.h"
#include "app/version.h"
#include "capture/open_source.h"
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/core/ring.h"
#include "engine/model/rgb_input.h"

#ifdef SPOTTER_HAS_POSE
#include "engine/pose/skeleton.h"
#endif

namespace spotter {
namespace {

constexpr std::size_t kFrames = 60;
// Where in the video; by then somebody is in the picture.
constexpr MediaTime kBegin = std::chrono::seconds(12);

double milliseconds_since(SteadyTime start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

// Runs `step` a few times to warm up, then until there are enough measurements or the time is
// over; at least five count. `scale`: steps a unit, times a thousand for microseconds.
Quantiles measure(const std::function<void()>& step, const std::stop_token& stop,
                  double scale = 1) {
    constexpr std::size_t kWarmUp = 3;
    constexpr std::size_t kLeast = 5;
    constexpr std::size_t kMost = 200;
    constexpr double kTimeMs = 1500;
    for (std::size_t i = 0; i < kWarmUp; ++i) step();
    std::vector<double> times;
    const SteadyTime begun = std::chrono::steady_clock::now();
    while (times.size() < kMost && (times.size() < kLeast || milliseconds_since(begun) < kTimeMs)) {
        if (stop.stop_requested()) throw Cancelled();
        const SteadyTime start = std::chrono::steady_clock::now();
        step();
        times.push_back(milliseconds_since(start) * scale);
    }
    return quantiles(std::move(times));
}

std::string line_value(const char* file, const std::string& key) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(key)) continue;
        const std::size_t begin = line.find_first_not_of(" \t", line.find(':') + 1);
        return begin == std::string::npos ? "" : line.substr(begin);
    }
    return {};
}

// Frames of the video, and how long each took.
std::vector<FramePtr> decode_frames(const SourceSpec& spec, const SourceOptions& options,
                                    Quantiles& time, const std::stop_token& stop) {
    const auto source = open_source(spec, options, stop);
    source->seek(source->info().duration > MediaTime::zero()
                     ? std::min(kBegin, source->info().duration / 3)
                     : kBegin);
    std::vector<FramePtr> frames;
    std::vector<double> times;
    while (frames.size() < kFrames) {
        const SteadyTime start = std::chrono::steady_clock::now();
        auto frame = source->read(stop);
        if (!frame) break;
        times.push_back(milliseconds_since(start));
        frames.push_back(std::make_shared<const Frame>(std::move(*frame)));
    }
    if (stop.stop_requested()) throw Cancelled();
    if (frames.empty()) throw Error("measure", spec.description(), "there is no picture in it");
    time = quantiles(std::move(times));
    return frames;
}

// The frames in an endless row, with times that keep growing.
class FrameRow {
  public:
    explicit FrameRow(const std::vector<FramePtr>& frames) : frames_(frames) {}
    const Frame& next() { return *frames_[count_++ % frames_.size()]; }
    double seconds() const { return static_cast<double>(count_) / 30; }

  private:
    const std::vector<FramePtr>& frames_;
    std::size_t count_ = 0;
};

std::shared_ptr<Observation> observe(const Frame& frame, double seconds, Recognizer& recognizer) {
    auto seen = std::make_shared<Observation>();
    seen->time = from_seconds(seconds);
    seen->width = frame.image.width();
    seen->height = frame.image.height();
    if (recognizer.pose) seen->pose = recognizer.pose->estimate(frame.image, seconds);
    seen->prepared = recognizer.input->prepare(frame.image, seen->pose, seen->time);
    return seen;
}

class Bench {
  public:
    Bench(const CommandContext& context, BenchReport& report,
          const std::function<void(const std::string&)>& progress)
        : context_(context), report_(report), progress_(progress) {}

    void add(const std::string& name, const std::string& unit,
             const std::function<Quantiles()>& measured) {
        progress_(name);
        report_.stages.push_back({name, unit, measured()});
    }
    void step(const std::string& name, const std::function<void()>& body) {
        add(name, "ms", [&] { return measure(body, context_.stop); });
    }

    void poses(const std::vector<FramePtr>& frames, int size);
    void model(const std::vector<FramePtr>& frames, LoadedModel& loaded);
    void ring();

  private:
    const CommandContext& context_;
    BenchReport& report_;
    const std::function<void(const std::string&)>& progress_;
};

void Bench::poses([[maybe_unused]] const std::vector<FramePtr>& frames, [[maybe_unused]] int size) {
#ifdef SPOTTER_HAS_POSE
    const ThreadShares shares = share_threads(context_.settings.threads, 1, 0);
    FrameRow row(frames);
    {
        const auto detecting = load_pose_estimator(context_.paths, shares.pose, true);
        step("pose, finding the person",
             [&] { detecting->estimate(row.next().image, row.seconds()); });
    }
    const auto following = load_pose_estimator(context_.paths, shares.pose);
    std::vector<std::optional<Pose>> poses(16);
    std::size_t i = 0;
    step("pose, following the person",
         [&] { poses[i++ % poses.size()] = following->estimate(row.next().image, row.seconds()); });
    step("drawing a skeleton clip", [&] { draw_skeleton_clip(poses, size); });
#endif
}

void Bench::model(const std::vector<FramePtr>& frames, LoadedModel& loaded) {
    Recognizer& recognizer = loaded.recognizers.front();
    FrameRow row(frames);
    step("preparing a picture for a pixel model",
         [&] { center_framed(row.next().image, loaded.model.preprocessing); });
    std::vector<ObservationPtr> window;
    while (window.size() < static_cast<std::size_t>(loaded.model.window.frames)) {
        const Frame& frame = row.next();
        window.push_back(observe(frame, row.seconds(), recognizer));
    }
    const Clip clip = recognizer.input->assemble(window);
    step("forward pass", [&] { recognizer.classifier->classify(clip); });
    step("one whole live step", [&] {
        const Frame& frame = row.next();
        std::move(window.begin() + 1, window.end(), window.begin());
        window.back() = observe(frame, row.seconds(), recognizer);
        recognizer.classifier->classify(recognizer.input->assemble(window));
    });
}

void Bench::ring() {
    constexpr std::size_t kPushes = 1000;
    TimeRing<ObservationPtr> ring(std::chrono::seconds(3), std::chrono::milliseconds(300));
    const auto seen = std::make_shared<const Observation>();
    MediaTime time{};
    add("ring push", "us", [&] {
        return measure(
            [&] {
                for (std::size_t i = 0; i < kPushes; ++i) {
                    ring.push(time += std::chrono::milliseconds(33), 0, seen);
                }
            },
            context_.stop, 1000.0 / kPushes);
    });
}

}  // namespace

BenchReport measure_stages(const CommandContext& context, const BenchOptions& options,
                           const std::function<void(const std::string&)>& progress) {
    BenchReport report;
    report.cpu = line_value("/proc/cpuinfo", "model name");
    report.cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    report.threads = context.settings.threads > 0 ? context.settings.threads : report.cores;
    report.build = build_type();
    const SourceSpec spec = parse_source(options.video.value_or("demo:"));
    report.video = spec.description();

    Bench bench(context, report, progress);
    Quantiles decoding;
    progress("decoding");
    const std::vector<FramePtr> frames =
        decode_frames(spec, context.settings.capture, decoding, context.stop);
    report.stages.push_back({"decoding a picture", "ms", decoding});

    const ModelInfo model = options.random ? videomae_preset(*options.random)
                                           : find_model(context.paths, context.settings.model);
    bench.poses(frames, model.image_size());
    LoadedModel loaded = load_recognizers(model, context.settings, context.paths);
    report.model = model.name;
    report.device = to_string(loaded.device);
    report.precision = to_string(loaded.precision);
    bench.model(frames, loaded);
    bench.ring();

    progress("live");
    const LiveAges ages = measure_live_ages(spec, context.settings.capture,
                                            std::move(loaded.recognizers.front()), context.stop);
    report.stages.push_back({"camera to screen, live", "ms", ages.picture});
    report.stages.push_back({"camera to pose, live", "ms", ages.pose});
    report.stages.push_back({"camera to label, live", "ms", ages.label});
    report.peak_memory_mb = std::stod("0" + line_value("/proc/self/status", "VmHWM")) / 1024;
    return report;
}

}  // namespace spotter
