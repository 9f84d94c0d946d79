#include "app/end_sessions.h"

#include <optional>
#include <system_error>

#include "app/paths.h"
#include "engine/core/clock.h"

namespace spotter {

std::vector<std::filesystem::path> rescue_folders(const std::filesystem::path& data_folder) {
    std::vector<std::filesystem::path> out = {data_folder};
    if (const auto home = process_environment("HOME")) out.emplace_back(*home);
    std::error_code error;
    const std::filesystem::path temporary = std::filesystem::temp_directory_path(error);
    if (!error) out.push_back(temporary);
    return out;
}

std::string end_sessions(SessionRecorder& sessions, const std::stop_token& stop,
                         const std::function<void(const std::string&)>& tell,
                         const EndPatience& patience, std::chrono::seconds most) {
    // It ended the run; the next Ctrl-C ends the process, and the session lies in its log.
    const bool stopped_before = stop.stop_requested();
    const auto tell_notices = [&] {
        for (const std::string& notice : sessions.take_notices()) tell(notice);
    };
    std::optional<SteadyTime> until;
    sessions.finish([&] {
        const SteadyTime now = std::chrono::steady_clock::now();
        if (!until) {
            until = now + most;
            tell_notices();
            tell("Waiting up to " + std::to_string(most.count()) +
                 " s to keep the session; Ctrl-C ends that.");
        }
        if (now >= *until || (!stopped_before && stop.stop_requested())) return false;
        const auto left = std::chrono::ceil<std::chrono::seconds>(*until - now);
        return !patience || patience(sessions.kept().problem, left);
    });
    tell_notices();
    for (const SessionEnd& end : sessions.take_ended()) {
        if (!end.problem.empty()) return end.problem;
    }
    return {};
}

}  // namespace spotter
