#include "app/replay_document.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <sys/resource.h>

#include "app/model_store.h"
#include "app/recognizer.h"
#include "app/recorded_workout.h"
#include "app/recording.h"
#include "app/replay_files.h"
#include "app/session_upkeep.h"
#include "engine/core/error.h"
#include "engine/session/export_text.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_store.h"
#include "engine/session/timeline_chunk.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr double kStrideSeconds = 0.5;  // as `spotter analyze`

// The first 32 digits in the form of an identifier.
std::string uuid_of(const std::string& key) {
    return key.substr(0, 8) + "-" + key.substr(8, 4) + "-" + key.substr(12, 4) + "-" +
           key.substr(16, 4) + "-" + key.substr(20, 12);
}

void add_timeline(const Analysis& analysis, Session& out) {
    TimelineTrack& track = out.timeline.emplace_back();
    for (const TimelinePoint& point : analysis.timeline) {
        const auto label = std::ranges::find(analysis.labels, point.label);
        track.times_ms.push_back(static_cast<std::uint32_t>(session_time(point.time).count()));
        track.labels.push_back(label == analysis.labels.end()
                                   ? std::int16_t{-1}
                                   : static_cast<std::int16_t>(label - analysis.labels.begin()));
        const auto scores = quantized(point.scores);
        track.scores_x255.insert(track.scores_x255.end(), scores.begin(), scores.end());
    }
}

ReplayDocument open_session(const std::string& uuid, const Paths& paths) {
    ReplayDocument out;
    out.stored = true;
    SessionStore store(paths.data);
    out.notes = store.notices();
    out.session = store.read(uuid);
    for (const Recording& recording : out.session.recordings) {
        out.films.push_back({store.recordings_folder() / recording.file,
                             to_seconds(recording.start), to_seconds(recording.end)});
    }
    std::error_code error;
    if (out.films.empty() || !fs::exists(out.films.front().file, error)) return out;
    out.key = ReplayFiles::key_of(out.films.front().file);
    out.poses = ReplayFiles(paths).poses(out.key);
    return out;
}

ReplayDocument open_video(const fs::path& file, const Settings& settings, const Paths& paths,
                          JobToken& token) {
    ReplayDocument out;
    ReplayFiles files(paths);
    out.key = ReplayFiles::key_of(file);
    std::string problem;
    auto known = files.find(out.key, problem);
    if (!problem.empty()) out.notes.push_back(problem);
    if (known) {
        out.session = std::move(*known);
        out.poses = files.poses(out.key);
        // It may have been moved since.
        for (auto& [name, value] : out.session.settings) {
            if (name == "file") value = fs::absolute(file).string();
        }
    } else {
        out.session =
            film_opinion(file, out.key, settings.model, settings, paths, token, &out.poses);
        try {
            files.save(out.key, out.session);
        } catch (const Error& error) {
            out.notes.emplace_back(error.what());
        }
    }
    out.films.push_back({file, 0, to_seconds(out.session.length)});
    return out;
}

}  // namespace

Session session_from_analysis(const Analysis& analysis, const ModelUse& model,
                              const std::vector<std::pair<std::string, std::string>>& settings,
                              const std::string& key) {
    Session out;
    out.uuid = uuid_of(key);
    out.start = utc_now();
    out.zone = local_zone(out.start);
    out.length = session_time(from_seconds(analysis.duration_s));
    out.finished = true;
    out.source = fs::path(analysis.file).filename().string();
    out.source_kind = "file";
    out.settings = settings;
    out.settings.emplace_back("file", fs::absolute(analysis.file).string());
    out.settings.emplace_back("window_s", short_number(to_seconds(analysis.window.length()), 3));
    out.models.push_back(model);
    add_timeline(analysis, out);
    for (const SetRecord& set : analysis.sets) {
        record_set(set, SessionTime::zero(), out.sets.emplace_back());
        int number = 0;
        for (const Rep& rep : set.reps) {
            out.reps.push_back(recorded_rep(rep, set.number, ++number, SessionTime::zero()));
        }
        out.length = std::max(out.length, out.sets.back().end);
    }
    return out;
}

Session film_opinion(const fs::path& film, const std::string& key, const std::string& model,
                     const Settings& settings, const Paths& paths, JobToken& token,
                     std::vector<SeenPose>* poses) {
    // Of this thread and those that it starts, so that live and the picture go first; Linux
    // counts niceness by thread.
    constexpr int kNiceness = 10;
    setpriority(PRIO_PROCESS, 0, kNiceness);
    // What is no video is said before a model is loaded.
    open_recording(film.string(), token.stop());
    token.publish({"Loading the model", -1});
    const ModelInfo info = find_model(paths, model);
    const ModelUse use = model_use(info);
    ReplayFiles files(paths);
    const Thresholds thresholds = effective_thresholds(settings, info.thresholds);
    const auto noted = session_settings(settings, thresholds);
    if (auto known = files.opinion(key, use.sha256);
        known && known->settings.size() >= noted.size() &&
        std::equal(noted.begin() + 1, noted.end(), known->settings.begin() + 1)) {
        if (poses != nullptr) *poses = files.poses(key);
        return std::move(*known);
    }
    LoadedModel loaded = load_recognizers(info, settings, paths);
    token.checkpoint();
    std::vector<SeenPose> seen;
    const std::string step = "Reading " + film.filename().string();
    const Analysis analysis = analyze_file(
        film.string(), loaded, kStrideSeconds, &seen,
        [&](double fraction) {
            token.publish({step, fraction});
        },
        token.stop());
    Session out = session_from_analysis(analysis, use, noted, key);
    files.put_opinion(key, use.sha256, out);
    files.put_poses(key, seen);
    if (poses != nullptr) *poses = std::move(seen);
    return out;
}

ReplayDocument open_replay(const ReplayRequest& request, const Settings& settings,
                           const Paths& paths, JobToken& token) {
    if (!request.session.empty()) return open_session(request.session, paths);
    return open_video(request.file, settings, paths, token);
}

void save_corrections(const ReplayDocument& document, const Session& corrected,
                      const Paths& paths) {
    if (document.stored) {
        SessionStore(paths.data).save_workout(corrected);
    } else {
        ReplayFiles(paths).save(document.key, corrected);
    }
}

}  // namespace spotter
