#include "capture/av_handles.h"

#include <array>
#include <cstdarg>
#include <mutex>
#include <new>

#include "engine/core/log.h"

namespace spotter {
namespace {

void log_line(void* context, int level, const char* format, va_list arguments) {
    if (level > AV_LOG_WARNING) return;
    std::array<char, 512> line{};
    int print_prefix = 1;
    av_log_format_line2(context, level, format, arguments, line.data(),
                        static_cast<int>(line.size()), &print_prefix);
    std::string text = line.data();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    log_debug("ffmpeg: " + text);
}

template <class Handle>
Handle checked(Handle handle) {
    if (!handle) throw std::bad_alloc();
    return handle;
}

}  // namespace

AvFrame make_av_frame() {
    return checked(AvFrame(av_frame_alloc()));
}

AvPacket make_av_packet() {
    return checked(AvPacket(av_packet_alloc()));
}

AvCodec make_av_codec(const AVCodec* codec) {
    return checked(AvCodec(avcodec_alloc_context3(codec)));
}

std::string av_error_text(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

void AvOptions::set(const char* key, const std::string& value) {
    if (av_dict_set(&options_, key, value.c_str(), 0) < 0) throw std::bad_alloc();
}

void quiet_ffmpeg() {
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(log_line); });
}

}  // namespace spotter
