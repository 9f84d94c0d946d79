#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace spotter::test {

// One entry of a ZIP that a test writes byte by byte, with all that can be wrong about it.
struct ZipPart {
    std::string name;
    std::string data;          // as it lies in the archive
    std::uint16_t method = 0;  // 0: stored, 8: DEFLATE
    std::uint16_t flags = 0;   // bit 0: encrypted, bit 11: the name is UTF-8
    std::string comment = {};
    std::optional<std::uint32_t> crc;       // else that of `data`
    std::optional<std::uint32_t> inflated;  // else the size of `data`
    std::optional<std::uint32_t> mode;      // Unix; else made by DOS
    std::optional<std::size_t> shares;      // lies where this earlier part lies
};

std::string zip_bytes(const std::vector<ZipPart>& parts);

// `data` as a raw DEFLATE stream, and the part that holds it.
ZipPart deflated(const std::string& name, const std::string& data);

}  // namespace spotter::test
