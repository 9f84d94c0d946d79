#include "app/window/live_view.h"

#include <algorithm>
#include <utility>

namespace spotter {

namespace {

constexpr MediaTime kOldestPose = std::chrono::milliseconds(400);

LivePhase phase_of(const Snapshot& snapshot) {
    switch (snapshot.state) {
        case SourceState::none:
            return LivePhase::empty;
        case SourceState::opening:
            return LivePhase::opening;
        case SourceState::reconnecting:
            return snapshot.notice.empty() ? LivePhase::opening : LivePhase::waiting;
        case SourceState::failed:
            return LivePhase::failed;
        case SourceState::running:
        case SourceState::ended:
            break;
    }
    return LivePhase::running;
}

int index_of(const Labels& labels, const std::string& label) {
    const auto at = std::find(labels.begin(), labels.end(), label);
    return at == labels.end() ? -1 : static_cast<int>(at - labels.begin());
}

void show_decision(const Snapshot& snapshot, LiveView& view) {
    view.label = -1;
    view.confidence = static_cast<float>(snapshot.confidence);
    switch (snapshot.decision.certainty) {
        case Certainty::watching:
            view.label_phase = LabelPhase::watching;
            break;
        case Certainty::unsure:
            view.label_phase = LabelPhase::unsure;
            break;
        case Certainty::sure:
            view.label_phase = LabelPhase::steady;
            view.label = index_of(snapshot.labels, snapshot.decision.label);
            break;
    }
}

void show_history(const Snapshot& snapshot, LiveView& view) {
    view.timeline.clear();
    for (const LabelSpan& span : snapshot.history.spans) {
        if (span.certainty == Certainty::watching) continue;
        const int label =
            span.certainty == Certainty::sure ? index_of(snapshot.labels, span.label) : -1;
        view.timeline.push_back({label, to_seconds(snapshot.history.now - span.start),
                                 to_seconds(snapshot.history.now - span.end)});
    }
}

// So far may the shown frame be behind the newest one.
constexpr MediaTime kFarthestBehind = std::chrono::milliseconds(50);

bool close_behind(const Frame& frame, const Frame& newest) {
    return frame.epoch == newest.epoch && newest.time - frame.time <= kFarthestBehind;
}

}  // namespace

void FrameChooser::add(FramePtr frame) {
    constexpr std::size_t kMost = 4;
    recent_.push_back(std::move(frame));
    if (recent_.size() > kMost) recent_.pop_front();
}

const FramePtr& FrameChooser::choose(std::optional<std::uint64_t> posed) {
    if (recent_.empty()) return shown_;
    const FramePtr& newest = recent_.back();
    for (const FramePtr& frame : recent_) {
        const bool later = !shown_ || frame->number >= shown_->number;
        if (frame->number == posed && later && close_behind(*frame, *newest)) shown_ = frame;
    }
    if (!posed || !shown_ || !close_behind(*shown_, *newest)) shown_ = newest;
    return shown_;
}

void FrameChooser::reset() {
    recent_.clear();
    shown_.reset();
}

void show_snapshot(const Snapshot& snapshot, SteadyTime now, bool with_pose, LiveView& view) {
    view.phase = phase_of(snapshot);
    view.failure = snapshot.notice;
    view.retry_in_s = std::chrono::duration<double>(snapshot.retry_at - now).count();
    view.source_kind = snapshot.source.kind;
    view.labels = snapshot.labels;
    view.scores = snapshot.smoothed;
    show_decision(snapshot, view);
    show_history(snapshot, view);
    // Before the first picture was looked at, nobody knows whether somebody is there.
    view.person = with_pose && snapshot.posed ? snapshot.person : PersonView::whole;
    view.statistics = {snapshot.capture_rate,        snapshot.pose_ms,
                       snapshot.inference_ms,        snapshot.label_age_ms,
                       snapshot.counters.captured,   snapshot.counters.replaced_unseen,
                       snapshot.counters.classified, snapshot.counters.stale};
}

std::optional<Pose> pose_on_frame(const Snapshot& snapshot, const Frame& frame) {
    if (!snapshot.posed || !snapshot.posed->pose) return std::nullopt;
    const PosedFrame& posed = *snapshot.posed;
    if (posed.width != frame.image.width() || posed.height != frame.image.height()) {
        return std::nullopt;
    }
    const MediaTime age = frame.time - posed.time;
    if (age > kOldestPose || age < -kOldestPose) return std::nullopt;
    return posed.pose;
}

}  // namespace spotter
