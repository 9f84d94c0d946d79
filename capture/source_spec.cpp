#include "capture/source_spec.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>

#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr const char* kRemedy =
    "use camera, camera:1, a file, an http, https or rtsp address, or demo:";

[[noreturn]] void refuse(std::string_view text, const std::string& cause) {
    throw Error("choose source", std::string(text), cause, kRemedy);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// "http" of "HTTP://host"; empty when `text` has no scheme. Single letters and paths are none.
std::string scheme_of(std::string_view text) {
    const auto end = text.find("://");
    if (end == std::string_view::npos || end == 0) return {};
    const std::string_view scheme = text.substr(0, end);
    const bool proper = std::all_of(scheme.begin(), scheme.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '+' || c == '-' || c == '.';
    });
    return proper ? lower(scheme) : std::string{};
}

std::string percent_decoded(std::string_view text, std::string_view whole) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned value = 0;
        const char* begin = text.data() + i + 1;
        const char* end = text.data() + std::min(i + 3, text.size());
        const auto parsed = std::from_chars(begin, end, value, 16);
        if (parsed.ptr != begin + 2) refuse(whole, "has a % that two hex digits must follow");
        if (value == 0) refuse(whole, "has a zero byte in its path");
        out += static_cast<char>(value);
        i += 2;
    }
    return out;
}

SourceSpec file_from_url(std::string_view text) {
    const std::string_view rest = text.substr(std::string_view("file://").size());
    const auto slash = rest.find('/');
    const std::string_view host = rest.substr(0, slash);
    if (slash == std::string_view::npos) refuse(text, "names no file");
    if (!host.empty() && lower(host) != "localhost") refuse(text, "is a file of another machine");
    return {SourceKind::file, percent_decoded(rest.substr(slash), text)};
}

SourceSpec stream_from_url(std::string_view text, std::size_t scheme_length) {
    const std::string_view rest = text.substr(scheme_length + 3);
    if (rest.empty() || rest.front() == '/' || rest.front() == ':') refuse(text, "names no host");
    return {SourceKind::stream, std::string(text)};
}

SourceSpec camera_from_address(std::string_view address, std::string_view text) {
    if (address.empty()) refuse(text, "names no camera");
    const bool number = std::all_of(address.begin(), address.end(),
                                    [](unsigned char c) { return std::isdigit(c); });
    if (number && address.size() > 4) refuse(text, "is not a camera's number");
    return {SourceKind::camera, std::string(address)};
}

// The URL without "user:password@".
std::string without_credentials(const std::string& url) {
    const auto host = url.find("://") + 3;
    const auto at = url.substr(host, url.find_first_of("/?#", host) - host).rfind('@');
    return at == std::string::npos ? url : url.substr(0, host) + url.substr(host + at + 1);
}

}  // namespace

std::string SourceSpec::description() const {
    switch (kind) {
        case SourceKind::camera:
            return address.empty() ? "camera" : "camera:" + address;
        case SourceKind::file:
            return std::filesystem::path(address).filename().string();
        case SourceKind::stream:
            return without_credentials(address);
        case SourceKind::demo:
            return "demo:" + address;
    }
    return address;
}

SourceSpec parse_source(std::string_view text) {
    if (text.empty()) refuse("''", "is empty");
    if (text.find('\0') != std::string_view::npos) refuse("source", "has a zero byte");
    if (text == "camera") return {SourceKind::camera, {}};
    constexpr std::string_view kCamera = "camera:";
    if (text.starts_with(kCamera)) return camera_from_address(text.substr(kCamera.size()), text);
    constexpr std::string_view kDemo = "demo:";
    if (text.starts_with(kDemo)) {
        return {SourceKind::demo, std::string(text.substr(kDemo.size()))};
    }
    const std::string scheme = scheme_of(text);
    if (scheme == "file") return file_from_url(text);
    if (scheme == "http" || scheme == "https" || scheme == "rtsp") {
        return stream_from_url(text, scheme.size());
    }
    if (!scheme.empty()) refuse(text, "'" + scheme + "' addresses are not supported");
    return {SourceKind::file, std::string(text)};
}

}  // namespace spotter
