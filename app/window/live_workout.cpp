#include "app/window/live_workout.h"

#include <algorithm>
#include <utility>

#include "app/end_sessions.h"
#include "app/live_settings.h"
#include "app/plan.h"
#include "engine/core/counted.h"
#include "engine/core/error.h"
#include "engine/core/labels.h"
#include "engine/core/set_name.h"
#include "engine/session/export_text.h"
#include "engine/session/session_facts.h"
#include "ui/format.h"

namespace spotter {

namespace {

Labels exercises_of(const LiveView& view) {
    Labels out;
    for (const std::string& label : view.labels) {
        if (!contains(view.idle_labels, label)) out.push_back(label);
    }
    return out;
}

// Of one exercise.
struct Total {
    int sets = 0;
    int reps = 0;
    SessionTime held{};
    std::optional<Weight> weight;  // the heaviest
    bool one_weight = true;        // of all its sets
};

double kilograms_of(const Weight& weight) {
    return kilograms(weight.amount, weight.unit);
}

std::string total_text(const Total& total) {
    std::string text = counted(total.sets, "set");
    if (total.reps > 0) text += ", " + counted(total.reps, "rep");
    if (total.held > SessionTime::zero()) {
        text += ", " + clock_time(to_seconds(total.held)) + " held";
    }
    if (total.weight) text += (total.one_weight ? ", " : ", up to ") + weight_text(*total.weight);
    return text;
}

}  // namespace

SavedView saved_view(const SessionEnd& end) {
    std::vector<std::pair<std::string, Total>> totals;
    for (const RecordedSet& set : end.sets) {
        auto known =
            std::ranges::find(totals, set.label, [](const auto& pair) { return pair.first; });
        if (known == totals.end()) known = totals.insert(known, {set.label, {}});
        Total& total = known->second;
        const std::optional<Weight> weight = weight_of(set);
        total.one_weight &= total.sets == 0 || weight == total.weight;
        ++total.sets;
        total.reps += set.reps;
        if (set.held) total.held += set.end - set.start;
        if (weight && (!total.weight || kilograms_of(*weight) > kilograms_of(*total.weight))) {
            total.weight = weight;
        }
    }
    SavedView out;
    out.length_s = to_seconds(end.length);
    out.problem = end.problem;
    for (const auto& [label, total] : totals) {
        out.rows.push_back({display_name(label), total_text(total)});
    }
    return out;
}

LiveWorkout::LiveWorkout(const WindowContext& context,
                         const std::optional<std::filesystem::path>& plan,
                         SessionRecorder* sessions)
    : context_(context),
      sessions_(sessions),
      settings_(context.settings.live),
      plan_file_(plan.value_or(own_plan_file(context.paths))),
      loads_(sessions, context.paths.data) {
    PlanFile read = find_plan(plan, context.paths);
    use_plan(std::move(read.plan));
    std::vector<std::string> said = recall_live_settings(context.paths, settings_);
    said.insert(said.end(), read.notes.begin(), read.notes.end());
    for (std::string& line : said) {
        context.notices.add(NoticeView::Kind::warning, std::move(line), {});
    }
    apply_settings();
    tidy_.start([paths = context.paths](JobToken&) {
        return tidy_sessions(paths, rescue_folders(paths.data));
    });
}

void LiveWorkout::update(const Snapshot& snapshot, SteadyTime now, LiveView& view) {
    workout_ = snapshot.workout;
    follow_clock(snapshot, now);
    view.keeping = {};
    if (sessions_ != nullptr) {
        sessions_->take(snapshot.counters);
        take_session(now, view);
    }
    if (const auto tidied = tidy_.poll(); tidied && tidied->result) {
        for (const std::string& line : tidied->result->news) {
            context_.notices.add(NoticeView::Kind::info, line, now);
        }
        for (const std::string& line : tidied->result->troubles) {
            context_.notices.add(NoticeView::Kind::warning, line, now);
        }
    }
    coach_.update(workout_, snapshot.decision, now);
    loads_.update(workout_, coach_.plan());
    view.coach = coach_.view();
    view.flash = coach_.flash(settings_.flash, now);
    sound(view);
    view.flash_choice = settings_.flash;
    view.weight_unit = settings_.weight_unit;
    view.keep_videos.reset();
    if (sessions_ != nullptr) view.keep_videos = settings_.keep_videos;
    show_load(view);
    show_targets(view);
}

// What the user should know of it; disk trouble never stops the picture.
void LiveWorkout::take_session(SteadyTime now, LiveView& view) {
    using Kind = NoticeView::Kind;
    view.filming = sessions_->filming();
    const SessionKept kept = sessions_->kept();
    view.keeping = {kept.running,      to_seconds(kept.length), kept.sets,
                    kept.filming,      to_seconds(kept.filmed), kept.film_bytes,
                    kept.film_left_out};
    const std::string& problem = kept.problem;
    std::optional<std::string> condition;
    if (!problem.empty()) condition = problem + " (the picture goes on)";
    context_.notices.set_condition("session", Kind::warning, std::move(condition));
    for (std::string& line : sessions_->take_notices()) {
        if (line != problem) context_.notices.add(Kind::info, std::move(line), now);
    }
    for (const SessionEnd& end : sessions_->take_ended()) tell_end(end, now, view);
}

void LiveWorkout::tell_end(const SessionEnd& end, SteadyTime now, LiveView& view) {
    if (std::exchange(finishing_, false) && view.overlay == Overlay::none) {
        ended_session_ = end.uuid;
        view.saved = saved_view(end);
        view.overlay = Overlay::saved;
        return;
    }
    // Its trouble was told while it went on.
    if (!end.problem.empty()) return;
    const int sets = static_cast<int>(end.sets.size());
    context_.notices.add(NoticeView::Kind::info,
                         "Session saved: " + clock_time(to_seconds(end.length)) + ", " +
                             (sets == 0 ? "no sets" : counted(sets, "set")) + ".",
                         now);
}

void LiveWorkout::show_load(LiveView& view) const {
    view.load = {};
    if (!workout_.sets || workout_.sets->empty()) return;
    const bool open = view.overlay == Overlay::load;
    const SetRecord& newest = workout_.sets->back();
    const int number = open ? load_set_ : newest.number;
    for (const SetRecord& set : *workout_.sets) {
        if (set.number != number) continue;
        view.load.title = set_name(*workout_.sets, set);
        if (const SetLoad* last = loads_.last_time(set.label)) {
            view.load.last_time = load_text(*last);
        }
    }
    if (const SetLoad* load = loads_.of(newest.number)) view.coach.load = load_text(*load);
    view.load.form = load_form_;
    view.load.refusal = load_refusal_;
}

void LiveWorkout::show_targets(LiveView& view) const {
    view.targets = {};
    if (view.overlay != Overlay::targets) return;
    const Labels exercises = exercises_of(view);
    for (const std::string& label : exercises) {
        const ExerciseTarget* target = coach_.plan().target_of(label);
        if (label == targets_.label()) {
            view.targets.exercises.current = static_cast<int>(view.targets.exercises.items.size());
        }
        std::string said;
        if (target != nullptr && target->sets) said = counted(*target->sets, "set");
        if (target != nullptr && target->reps) {
            said += (said.empty() ? "" : ", ") + counted(*target->reps, "rep");
        }
        if (targets_.changed(label)) said = "Not saved yet";
        view.targets.exercises.items.push_back({display_name(label), said});
    }
    view.targets.form = targets_.form();
    view.targets.refusal = target_refusal_;
    view.targets.file = plan_file_.string();
}

void LiveWorkout::perform(const LiveActions& actions, LivePipeline& pipeline, LiveView& view) {
    constexpr std::chrono::seconds kCountIn{3};
    if (actions.correct_reps) pipeline.correct_reps(*actions.correct_reps);
    if (actions.count_in) {
        const bool runs = view.coach.phase == CoachPhase::count_in;
        pipeline.count_in(runs ? MediaTime::zero() : kCountIn);
    }
    if (actions.film && sessions_ != nullptr) sessions_->set_filming(*actions.film);
    if (actions.finish_session) finish_session(pipeline);
    if (actions.look_at_session) context_.replay({ended_session_, {}});
    if (actions.overlay) open(*actions.overlay, view);
    if (actions.edit_targets) {
        targets_.edit(*actions.edit_targets);
        target_refusal_.clear();
    }
    if (actions.choose_target) {
        targets_.choose(exercises_of(view).at(static_cast<std::size_t>(*actions.choose_target)));
        target_refusal_.clear();
    }
    if (actions.save_targets) save_targets(pipeline, view);
    if (actions.edit_load) {
        load_form_ = *actions.edit_load;
        load_refusal_.clear();
    }
    if (actions.save_load) save_load(view);
    perform_settings(actions, view.source_kind);
}

void LiveWorkout::finish_session(LivePipeline& pipeline) {
    if (sessions_ == nullptr || !sessions_->kept().running) return;
    finishing_ = true;
    pipeline.end_workout();
}

void LiveWorkout::finish_recording(LivePipeline& pipeline) {
    finishing_ = sessions_ != nullptr && sessions_->kept().running;
    pipeline.finish_workout();
}

void LiveWorkout::open(Overlay overlay, const LiveView& view) {
    const SetRecord* set = workout_.set();
    if (overlay == Overlay::targets) {
        const Labels exercises = exercises_of(view);
        const std::string first = exercises.empty() ? "" : exercises.front();
        targets_ = TargetForms(coach_.plan(), settings_.weight_unit);
        targets_.choose(set != nullptr ? set->label : first);
        target_refusal_.clear();
    }
    if (overlay != Overlay::load || set == nullptr) return;
    load_set_ = set->number;
    load_refusal_.clear();
    const SetLoad* load = loads_.of(set->number);
    load_form_ = form_of(load == nullptr ? SetLoad() : *load, settings_.weight_unit);
}

void LiveWorkout::save_targets(LivePipeline& pipeline, LiveView& view) {
    if (targets_.label().empty()) return;
    WorkoutPlan plan;
    try {
        plan = targets_.plan();
        write_plan(plan_file_, plan);
    } catch (const Error& error) {
        target_refusal_ = error.what();
        return;
    }
    use_plan(std::move(plan));
    pipeline.set_rules(rules());
    view.overlay = Overlay::none;
}

void LiveWorkout::use_plan(WorkoutPlan plan) {
    if (sessions_ != nullptr) sessions_->set_targets(plan);
    coach_.set_plan(std::move(plan));
}

void LiveWorkout::save_load(LiveView& view) {
    if (loads_.of(load_set_) == nullptr) return;
    try {
        loads_.put(load_set_, load_from(load_form_));
        view.overlay = Overlay::none;
    } catch (const Error& error) {
        load_refusal_ = error.what();
    }
}

void LiveWorkout::remember(const LiveSettings& next, SteadyTime now) {
    if (next == settings_) return;
    settings_ = next;
    try {
        remember_live_settings(context_.paths, settings_);
    } catch (const Error& error) {
        context_.notices.add(NoticeView::Kind::warning, error.what(), now);
    }
}

void LiveWorkout::perform_settings(const LiveActions& actions, SourceKind source) {
    LiveSettings next = settings_;
    if (actions.flash_choice) next.flash = *actions.flash_choice;
    if (actions.weight_unit) next.weight_unit = *actions.weight_unit;
    if (actions.keep_videos) next.keep_videos = *actions.keep_videos;
    if (actions.tones) next.tones = *actions.tones;
    if (actions.mirrored) next.mirror[source] = *actions.mirrored;
    if (next == settings_) return;
    settings_ = next;
    apply_settings();
    remember_live_settings(context_.paths, next);
}

void LiveWorkout::apply_settings() {
    if (sessions_ != nullptr) sessions_->set_videos(settings_.keep_videos);
    if (settings_.tones == (tones_ != nullptr)) return;
    tones_ = settings_.tones ? std::make_unique<Tones>() : nullptr;
}

// While no pictures come from a camera or a stream, on hold or lost, the time of a rest goes on as
// the workout will find it with the next picture.
void LiveWorkout::follow_clock(const Snapshot& snapshot, SteadyTime now) {
    const SourceKind kind = snapshot.source.kind;
    const bool live = kind == SourceKind::camera || kind == SourceKind::stream;
    if (!live || workout_.now != heard_) {
        heard_ = workout_.now;
        heard_at_ = now;
    }
    workout_.now += std::chrono::duration_cast<MediaTime>(now - heard_at_);
}

void LiveWorkout::sound(LiveView& view) {
    view.tones = settings_.tones;
    if (tones_ && coach_.begun()) tones_->play(*coach_.begun());
    context_.notices.set_condition("tones", NoticeView::Kind::warning,
                                   tones_ ? tones_->problem() : std::nullopt);
}

}  // namespace spotter
