#include "capture/video_writer.h"

#include <vector>

#include <catch2/catch.hpp>

#include "capture/video_reader.h"
#include "engine/core/error.h"
#include "tests/capture/make_video.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
using std::chrono::milliseconds;

namespace {

VideoWriterOptions sized(int width, int height) {
    VideoWriterOptions options;
    options.width = width;
    options.height = height;
    return options;
}

}  // namespace

TEST_CASE("what was written is read again: pictures, colours and variable times") {
    const TempFolder folder;
    VideoWriterOptions options = sized(96, 64);
    SECTION("as a plain file") {}
    SECTION("in fragments") {
        options.fragmented = true;
    }
    SECTION("without the H.264 encoder") {
        options.encoder = "none such";
    }
    const std::vector<MediaTime> times{milliseconds(5000), milliseconds(5033), milliseconds(5100),
                                       milliseconds(5900), milliseconds(7901)};
    VideoWriter writer(folder / "out.mp4", options);
    int number = 0;
    for (const MediaTime time : times) writer.write(numbered_picture(96, 64, number++), time);
    CHECK_FALSE(std::filesystem::exists(folder / "out.mp4"));
    writer.finish();
    CHECK_FALSE(std::filesystem::exists(folder / "out.mp4.part"));

    const auto reader = VideoReader::open_file(folder / "out.mp4");
    number = 0;
    for (const MediaTime time : times) {
        const auto frame = reader->read({});
        REQUIRE(frame);
        CHECK(number_in(frame->image) == number++);
        CHECK(to_seconds(frame->time) == Approx(to_seconds(time - times[0])).margin(1e-5));
        CHECK(near(corner(frame->image, false, false), kRed, 12));
        CHECK(near(corner(frame->image, true, false), kGreen, 12));
        CHECK(near(corner(frame->image, false, true), kBlue, 12));
        CHECK(near(corner(frame->image, true, true), kGray, 12));
    }
    CHECK_FALSE(reader->read({}));
}

TEST_CASE("usual frame rates are kept exactly") {
    const TempFolder folder;
    const double rate = GENERATE(10.0, 15.0, 24.0, 25.0, 30000.0 / 1001, 30.0, 60.0);
    VideoWriterOptions options = sized(64, 48);
    options.frame_rate = rate;
    VideoWriter writer(folder / "out.mp4", options);
    for (int i = 0; i < 40; ++i) {
        writer.write(numbered_picture(64, 48, i), from_seconds(i / rate));
    }
    writer.finish();
    const auto reader = VideoReader::open_file(folder / "out.mp4");
    CHECK(reader->info().frame_rate == Approx(rate));
    CHECK(to_seconds(reader->info().duration) == Approx(40 / rate).margin(1e-3));
    for (int i = 0; i < 40; ++i) {
        CHECK(std::abs((reader->read({})->time - from_seconds(i / rate)).count()) <= 1);
    }
}

TEST_CASE("odd sides are made even by repeating the edge") {
    const TempFolder folder;
    VideoWriter writer(folder / "out.mp4", sized(65, 49));
    writer.write(numbered_picture(65, 49, 1), MediaTime::zero());
    writer.finish();
    const auto frame = VideoReader::open_file(folder / "out.mp4")->read({});
    REQUIRE(frame);
    CHECK(frame->image.width() == 66);
    CHECK(frame->image.height() == 50);
    const std::uint8_t* last = frame->image.row(49) + std::ptrdiff_t{65} * 3;
    CHECK(near({last[0], last[1], last[2]}, kGray, 12));
}

TEST_CASE("without finish nothing is left, not even of a failed one") {
    const TempFolder folder;
    {
        VideoWriter writer(folder / "out.mp4", sized(64, 48));
        writer.write(numbered_picture(64, 48, 0), MediaTime::zero());
    }
    CHECK(folder.empty());
    {
        VideoWriter writer(folder / "out.mp4", sized(64, 48));
        CHECK_THROWS_WITH(writer.finish(), Contains("no pictures"));
    }
    CHECK(folder.empty());
}

TEST_CASE("an older file stays until the new one is finished") {
    const TempFolder folder;
    write_bytes(folder / "out.mp4", "old");
    VideoWriter writer(folder / "out.mp4", sized(64, 48));
    writer.write(numbered_picture(64, 48, 0), MediaTime::zero());
    CHECK(bytes_of(folder / "out.mp4") == "old");
    writer.finish();
    CHECK(bytes_of(folder / "out.mp4").size() > 100);
}

TEST_CASE("fragments can be read although the writer never finished") {
    const TempFolder folder;
    VideoWriterOptions options = sized(64, 48);
    options.fragmented = true;
    VideoWriter writer(folder / "out.mp4", options);
    for (int i = 0; i < 90; ++i) {
        writer.write(numbered_picture(64, 48, i), from_seconds(i / 30.0));
    }
    write_bytes(folder / "copy.mp4", bytes_of(folder / "out.mp4.part"));
    const auto reader = VideoReader::open_file(folder / "copy.mp4");
    int count = 0;
    while (reader->read({})) ++count;
    CHECK(count >= 70);  // at most the last half second is missing, and what FFmpeg still holds
}

TEST_CASE("a recording that is not finished stays, if it is to be kept") {
    const TempFolder folder;
    VideoWriterOptions options = sized(64, 48);
    options.fragmented = true;
    options.keep_unfinished = true;
    {
        VideoWriter writer(folder / "out.mp4", options);
        for (int i = 0; i < 90; ++i) {
            writer.write(numbered_picture(64, 48, i), from_seconds(i / 30.0));
        }
    }
    CHECK_FALSE(std::filesystem::exists(folder / "out.mp4.part"));
    const auto reader = VideoReader::open_file(folder / "out.mp4");
    int count = 0;
    while (reader->read({})) ++count;
    CHECK(count >= 60);
}

TEST_CASE("what cannot be written is said in one line") {
    const TempFolder folder;
    const auto open = [&](const std::filesystem::path& file, int width = 64) {
        VideoWriter writer(file, sized(width, 48));
    };
    CHECK_THROWS_WITH(open(folder / "none/out.mp4"), Contains("make the folder first"));
    CHECK_THROWS_WITH(open(folder / "out.mp4", 0), Contains("picture size"));
    CHECK_THROWS_WITH(open(folder / "out.mp4", 9000), Contains("picture size"));
    std::filesystem::create_directory(folder / "taken.mp4");
    CHECK_THROWS_WITH(open(folder / "taken.mp4"), Contains("is a folder; name"));

    VideoWriter writer(folder / "out.mp4", sized(64, 48));
    writer.write(numbered_picture(64, 48, 0), milliseconds(40));
    CHECK_THROWS_WITH(writer.write(numbered_picture(64, 48, 0), milliseconds(40)),
                      Contains("do not grow"));
    CHECK_THROWS_WITH(writer.write(numbered_picture(64, 50, 0), milliseconds(80)),
                      Contains("another size"));
}

TEST_CASE("a full disk is said and leaves nothing") {
    const TempFolder folder;
    // Everything written there fails as on a full disk.
    std::filesystem::create_symlink("/dev/full", folder / "out.mp4.part");
    const auto write_all = [&] {
        VideoWriter writer(folder / "out.mp4", sized(64, 48));
        for (int i = 0; i < 300; ++i) {
            writer.write(numbered_picture(64, 48, i), from_seconds(i / 30.0));
        }
        writer.finish();
    };
    CHECK_THROWS_WITH(write_all(), Contains("No space left on device; free some space"));
    CHECK(folder.empty());
}
