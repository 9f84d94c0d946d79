#include "app/running_session.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/recorded_workout.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

LabelState state_of(Certainty certainty) {
    switch (certainty) {
        case Certainty::watching:
            return LabelState::watching;
        case Certainty::unsure:
            return LabelState::unsure;
        case Certainty::sure:
            break;
    }
    return LabelState::sure;
}

void put_planned_weight(const WorkoutPlan& targets, RecordedSet& set) {
    const ExerciseTarget* target = targets.target_of(set.label);
    const std::optional<Weight> weight = target != nullptr ? target->weight : std::nullopt;
    set.weight = weight ? std::optional(weight->amount) : std::nullopt;
    set.unit = weight ? weight->unit : WeightUnit::kg;
}

}  // namespace

RunningSession::RunningSession(const std::filesystem::path& folder, Session head, SteadyTime start,
                               SessionWriterOptions options)
    : began(start), last_exercise(start), writer(folder, std::move(head), std::move(options)) {}

RunningSession::~RunningSession() {
    writer.give_up();
    if (closing) closing->join();
    // Films tell the writer of their end.
    film.reset();
    ending_films.clear();
    writer.finish(length);
}

SessionTime RunningSession::time_of(SteadyTime at) const {
    return session_time(at - began);
}

void RunningSession::add(const Judgement& judgement, const Labels& names) {
    const SessionTime time = time_of(judgement.captured);
    length = std::max(length, time);
    const Decision& now = judgement.decision;
    const auto label = std::ranges::find(names, now.label);
    TimelineScores point{time, models - 1, -1, quantized(judgement.smoothed)};
    double confidence = *std::ranges::max_element(judgement.smoothed);
    if (now.certainty == Certainty::sure && label != names.end()) {
        point.label = static_cast<std::int16_t>(label - names.begin());
        confidence = judgement.smoothed[static_cast<std::size_t>(point.label)];
    }
    writer.add(std::move(point));
    if (now.same_as(decision)) return;
    decision = now;
    writer.add(LabelChange{time, state_of(now.certainty), now.label, confidence});
}

void RunningSession::add(const LiveEvent& event) {
    const SessionTime time = time_of(event.at);
    if (event.decision_changed && event.decision.certainty == Certainty::watching &&
        !event.decision.same_as(decision)) {
        decision = event.decision;
        writer.add(LabelChange{time, LabelState::watching, "", 0});
    }
    if (!event.state_changed) return;
    if (event.state == SourceState::reconnecting && !gap) gap = Gap{time, time, event.notice};
    if (event.state == SourceState::running) end_gap(time);
}

void RunningSession::end_gap(SessionTime at) {
    if (!gap) return;
    gap->end = at;
    writer.add(*std::exchange(gap, std::nullopt));
}

// The workout's clock and the session's run alike but for a video that is paused, and pictures
// that come late.
void RunningSession::add(const WorkoutEvent& event, const WorkoutPlan& targets) {
    constexpr SessionTime kJitter{250};
    const SessionTime apart = time_of(event.captured) - std::chrono::round<SessionTime>(event.at);
    if (!shift || std::chrono::abs(apart - *shift) > kJitter) shift = apart;
    last_exercise = std::max(last_exercise, event.captured);

    const auto known = sets.find(event.set.number);
    // It was done before the session began.
    if (event.kind == WorkoutEventKind::corrected && known == sets.end()) return;
    const int reps_before = known == sets.end() ? 0 : known->second.reps;
    const bool was_open = known == sets.end() || known->second.open;
    if (event.kind == WorkoutEventKind::corrected) {
        writer.add(Correction{utc_now(), event.set.number, "reps", std::to_string(reps_before),
                              std::to_string(event.set.count())});
    }
    put_set(event.set, was_open && event.kind != WorkoutEventKind::set_ended, targets);
    if (event.kind != WorkoutEventKind::rep || !event.rep) return;
    writer.add(recorded_rep(*event.rep, event.set.number, static_cast<int>(event.set.reps.size()),
                            *shift));
}

// A rep stays where it was when it was counted, though the clocks have drifted apart since, and its
// set begins and ends with its reps.
void RunningSession::put_set(const SetRecord& set, bool open, const WorkoutPlan& targets) {
    const bool known = sets.contains(set.number);
    RecordedSet& entry = sets[set.number];
    const RecordedSet before = entry;
    record_set(set, *shift, entry);
    if (known) {
        entry.start = before.start;
        if (!set.held && entry.counted_reps == before.counted_reps) entry.end = before.end;
    }
    // A set can turn out to be of another exercise.
    if (!described.contains(set.number) && entry.label != before.label) {
        put_planned_weight(targets, entry);
    }
    entry.open = open;
    writer.add(entry);
}

bool RunningSession::describe(int number, std::optional<double> weight, WeightUnit unit,
                              const std::string& note) {
    const auto set = sets.find(number);
    if (set == sets.end()) return false;
    described.insert(number);
    const RecordedSet before = set->second;
    set->second.weight = weight;
    set->second.unit = unit;
    set->second.note = note;
    if (set->second != before) writer.add(set->second);
    return true;
}

std::filesystem::path RunningSession::begin_film(const std::filesystem::path& folder,
                                                 std::function<void(const std::string&)> failure) {
    SessionFilm::Ears ears;
    ears.recording = [this](const Recording& recording) { writer.add(recording); };
    ears.failure = std::move(failure);
    ears.gap = [this](const FilmGap& lack) { writer.add(lack); };
    ++films;
    const std::string take = films == 1 ? "" : "-take" + std::to_string(films);
    const std::string name = writer.uuid() + take;
    film = std::make_unique<SessionFilm>(folder, name, std::move(ears));
    return folder / (name + ".mp4");
}

void RunningSession::end_film() {
    if (!film) return;
    film->close();
    ending_films.push_back(std::move(film));
}

SessionKept RunningSession::kept() const {
    SessionKept out;
    out.running = true;
    out.length = length;
    out.sets = static_cast<int>(sets.size());
    out.problem = writer.state().problem.value_or("");
    if (film) {
        out.filming = true;
        out.filmed = film->length();
        out.film_bytes = film->bytes();
        out.film_left_out = film->left_out();
    }
    return out;
}

std::uint64_t RunningSession::take_left_out() {
    std::uint64_t count = 0;
    std::erase_if(ending_films, [&](const auto& ended) {
        if (!ended->finished()) return false;
        count += ended->left_out();
        return true;
    });
    return count;
}

void RunningSession::close() {
    if (gap) end_gap(std::max(length, gap->start));
    end_film();
    closing = std::make_unique<Worker>("session end", [this](const std::stop_token&) {
        for (const auto& ended : ending_films) ended->finish();
        writer.finish(length);
    });
}

}  // namespace spotter
