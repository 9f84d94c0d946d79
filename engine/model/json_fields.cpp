#include "engine/model/json_fields.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "engine/core/error.h"

namespace spotter {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxFileBytes = 64u << 20;
constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxValues = 4'000'000;

// What the parser reports while it reads: refuses what nlohmann-json would accept.
class StrictCallback {
  public:
    StrictCallback(std::string step, std::string subject)
        : step_(std::move(step)), subject_(std::move(subject)) {}

    bool operator()(int depth, json::parse_event_t event, json& parsed) {
        using Event = json::parse_event_t;
        if (depth > kMaxDepth) throw Error(step_, subject_, "JSON is nested too deeply");
        if (++values_ > kMaxValues) throw Error(step_, subject_, "JSON has too many values");
        if (event == Event::object_start) keys_.emplace_back();
        if (event == Event::object_end) keys_.pop_back();
        if (event == Event::key && !keys_.back().insert(parsed.get<std::string>()).second) {
            throw Error(step_, subject_, "key " + parsed.dump() + " stands twice");
        }
        return true;
    }

  private:
    std::string step_;
    std::string subject_;
    std::size_t values_ = 0;
    std::vector<std::set<std::string>> keys_;  // of the objects that are open
};

std::string number_text(double value) {
    std::ostringstream text;
    text << value;
    return text.str();
}

}  // namespace

std::string short_path(const std::filesystem::path& path) {
    const std::string folder = path.parent_path().filename().string();
    return folder.empty() ? path.filename().string() : folder + "/" + path.filename().string();
}

json parse_json(std::string_view text, const std::string& subject, const std::string& step) {
    try {
        StrictCallback callback(step, subject);
        return json::parse(text, std::ref(callback));
    } catch (const json::parse_error& error) {
        throw Error(step, subject, "is not valid JSON near byte " + std::to_string(error.byte),
                    "copy the file again");
    } catch (const json::out_of_range&) {
        throw Error(step, subject, "is not valid JSON: a number is too large",
                    "copy the file again");
    }
}

json read_json_file(const std::filesystem::path& path, const std::string& step) {
    const std::string subject = path.string();
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(path, failure);
    std::ifstream file(path, std::ios::binary);
    if (failure || !file) throw Error(step, subject, "cannot be read");
    if (size > kMaxFileBytes) throw Error(step, subject, "is larger than 64 MB");
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(size))) {
        throw Error(step, subject, "cannot be read");
    }
    return parse_json(text, subject, step);
}

JsonFields::JsonFields(const json& object, std::string subject, std::string prefix,
                       std::string step)
    : object_(object),
      subject_(std::move(subject)),
      prefix_(std::move(prefix)),
      step_(std::move(step)) {
    if (!object.is_object()) {
        const std::string what = prefix_.empty() ? "" : prefix_.substr(0, prefix_.size() - 1) + " ";
        throw Error(step_, subject_, what + "is not a JSON object");
    }
}

void JsonFields::fail(const std::string& key, const std::string& cause) const {
    throw Error(step_, subject_, prefix_ + key + " " + cause);
}

const json* JsonFields::find(const char* key) const {
    const auto at = object_.find(key);
    return at == object_.end() || at->is_null() ? nullptr : &*at;
}

const json& JsonFields::required(const char* key, const char* wanted) const {
    const json* value = find(key);
    if (!value) fail(key, std::string("is missing; it must be ") + wanted);
    return *value;
}

int JsonFields::integer(const char* key, int least, int most, std::optional<int> otherwise) const {
    if (otherwise && !has(key)) return *otherwise;
    const json& value = required(key, "a whole number");
    const bool fits = value.is_number_unsigned()
                          ? value.get<std::uint64_t>() <= std::uint64_t{0x7fffffff}
                          : value.is_number_integer() && value.get<std::int64_t>() >= -0x7fffffff;
    if (!fits || value.get<int>() < least || value.get<int>() > most) {
        fail(key, "is " + value.dump().substr(0, 40) + "; it must be a whole number from " +
                      std::to_string(least) + " to " + std::to_string(most));
    }
    return value.get<int>();
}

double JsonFields::number(const char* key, double least, double most,
                          std::optional<double> otherwise) const {
    if (otherwise && !has(key)) return *otherwise;
    const json& value = required(key, "a number");
    // Written so that a NaN fails too.
    if (!value.is_number() || !(value.get<double>() >= least && value.get<double>() <= most)) {
        fail(key, "is " + value.dump().substr(0, 40) + "; it must be a number from " +
                      number_text(least) + " to " + number_text(most));
    }
    return value.get<double>();
}

bool JsonFields::boolean(const char* key, bool otherwise) const {
    if (!has(key)) return otherwise;
    const json& value = *find(key);
    if (!value.is_boolean()) fail(key, "must be true or false");
    return value.get<bool>();
}

std::string JsonFields::text(const char* key, std::optional<std::string> otherwise) const {
    if (otherwise && !has(key)) return *otherwise;
    const json& value = required(key, "a text");
    if (!value.is_string()) fail(key, "must be a text");
    return value.get<std::string>();
}

std::vector<std::string> JsonFields::texts(const char* key) const {
    const json& value = required(key, "a list of texts");
    const bool right = value.is_array() && std::all_of(value.begin(), value.end(),
                                                       [](const json& e) { return e.is_string(); });
    if (!right) fail(key, "must be a list of texts");
    return value.get<std::vector<std::string>>();
}

std::vector<double> JsonFields::numbers(const char* key, double least, double most) const {
    const json& value = required(key, "a list of numbers");
    const auto right = [&](const json& e) {
        return e.is_number() && e.get<double>() >= least && e.get<double>() <= most;
    };
    if (!value.is_array() || !std::all_of(value.begin(), value.end(), right)) {
        fail(key,
             "must be a list of numbers from " + number_text(least) + " to " + number_text(most));
    }
    return value.get<std::vector<double>>();
}

JsonFields JsonFields::object(const char* key) const {
    return {required(key, "an object"), subject_, prefix_ + key + ".", step_};
}

std::vector<std::string> JsonFields::unknown(std::initializer_list<std::string_view> known) const {
    std::vector<std::string> names;
    for (const auto& [key, value] : object_.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            names.push_back(prefix_ + key);
        }
    }
    return names;
}

}  // namespace spotter
