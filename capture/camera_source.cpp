#include "capture/camera_source.h"

#include <algorithm>
#include <utility>

#include "capture/opencv_camera.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr double kAssumedRate = 30;
// Drivers keep at most this many pictures for a reader who is away.
constexpr int kMostWaiting = 8;
constexpr int kMostUndecodable = 30;
constexpr std::chrono::seconds kOldestStamp{5};

class CameraSource : public FrameSource {
  public:
    CameraSource(std::unique_ptr<CameraDevice> device, std::string name, SteadyNow now)
        : device_(std::move(device)), name_(std::move(name)), now_(std::move(now)) {
        const double rate = device_->frame_rate();
        interval_ = from_seconds(1 / (rate > 0 ? rate : kAssumedRate));
    }

    SourceInfo info() const override {
        SourceInfo info;
        info.kind = SourceKind::camera;
        info.name = name_;
        info.width = device_->width();
        info.height = device_->height();
        info.frame_rate = device_->frame_rate();
        info.mirrored = true;
        return info;
    }

    std::optional<Frame> read(std::stop_token stop) override {
        for (int tries = 0; tries < kMostUndecodable; ++tries) {
            if (stop.stop_requested()) return std::nullopt;
            const SteadyTime taken = grab_fresh();
            Image image = device_->retrieve();
            if (image.empty()) continue;  // webcams send a broken JPEG now and then
            Frame frame;
            frame.image = std::move(image);
            frame.time = std::max(taken.time_since_epoch(), last_ + SteadyTime::duration(1));
            frame.captured = now_();
            frame.number = number_++;
            last_ = frame.time;
            return frame;
        }
        throw Error("read camera", name_, "its pictures cannot be decoded",
                    "unplug it and plug it in again, or choose another camera");
    }

  private:
    // Takes the newest picture and says when it was captured. One that was there at once and is
    // old waited in the driver while nobody read: a newer one is behind it.
    SteadyTime grab_fresh() {
        const bool reader_was_away = now_() - last_grab_ > 2 * interval_;
        SteadyTime taken;
        for (int waiting = 0; waiting <= kMostWaiting; ++waiting) {
            const SteadyTime asked = now_();
            if (!device_->grab()) fail();
            const SteadyTime now = now_();
            last_grab_ = now;
            const auto stamp = believable(device_->grabbed_at(), now);
            taken = stamp.value_or(now);
            const bool old = stamp ? now - *stamp > 2 * interval_ : reader_was_away;
            if (!old || now - asked > interval_ / 4) break;
        }
        return taken;
    }

    // Some drivers stamp by another clock, or with zero.
    static std::optional<SteadyTime> believable(std::optional<SteadyTime> stamp, SteadyTime now) {
        if (stamp && *stamp <= now && now - *stamp < kOldestStamp) return stamp;
        return std::nullopt;
    }

    [[noreturn]] void fail() const {
        if (!device_->still_there()) {
            throw Error("read camera", name_, "was unplugged", "plug it in again");
        }
        throw Error("read camera", name_, "sends no pictures",
                    "close other programs that use it, or unplug it and plug it in again");
    }

    const std::unique_ptr<CameraDevice> device_;
    const std::string name_;
    const SteadyNow now_;
    MediaTime interval_{};
    SteadyTime last_grab_{};
    MediaTime last_{};
    std::uint64_t number_ = 0;
};

}  // namespace

std::unique_ptr<FrameSource> make_camera_source(std::unique_ptr<CameraDevice> device,
                                                std::string name, SteadyNow now) {
    return std::make_unique<CameraSource>(std::move(device), std::move(name), std::move(now));
}

std::unique_ptr<FrameSource> open_camera(const CameraInfo& camera, const SourceOptions& options) {
    return make_camera_source(open_opencv_camera(camera, options), camera.name);
}

}  // namespace spotter
