#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace spotter {

// The step that failures in a model's files are reported as; other files name their own.
inline constexpr const char* kReadModel = "read model";

// "default/config.json": the file and the folder it is in, wherever that lies. Messages name the
// whole path.
std::string short_path(const std::filesystem::path& path);

// JSON text; `subject` names it in messages. Stricter than the standard asks: a key may stand only
// once in an object, and depth and number of values are bounded. Throws Error.
nlohmann::json parse_json(std::string_view text, const std::string& subject,
                          const std::string& step = kReadModel);

// A JSON file of at most 64 MB. Throws Error.
nlohmann::json read_json_file(const std::filesystem::path& path,
                              const std::string& step = kReadModel);

// The fields of one JSON object, each checked as it is read. Throws Error that names the file and
// the field. A field that is absent or null has the default; without one it is an error.
class JsonFields {
  public:
    // `prefix` is put before field names in messages: "thresholds.".
    JsonFields(const nlohmann::json& object, std::string subject, std::string prefix = {},
               std::string step = kReadModel);

    bool has(const char* key) const { return find(key) != nullptr; }
    int integer(const char* key, int least, int most, std::optional<int> otherwise = {}) const;
    double number(const char* key, double least, double most,
                  std::optional<double> otherwise = {}) const;
    bool boolean(const char* key, bool otherwise) const;
    std::string text(const char* key, std::optional<std::string> otherwise = {}) const;
    std::vector<std::string> texts(const char* key) const;
    std::vector<double> numbers(const char* key, double least, double most) const;
    JsonFields object(const char* key) const;
    // The value itself, or nothing.
    const nlohmann::json* find(const char* key) const;
    const nlohmann::json& raw() const { return object_; }
    // Names of fields that are not in `known`.
    std::vector<std::string> unknown(std::initializer_list<std::string_view> known) const;

    [[noreturn]] void fail(const std::string& key, const std::string& cause) const;

  private:
    const nlohmann::json& required(const char* key, const char* wanted) const;

    const nlohmann::json& object_;
    std::string subject_;
    std::string prefix_;
    std::string step_;
};

}  // namespace spotter
