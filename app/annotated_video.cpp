#include "app/annotated_video.h"

#include <algorithm>
#include <memory>

#include "app/overlay_painter.h"
#include "app/recording.h"
#include "capture/video_writer.h"
#include "engine/core/job.h"

namespace spotter {
namespace {

constexpr int kLongestShortSide = 1080;
constexpr double kUnknownRate = 30;
constexpr const char* kAnnotated = ".annotated.mp4";

OverlayMoment moment_at(const Analysis& analysis, const std::vector<SeenPose>& poses,
                        MediaTime time) {
    const double seconds = to_seconds(time);
    OverlayMoment moment;
    moment.scores = scores_at(analysis, seconds);
    moment.pose = pose_at(poses, time);
    const auto counted = set_at(analysis, seconds);
    if (counted && !counted->set->held) moment.reps = counted->reps;
    if (const Segment* segment = segment_at(analysis, seconds)) {
        moment.label = segment->label;
        const auto label =
            std::find(analysis.labels.begin(), analysis.labels.end(), segment->label);
        moment.confidence =
            moment.scores.at(static_cast<std::size_t>(label - analysis.labels.begin()));
    }
    return moment;
}

VideoWriterOptions writer_options(const SourceInfo& info, const Image& picture) {
    VideoWriterOptions options;
    options.width = picture.width();
    options.height = picture.height();
    options.frame_rate = info.frame_rate > 0 ? info.frame_rate : kUnknownRate;
    return options;
}

}  // namespace

std::string annotated_name(const std::filesystem::path& recording) {
    return recording.stem().string() + kAnnotated;
}

bool is_annotated_name(const std::filesystem::path& file) {
    return file.filename().string().ends_with(kAnnotated);
}

void write_annotated_video(const Analysis& analysis, const std::vector<SeenPose>& poses,
                           const std::filesystem::path& output,
                           const std::function<void(double)>& progress, std::stop_token stop) {
    const auto source = open_recording(analysis.file, stop, kLongestShortSide);
    const SourceInfo info = source->info();
    OverlayPainter painter(analysis.labels);
    std::unique_ptr<VideoWriter> writer;
    while (auto frame = source->read(stop)) {
        if (!writer) {
            writer = std::make_unique<VideoWriter>(output, writer_options(info, frame->image));
        }
        painter.paint(frame->image, moment_at(analysis, poses, frame->time));
        writer->write(frame->image, frame->time);
        if (progress && analysis.duration_s > 0) {
            progress(std::min(1.0, to_seconds(frame->time) / analysis.duration_s));
        }
    }
    if (stop.stop_requested()) throw Cancelled();
    if (writer) writer->finish();
}

}  // namespace spotter
