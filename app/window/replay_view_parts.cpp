#include "app/window/replay_view_parts.h"

#include <algorithm>

#include "app/replay_files.h"
#include "engine/core/counted.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_store.h"
#include "ui/format.h"

namespace spotter {

namespace {

void add_labels(const Labels& more, Labels& out) {
    for (const std::string& label : more) {
        if (!label.empty() && !contains(out, label)) out.push_back(label);
    }
}

std::string exercises_text(const SessionSummary& session) {
    std::string out;
    for (const ExerciseTotals& one : session.exercises) {
        out += (out.empty() ? "" : ", ") + display_name(one.label);
    }
    return out.empty() ? "no exercise" : out;
}

RecentReplay recent_session(const SessionSummary& session) {
    Session place;
    place.start = session.start;
    place.zone = session.zone;
    const std::string when = date_time_text(wall_clock(place, SessionTime::zero())).substr(0, 16);
    const std::string name = session.title.empty() ? when : session.title;
    return {{session.uuid, {}},
            {name, exercises_text(session) + ", " + clock_time(to_seconds(session.length)) +
                       (session.recorded ? ", with video" : "")}};
}

}  // namespace

std::vector<RecentReplay> recent_replays(const Paths& paths) {
    constexpr std::size_t kMost = 20;  // of each
    std::vector<RecentReplay> out;
    std::vector<SessionSummary> sessions;
    std::error_code error;
    if (SessionStore::is_there(paths.data)) sessions = SessionStore(paths.data).list();
    for (const SessionSummary& session : sessions) {
        if (session.finished && out.size() < kMost) out.push_back(recent_session(session));
    }
    std::size_t videos = 0;
    for (const KnownVideo& video : ReplayFiles(paths).known()) {
        // It stands among the sessions.
        const std::string uuid = ReplayFiles::uuid_of(video.key);
        if (std::ranges::find(sessions, uuid, &SessionSummary::uuid) != sessions.end()) continue;
        if (++videos > kMost) break;
        const bool there = std::filesystem::exists(video.file, error);
        out.push_back({{"", video.file},
                       {video.file.filename().string(), "Video, " + clock_time(video.length_s) +
                                                            (there ? "" : ", not there now")}});
    }
    return out;
}

std::shared_ptr<const CurvesView> curves_of(const Session& session) {
    auto out = std::make_shared<CurvesView>();
    for (const ModelUse& model : session.models) {
        add_labels(model.labels, out->labels);
        add_labels(model.idle_labels, out->idle_labels);
    }
    const Thresholds usual;
    out->thresholds.enter = number_setting(session, "enter").value_or(usual.enter);
    out->thresholds.exit = number_setting(session, "exit").value_or(usual.exit);
    const double half = to_seconds(half_window(session));
    std::vector<std::vector<std::uint8_t>> scores(out->labels.size());
    for (const TimelineTrack& track : session.timeline) {
        const Labels& labels = session.models.at(track.model).labels;
        for (std::size_t i = 0; i < track.times_ms.size(); ++i) {
            const double middle = std::max(track.times_ms[i] / 1000.0 - half, 0.0);
            if (!out->times_s.empty() && middle < out->times_s.back()) continue;
            out->times_s.push_back(middle);
            for (auto& curve : scores) curve.push_back(0);
            for (std::size_t k = 0; k < labels.size(); ++k) {
                const auto at = std::ranges::find(out->labels, labels[k]) - out->labels.begin();
                scores[static_cast<std::size_t>(at)].back() =
                    track.scores_x255[i * labels.size() + k];
            }
        }
    }
    if (out->times_s.empty()) return nullptr;
    for (auto& curve : scores) out->curves.emplace_back(std::move(curve));
    return out;
}

void add_said(const Session& part, SessionTime shift, Session& whole) {
    const std::size_t models = whole.models.size();
    whole.models.insert(whole.models.end(), part.models.begin(), part.models.end());
    whole.settings = part.settings;
    for (TimelineTrack track : part.timeline) {
        track.model += models;
        for (std::uint32_t& time : track.times_ms) {
            time = static_cast<std::uint32_t>(std::max<std::int64_t>(time + shift.count(), 0));
        }
        whole.timeline.push_back(std::move(track));
    }
    const int sets = whole.sets.empty() ? 0 : whole.sets.back().number;
    for (RecordedSet set : part.sets) {
        set.number += sets;
        set.start += shift;
        set.end += shift;
        whole.sets.push_back(std::move(set));
    }
    for (RecordedRep rep : part.reps) {
        rep.set += sets;
        rep.start += shift;
        rep.turn += shift;
        rep.end += shift;
        whole.reps.push_back(rep);
    }
    whole.length = std::max(whole.length, part.length + shift);
}

std::string replay_title(const ReplayDocument& document) {
    const Session& session = document.session;
    if (!document.is_session()) return document.films.front().file.filename().string();
    if (!session.title.empty()) return session.title;
    return "Session of " + date_time_text(wall_clock(session, SessionTime::zero())).substr(0, 16);
}

std::string replay_detail(const ReplayDocument& document) {
    const Session& session = document.session;
    std::string out =
        document.is_session() ? source_text(session.source, session.source_kind) : "Video";
    out += ", " + clock_time(to_seconds(session.length));
    if (!session.models.empty()) out += ", seen by " + session.models.back().name;
    if (document.is_session() && document.films.empty()) out += ", without video";
    if (const std::uint64_t lacks = pictures_lacking(session); lacks > 0) {
        out += ", the video lacks " + counted(lacks, "picture");
    }
    return out;
}

Pose drawn_pose(const SeenPose& seen, int width, int height) {
    Pose out;
    for (std::size_t i = 0; i < SeenPose::kJoints.size(); ++i) {
        out.image[SeenPose::kJoints[i]] = {seen.points[i].x * static_cast<float>(width),
                                           seen.points[i].y * static_cast<float>(height), 0,
                                           seen.points[i].visibility};
    }
    return out;
}

Labels known_labels(const Session& session, const SessionEdit::State& state) {
    Labels out;
    for (const ModelUse& model : session.models) add_labels(model.labels, out);
    for (const RecordedSet& set : state.sets) add_labels({set.label}, out);
    for (const SessionSegment& segment : state.segments) add_labels({segment.label}, out);
    return out;
}

}  // namespace spotter
