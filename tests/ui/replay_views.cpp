#include "tests/ui/replay_views.h"

#include <algorithm>
#include <cmath>

#include "tests/ui/sample_views.h"

namespace spotter {

namespace {

const Labels kLabels = {"squat", "bicep_curl", "lateral_raise", "rest", "other"};

int label_at(double seconds) {
    if (seconds >= 12 && seconds < 40) return 0;
    if (seconds >= 70 && seconds < 98) return 1;
    return 3;
}

void add_set(Session& session, int number, const std::string& label, double from, int reps) {
    RecordedSet set;
    set.number = number;
    set.label = label;
    set.start = session_time(from);
    set.end = session_time(from + 3.2 * reps);
    set.counted_reps = set.reps = reps;
    session.sets.push_back(set);
    for (int i = 0; i < reps; ++i) {
        const double start = from + 3.2 * i;
        session.reps.push_back({number, i + 1, session_time(start), session_time(start + 1.7),
                                session_time(start + 3.1)});
    }
}

Session workout() {
    Session session;
    session.length = session_time(120);
    session.settings = {{"window_s", "2"}};
    session.models = {{{}, "default", "", kLabels, {"rest", "other"}}};
    TimelineTrack track;
    for (double time = 2; time < 120; time += 0.25) {
        if (time > 52 && time < 58) continue;
        const int label = label_at(time - 1);
        const bool unsure = time >= 99 && time < 107;
        track.times_ms.push_back(static_cast<std::uint32_t>(time * 1000));
        track.labels.push_back(static_cast<std::int16_t>(unsure ? -1 : label));
        const double sure = 0.86 + 0.09 * std::sin(time * 1.7);
        for (int k = 0; k < static_cast<int>(kLabels.size()); ++k) {
            const double rest = (1 - sure) / 4 * (1 + 0.6 * std::sin(time * (k + 1)));
            track.scores_x255.push_back(
                static_cast<std::uint8_t>(255 * (k == label ? sure : rest)));
        }
    }
    session.timeline = {track};
    add_set(session, 1, "squat", 12.4, 8);
    session.sets.back().weight = 22.5;
    session.sets.back().note = "left knee a little weak at the end";
    add_set(session, 2, "bicep_curl", 70.8, 8);
    session.gaps = {{session_time(52), session_time(57), "the camera was unplugged"}};
    session.film_gaps = {{session_time(82), session_time(85), 31},
                         {session_time(92.5), session_time(92.5), 1}};
    return session;
}

std::shared_ptr<const CurvesView> curves(double phase) {
    auto out = std::make_shared<CurvesView>();
    out->labels = kLabels;
    out->idle_labels = {"rest", "other"};
    std::vector<std::vector<std::uint8_t>> scores(kLabels.size());
    for (double time = 1; time < 119; time += 0.25) {
        if (time > 51 && time < 57) continue;
        out->times_s.push_back(time);
        const int label = label_at(time + phase);
        const double sure = 0.84 + 0.11 * std::sin(time * 1.7 + phase);
        for (std::size_t k = 0; k < scores.size(); ++k) {
            const double rest = (1 - sure) / 4 * (1 + 0.6 * std::sin(time * (k + 1.0)));
            scores[k].push_back(
                static_cast<std::uint8_t>(255 * (static_cast<int>(k) == label ? sure : rest)));
        }
    }
    for (auto& curve : scores) out->curves.emplace_back(std::move(curve));
    return out;
}

ReplayView basic(ReplayPhase phase) {
    ReplayView view;
    view.phase = phase;
    view.title = "thursday.mp4";
    view.recent = {{"2026-11-24 18:03", "Squat, Bicep curl, 42:10, with video"},
                   {"2026-11-22 07:41", "Lateral raise, 18:30"},
                   {"thursday.mp4", "Video, 2:00"}};
    return view;
}

void compare(ReplayView& view) {
    OpinionView& other = view.comparison.emplace();
    other.model = "my-gym";
    other.curves = curves(3);
    other.segments = std::make_shared<const std::vector<SessionSegment>>(
        std::vector<SessionSegment>{{"rest", session_time(0), session_time(9)},
                                    {"squat", session_time(9), session_time(37)},
                                    {"rest", session_time(37), session_time(67)},
                                    {"lateral_raise", session_time(67), session_time(95)},
                                    {"rest", session_time(95), session_time(119)}});
    other.differences =
        segment_differences(view.edit->segments, *other.segments, session_time(0.5));
    other.current = 1;
    other.next = 2;
}

void add_states(void* texture, std::vector<NamedReplayView>& out) {
    const auto changed = [&](const char* name, const auto& change) {
        NamedReplayView state = workout_replay(texture);
        state.name = name;
        change(state.view);
        out.push_back(std::move(state));
    };
    using Kind = ReplaySelection::Kind;
    changed("replay-keeping", [](ReplayView& view) { view.in_history = InHistory::keeping; });
    changed("replay-kept", [](ReplayView& view) {
        view.is_session = true;
        view.in_history = InHistory::yes;
        view.title = "Session of 2026-11-24 18:03";
        view.detail = "thursday.mp4, 2:00, seen by default";
    });
    changed("replay-set", [](ReplayView& view) {
        view.selection = {Kind::set, 1, 0, 12.4, 38};
        view.saved = "All corrections are saved";
    });
    changed("replay-load", [](ReplayView& view) {
        view.selection = {Kind::set, 1, 0, 12.4, 38};
        view.load = LoadView{"Squat, set 1", {"22.5", WeightUnit::kg, "left knee"}, "", ""};
    });
    changed("replay-load-refused", [](ReplayView& view) {
        view.load = LoadView{"Bicep curl, set 1",
                             {"-5", WeightUnit::lb, ""},
                             "",
                             "weight: '-5' is no weight up to 1000, such as 22.5"};
    });
    changed("replay-rep", [](ReplayView& view) {
        view.selection = {Kind::rep, 1, 3, 18.8, 21.9};
        view.first_s = 8;
        view.last_s = 48;
    });
    changed("replay-segment", [](ReplayView& view) {
        view.selection = {Kind::segment, 1, 0, 12, 40};
    });
    changed("replay-span", [](ReplayView& view) { view.selection = {Kind::span, 0, 0, 44, 66}; });
    changed("replay-hostile", [](ReplayView& view) {
        std::string endless;
        for (int i = 0; i < 100; ++i) endless += "%s%n \x1b]0;\x07\n\t\u202e\u0301WWWWWWWWWW";
        auto curves = std::make_shared<CurvesView>(*view.curves);
        for (std::string& label : curves->labels) label += endless;
        view.curves = curves;
        view.labels = curves->labels;
        view.title = view.detail = endless;
        view.selection = {Kind::segment, 1, 0, 12, 40};
    });
    changed("replay-lacking", [](ReplayView& view) {
        view.player.position_s = 83;
        view.detail += ", the video lacks 32 pictures";
    });
    changed("replay-no-video", [](ReplayView& view) {
        view.player.film = FilmPhase::none;
        view.player.video = {};
        view.player.pose.reset();
        view.is_session = true;
        view.title = "Session of 2026-11-22 07:41";
        view.save_failure = "write sessions: spotter.sqlite: the disk is full; free some space";
    });
    changed("replay-video-gone", [](ReplayView& view) {
        view.player.film = FilmPhase::failed;
        view.player.failure = "open video: thursday.mp4: no such file; was it moved?";
    });
    changed("replay-compare", compare);
    changed("replay-compare-set", [](ReplayView& view) {
        compare(view);
        view.selection = {Kind::set, 2, 0, 70.8, 96.4};
    });
    changed("replay-comparing", [](ReplayView& view) {
        OpinionView& other = view.comparison.emplace();
        other.model = "my-gym";
        other.busy = true;
        other.progress = 0.4;
    });
    changed("replay-adding", [](ReplayView& view) {
        view.selection = {Kind::span, 0, 0, 44, 66};
        view.adding = AddToDatasetForm{0, "", false, "rest", "", ""};
        view.datasets.items = {{"my-exercises"}, {"gym"}};
    });
    changed("replay-cutting", [](ReplayView& view) {
        view.adding = AddToDatasetForm{0, "", true, "", "", ""};
        view.adding_job = JobView{"Add to my-exercises", "Cutting thursday.mp4", 0.37, 48.0, false};
        view.datasets.items = {{"my-exercises"}, {"gym"}};
    });
    changed("replay-added", [](ReplayView& view) {
        view.adding = AddToDatasetForm{0, "", true, "", "", "Added 27 clips to my-exercises."};
        view.datasets.items = {{"my-exercises"}};
    });
    changed("replay-naming", [](ReplayView& view) { view.naming = "lunge"; });
    changed("replay-help", [](ReplayView& view) { view.show_help = true; });
}

}  // namespace

NamedReplayView workout_replay(void* texture) {
    NamedReplayView out;
    out.name = "replay";
    const Session session = workout();
    out.edit = std::make_shared<const SessionEdit>(session);
    ReplayView& view = out.view;
    view = basic(ReplayPhase::ready);
    view.detail = "Video, 2:00, seen by default";
    view.in_history = InHistory::no;
    view.edit = &out.edit->state();
    view.curves = curves(0);
    view.unsure = unsure_stretches(session);
    view.gaps = session.gaps;
    view.film_gaps = session.film_gaps;
    view.last_s = 120;
    view.can_undo = true;
    view.labels = kLabels;
    view.models.items = {{"default", "Comes with Spotter"}, {"my-gym"}};
    view.player.film = FilmPhase::showing;
    view.player.video = {texture, 1280, 720};
    view.player.pose = standing_pose(1280, 720);
    view.player.has_poses = true;
    view.player.position_s = 26.4;
    view.player.length_s = 120;
    return out;
}

std::vector<NamedReplayView> all_replay_views(void* texture) {
    std::vector<NamedReplayView> out;
    out.push_back({"replay-empty", basic(ReplayPhase::empty), nullptr});
    out.push_back({"replay-opening", basic(ReplayPhase::opening), nullptr});
    ReplayView busy = basic(ReplayPhase::analysing);
    busy.step = "Reading thursday.mp4";
    busy.progress = 0.37;
    busy.left_s = 48;
    out.push_back({"replay-analysing", busy, nullptr});
    ReplayView failed = basic(ReplayPhase::failed);
    failed.asked_file = "/home/anna/notes.txt";
    failed.failure = "open video: notes.txt: it is no video; choose another file";
    out.push_back({"replay-failed", failed, nullptr});
    ReplayView asking = basic(ReplayPhase::empty);
    asking.open_text = "/home/anna/thursday.mp4";
    out.push_back({"replay-open", asking, nullptr});
    out.push_back(workout_replay(texture));
    add_states(texture, out);
    return out;
}

}  // namespace spotter
