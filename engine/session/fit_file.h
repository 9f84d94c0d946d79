#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace spotter {

// A FIT file (Garmin's Flexible and Interoperable Data Transfer, protocol 2.0) in the making:
// messages one after the other, each with its definition where it differs from the last one of
// its kind. Little-endian; at most 16 kinds of messages.
class FitFile {
  public:
    // FIT's base types, by their identifiers.
    enum class Type : std::uint8_t {
        enumeration = 0x00,
        uint8 = 0x02,
        uint16 = 0x84,
        uint32 = 0x86,
        string = 0x07,
        uint32z = 0x8C,
    };
    struct Field {
        std::uint8_t number = 0;  // within its message
        Type type = Type::uint32;
        // Numbers, cut to the type's width; several are an array. Or text.
        std::variant<std::vector<std::uint32_t>, std::string> value;
    };

    void add(std::uint16_t message, const std::vector<Field>& fields);
    // The whole file, with header and checksums.
    std::string bytes() const;

  private:
    std::string data_;
    // For each kind of message: its local number, and its definition as it was last written.
    struct Kind {
        std::uint8_t local = 0;
        std::string definition;
    };
    std::map<std::uint16_t, Kind> kinds_;
};

}  // namespace spotter
