#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace spotter {

// Numbers as bytes of this machine, for caches that never leave it.
class ByteWriter {
  public:
    template <class Number>
    requires std::is_arithmetic_v<Number>
    void put(Number number) {
        bytes_.append(reinterpret_cast<const char*>(&number), sizeof(number));
    }
    void put(std::string_view bytes) { bytes_ += bytes; }
    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

// Reads them back; beyond the end everything is 0 and good() is false.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}

    template <class Number>
    requires std::is_arithmetic_v<Number> Number get() {
        Number number{};
        const std::string_view bytes = take(sizeof(number));
        if (bytes.size() == sizeof(number)) std::memcpy(&number, bytes.data(), sizeof(number));
        return number;
    }
    // Nothing when there are not so many.
    std::string_view take(std::size_t count) {
        if (count > left_.size()) {
            good_ = false;
            left_ = {};
            return {};
        }
        const std::string_view taken = left_.substr(0, count);
        left_.remove_prefix(count);
        return taken;
    }
    bool good() const { return good_; }
    std::size_t left() const { return left_.size(); }

  private:
    std::string_view left_;
    bool good_ = true;
};

}  // namespace spotter
