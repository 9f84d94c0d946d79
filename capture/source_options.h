#pragma once

#include <chrono>
#include <filesystem>

namespace spotter {

// How a source is opened; every kind takes what concerns it.
struct SourceOptions {
    // Files and streams: pictures whose shorter side is longer than this are made smaller while
    // they are decoded. 0: never.
    int max_short_side = 0;
    // Files: decoder threads. 0: chosen by the machine and the picture's size.
    int threads = 0;
    // Files: what is wrong with one is a warning; otherwise the caller says it (SourceInfo::note).
    bool warn = true;
    // Streams: from the call to the first picture, and between pictures.
    std::chrono::milliseconds connect_timeout{5000};
    std::chrono::milliseconds read_timeout{5000};
    // Cameras: what they are asked for; they deliver what they can.
    int camera_width = 640;
    int camera_height = 480;
    double camera_rate = 30;
    // The demo: where its video and its truth lie (assets/demo).
    std::filesystem::path demo_folder;
};

}  // namespace spotter
