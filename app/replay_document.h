#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/analysis.h"
#include "app/paths.h"
#include "app/settings.h"
#include "engine/core/job.h"
#include "engine/session/session.h"

namespace spotter {

// What Replay is to open: a session of the store, or a video file.
struct ReplayRequest {
    std::string session;  // identifier; empty: `file`
    std::filesystem::path file;
};

// A video that shows a part of what is open.
struct ReplayFilm {
    std::filesystem::path file;
    double start_s = 0;  // its time 0 on the session's clock
    double end_s = 0;
    std::string key{};              // of its content (ReplayFiles); empty: the file is not there
    std::vector<SeenPose> poses{};  // on the film's clock; empty: not known
};

// A recording as Replay shows it. Sessions and video files are one thing from here on.
struct ReplayDocument {
    std::string video_key;           // of a video file (ReplayFiles); empty: a session of the store
    bool of_video = false;           // a video file, or the session that was kept of one
    bool deleted = false;            // a session that History has in Deleted
    Session session;                 // of a video file: what the model said, and the corrections
    std::vector<ReplayFilm> films;   // in order of time; of a video file: that one
    std::vector<std::string> notes;  // what the user should know, one line each

    bool is_session() const { return video_key.empty(); }
    bool in_history() const { return is_session() && !deleted; }
};

// Reads a session, or what is kept of a video: its session, once that is in the store, else its
// log. A video that is new is analysed with the model of the settings as `spotter analyze` does,
// which publishes progress. A session's film that is gone is told by its missing file. Throws
// Error, Cancelled.
ReplayDocument open_replay(const ReplayRequest& request, const Settings& settings,
                           const Paths& paths, JobToken& token);

// Which part of a job's progress a step of it is.
struct JobPart {
    double from = 0;
    double to = 1;
};

// What `model` says of a film, as a session on the film's clock; from the cache when it was asked
// before, else with progress. The film gets its poses where they are found on the way.
Session film_opinion(ReplayFilm& film, const std::string& model, const Settings& settings,
                     const Paths& paths, JobToken& token, const JobPart& part = {});

// An analysis as a session; its settings name the file and the window.
Session session_from_analysis(const Analysis& analysis, const ModelUse& model,
                              const std::vector<std::pair<std::string, std::string>>& settings,
                              const std::string& key);

// Writes the corrections: into the session store, or, with a key, to the log of that video.
// Throws Error.
void save_corrections(const std::string& video_key, const Session& corrected, const Paths& paths);

// Makes the workout of a video, timeline and corrections too, a session of the store; one that is
// there, deleted (then there is no key), comes back with the corrections. Throws Error, also when
// another program kept it meanwhile; then the video's log is as it was.
void keep_in_history(const std::string& video_key, const Session& corrected, const Paths& paths);

}  // namespace spotter
