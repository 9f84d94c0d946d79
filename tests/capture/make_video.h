#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "capture/av_handles.h"
#include "engine/core/image.h"

namespace spotter::test {

// A picture that tells its number and which way is up: red top left, green top right, blue
// bottom left, gray bottom right, and in a band between them the number's 12 bits, black or
// white. Sides of at least 48.
Image numbered_picture(int width, int height, int number);
int number_in(const ImageView& picture);

struct Colour {
    int red = 0;
    int green = 0;
    int blue = 0;
};
// The middle of one of the four corners of a numbered picture.
Colour corner(const ImageView& picture, bool right, bool bottom);
bool near(const Colour& a, const Colour& b, int tolerance);
constexpr Colour kRed{200, 40, 40};
constexpr Colour kGreen{40, 180, 40};
constexpr Colour kBlue{40, 40, 200};
constexpr Colour kGray{128, 128, 128};

// A video as odd as a test needs it.
struct VideoRecipe {
    int width = 64;
    int height = 48;
    std::vector<std::int64_t> ticks;  // presentation time of each picture, in 1/1000 s
    int first_number = 0;             // of the numbered pictures
    std::string container = "mp4";
    std::string encoder = "libx264";
    AVPixelFormat format = AV_PIX_FMT_YUV420P;
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorRange range = AVCOL_RANGE_MPEG;
    AVRational pixel_aspect{1, 1};
    int rotation = 0;  // degrees clockwise that a player turns it, as phones write
    int b_frames = 0;
    int key_interval = 12;
    bool audio = false;
    std::int64_t audio_ms = 0;  // how long it is; 0: as long as the pictures, or a second
    bool subtitles = false;     // matroska only
    bool cover = false;         // a picture attached, as music files have
    bool moov_first = false;
};

// With no ticks: no video track, only what else was asked for.
void make_video(const std::filesystem::path& file, const VideoRecipe& recipe);

// 0, step, 2 step, …
std::vector<std::int64_t> even_ticks(int count, std::int64_t step);

}  // namespace spotter::test
