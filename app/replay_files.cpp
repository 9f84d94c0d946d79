#include "app/replay_files.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include <nlohmann/json.hpp>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/import_jsonl.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "replay";
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30;

std::string joined_key(const std::string& key, const std::string& other) {
    Sha256 hash;
    hash.add(key);
    hash.add(other);
    return hash.hex();
}

std::optional<Session> session_from_text(const std::string& text, const std::string& name,
                                         std::string& problem) {
    std::istringstream in(text);
    JsonlReader reader(in, name);
    auto logged = reader.next();
    if (!logged) {
        problem = name + " is empty";
    } else if (!logged->problem.empty()) {
        problem = logged->problem;
    } else if (!logged->damage.empty()) {
        // The video is still there: better all of it again than the rest.
        problem = logged->damage;
    } else {
        return std::move(logged->session);
    }
    return std::nullopt;
}

std::string bytes_of_poses(const std::vector<SeenPose>& poses) {
    std::string out;
    out.reserve(poses.size() * (sizeof(std::int64_t) + sizeof(SeenPose::points)));
    for (const SeenPose& pose : poses) {
        const std::int64_t time = pose.time.count();
        out.append(reinterpret_cast<const char*>(&time), sizeof(time));
        out.append(reinterpret_cast<const char*>(pose.points.data()), sizeof(pose.points));
    }
    return out;
}

std::vector<SeenPose> poses_from_bytes(std::string_view bytes) {
    constexpr std::size_t kOne = sizeof(std::int64_t) + sizeof(SeenPose::points);
    std::vector<SeenPose> out(bytes.size() / kOne);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const char* const at = bytes.data() + i * kOne;
        std::int64_t time = 0;
        std::memcpy(&time, at, sizeof(time));
        out[i].time = MediaTime(time);
        std::memcpy(out[i].points.data(), at + sizeof(time), sizeof(out[i].points));
    }
    return out;
}

// The first line of a log says what it is of; nothing when it does not.
std::optional<KnownVideo> known_from(const fs::path& log) {
    std::ifstream in(log);
    std::string line;
    if (!std::getline(in, line)) return std::nullopt;
    const auto head = nlohmann::json::parse(line, nullptr, false);
    if (!head.is_object()) return std::nullopt;
    KnownVideo out;
    out.key = log.stem().string();
    try {
        out.length_s = head.at("length_ms").get<double>() / 1000;
        for (const auto& setting : head.at("settings")) {
            if (setting.at(0) == "file") out.file = setting.at(1).get<std::string>();
        }
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
    if (out.file.empty()) return std::nullopt;
    return out;
}

}  // namespace

ReplayFiles::ReplayFiles(const Paths& paths)
    : folder_(paths.data / "replay"),
      poses_(paths.cache / "replay", "seen1", kMostBytes),
      opinions_(paths.cache / "replay", "said1", kMostBytes) {}

std::string ReplayFiles::key_of(const fs::path& video) {
    constexpr std::uintmax_t kSample = std::uintmax_t{1} << 20;
    std::error_code error;
    const std::uintmax_t size = fs::file_size(video, error);
    std::ifstream in(video, std::ios::binary);
    if (error || !in) {
        throw Error(kStep, video.string(), error ? error.message() : "it cannot be read",
                    "check that the file is there and may be read");
    }
    Sha256 hash;
    hash.add(std::to_string(size));
    std::string sample(std::min(size, kSample), '\0');
    const std::uintmax_t last = size - sample.size();
    for (const std::uintmax_t at : {std::uintmax_t{0}, last / 2, last}) {
        in.seekg(static_cast<std::streamoff>(at));
        if (!in.read(sample.data(), static_cast<std::streamsize>(sample.size()))) {
            throw Error(kStep, video.string(), "it cannot be read");
        }
        hash.add(sample);
    }
    return hash.hex();
}

// The first 32 digits in the form of an identifier.
std::string ReplayFiles::uuid_of(const std::string& key) {
    return key.substr(0, 8) + "-" + key.substr(8, 4) + "-" + key.substr(12, 4) + "-" +
           key.substr(16, 4) + "-" + key.substr(20, 12);
}

fs::path ReplayFiles::log_of(const std::string& key) const {
    return folder_ / (key + ".jsonl");
}

std::optional<Session> ReplayFiles::find(const std::string& key, std::string& problem) {
    const fs::path log = log_of(key);
    std::ifstream in(log, std::ios::binary);
    if (!in) return std::nullopt;
    std::stringstream text;
    text << in.rdbuf();
    auto session = session_from_text(text.str(), log.filename().string(), problem);
    std::error_code error;
    if (session) {
        fs::last_write_time(log, fs::file_time_type::clock::now(), error);
        return session;
    }
    const fs::path aside = folder_ / (key + ".damaged");
    fs::rename(log, aside, error);
    problem = "What was kept of this video is damaged (" + problem + "); it lies in " +
              aside.string() + " now.";
    return std::nullopt;
}

void ReplayFiles::save(const std::string& key, const Session& session) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw Error(kStep, folder_.string(), error.message(), "check its permissions");
    write_atomically(log_of(key), jsonl_from_session(session), "save corrections");
}

std::vector<KnownVideo> ReplayFiles::known() const {
    std::vector<std::pair<fs::file_time_type, KnownVideo>> found;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
        if (entry.path().extension() != ".jsonl") continue;
        if (auto known = known_from(entry.path())) {
            found.emplace_back(entry.last_write_time(error), std::move(*known));
        }
    }
    std::ranges::sort(found, std::greater(), [](const auto& one) { return one.first; });
    std::vector<KnownVideo> out;
    for (auto& [time, known] : found) out.push_back(std::move(known));
    return out;
}

std::vector<SeenPose> ReplayFiles::poses(const std::string& key) {
    const auto bytes = poses_.find(key);
    return bytes ? poses_from_bytes(*bytes) : std::vector<SeenPose>();
}

void ReplayFiles::put_poses(const std::string& key, const std::vector<SeenPose>& poses) {
    poses_.put(key, bytes_of_poses(poses));
}

std::optional<Session> ReplayFiles::opinion(const std::string& key,
                                            const std::string& model_sha256) {
    const auto bytes = opinions_.find(joined_key(key, model_sha256));
    if (!bytes) return std::nullopt;
    std::string ignored;
    return session_from_text(*bytes, "cache", ignored);
}

void ReplayFiles::put_opinion(const std::string& key, const std::string& model_sha256,
                              const Session& session) {
    opinions_.put(joined_key(key, model_sha256), jsonl_from_session(session));
}

}  // namespace spotter
