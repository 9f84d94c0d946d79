#include "training/data/mended_zip.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <system_error>

namespace spotter {
namespace {

struct MendedFile {
    std::ifstream in;
    std::uint64_t size = 0;
    std::uint64_t at = 0;
    std::set<std::uint64_t> places;
    zip_error_t error{};
};

zip_int64_t failed(MendedFile& file, int code) {
    zip_error_set(&file.error, code, 0);
    return -1;
}

zip_int64_t read(MendedFile& file, char* to, zip_uint64_t most) {
    const std::uint64_t count = std::min(most, file.size - file.at);
    file.in.clear();
    file.in.seekg(static_cast<std::streamoff>(file.at));
    file.in.read(to, static_cast<std::streamsize>(count));
    if (!file.in) return failed(file, ZIP_ER_READ);
    const auto end = file.places.lower_bound(file.at + count);
    for (auto place = file.places.lower_bound(file.at); place != end; ++place) {
        char& flags = to[*place - file.at];
        flags = static_cast<char>(static_cast<unsigned char>(flags) & ~(1U << 3));
    }
    file.at += count;
    return static_cast<zip_int64_t>(count);
}

zip_int64_t seek(MendedFile& file, void* data, zip_uint64_t length) {
    const zip_int64_t to =
        zip_source_seek_compute_offset(file.at, file.size, data, length, &file.error);
    if (to < 0) return -1;
    file.at = static_cast<std::uint64_t>(to);
    return 0;
}

zip_int64_t stat(const MendedFile& file, void* data) {
    auto& out = *static_cast<zip_stat_t*>(data);
    zip_stat_init(&out);
    out.size = file.size;
    out.valid = ZIP_STAT_SIZE;
    return sizeof out;
}

// What libzip asks of its source.
zip_int64_t answer(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto& file = *static_cast<MendedFile*>(state);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            file.at = 0;
            return 0;
        case ZIP_SOURCE_READ:
            return read(file, static_cast<char*>(data), length);
        case ZIP_SOURCE_SEEK:
            return seek(file, data, length);
        case ZIP_SOURCE_TELL:
            return static_cast<zip_int64_t>(file.at);
        case ZIP_SOURCE_STAT:
            return stat(file, data);
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(&file.error, data, length);
        case ZIP_SOURCE_CLOSE:
            return 0;
        case ZIP_SOURCE_FREE:
            delete &file;
            return 0;
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(
                ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_STAT,
                ZIP_SOURCE_ERROR, ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE, -1);
        default:
            return failed(file, ZIP_ER_OPNOTSUPP);
    }
}

}  // namespace

zip_source_t* mended_zip_source(const std::filesystem::path& path,
                                const std::set<std::uint64_t>& places) {
    auto file = std::make_unique<MendedFile>();
    std::error_code error;
    file->in.open(path, std::ios::binary);
    file->size = std::filesystem::file_size(path, error);
    file->places = places;
    zip_error_init(&file->error);
    if (!file->in || error) return nullptr;
    zip_source_t* const source = zip_source_function_create(answer, file.get(), nullptr);
    if (source != nullptr) file.release();  // libzip's now
    return source;
}

}  // namespace spotter
