#include "tests/data/make_zip.h"

#include <zlib.h>

namespace spotter::test {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

std::uint32_t checksum(const std::string& data) {
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size())));
}

// What local header and central directory have in common, from the flags on.
void put_common(std::string& out, const ZipPart& part) {
    put(out, part.flags, 2);
    put(out, part.method, 2);
    put(out, 0x00210000, 4);  // midnight, the first of January 1980
    put(out, part.crc.value_or(checksum(part.data)), 4);
    put(out, part.data.size(), 4);
    put(out, part.inflated.value_or(static_cast<std::uint32_t>(part.data.size())), 4);
    put(out, part.name.size(), 2);
    put(out, 0, 2);
}

}  // namespace

std::string zip_bytes(const std::vector<ZipPart>& parts) {
    std::string out;
    std::vector<std::size_t> places;
    for (const ZipPart& part : parts) {
        if (part.shares) {
            places.push_back(places[*part.shares]);
            continue;
        }
        places.push_back(out.size());
        put(out, 0x04034b50, 4);
        put(out, 20, 2);
        put_common(out, part);
        out += part.name + part.data;
    }
    const std::size_t directory = out.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        put(out, 0x02014b50, 4);
        put(out, parts[i].mode ? 0x0314 : 0x0014, 2);
        put(out, 20, 2);
        put_common(out, parts[i]);
        put(out, parts[i].comment.size(), 2);
        put(out, 0, 2 + 2);  // disk, internal attributes
        put(out, std::uint64_t{parts[i].mode.value_or(0)} << 16, 4);
        put(out, places[i], 4);
        out += parts[i].name + parts[i].comment;
    }
    const std::size_t size = out.size() - directory;
    put(out, 0x06054b50, 4);
    put(out, 0, 4);
    put(out, parts.size(), 2);
    put(out, parts.size(), 2);
    put(out, size, 4);
    put(out, directory, 4);
    put(out, 0, 2);
    return out;
}

ZipPart deflated(const std::string& name, const std::string& data) {
    ZipPart part;
    part.name = name;
    part.method = 8;
    part.crc = checksum(data);
    part.inflated = static_cast<std::uint32_t>(data.size());
    part.data.resize(compressBound(static_cast<uLong>(data.size())));
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    std::string in = data;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(part.data.data());
    stream.avail_out = static_cast<uInt>(part.data.size());
    deflate(&stream, Z_FINISH);
    part.data.resize(stream.total_out);
    deflateEnd(&stream);
    return part;
}

}  // namespace spotter::test
