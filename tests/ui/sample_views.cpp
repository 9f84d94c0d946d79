#include "tests/ui/sample_views.h"

#include <array>
#include <utility>

#include "tests/ui/workout_views.h"

namespace spotter {

namespace {

constexpr std::array<const char*, 20> kNames = {"bicep_curl",
                                                "lateral_raise",
                                                "squat",
                                                "push_up",
                                                "sit_up",
                                                "plank",
                                                "lunge",
                                                "jumping_jack",
                                                "deadlift",
                                                "shoulder_press",
                                                "bench_press",
                                                "row",
                                                "tricep_extension",
                                                "pull_up",
                                                "front_raise",
                                                "hip_thrust",
                                                "calf_raise",
                                                "mountain_climber",
                                                "rest",
                                                "other"};

PlaybackView playing() {
    PlaybackView out;
    out.position_s = 12.4;
    out.duration_s = 75;
    out.verdict = "Whole clip: Squat, 93 %";
    out.verdict_scores = "Squat, 93 %\nBicep curl, 4 %\nLateral raise, 2 %\nOther, 1 %";
    return out;
}

std::vector<NamedView> source_states() {
    return {
        named("empty",
              [](LiveView& view) {
                  const ChoiceView models = view.models;
                  view = LiveView();
                  view.models = models;
                  view.labels = {"bicep_curl", "lateral_raise", "squat", "other"};
                  view.idle_labels = {"other"};
              }),
        named("opening",
              [](LiveView& view) {
                  view.phase = LivePhase::opening;
                  view.sources.busy = true;
                  view.scores.clear();
                  view.timeline.clear();
              }),
        named("failed",
              [](LiveView& view) {
                  view.phase = LivePhase::failed;
                  view.failure =
                      "open video: holiday.mp4: no video stream; re-export it as MP4 with H.264";
                  view.scores.clear();
                  view.timeline.clear();
              }),
        named("waiting",
              [](LiveView& view) {
                  view.phase = LivePhase::waiting;
                  view.failure = "read camera: Integrated Camera: it was unplugged";
                  view.retry_in_s = 3.2;
                  view.scores.clear();
              }),
        named("held",
              [](LiveView& view) {
                  view.phase = LivePhase::held;
                  view.failure = "Replay is analysing squat.mp4";
                  view.scores.clear();
              }),
        named("notices",
              [](LiveView& view) {
                  view.notices = {
                      {1, NoticeView::Kind::info, "No camera was found: this is the demo."},
                      {2, NoticeView::Kind::error,
                       "load model: my-gym: model.safetensors: header is cut off; copy "
                       "the file again"}};
              }),
        named("recording",
              [](LiveView& view) {
                  view.source_kind = SourceKind::file;
                  view.mirrored = false;
                  view.sources.current = 2;
                  view.playback = playing();
              }),
        named("recording_busy",
              [](LiveView& view) {
                  view.source_kind = SourceKind::file;
                  view.mirrored = false;
                  view.sources.current = 2;
                  view.playback = playing();
                  view.playback->verdict.clear();
                  view.playback->verdict_busy = true;
                  view.playback->verdict_progress = 0.4;
                  view.playback->paused = true;
                  view.playback->speed = 0.5;
              }),
    };
}

std::vector<NamedView> label_states() {
    return {
        named("squat", [](LiveView&) {}),
        named("watching",
              [](LiveView& view) {
                  view.label_phase = LabelPhase::watching;
                  view.label = -1;
                  view.scores.clear();
                  view.timeline.clear();
                  view.window_filled = 0.6;
              }),
        named("unsure",
              [](LiveView& view) {
                  view.label_phase = LabelPhase::unsure;
                  view.label = -1;
                  view.scores = {0.38F, 0.12F, 0.41F, 0.09F};
              }),
        named("away",
              [](LiveView& view) {
                  view.person = PersonView::away;
                  view.pose.reset();
              }),
        named("cut_off", [](LiveView& view) { view.person = PersonView::cut_off; }),
        named("cut_off_unrecognised",
              [](LiveView& view) {
                  view.person = PersonView::cut_off;
                  view.label = 3;
                  view.scores = {0.03F, 0.02F, 0.04F, 0.91F};
                  view.confidence = 0.91F;
                  view.coach = {};
              }),
        named("idle",
              [](LiveView& view) {
                  view.label = 3;
                  view.scores = {0.03F, 0.02F, 0.04F, 0.91F};
                  view.confidence = 0.91F;
              }),
        named("loading_model",
              [](LiveView& view) {
                  view.labels.clear();
                  view.scores.clear();
                  view.timeline.clear();
                  view.models.busy = true;
              }),
        named("twenty_labels", [](LiveView& view) { give_labels(view, 20); }),
        named("ten_labels", [](LiveView& view) { give_labels(view, 10); }),
        named("three_labels", [](LiveView& view) { give_labels(view, 3); }),
        named("long_label",
              [](LiveView& view) {
                  give_labels(view, 5);
                  view.labels[2] = "single_arm_overhead_tricep_extension_with_dumbbell";
              }),
    };
}

std::vector<NamedView> added_parts() {
    return {
        named("statistics",
              [](LiveView& view) {
                  view.show_statistics = true;
                  view.show_truth = true;
                  view.source_kind = SourceKind::demo;
                  view.truth = "Squat, rep 3";
              }),
        named("help", [](LiveView& view) { view.overlay = Overlay::help; }),
        named("settings",
              [](LiveView& view) {
                  view.overlay = Overlay::settings;
                  view.source_kind = SourceKind::demo;
              }),
        named("open",
              [](LiveView& view) {
                  view.overlay = Overlay::open;
                  view.open_text = "/home/me/Videos/squats.mp4";
              }),
        named("open-refused",
              [](LiveView& view) {
                  view.overlay = Overlay::open;
                  view.open_text = "/home/me/Videos/squats.mp4";
                  view.open_refusal =
                      "open video: /home/me/Videos/squats.mp4: no such file; check the path";
              }),
    };
}

}  // namespace

NamedView named(std::string name, void (*change)(LiveView&)) {
    LiveView view = squat_view();
    change(view);
    return {std::move(name), std::move(view)};
}

Pose standing_pose(int width, int height) {
    Pose pose;
    pose.presence = 1;
    pose.view = PersonView::whole;
    const auto put = [&](Joint joint, float x, float y) {
        pose.image[joint] = {(0.5F + x * static_cast<float>(height) / static_cast<float>(width)) *
                                 static_cast<float>(width),
                             y * static_cast<float>(height), 0, 1};
    };
    put(kNose, 0, 0.15F);
    // The person's left is on the right of a picture that is not mirrored.
    for (const float side : {1.F, -1.F}) {
        const bool left = side > 0;
        put(left ? kLeftShoulder : kRightShoulder, side * 0.09F, 0.27F);
        put(left ? kLeftElbow : kRightElbow, side * 0.15F, 0.40F);
        put(left ? kLeftWrist : kRightWrist, side * 0.14F, 0.53F);
        put(left ? kLeftHip : kRightHip, side * 0.06F, 0.53F);
        put(left ? kLeftKnee : kRightKnee, side * 0.07F, 0.72F);
        put(left ? kLeftAnkle : kRightAnkle, side * 0.07F, 0.90F);
    }
    return pose;
}

LiveView squat_view() {
    LiveView view;
    view.phase = LivePhase::running;
    view.video = {nullptr, 1280, 720};
    view.pose = standing_pose(1280, 720);
    view.mirrored = true;
    view.labels = {"bicep_curl", "lateral_raise", "squat", "other"};
    view.idle_labels = {"other"};
    view.scores = {0.03F, 0.01F, 0.94F, 0.02F};
    view.label_phase = LabelPhase::steady;
    view.label = 2;
    view.confidence = 0.94F;
    view.timeline = {{3, 30, 26.5}, {0, 26.5, 18.2}, {-1, 18.2, 17.6}, {3, 17.6, 12},
                     {1, 12, 7.5},  {-1, 7.5, 6.8},  {3, 6.8, 5.5},    {2, 5.5, 0}};
    view.coach = squat_set();
    view.coach.load = "40 kg";
    view.load = {"Squat, set 2", {"40", WeightUnit::kg, ""}, "", ""};
    view.keep_videos = false;
    view.sources = {{{"Integrated Camera", "/dev/video0"},
                     {"Demo workout", "Drawn by Spotter"},
                     {"squat.mp4", "/home/me/Videos/squat.mp4"}},
                    0,
                    false};
    view.models = {{{"default", "4 labels"}, {"my-gym", ""}}, 0, false};
    view.devices = {{{"Automatic", "CPU"}, {"CPU", ""}, {"CUDA", ""}}, 0, false};
    view.precisions = {{{"Automatic", "bfloat16"}, {"float32", ""}, {"bfloat16", ""}}, 0, false};
    view.statistics = {29.9, 6.4, 11.8, 132, 5413, 2, 1804, 1};
    view.thresholds = {0.6F, 0.4F, 0.5};
    return view;
}

void give_labels(LiveView& view, std::size_t count) {
    view.labels.clear();
    view.scores.clear();
    for (std::size_t i = 0; i < count; ++i) {
        // The first ones, then always rest and other.
        const std::size_t index = i + 2 < count ? i : kNames.size() - (count - i);
        view.labels.emplace_back(kNames[index]);
        view.scores.push_back(0.06F / static_cast<float>(count));
    }
    view.idle_labels = {"rest", "other"};
    view.label = count > 3 ? 2 : 0;
    view.scores[static_cast<std::size_t>(view.label)] = 0.94F;
    view.timeline = {{static_cast<int>(count) - 1, 30, 14}, {view.label, 14, 0}};
}

std::vector<NamedView> all_live_views() {
    std::vector<NamedView> out = source_states();
    for (auto* part : {label_states, workout_states, session_states, added_parts}) {
        for (NamedView& view : part()) out.push_back(std::move(view));
    }
    return out;
}

}  // namespace spotter
