#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

#include "capture/video_reader.h"

using namespace spotter;

TEST_CASE("real clips open and start with growing times", "[shared]") {
    const std::filesystem::path folder =
        std::filesystem::path(SPOTTER_SHARED_DIR) / "data/real-dev";
    if (!std::filesystem::is_directory(folder)) {
        if (std::getenv("SPOTTER_REQUIRE_SHARED")) FAIL("the shared clips are missing");
        WARN("the shared clips are missing: not tested");
        return;
    }
    constexpr int kPictures = 15;
    int clips = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".mp4") continue;
        CAPTURE(entry.path());
        const auto reader = VideoReader::open_file(entry.path());
        const SourceInfo info = reader->info();
        MediaTime last{-1};
        for (int i = 0; i < kPictures; ++i) {
            const auto frame = reader->read({});
            REQUIRE(frame);
            CHECK(frame->time > last);
            CHECK(frame->image.width() == info.width);
            last = frame->time;
        }
        CHECK(last < std::chrono::seconds(2));
        CHECK(reader->damaged_frames() == 0);
        ++clips;
    }
    CHECK(clips > 0);
}
