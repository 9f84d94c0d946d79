#include "engine/session/fit_file.h"

#include <array>
#include <string_view>

#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr unsigned kBitsPerByte = 8;
constexpr std::size_t kHeaderBytes = 14;
constexpr std::uint8_t kProtocol = 0x20;  // 2.0
constexpr std::uint16_t kProfile = 21'158;
constexpr std::uint8_t kDefinition = 0x40;
constexpr std::size_t kMostKinds = 16;

// FIT's CRC-16, four bits at a time.
std::uint16_t checksum(std::string_view bytes) {
    constexpr std::array<std::uint16_t, 16> kTable = {
        0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
        0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400};
    std::uint16_t crc = 0;
    const auto take = [&](unsigned nibble) {
        const std::uint16_t mixed = kTable[crc & 0xFU];
        crc = static_cast<std::uint16_t>((crc >> 4U) ^ mixed ^ kTable[nibble]);
    };
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        take(byte & 0xFU);
        take(byte >> 4U);
    }
    return crc;
}

void put(std::string& out, std::uint32_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) {
        out += static_cast<char>((value >> (i * kBitsPerByte)) & 0xFFU);
    }
}

std::size_t width_of(FitFile::Type type) {
    switch (type) {
        case FitFile::Type::uint16:
            return 2;
        case FitFile::Type::uint32:
        case FitFile::Type::uint32z:
            return 4;
        default:
            return 1;
    }
}

// Text ends with a zero byte; the field's size is a byte.
std::string text_bytes(const std::string& text) {
    constexpr std::size_t kMostBytes = 254;
    std::size_t size = std::min(text.size(), kMostBytes);
    // Not in the middle of a character.
    while (size < text.size() && size > 0 &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return text.substr(0, size) + '\0';
}

std::string value_bytes(const FitFile::Field& field) {
    if (const auto* text = std::get_if<std::string>(&field.value)) return text_bytes(*text);
    std::string out;
    for (const std::uint32_t number : std::get<std::vector<std::uint32_t>>(field.value)) {
        put(out, number, width_of(field.type));
    }
    return out;
}

}  // namespace

void FitFile::add(std::uint16_t message, const std::vector<Field>& fields) {
    std::string definition;
    std::string values;
    for (const Field& field : fields) {
        const std::string value = value_bytes(field);
        put(definition, field.number, 1);
        put(definition, static_cast<std::uint32_t>(value.size()), 1);
        put(definition, static_cast<std::uint32_t>(field.type), 1);
        values += value;
    }
    const auto next = static_cast<std::uint8_t>(kinds_.size());
    const auto [place, is_new] = kinds_.try_emplace(message, Kind{next, {}});
    if (is_new && next == kMostKinds) throw Error("write FIT", "", "too many kinds of messages");
    Kind& kind = place->second;
    if (kind.definition != definition) {
        kind.definition = definition;
        put(data_, kDefinition | kind.local, 1);
        put(data_, 0, 2);  // reserved; little-endian
        put(data_, message, 2);
        put(data_, static_cast<std::uint32_t>(fields.size()), 1);
        data_ += definition;
    }
    put(data_, kind.local, 1);
    data_ += values;
}

std::string FitFile::bytes() const {
    std::string out;
    put(out, kHeaderBytes, 1);
    put(out, kProtocol, 1);
    put(out, kProfile, 2);
    put(out, static_cast<std::uint32_t>(data_.size()), 4);
    out += ".FIT";
    put(out, checksum(out), 2);
    out += data_;
    put(out, checksum(out), 2);
    return out;
}

}  // namespace spotter
