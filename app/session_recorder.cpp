#include "app/session_recorder.h"

#include <algorithm>
#include <thread>

#include "app/live_source.h"
#include "app/running_session.h"
#include "engine/core/counted.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

using std::chrono::duration_cast;

// How far before its first exercise a session begins: the first reps are found late.
constexpr std::chrono::seconds kBefore{20};

SessionCounters since(const LiveCounters& now, const LiveCounters& then) {
    return {now.captured - then.captured, now.replaced_unseen - then.replaced_unseen,
            now.posed - then.posed,       now.classified - then.classified,
            now.stale - then.stale,       0};
}

}  // namespace

SessionRecorder::SessionRecorder(SessionPlan plan)
    : plan_(std::move(plan)), film_(plan_.film), videos_(plan_.videos) {}

SessionRecorder::~SessionRecorder() {
    finish();
}

void SessionRecorder::listen(LiveHooks& hooks) {
    hooks.on_judged = [this](const Judgement& judgement) { judged(judgement); };
    hooks.on_frame = [this, others = std::move(hooks.on_frame)](const FramePtr& frame) {
        if (others) others(frame);
        captured(frame);
    };
}

void SessionRecorder::watch(SourceKind kind, const std::string& name) {
    const std::scoped_lock lock(mutex_);
    end();
    kind_ = kind;
    source_ = name;
    between_sources_ = true;
}

void SessionRecorder::use(ModelUse model,
                          std::vector<std::pair<std::string, std::string>> settings) {
    const std::scoped_lock lock(mutex_);
    model_ = std::move(model);
    settings_ = std::move(settings);
    before_.clear();
    if (!running_) return;
    ModelUse entry = *model_;
    entry.start = running_->length;
    running_->writer.add(entry);
    ++running_->models;
}

void SessionRecorder::on_idle_end(std::function<void()> end_workout) {
    const std::scoped_lock lock(mutex_);
    end_workout_ = std::move(end_workout);
}

void SessionRecorder::judged(const Judgement& judgement) {
    std::function<void()> end_workout;
    {
        const std::scoped_lock lock(mutex_);
        if (take_judgement(judgement)) end_workout = end_workout_;
    }
    if (end_workout) end_workout();
}

bool SessionRecorder::take_judgement(const Judgement& judgement) {
    // Between two models results may be of the one before.
    if (between_sources_ || !model_ || judgement.smoothed.size() != model_->labels.size()) {
        return false;
    }
    const Decision& decision = judgement.decision;
    const bool exercise = decision.certainty == Certainty::sure && !decision.idle;
    const bool idle = running_ && !running_->film && !exercise &&
                      judgement.captured - running_->last_exercise > plan_.idle_end;
    if (idle) end();
    if (!running_) {
        if (!exercise) over_ = false;
        if (!wanted() || over_) return idle;
        before_.push_back(judgement);
        while (judgement.captured - before_.front().captured > kBefore) before_.pop_front();
        if (exercise) begin(before_.front().captured);
        return idle;
    }
    if (exercise) running_->last_exercise = judgement.captured;
    running_->add(judgement, model_->labels);
    return false;
}

bool SessionRecorder::wanted() const {
    return kind_ != SourceKind::file || videos_ || film_;
}

void SessionRecorder::captured(const FramePtr& frame) {
    const std::scoped_lock lock(mutex_);
    if (between_sources_ || !film_) return;
    if (!running_) begin(frame->captured);
    const SessionTime time = running_->time_of(frame->captured);
    running_->length = std::max(running_->length, time);
    if (running_->film) running_->film->add(frame, time);
}

void SessionRecorder::begin(SteadyTime start) {
    const auto ago = std::chrono::steady_clock::now() - start;
    Session head;
    head.uuid = make_uuid();
    head.start = utc_now() - std::max(duration_cast<SessionTime>(ago), SessionTime::zero());
    head.zone = local_zone(head.start);
    head.source = source_;
    head.source_kind = name_of(kind_);
    head.settings = settings_;
    if (model_) head.models.push_back(*model_);
    uuid_ = head.uuid;
    SessionWriterOptions options;
    options.rescue_folders = plan_.rescue_folders;
    running_ = std::make_unique<RunningSession>(plan_.data_folder, std::move(head), start,
                                                std::move(options));
    running_->models = model_ ? 1 : 0;
    running_->counters_before = counters_;
    for (const Judgement& judgement : before_) running_->add(judgement, model_->labels);
    before_.clear();
    if (film_) start_film();
}

// One that fails ends; another, of this session or the next one, goes on.
void SessionRecorder::start_film() {
    const auto failed = [this, uuid = uuid_, film = running_->films + 1](const std::string& line) {
        const std::scoped_lock lock(mutex_);
        notices_.push_back(line + " (the session goes on without video)");
        if (!running_ || uuid_ != uuid || running_->films != film) return;
        film_ = false;
        running_->end_film();
    };
    const std::filesystem::path file =
        running_->begin_film(plan_.data_folder / "recordings", failed);
    notices_.push_back("Recording video to " + file.string() + ".");
}

void SessionRecorder::end() {
    before_.clear();
    if (!running_) return;
    running_->writer.add(since(counters_, running_->counters_before));
    running_->close();
    ending_.push_back(std::move(running_));
}

void SessionRecorder::take(const LiveEvent& event) {
    const std::scoped_lock lock(mutex_);
    if (event.state_changed && event.state == SourceState::opening) end();
    const bool is_there =
        event.state == SourceState::opening || event.state == SourceState::running;
    if (event.state_changed && is_there) between_sources_ = false;
    if (between_sources_) return;
    if (event.workout) take_workout(*event.workout);
    if (event.workout_over) {
        over_ = true;
        film_ = false;
        end();
    }
    if (running_) running_->add(event);
}

void SessionRecorder::take(const LiveCounters& counters) {
    const std::scoped_lock lock(mutex_);
    counters_ = counters;
}

void SessionRecorder::take_workout(const WorkoutEvent& event) {
    if (!running_) {
        if (event.kind != WorkoutEventKind::set_began || !wanted()) return;
        begin(before_.empty() ? event.captured - kBefore : before_.front().captured);
    }
    running_->add(event, targets_);
}

void SessionRecorder::set_targets(WorkoutPlan targets) {
    const std::scoped_lock lock(mutex_);
    targets_ = std::move(targets);
}

bool SessionRecorder::describe_set(int number, std::optional<double> weight, WeightUnit unit,
                                   const std::string& note) {
    const std::scoped_lock lock(mutex_);
    return running_ && running_->describe(number, weight, unit, note);
}

void SessionRecorder::set_filming(bool on) {
    const std::scoped_lock lock(mutex_);
    if (film_ == on) return;
    film_ = on;
    if (!running_) return;
    running_->end_film();
    if (on) start_film();
}

void SessionRecorder::set_videos(bool on) {
    const std::scoped_lock lock(mutex_);
    videos_ = on;
}

void SessionRecorder::finish(const std::function<bool()>& patience) {
    {
        const std::scoped_lock lock(mutex_);
        end();
        between_sources_ = true;  // what still comes is nobody's
    }
    const auto ask_of = [this](const auto& question) {
        const std::scoped_lock lock(mutex_);
        return question();
    };
    while (patience && !ask_of([this] { return all_written(); })) {
        if (ask_of([this] { return !trouble_at_end().empty(); }) && !patience()) break;
        constexpr std::chrono::milliseconds kPause{20};
        std::this_thread::sleep_for(kPause);
    }
    std::vector<std::unique_ptr<RunningSession>> ending;
    {
        const std::scoped_lock lock(mutex_);
        ending.swap(ending_);
    }
    for (const auto& session : ending) {
        session->writer.give_up();
        session->closing->join();
        const std::scoped_lock lock(mutex_);
        take_from(*session);
        take_end(*session);
    }
}

bool SessionRecorder::all_written() const {
    return std::ranges::all_of(ending_,
                               [](const auto& session) { return session->closing->finished(); });
}

// Of the sessions that are over; one line, empty: there is none.
std::string SessionRecorder::trouble_at_end() const {
    for (const auto& session : ending_) {
        if (const auto problem = session->writer.state().problem) return *problem;
    }
    return {};
}

std::string SessionRecorder::uuid() const {
    const std::scoped_lock lock(mutex_);
    return uuid_;
}

bool SessionRecorder::filming() const {
    const std::scoped_lock lock(mutex_);
    return film_;
}

SessionKept SessionRecorder::kept() const {
    const std::scoped_lock lock(mutex_);
    SessionKept out = running_ ? running_->kept() : SessionKept();
    if (out.problem.empty()) out.problem = trouble_at_end();
    return out;
}

// What a session, running or ended, has to tell.
void SessionRecorder::take_from(RunningSession& session) {
    const SessionWriterState state = session.writer.state();
    notices_.insert(notices_.end(),
                    state.notices.begin() + static_cast<std::ptrdiff_t>(session.notices_taken),
                    state.notices.end());
    session.notices_taken = state.notices.size();
    if (const std::uint64_t lacks = session.take_left_out(); lacks > 0) {
        notices_.push_back("The video lacks " + counted(lacks, "picture") +
                           " that came faster than they could be written.");
    }
}

void SessionRecorder::take_end(const RunningSession& session) {
    SessionEnd& end = ended_.emplace_back();
    end.uuid = session.writer.uuid();
    end.length = session.length;
    for (const auto& [number, set] : session.sets) end.sets.push_back(set);
    end.problem = session.writer.state().problem.value_or("");
}

std::vector<std::string> SessionRecorder::take_notices() {
    const std::scoped_lock lock(mutex_);
    if (running_) take_from(*running_);
    // Asked before it is taken from: what it tells last is not missed.
    std::erase_if(ending_, [&](const auto& session) {
        const bool finished = session->closing->finished();
        take_from(*session);
        if (finished) take_end(*session);
        return finished;
    });
    return std::exchange(notices_, {});
}

std::vector<SessionEnd> SessionRecorder::take_ended() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(ended_, {});
}

}  // namespace spotter
