#include "capture/demo_source.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "capture/video_reader.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr char kRemedy[] = "install Spotter's assets/demo again";
constexpr MediaTime kTolerance = std::chrono::milliseconds(50);  // of the video's length

MediaTime time_at(const nlohmann::json& object, const char* key) {
    return from_seconds(object.at(key).get<double>());
}

DemoSegment segment_of(const nlohmann::json& object) {
    DemoSegment segment{object.at("label").get<std::string>(),
                        time_at(object, "start_s"),
                        time_at(object, "end_s"),
                        {}};
    for (const auto& rep : object.at("reps")) {
        segment.reps.push_back(
            {time_at(rep, "start_s"), time_at(rep, "turn_s"), time_at(rep, "end_s")});
    }
    return segment;
}

// What is wrong with the segment that starts at `from`; empty: nothing.
std::string fault_of(const DemoSegment& segment, MediaTime from) {
    if (segment.start != from || segment.end <= from) {
        return "the segment '" + segment.label + "' does not follow the one before";
    }
    for (const DemoRep& rep : segment.reps) {
        const bool ordered = from <= rep.start && rep.start < rep.turn && rep.turn < rep.end;
        if (!ordered || rep.end > segment.end) {
            return "the repetitions of '" + segment.label + "' are not in order";
        }
        from = rep.end;
    }
    return {};
}

// The video in rounds: times go on where the last round ended.
class DemoSource : public FrameSource {
  public:
    DemoSource(std::unique_ptr<VideoReader> reader, MediaTime duration)
        : reader_(std::move(reader)), duration_(duration) {}

    SourceInfo info() const override {
        SourceInfo info = reader_->info();
        info.kind = SourceKind::demo;
        info.name = "Demo workout";
        info.duration = MediaTime::zero();
        return info;
    }

    std::optional<Frame> read(std::stop_token stop) override {
        auto frame = reader_->read(stop);
        if (!frame && !stop.stop_requested()) {
            if (!reader_->seek(MediaTime::zero())) {
                throw Error("play demo", info().name, "its video cannot be started again", kRemedy);
            }
            round_ += duration_;
            frame = reader_->read(stop);
        }
        if (!frame) return std::nullopt;
        frame->time += round_;
        frame->epoch = epoch_;
        return frame;
    }

    bool seek(MediaTime time) override {
        const auto round = std::max(time, MediaTime::zero()) / duration_;
        if (!reader_->seek(time - round * duration_)) return false;
        round_ = round * duration_;
        ++epoch_;
        return true;
    }

  private:
    const std::unique_ptr<VideoReader> reader_;
    const MediaTime duration_;
    MediaTime round_{};
    std::uint32_t epoch_ = 0;
};

}  // namespace

DemoScript DemoScript::read(const std::filesystem::path& file) {
    const auto fail = [&](const std::string& cause) {
        return Error("read demo", file.string(), cause, kRemedy);
    };
    std::ifstream in(file);
    if (!in) throw fail("cannot be read");
    DemoScript script;
    try {
        const auto json = nlohmann::json::parse(in);
        if (json.at("format") != 1) throw fail("is of an unknown format");
        script.duration_ = time_at(json, "duration_s");
        for (const auto& object : json.at("segments")) {
            script.segments_.push_back(segment_of(object));
        }
    } catch (const nlohmann::json::exception&) {
        throw fail("is not the truth of a demo");
    }
    MediaTime from{};
    for (const DemoSegment& segment : script.segments_) {
        if (const auto fault = fault_of(segment, from); !fault.empty()) throw fail(fault);
        from = segment.end;
    }
    if (from == MediaTime::zero() || from != script.duration_) {
        throw fail("its segments do not last as long as it says");
    }
    return script;
}

DemoTruth DemoScript::truth_at(MediaTime time) const {
    const MediaTime at = std::max(time, MediaTime::zero()) % duration_;
    const auto now = std::find_if(segments_.begin(), segments_.end(),
                                  [&](const DemoSegment& segment) { return at < segment.end; });
    const auto next = std::next(now) == segments_.end() ? segments_.begin() : std::next(now);
    const auto done = std::count_if(now->reps.begin(), now->reps.end(),
                                    [&](const DemoRep& rep) { return rep.end <= at; });
    return {now->label, static_cast<int>(done), static_cast<int>(now->reps.size()), next->label,
            now->end - at};
}

std::unique_ptr<FrameSource> open_demo(const std::filesystem::path& video,
                                       const std::filesystem::path& truth) {
    const DemoScript script = DemoScript::read(truth);
    std::error_code error;
    if (!std::filesystem::is_regular_file(video, error)) {
        throw Error("open demo", video.string(), "no such file", kRemedy);
    }
    auto reader = VideoReader::open_file(video);
    const MediaTime length = reader->info().duration;
    if (length > script.duration() + kTolerance || length < script.duration() - kTolerance) {
        throw Error("open demo", video.string(), "is not the video that its truth is about",
                    kRemedy);
    }
    return std::make_unique<DemoSource>(std::move(reader), script.duration());
}

}  // namespace spotter
