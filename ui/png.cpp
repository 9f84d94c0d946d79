#include "ui/png.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>

#include <stb_image_write.h>

#include "engine/core/error.h"

namespace spotter {

namespace {

void append(void* context, void* data, int size) {
    static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                               static_cast<std::size_t>(size));
}

}  // namespace

void write_png(const std::filesystem::path& file, ImageView rgb) {
    std::string bytes;
    if (rgb.empty() || stbi_write_png_to_func(append, &bytes, rgb.width, rgb.height, 3, rgb.data,
                                              static_cast<int>(rgb.stride)) == 0) {
        throw Error("write picture", file.string(), "it could not be compressed");
    }
    // Beside the target and then renamed, so that a full disk leaves nothing torn.
    std::filesystem::path part = file;
    part += ".part";
    std::ofstream out(part, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code failed;
    if (out) {
        std::filesystem::rename(part, file, failed);
        if (!failed) return;
    }
    const std::string cause = failed ? failed.message() : std::strerror(errno);
    std::filesystem::remove(part, failed);
    throw Error("write picture", file.string(), cause, "choose a folder that can be written to");
}

}  // namespace spotter
