#include <fstream>
#include <random>
#include <string>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/open_source.h"
#include "capture/video_reader.h"
#include "capture/video_writer.h"
#include "engine/core/error.h"
#include "tests/capture/make_video.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

VideoRecipe short_clip() {
    VideoRecipe recipe;
    recipe.ticks = even_ticks(60, 40);
    return recipe;
}

std::string refusal(const std::filesystem::path& file) {
    try {
        const auto reader = VideoReader::open_file(file);
    } catch (const Error& error) {
        return error.what();
    }
    return "opened";
}

int pictures_in(VideoReader& reader) {
    int count = 0;
    while (reader.read({})) ++count;
    return count;
}

// Bytes that this process has read from files so far.
std::uint64_t bytes_read() {
    std::ifstream in("/proc/self/io");
    std::string name;
    std::uint64_t bytes = 0;
    in >> name >> bytes;
    return bytes;
}

}  // namespace

TEST_CASE("what is no video is refused with its name, the cause and a remedy") {
    const TempFolder folder;
    const auto file = folder / "clip.mp4";
    SECTION("a missing file") {
        CHECK_THAT(refusal(file), Contains("no such file; check"));
    }
    SECTION("an empty file") {
        write_bytes(file, "");
        CHECK_THAT(refusal(file), Contains("is empty; copy"));
    }
    SECTION("a folder") {
        std::filesystem::create_directory(file);
        CHECK_THAT(refusal(file), Contains("is a folder; name"));
    }
    SECTION("a pipe") {
        REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
        CHECK_THAT(refusal(file), Contains("is not a file"));
    }
    SECTION("noise") {
        std::mt19937 random(1);
        std::string noise(100'000, ' ');
        for (char& c : noise) c = static_cast<char>(random());
        write_bytes(file, noise);
        CHECK_THAT(refusal(file), Contains("not a video; copy"));
    }
    SECTION("text, which FFmpeg would draw") {
        write_bytes(folder / "notes.txt", std::string(2000, 'a') + "\n");
        CHECK_THAT(refusal(folder / "notes.txt"), Contains("video"));
        CHECK_THAT(refusal(folder / "notes.txt"), !Contains("opened"));
    }
    SECTION("a playlist") {
        write_bytes(folder / "list.m3u8",
                    "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.ts\n#EXT-X-ENDLIST\n");
        CHECK(refusal(folder / "list.m3u8") != "opened");
    }
    SECTION("sound alone") {
        VideoRecipe recipe;
        recipe.audio = true;
        make_video(file, recipe);
        CHECK_THAT(refusal(file), Contains("has no video track; choose"));
    }
    SECTION("sound with a cover") {
        VideoRecipe recipe;
        recipe.audio = true;
        recipe.cover = true;
        make_video(file, recipe);
        CHECK_THAT(refusal(file), Contains("has no video track; choose"));
    }
    SECTION("a recording that was cut off before its index") {
        make_video(file, short_clip());
        const std::string bytes = bytes_of(file);
        write_bytes(file, bytes.substr(0, bytes.size() / 2));
        CHECK_THAT(refusal(file), Contains("cut off, damaged or not a video; copy"));
    }
}

TEST_CASE("pictures are refused as pictures") {
    const TempFolder folder;
    VideoRecipe recipe;
    recipe.ticks = {0};
    recipe.container = "image2";
    recipe.encoder = GENERATE("mjpeg", "png", "bmp");
    recipe.format = recipe.encoder == "mjpeg" ? AV_PIX_FMT_YUVJ420P
                    : recipe.encoder == "png" ? AV_PIX_FMT_RGB24
                                              : AV_PIX_FMT_BGR24;
    make_video(folder / "1.image", recipe);
    for (const std::string name : {"a.jpg", "a.png", "a.mp4", "a"}) {
        CAPTURE(recipe.encoder, name);
        std::filesystem::copy_file(folder / "1.image", folder / name);
        CHECK_THAT(refusal(folder / name), Contains("is a picture, not a video; choose"));
    }
}

TEST_CASE("a truncated file gives what it has and counts the damage") {
    const TempFolder folder;
    VideoRecipe recipe = short_clip();
    recipe.moov_first = true;
    make_video(folder / "whole.mp4", recipe);
    const std::string bytes = bytes_of(folder / "whole.mp4");
    write_bytes(folder / "cut.mp4", bytes.substr(0, bytes.size() * 3 / 4));
    const auto reader = VideoReader::open_file(folder / "cut.mp4");
    const int count = pictures_in(*reader);
    CHECK(count > 10);
    CHECK(count < 60);
    CHECK(reader->damaged_frames() > 0);
}

TEST_CASE("a file that is cut off says so at its end, and how long the rest is") {
    const TempFolder folder;
    VideoRecipe recipe = short_clip();
    recipe.container = GENERATE("mp4", "matroska");
    recipe.moov_first = recipe.container == "mp4";
    recipe.audio = GENERATE(false, true);
    CAPTURE(recipe.container, recipe.audio);
    make_video(folder / "whole", recipe);
    const std::string bytes = bytes_of(folder / "whole");
    write_bytes(folder / "cut", bytes.substr(0, bytes.size() / 2));

    const auto whole = VideoReader::open_file(folder / "whole");
    pictures_in(*whole);
    CHECK(whole->info().note.empty());
    const auto cut = VideoReader::open_file(folder / "cut");
    CHECK(cut->info().note.empty());
    const int count = pictures_in(*cut);
    CHECK_THAT(cut->info().note, Contains("cut off: ") && Contains(" s of 2.4 s could be read"));
    CHECK(to_seconds(cut->info().duration) == Approx(count * 0.04).margin(0.05));
}

TEST_CASE("a file whose sound goes on after its pictures is whole") {
    const TempFolder folder;
    VideoRecipe recipe = short_clip();
    recipe.ticks = even_ticks(5, 40);
    recipe.audio = true;
    recipe.audio_ms = 3000;
    recipe.container = GENERATE("mp4", "matroska");
    CAPTURE(recipe.container);
    make_video(folder / "clip", recipe);
    const auto reader = VideoReader::open_file(folder / "clip");
    pictures_in(*reader);
    CHECK(reader->info().note == "");
}

TEST_CASE("a file whose last picture stands for seconds is whole") {
    const TempFolder folder;
    VideoRecipe recipe;
    recipe.ticks = {0, 40, 80, 5000};
    make_video(folder / "clip.mp4", recipe);
    const auto reader = VideoReader::open_file(folder / "clip.mp4");
    pictures_in(*reader);
    CHECK(reader->info().note == "");
}

TEST_CASE("a corrupted file gives what can be decoded, with times that grow") {
    const TempFolder folder;
    VideoRecipe recipe = short_clip();
    recipe.moov_first = true;
    recipe.container = GENERATE("mp4", "matroska", "mpegts");
    if (recipe.container != "mp4") recipe.moov_first = false;
    make_video(folder / "whole", recipe);
    const std::string whole = bytes_of(folder / "whole");
    std::mt19937 random(7);
    for (int attempt = 0; attempt < 20; ++attempt) {
        CAPTURE(recipe.container, attempt);
        std::string bytes = whole;
        const std::size_t from = attempt < 10 ? bytes.size() / 2 : 0;
        for (int i = 0; i < 40; ++i) {
            bytes[from + random() % (bytes.size() - from)] = static_cast<char>(random());
        }
        write_bytes(folder / "bad", bytes);
        try {
            const auto reader = VideoReader::open_file(folder / "bad");
            std::optional<MediaTime> last;
            while (const auto frame = reader->read({})) {
                CHECK((!last || frame->time > *last));
                last = frame->time;
            }
            reader->seek(std::chrono::seconds(1));
            reader->read({});
        } catch (const Error& error) {
            CHECK_THAT(error.what(), Contains(";"));
        }
    }
}

TEST_CASE("an undamaged file counts no damage") {
    const TempFolder folder;
    make_video(folder / "clip.mp4", short_clip());
    const auto reader = VideoReader::open_file(folder / "clip.mp4");
    CHECK(pictures_in(*reader) == 60);
    CHECK(reader->damaged_frames() == 0);
}

TEST_CASE("one picture, and one pixel, are videos too") {
    const TempFolder folder;
    SECTION("one picture") {
        VideoRecipe recipe;
        recipe.ticks = {0};
        make_video(folder / "clip.mp4", recipe);
        const auto reader = VideoReader::open_file(folder / "clip.mp4");
        CHECK(pictures_in(*reader) == 1);
    }
    SECTION("one pixel") {
        const std::string header = "YUV4MPEG2 W1 H1 F25:1 Ip A1:1 C444\n";
        const std::string gray{'\x7e', '\x80', '\x80'};
        write_bytes(folder / "clip.y4m", header + "FRAME\n" + gray + "FRAME\n" + gray);
        const auto reader = VideoReader::open_file(folder / "clip.y4m");
        CHECK(reader->info().width == 1);
        const auto frame = reader->read({});
        REQUIRE(frame);
        CHECK(frame->image.width() == 1);
        CHECK(near({frame->image.data()[0], frame->image.data()[1], frame->image.data()[2]}, kGray,
                   4));
        CHECK(pictures_in(*reader) == 1);
    }
}

TEST_CASE("a video track without pictures is refused") {
    const TempFolder folder;
    write_bytes(folder / "clip.y4m", "YUV4MPEG2 W64 H48 F25:1 Ip A1:1 C420jpeg\n");
    CHECK_THAT(refusal(folder / "clip.y4m"), Contains(";"));
}

TEST_CASE("larger than 8K is refused, 8K is read smaller") {
    const TempFolder folder;
    SECTION("a claim beyond the limits") {
        const std::string size = GENERATE("W16384 H64", "W8192 H8192");
        write_bytes(folder / "clip.y4m", "YUV4MPEG2 " + size + " F25:1 Ip A1:1 C420jpeg\nFRAME\n" +
                                             std::string(99, 'x'));
        CHECK_THAT(refusal(folder / "clip.y4m"), Contains("too large; re-export"));
    }
    SECTION("8K") {
        VideoRecipe recipe;
        recipe.width = 7680;
        recipe.height = 4320;
        recipe.ticks = {0};
        make_video(folder / "clip.mp4", recipe);
        SourceOptions options;
        options.max_short_side = 720;
        const auto reader = VideoReader::open_file(folder / "clip.mp4", options);
        const auto frame = reader->read({});
        REQUIRE(frame);
        CHECK(frame->image.width() == 1280);
        CHECK(frame->image.height() == 720);
        CHECK(near(corner(frame->image, true, true), kGray, 8));
    }
}

TEST_CASE("a recording of 300 minutes is opened and searched without being read whole") {
    const TempFolder folder;
    constexpr int kCount = 3600;  // one picture in five seconds
    VideoRecipe recipe;
    recipe.ticks = even_ticks(kCount, 5000);
    recipe.width = 256;
    recipe.height = 192;
    recipe.key_interval = 1;
    recipe.encoder = "mpeg4";
    make_video(folder / "long.mp4", recipe);
    const auto size = std::filesystem::file_size(folder / "long.mp4");
    const std::uint64_t before = bytes_read();
    const auto reader = VideoReader::open_file(folder / "long.mp4");
    CHECK(to_seconds(reader->info().duration) == Approx(300 * 60).margin(10));
    REQUIRE(reader->seek(std::chrono::minutes(200)));
    const auto frame = reader->read({});
    REQUIRE(frame);
    CHECK(frame->time == std::chrono::minutes(200));
    CHECK(number_in(frame->image) == 200 * 60 / 5);
    CHECK(bytes_read() - before < size / 4);
}

TEST_CASE("the demo, a missing file and a camera that is not there give one clear line") {
    const TempFolder folder;
    SourceOptions options;
    options.demo_folder = folder / "demo";
    CHECK_THROWS_WITH(open_source(parse_source("demo:"), options), Contains(";"));
    CHECK_THROWS_WITH(open_source(parse_source("none.mp4")), Contains("no such file"));
    CHECK_THROWS_WITH(open_source(parse_source("camera:no such camera")), Contains("there is no"));
}
