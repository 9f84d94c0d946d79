#include "capture/video_reader.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/capture/make_video.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;

namespace {

std::vector<Frame> read_all(FrameSource& source) {
    std::vector<Frame> frames;
    while (auto frame = source.read({})) frames.push_back(std::move(*frame));
    return frames;
}

std::vector<Frame> read_made(const VideoRecipe& recipe, const SourceOptions& options = {}) {
    const TempFolder folder;
    make_video(folder / "clip", recipe);
    return read_all(*VideoReader::open_file(folder / "clip", options));
}

MediaTime ms(std::int64_t milliseconds) {
    return std::chrono::milliseconds(milliseconds);
}

// Pictures 0, 1, 2 … at the recipe's times.
void check_pictures(const std::vector<Frame>& frames, const VideoRecipe& recipe) {
    REQUIRE(frames.size() == recipe.ticks.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        CAPTURE(i);
        CHECK(number_in(frames[i].image) == static_cast<int>(i));
        CHECK(frames[i].time == ms(recipe.ticks[i]));
        CHECK(frames[i].number == i);
        CHECK(frames[i].epoch == 0);
    }
}

void check_colours(const Image& image, int tolerance = 8) {
    CHECK(near(corner(image, false, false), kRed, tolerance));
    CHECK(near(corner(image, true, false), kGreen, tolerance));
    CHECK(near(corner(image, false, true), kBlue, tolerance));
    CHECK(near(corner(image, true, true), kGray, tolerance));
}

VideoRecipe recipe_of(std::vector<std::int64_t> ticks) {
    VideoRecipe recipe;
    recipe.ticks = std::move(ticks);
    return recipe;
}

}  // namespace

TEST_CASE("every picture of a file comes with its own time") {
    VideoRecipe recipe = recipe_of(even_ticks(30, 40));
    SECTION("without B-frames") {}
    SECTION("with B-frames") {
        recipe.b_frames = 3;
    }
    SECTION("in Matroska") {
        recipe.container = "matroska";
    }
    SECTION("in an AVI") {
        recipe.container = "avi";
        recipe.encoder = "mpeg4";
        recipe.matrix = AVCOL_SPC_BT470BG;
    }
    const auto frames = read_made(recipe);
    check_pictures(frames, recipe);
    check_colours(frames.back().image);
}

TEST_CASE("variable frame times are kept") {
    const VideoRecipe recipe = recipe_of({0, 10, 100, 133, 166, 900, 901, 1500});
    check_pictures(read_made(recipe), recipe);
}

TEST_CASE("a broadcast that starts at any time starts at zero") {
    VideoRecipe recipe = recipe_of({});
    for (std::int64_t i = 0; i < 25; ++i) recipe.ticks.push_back(3'600'000 + i * 40);
    recipe.container = "mpegts";
    const auto frames = read_made(recipe);
    REQUIRE(frames.size() == 25);
    CHECK(frames[0].time == ms(0));
    CHECK(frames[24].time == ms(960));
}

TEST_CASE("a raw stream without times is counted at its rate") {
    VideoRecipe recipe = recipe_of(even_ticks(25, 40));
    recipe.container = "h264";
    const auto frames = read_made(recipe);
    REQUIRE(frames.size() == 25);
    for (std::size_t i = 1; i < frames.size(); ++i) {
        CHECK(frames[i].time - frames[i - 1].time == frames[1].time - frames[0].time);
        CHECK(number_in(frames[i].image) == static_cast<int>(i));
    }
    CHECK(frames[1].time > frames[0].time);
}

TEST_CASE("turned recordings are upright") {
    const int degrees = GENERATE(90, 180, 270);
    CAPTURE(degrees);
    VideoRecipe recipe = recipe_of({0, 40});
    recipe.rotation = degrees;
    const TempFolder folder;
    make_video(folder / "clip.mp4", recipe);
    const auto reader = VideoReader::open_file(folder / "clip.mp4");
    const auto frame = reader->read({});
    REQUIRE(frame);
    const bool sideways = degrees != 180;
    CHECK(frame->image.width() == (sideways ? recipe.height : recipe.width));
    CHECK(frame->image.height() == (sideways ? recipe.width : recipe.height));
    CHECK(reader->info().width == frame->image.width());
    CHECK(reader->info().height == frame->image.height());
    // Red was top left, gray bottom right.
    CHECK(near(corner(frame->image, degrees != 270, degrees != 90), kRed, 8));
    CHECK(near(corner(frame->image, degrees == 270, degrees == 90), kGray, 8));
}

TEST_CASE("colours are right in every matrix, range and depth") {
    VideoRecipe recipe = recipe_of({0, 40});
    SECTION("BT.709, limited range") {}
    SECTION("BT.709, full range") {
        recipe.range = AVCOL_RANGE_JPEG;
    }
    SECTION("BT.601, limited range") {
        recipe.matrix = AVCOL_SPC_SMPTE170M;
    }
    SECTION("BT.601, full range") {
        recipe.matrix = AVCOL_SPC_SMPTE170M;
        recipe.range = AVCOL_RANGE_JPEG;
    }
    SECTION("BT.2020, 10 bit") {
        recipe.matrix = AVCOL_SPC_BT2020_NCL;
        recipe.format = AV_PIX_FMT_YUV420P10;
    }
    SECTION("10 bit, full range") {
        recipe.format = AV_PIX_FMT_YUV420P10;
        recipe.range = AVCOL_RANGE_JPEG;
    }
    SECTION("full colour resolution") {
        recipe.format = AV_PIX_FMT_YUV444P;
    }
    SECTION("motion JPEG") {
        recipe.container = "matroska";
        recipe.encoder = "mjpeg";
        recipe.format = AV_PIX_FMT_YUVJ420P;
        recipe.matrix = AVCOL_SPC_SMPTE170M;
        recipe.range = AVCOL_RANGE_JPEG;
    }
    const auto frames = read_made(recipe);
    REQUIRE(frames.size() == 2);
    check_colours(frames[0].image);
}

TEST_CASE("a large video that names no matrix is read as BT.709, a small one as BT.601") {
    VideoRecipe recipe = recipe_of({0, 40});
    const bool large = GENERATE(false, true);
    CAPTURE(large);
    recipe.width = large ? 1280 : 640;
    recipe.height = large ? 720 : 480;
    recipe.container = "matroska";
    recipe.encoder = "mpeg4";  // names no matrix
    recipe.matrix = large ? AVCOL_SPC_BT709 : AVCOL_SPC_BT470BG;
    check_colours(read_made(recipe).at(0).image);
}

TEST_CASE("odd sizes are read to the last column") {
    VideoRecipe recipe = recipe_of({0, 40});
    recipe.format = AV_PIX_FMT_YUV444P;
    recipe.width = GENERATE(49, 62, 71, 200);
    recipe.height = GENERATE(49, 66);
    CAPTURE(recipe.width, recipe.height);
    const auto frames = read_made(recipe);
    REQUIRE(frames.size() == 2);
    const Image& image = frames[0].image;
    REQUIRE(image.width() == recipe.width);
    REQUIRE(image.height() == recipe.height);
    check_colours(image);
    const ImageView last = cropped(image, recipe.width - 1, recipe.height - 1, 1, 1);
    CHECK(near({last.data[0], last.data[1], last.data[2]}, kGray, 12));
}

TEST_CASE("wide pixels are shown as they are meant") {
    VideoRecipe recipe = recipe_of({0, 40});
    recipe.pixel_aspect = {3, 2};
    const auto frames = read_made(recipe);
    CHECK(frames.at(0).image.width() == 96);
    CHECK(frames.at(0).image.height() == 48);
    check_colours(frames[0].image);
}

TEST_CASE("large pictures are made smaller while they are decoded, small ones never larger") {
    VideoRecipe recipe = recipe_of({0, 40});
    recipe.width = 192;
    recipe.height = 144;
    SourceOptions options;
    options.max_short_side = GENERATE(72, 144, 500);
    const auto frames = read_made(recipe, options);
    CHECK(frames.at(0).image.height() == std::min(144, options.max_short_side));
    CHECK(frames.at(0).image.width() == frames[0].image.height() * 4 / 3);
    check_colours(frames[0].image);
}

TEST_CASE("sound, subtitles and covers are ignored") {
    VideoRecipe recipe = recipe_of(even_ticks(12, 40));
    SECTION("sound") {
        recipe.audio = true;
    }
    SECTION("sound and subtitles") {
        recipe.container = "matroska";
        recipe.audio = true;
        recipe.subtitles = true;
    }
    SECTION("a cover that is larger than the video") {
        recipe.cover = true;
    }
    check_pictures(read_made(recipe), recipe);
}

TEST_CASE("a file says its size, rate and length") {
    const TempFolder folder;
    make_video(folder / "squat.mp4", recipe_of(even_ticks(50, 40)));
    const SourceInfo info = VideoReader::open_file(folder / "squat.mp4")->info();
    CHECK(info.kind == SourceKind::file);
    CHECK(info.name == "squat.mp4");
    CHECK(info.width == 64);
    CHECK(info.height == 48);
    CHECK(info.frame_rate == Approx(25));
    CHECK(to_seconds(info.duration) == Approx(2.0).margin(0.05));
    CHECK_FALSE(info.mirrored);
}

TEST_CASE("seeking is exact to the picture and starts an epoch") {
    VideoRecipe recipe = recipe_of(even_ticks(100, 40));
    SECTION("MP4 with B-frames") {
        recipe.b_frames = 3;
    }
    SECTION("Matroska") {
        recipe.container = "matroska";
    }
    SECTION("transport stream") {
        recipe.container = "mpegts";
    }
    SECTION("raw stream") {
        recipe.container = "h264";
    }
    const TempFolder folder;
    make_video(folder / "clip", recipe);
    const auto reader = VideoReader::open_file(folder / "clip");
    // A raw stream has a rate of its own.
    const auto all = read_all(*reader);
    REQUIRE(all.size() == 100);
    std::uint32_t epoch = 0;
    for (const std::size_t target : {50u, 3u, 99u, 0u, 11u, 12u, 13u}) {
        CAPTURE(target);
        REQUIRE(reader->seek(all[target].time + (all[1].time - all[0].time) / 8));
        ++epoch;
        for (std::size_t i = target; i < std::min<std::size_t>(target + 3, 100); ++i) {
            const auto frame = reader->read({});
            REQUIRE(frame);
            CHECK(number_in(frame->image) == static_cast<int>(i));
            CHECK(frame->time == all[i].time);
            CHECK(frame->epoch == epoch);
        }
    }
}

TEST_CASE("a seek between pictures takes the nearer one, beyond the end the last") {
    const TempFolder folder;
    make_video(folder / "clip.mp4", recipe_of({0, 100, 200, 300}));
    const auto reader = VideoReader::open_file(folder / "clip.mp4");
    const std::vector<std::pair<int, int>> places{
        {140, 1}, {160, 2}, {299, 3}, {5000, 3}, {-50, 0}};
    for (const auto& [at, number] : places) {
        CAPTURE(at);
        REQUIRE(reader->seek(ms(at)));
        CHECK(number_in(reader->read({})->image) == number);
    }
    CHECK(reader->read({}).has_value());
}

TEST_CASE("after the end a seek reads on") {
    const TempFolder folder;
    make_video(folder / "clip.mp4", recipe_of(even_ticks(5, 40)));
    const auto reader = VideoReader::open_file(folder / "clip.mp4");
    CHECK(read_all(*reader).size() == 5);
    CHECK_FALSE(reader->read({}));
    REQUIRE(reader->seek(ms(0)));
    const auto again = read_all(*reader);
    CHECK(again.size() == 5);
    CHECK(again.front().number == 5);
}

TEST_CASE("a stop ends reading at once") {
    const TempFolder folder;
    make_video(folder / "clip.mp4", recipe_of(even_ticks(5, 40)));
    const auto reader = VideoReader::open_file(folder / "clip.mp4");
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(reader->read(stop.get_token()));
}
