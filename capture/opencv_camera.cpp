#include "capture/opencv_camera.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include <linux/videodev2.h>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>
#include <unistd.h>

#include "capture/v4l2_device.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

class OpenCvCamera : public CameraDevice {
  public:
    OpenCvCamera(cv::VideoCapture capture, std::string path)
        : capture_(std::move(capture)), path_(std::move(path)) {}

    int width() const override { return static_cast<int>(capture_.get(cv::CAP_PROP_FRAME_WIDTH)); }
    int height() const override {
        return static_cast<int>(capture_.get(cv::CAP_PROP_FRAME_HEIGHT));
    }
    double frame_rate() const override { return capture_.get(cv::CAP_PROP_FPS); }
    bool grab() override { return capture_.grab(); }

    std::optional<SteadyTime> grabbed_at() const override {
        // The time stamp of the V4L2 buffer: of CLOCK_MONOTONIC, as steady_clock.
        const double milliseconds = capture_.get(cv::CAP_PROP_POS_MSEC);
        if (milliseconds <= 0) return std::nullopt;
        return SteadyTime(from_seconds(milliseconds / 1000));
    }

    Image retrieve() override {
        try {
            if (!capture_.retrieve(bgr_) || bgr_.empty() || bgr_.type() != CV_8UC3) return {};
            Image image(bgr_.cols, bgr_.rows);
            cv::Mat rgb(bgr_.rows, bgr_.cols, CV_8UC3, image.data(), image.stride());
            cv::cvtColor(bgr_, rgb, cv::COLOR_BGR2RGB);
            return image;
        } catch (const cv::Exception&) {
            return {};  // a broken JPEG
        }
    }

    bool still_there() const override { return ::access(path_.c_str(), F_OK) == 0; }

  private:
    cv::VideoCapture capture_;
    const std::string path_;
    cv::Mat bgr_;
};

// OpenCV says only "cannot open": find out why, so that the user learns what to do.
void check_usable(const CameraInfo& camera) {
    const V4l2Device device(camera.path);
    check_camera(camera.path, device.open_error(), [&](unsigned long request, void* argument) {
        return device.query(request, argument);
    });
}

// OpenCV reads this setting once, and prints warnings of its own to standard error.
void prepare_opencv() {
    static std::once_flag once;
    std::call_once(once, [] {
        ::setenv("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2", 0);
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    });
}

}  // namespace

void check_camera(const std::string& path, int open_error, const V4l2Query& query) {
    const auto fail = [&](const std::string& cause, const std::string& remedy) {
        throw Error("open camera", path, cause, remedy);
    };
    int error = open_error;
    if (error == 0) {
        // Setting the format it already has is refused while another program streams.
        v4l2_format format{};
        format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        const bool usable = query(VIDIOC_G_FMT, &format) && query(VIDIOC_S_FMT, &format);
        error = usable ? 0 : errno;
    }
    if (error == 0) return;
    if (error == EBUSY) fail("is busy", "close other programs that use it");
    if (error == EACCES || error == EPERM) fail("may not be used", "join the group 'video'");
    if (error == ENOENT || error == ENODEV || error == ENXIO) {
        fail("is not there", "plug it in, or choose another camera");
    }
    fail(std::strerror(error), "unplug it and plug it in again, or choose another camera");
}

std::unique_ptr<CameraDevice> open_opencv_camera(const CameraInfo& camera,
                                                 const SourceOptions& options) {
    prepare_opencv();
    check_usable(camera);
    cv::VideoCapture capture;
    if (!capture.open(camera.path, cv::CAP_V4L2)) {
        throw Error("open camera", camera.path, "does not start",
                    "close other programs that use it, or unplug it and plug it in again");
    }
    // Wishes, in the order in which drivers take them; what was refused shows in the result.
    capture.set(cv::CAP_PROP_FOURCC, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'));
    capture.set(cv::CAP_PROP_FRAME_WIDTH, options.camera_width);
    capture.set(cv::CAP_PROP_FRAME_HEIGHT, options.camera_height);
    capture.set(cv::CAP_PROP_FPS, options.camera_rate);
    capture.set(cv::CAP_PROP_BUFFERSIZE, 1);
    return std::make_unique<OpenCvCamera>(std::move(capture), camera.path);
}

}  // namespace spotter
