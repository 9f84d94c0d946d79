#include "app/filmstrip_uri.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "engine/core/error.h"

// The library's functions become part of this file alone.
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace spotter {
namespace {

constexpr int kJpegQuality = 72;

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const unsigned char byte =
                i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0;
            three = three << 8 | byte;
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += i + k <= bytes.size() ? kDigits[three >> (18 - 6 * k) & 63] : '=';
        }
    }
    return out;
}

Image side_by_side(const std::vector<Image>& pictures) {
    int width = 0;
    for (const Image& picture : pictures) width += picture.width();
    Image strip(width, pictures.front().height());
    std::size_t left = 0;
    for (const Image& picture : pictures) {
        for (int y = 0; y < strip.height(); ++y) {
            std::memcpy(strip.row(y) + left, picture.row(y), picture.stride());
        }
        left += picture.stride();
    }
    return strip;
}

}  // namespace

std::string filmstrip_uri(const std::vector<Image>& pictures) {
    if (pictures.empty()) return {};
    const Image image = side_by_side(pictures);
    std::string jpeg;
    const auto append = [](void* to, void* data, int size) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                              static_cast<std::size_t>(size));
    };
    if (stbi_write_jpg_to_func(append, &jpeg, image.width(), image.height(), 3, image.data(),
                               kJpegQuality) == 0) {
        throw Error("write picture", "", "it could not be compressed");
    }
    return "data:image/jpeg;base64," + base64(jpeg);
}

}  // namespace spotter
