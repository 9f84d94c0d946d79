#pragma once

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/session/log_names.h"
#include "engine/session/session.h"

namespace spotter {

// A line of a log says what cannot be; the text goes on after "FILE:LINE: ".
class LogError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// The values of one line of a log, each checked for its kind and range. All methods throw
// LogError.
class LogFields {
  public:
    explicit LogFields(const nlohmann::json& line) : line_(line) {}

    std::int64_t integer(const char* key, std::int64_t least, std::int64_t most) const;
    int count(const char* key) const;    // 0 … a million
    double real(const char* key) const;  // finite
    bool flag(const char* key) const;
    std::string text(const char* key) const;  // without zero bytes
    Labels labels(const char* key) const;
    SessionTime time(const char* key) const;  // 0 … 49 days
    UtcTime moment(const char* key) const;    // "2026-10-25T00:30:00.250Z"
    std::vector<std::int64_t> integers(const char* key, std::int64_t least,
                                       std::int64_t most) const;
    bool is_null(const char* key) const { return at(key).is_null(); }
    // Nothing under this name, too, is nothing.
    const nlohmann::json& at(const char* key) const;

    template <class Enum, std::size_t N>
    Enum name(const char* key, const std::array<std::string_view, N>& names) const {
        const auto value = value_in<Enum>(names, text(key));
        if (!value) fail(key, "is none of the names that there are");
        return *value;
    }
    [[noreturn]] static void fail(const char* key, const std::string& what);

  private:
    const nlohmann::json& line_;
};

}  // namespace spotter
