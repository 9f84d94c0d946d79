#include "app/version.h"

extern "C" {
#include <libavutil/avutil.h>
}

#ifdef SPOTTER_HAS_POSE
#include <openvino/core/version.hpp>
#endif

namespace spotter {
namespace {

constexpr const char* kMissing = "not in this build";

std::string openvino_version() {
#ifdef SPOTTER_HAS_POSE
    // "2026.4.1-22112-7bc81ac…": the release is enough.
    const std::string number = ov::get_openvino_version().buildNumber;
    return number.substr(0, number.find('-'));
#else
    return kMissing;
#endif
}

}  // namespace

std::string program_version() {
    return SPOTTER_VERSION;
}

std::string build_type() {
    return SPOTTER_BUILD_TYPE;
}

std::string version_text() {
    const std::string torch = SPOTTER_LIBTORCH_VERSION;
    return "spotter " + program_version() + " (" + build_type() + ", GCC " __VERSION__ + ")\n" +
           "LibTorch " + (torch.empty() ? kMissing : torch) + "\nOpenVINO " + openvino_version() +
           "\nFFmpeg " + av_version_info() + "\n";
}

}  // namespace spotter
