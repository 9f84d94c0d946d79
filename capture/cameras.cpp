#include "capture/cameras.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <map>
#include <system_error>
#include <utility>

#include <linux/videodev2.h>

#include "capture/v4l2_device.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

// Drivers end their lists by refusing an index; a broken one must not keep us forever.
constexpr unsigned kMaxListed = 256;
// For cameras that offer a range of sizes rather than a list.
constexpr std::array<std::pair<unsigned, unsigned>, 5> kUsualSizes{
    {{320, 240}, {640, 480}, {800, 600}, {1280, 720}, {1920, 1080}}};

std::string four_letters(std::uint32_t code) {
    std::string letters;
    for (int shift = 0; shift < 32; shift += 8) letters += static_cast<char>(code >> shift & 0x7f);
    return letters;
}

double rate_of(const v4l2_fract& interval) {
    return interval.numerator > 0 ? static_cast<double>(interval.denominator) / interval.numerator
                                  : 0;
}

template <std::size_t N>
std::string text_of(const std::uint8_t (&bytes)[N]) {
    const auto* text = reinterpret_cast<const char*>(bytes);
    return {text, strnlen(text, N)};
}

std::vector<double> frame_rates(const V4l2Query& query, std::uint32_t format, unsigned width,
                                unsigned height) {
    std::vector<double> rates;
    for (unsigned i = 0; i < kMaxListed; ++i) {
        v4l2_frmivalenum interval{};
        interval.index = i;
        interval.pixel_format = format;
        interval.width = width;
        interval.height = height;
        if (!query(VIDIOC_ENUM_FRAMEINTERVALS, &interval)) break;
        if (interval.type == V4L2_FRMIVAL_TYPE_DISCRETE) {
            rates.push_back(rate_of(interval.discrete));
            continue;
        }
        rates = {rate_of(interval.stepwise.min), rate_of(interval.stepwise.max)};
        break;
    }
    std::erase(rates, 0.0);
    std::sort(rates.rbegin(), rates.rend());
    rates.erase(std::unique(rates.begin(), rates.end()), rates.end());
    return rates;
}

void add_modes(const V4l2Query& query, std::uint32_t format, std::vector<CameraMode>& modes) {
    const auto add = [&](unsigned width, unsigned height) {
        modes.push_back({four_letters(format), static_cast<int>(width), static_cast<int>(height),
                         frame_rates(query, format, width, height)});
    };
    for (unsigned i = 0; i < kMaxListed; ++i) {
        v4l2_frmsizeenum size{};
        size.index = i;
        size.pixel_format = format;
        if (!query(VIDIOC_ENUM_FRAMESIZES, &size)) return;
        if (size.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
            add(size.discrete.width, size.discrete.height);
            continue;
        }
        const v4l2_frmsize_stepwise& range = size.stepwise;
        for (const auto& [width, height] : kUsualSizes) {
            if (width >= range.min_width && width <= range.max_width &&
                height >= range.min_height && height <= range.max_height) {
                add(width, height);
            }
        }
        return;
    }
}

// "video12" -> 12.
std::optional<int> device_number(const std::string& name) {
    constexpr std::string_view kPrefix = "video";
    if (!name.starts_with(kPrefix)) return std::nullopt;
    int number = 0;
    const char* end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + kPrefix.size(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return number;
}

std::map<int, fs::path> device_nodes(const fs::path& devices) {
    std::map<int, fs::path> nodes;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(devices, error)) {
        if (const auto number = device_number(entry.path().filename().string())) {
            nodes.emplace(*number, entry.path());
        }
    }
    return nodes;
}

// The link in v4l/by-id that leads to `node`, by its name.
std::string stable_link(const fs::path& devices, const fs::path& node) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(devices / "v4l" / "by-id", error)) {
        if (fs::equivalent(entry.path(), node, error)) return entry.path().filename().string();
    }
    return {};
}

bool is_number(const std::string& text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string names_of(const std::vector<CameraInfo>& cameras) {
    std::string names;
    for (const CameraInfo& camera : cameras) {
        if (!names.empty()) names += ", ";
        names += camera.path + " (" + camera.name + ")";
    }
    return names;
}

}  // namespace

std::optional<CameraInfo> describe_camera(const V4l2Query& query) {
    v4l2_capability capability{};
    if (!query(VIDIOC_QUERYCAP, &capability)) return std::nullopt;
    const std::uint32_t abilities = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0
                                        ? capability.device_caps
                                        : capability.capabilities;
    constexpr std::uint32_t kNeeded = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if ((abilities & kNeeded) != kNeeded) return std::nullopt;
    CameraInfo camera;
    camera.name = text_of(capability.card);
    for (unsigned i = 0; i < kMaxListed; ++i) {
        v4l2_fmtdesc format{};
        format.index = i;
        format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        if (!query(VIDIOC_ENUM_FMT, &format)) break;
        add_modes(query, format.pixelformat, camera.modes);
    }
    return camera;
}

std::vector<CameraInfo> list_cameras(const fs::path& devices) {
    std::vector<CameraInfo> cameras;
    for (const auto& [number, node] : device_nodes(devices)) {
        const V4l2Device device(node.string());
        if (!device.is_open()) continue;
        auto camera = describe_camera(
            [&](unsigned long request, void* argument) { return device.query(request, argument); });
        if (!camera) continue;
        camera->path = node.string();
        camera->stable_name = stable_link(devices, node);
        if (camera->stable_name.empty()) camera->stable_name = camera->name;
        cameras.push_back(std::move(*camera));
    }
    return cameras;
}

const CameraInfo& find_camera(const std::vector<CameraInfo>& cameras, const std::string& address) {
    const std::string subject = address.empty() ? "camera" : "camera:" + address;
    if (cameras.empty()) {
        throw Error("open camera", subject, "there is no camera",
                    "plug one in, or use a video file or demo:");
    }
    if (address.empty()) return cameras.front();
    const auto found = std::find_if(cameras.begin(), cameras.end(), [&](const CameraInfo& camera) {
        return camera.path == address || camera.stable_name == address || camera.name == address ||
               (is_number(address) && camera.path.ends_with("/video" + address));
    });
    if (found != cameras.end()) return *found;
    throw Error("open camera", subject, "there is no such camera",
                "choose one of " + names_of(cameras));
}

}  // namespace spotter
