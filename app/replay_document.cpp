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

// Returns whether it was elsewhere before.
bool set_file(Session& session, const fs::path& file) {
    const std::string now = fs::absolute(file).string();
    bool moved = false;
    for (auto& [name, value] : session.settings) {
        if (name == "file" && std::exchange(value, now) != now) moved = true;
    }
    return moved;
}

// The video that a session was kept of lies where Replay saw it last.
void add_video(const ReplayFiles& files, ReplayDocument& out) {
    const std::vector<KnownVideo> all = files.known();
    const auto known = std::ranges::find(all, out.session.uuid, [](const KnownVideo& video) {
        return ReplayFiles::uuid_of(video.key);
    });
    if (known == all.end()) return;
    out.of_video = true;
    ReplayFilm film;
    film.file = known->file;
    std::error_code error;
    if (fs::exists(film.file, error)) film.key = ReplayFiles::key_of(film.file);
    // Another video may have its name now.
    if (film.key.empty() || film.key == known->key) out.films.push_back(std::move(film));
}

ReplayDocument open_session(const std::string& uuid, const Paths& paths) {
    ReplayDocument out;
    SessionStore store(paths.data);
    out.notes = store.notices();
    out.session = store.read(uuid);
    out.deleted = store.is_deleted(uuid);
    ReplayFiles files(paths);
    std::error_code error;
    if (out.session.recordings.empty()) add_video(files, out);
    for (const Recording& recording : out.session.recordings) {
        ReplayFilm& film = out.films.emplace_back();
        film.file = store.recordings_folder() / recording.file;
        film.start_s = to_seconds(recording.start);
        film.end_s = to_seconds(recording.end);
        if (!fs::exists(film.file, error)) continue;
        film.key = ReplayFiles::key_of(film.file);
    }
    for (ReplayFilm& film : out.films) {
        if (!film.key.empty()) film.poses = files.poses(film.key);
    }
    // One that is still being filmed does not say how long it is.
    for (std::size_t i = 0; i < out.films.size(); ++i) {
        ReplayFilm& film = out.films[i];
        const bool last = i + 1 == out.films.size();
        if (film.end_s > film.start_s) continue;
        film.end_s = last ? to_seconds(out.session.length) : out.films[i + 1].start_s;
    }
    return out;
}

bool is_kept(const std::string& key, const Paths& paths, std::vector<std::string>& notes) {
    if (!SessionStore::is_there(paths.data)) return false;
    try {
        SessionStore store(paths.data);
        notes = store.notices();
        return store.contains(ReplayFiles::uuid_of(key));
    } catch (const Error& error) {
        // A video can be looked at without the sessions.
        notes = {error.what()};
        return false;
    }
}

// The session of a video that was kept. Where the video lies now is remembered.
ReplayDocument open_kept(const fs::path& file, const std::string& key, const Paths& paths) {
    ReplayFiles files(paths);
    std::string problem;
    std::vector<std::string> notes;
    try {
        auto log = files.find(key, problem);
        if (!problem.empty()) notes.push_back(problem);
        const bool known = log.has_value();
        if (!known) log = SessionStore(paths.data).read(ReplayFiles::uuid_of(key));
        if (set_file(*log, file) || !known) files.save(key, *log);
    } catch (const Error& error) {
        notes.emplace_back(error.what());
    }
    ReplayDocument out = open_session(ReplayFiles::uuid_of(key), paths);
    out.notes.insert(out.notes.end(), notes.begin(), notes.end());
    out.notes.emplace_back(out.deleted
                               ? "The workout of this video was kept in History, and deleted there."
                               : "The workout of this video is kept in History already; "
                                 "corrections go there.");
    return out;
}

ReplayDocument open_video(const fs::path& file, const Settings& settings, const Paths& paths,
                          JobToken& token) {
    ReplayDocument out;
    ReplayFiles files(paths);
    ReplayFilm film;
    film.file = file;
    film.key = out.video_key = ReplayFiles::key_of(file);
    if (is_kept(film.key, paths, out.notes)) return open_kept(file, film.key, paths);
    out.of_video = true;
    std::string problem;
    auto known = files.find(film.key, problem);
    if (!problem.empty()) out.notes.push_back(problem);
    if (known) {
        out.session = std::move(*known);
        film.poses = files.poses(film.key);
        // It may have been moved since.
        set_file(out.session, file);
    } else {
        out.session = film_opinion(film, settings.model, settings, paths, token);
        try {
            files.save(film.key, out.session);
        } catch (const Error& error) {
            out.notes.emplace_back(error.what());
        }
    }
    film.end_s = to_seconds(out.session.length);
    out.films.push_back(std::move(film));
    return out;
}

}  // namespace

Session session_from_analysis(const Analysis& analysis, const ModelUse& model,
                              const std::vector<std::pair<std::string, std::string>>& settings,
                              const std::string& key) {
    Session out;
    out.uuid = ReplayFiles::uuid_of(key);
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

Session film_opinion(ReplayFilm& film, const std::string& model, const Settings& settings,
                     const Paths& paths, JobToken& token, const JobPart& part) {
    // Of this thread and those that it starts, so that live and the picture go first; Linux
    // counts niceness by thread.
    constexpr int kNiceness = 10;
    setpriority(PRIO_PROCESS, 0, kNiceness);
    // What is no video is said before a model is loaded.
    open_recording(film.file.string(), token.stop());
    const ModelInfo info = find_model(paths, model);
    const ModelUse use = model_use(info);
    ReplayFiles files(paths);
    const Thresholds thresholds = effective_thresholds(settings, info.thresholds);
    const auto noted = session_settings(settings, thresholds);
    if (auto known = files.opinion(film.key, use.sha256);
        known && known->settings.size() >= noted.size() &&
        std::equal(noted.begin() + 1, noted.end(), known->settings.begin() + 1)) {
        film.poses = files.poses(film.key);
        return std::move(*known);
    }
    token.publish({"Loading the model", -1});
    LoadedModel loaded = load_recognizers(info, settings, paths);
    token.checkpoint();
    std::vector<SeenPose> seen;
    const std::string step = "Reading " + film.file.filename().string();
    const Analysis analysis = analyze_file(
        film.file.string(), loaded, kStrideSeconds, &seen,
        [&](double fraction) {
            const bool known = fraction >= 0;
            token.publish({step, known ? part.from + fraction * (part.to - part.from) : fraction});
        },
        token.stop());
    Session out = session_from_analysis(analysis, use, noted, film.key);
    files.put_opinion(film.key, use.sha256, out);
    files.put_poses(film.key, seen);
    film.poses = std::move(seen);
    return out;
}

ReplayDocument open_replay(const ReplayRequest& request, const Settings& settings,
                           const Paths& paths, JobToken& token) {
    if (!request.session.empty()) return open_session(request.session, paths);
    return open_video(request.file, settings, paths, token);
}

void save_corrections(const std::string& video_key, const Session& corrected, const Paths& paths) {
    if (video_key.empty()) {
        SessionStore(paths.data).save_workout(corrected);
    } else {
        ReplayFiles(paths).save(video_key, corrected);
    }
}

void keep_in_history(const std::string& video_key, const Session& corrected, const Paths& paths) {
    SessionStore store(paths.data);
    if (!store.contains(corrected.uuid)) {
        store.insert(corrected);
        return;
    }
    if (!video_key.empty()) {
        throw Error("keep in History", corrected.source, "it was kept meanwhile",
                    "open the video again to go on with it");
    }
    store.save_workout(corrected);
    store.restore(corrected.uuid);
}

}  // namespace spotter
