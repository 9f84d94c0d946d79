#include "engine/live/rep_counter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

#include "engine/live/motion_stretch.h"
#include "engine/live/rep_cycles.h"

namespace spotter {
namespace {

using namespace std::chrono_literals;

// Note [counting reps]
//
// Every pose becomes a few signals: joint angles and lengths (motion_signals.h). What an exercise
// moves most is the first principal component of its signals; along that axis one rep is one
// swing out and one swing back. So no exercise has to be known, and one that the user taught is
// counted like any other.
//
// - Turns are found with a hysteresis of half the usual swing of the set, so that trembling and
//   little bounces make none, and reps that get shorter with fatigue still count. A swing back
//   that is less than half of the swing out, or more than twice, is no rep: somebody got into
//   position, or walked off.
// - The signals are means of both sides. Arms that alternate are therefore counted one by one,
//   arms that move together once: as people count (and as labels.tsv of the test clips says).
//   Where one side goes out while the other comes back, the mean hardly moves: then the signals
//   are how far the sides are apart (MotionAxis::in_turn).
// - The scores say when to count (activity.h), and come late: a window of two seconds must be full
//   of the exercise first. So the motion of the last seconds is kept, and when it is sure that
//   somebody exercises, the reps before it count too, and what is just like them right before
//   those. Who gets into position often moves further than the exercise does, which hides it: what
//   was done last is looked at by itself, too, and counts once it was done twice the same way.
//   When scores falter, what is just like the reps before goes on to count, or took the way of
//   the only one; anything else waits until they are sure again.
// - Which exercise it is decides nothing: labels of similar exercises change to and fro. A bout
//   goes on as long as its motion does, and its scores over all that time name it.
// - What an exercise is and what only looks like one for a moment: see rep_evidence.h. Where the
//   scores are sure, one clear rep is enough; where they are not, reps count late, once one
//   took the way of another through all signals (rep_trace.h) or, in doubt, three are alike. At
//   the end of a recording nothing more comes: then one is enough that is flawless.
// - Motion along another axis, while along the old one there is none, is another exercise.
// - A gap, or a jump to where a person cannot have gone, ends what was in progress.

constexpr float kLeastSwing = 0.25F;  // in units of the signals: about 22 degrees
constexpr float kTrembles = 4;        // a swing is this much more than what trembles
constexpr float kShortestRep_s = 0.4F;
constexpr float kSure = 0.75F;         // that it is an exercise: then one rep alone may count …
constexpr float kLikely = 0.6F;        // … and then one that is flawless, at the end
constexpr MediaTime kLate = 1500ms;    // a label may be this much later than its window
constexpr MediaTime kAxisSpan = 15s;   // the newest motion, of which the axis is made
constexpr MediaTime kFirstSpan = 15s;  // the same before the first rep
constexpr std::array<MediaTime, 3> kLaterSpans = {12s, 8s, 4s};  // or, where that has none
constexpr MediaTime kLongestRep = 30s;                           // and the label that it waits for
constexpr MediaTime kKept = 40s;
constexpr MediaTime kLongestDoubt = 10s;  // for so long unsure scores do not end the exercise
constexpr MediaTime kLongestPause = 3s;   // nor do idle ones: reps are slow, labels falter
constexpr float kSlower = 1.5F;           // nor less than so many reps
constexpr float kOtherPace = 2.5F;        // without so many, something else may be done
constexpr MediaTime kShortBreak = 6s;     // after it, the same motion is the same exercise …
constexpr MediaTime kBreak = 20s;         // … and after this, if it has the same label
constexpr std::size_t kFewest = 2;        // reps that tell how they are usually done
constexpr float kAtOnce = 0.5F;           // of a rep, from one to the next
constexpr float kAlike = 0.6F;            // of the longer of two swings
constexpr float kThere = 0.05F;           // of a swing: as good as at its end
constexpr std::size_t kRemembered = 7;    // swings that tell the usual one

float median(std::vector<float> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

std::vector<Rep> RepCounter::add(MediaTime time, const std::optional<Pose>& pose) {
    if (!comes_after(time) || !pose || pose->view == PersonView::away) return {};
    return add({time, motion_from_pose(*pose)});
}

std::vector<Rep> RepCounter::add(MediaTime time, const PictureSignals& picture) {
    if (!comes_after(time)) return {};
    return add({time, motion_from_picture(picture)});
}

// Whether there is something new at that time.
bool RepCounter::comes_after(MediaTime time) {
    if (motion_.empty() || time > motion_.back().time) return true;
    if (time == motion_.back().time) return false;
    reset();
    return true;
}

std::vector<Rep> RepCounter::add(const MotionSample& sample) {
    if (!motion_.empty() && !follows(motion_.back(), sample)) motion_.clear();
    motion_.push_back(sample);
    if (motion_.front().time < sample.time - 2 * kKept) {
        const auto kept = motion_since(sample.time - kKept);
        motion_.erase(motion_.begin(), motion_.end() - static_cast<std::ptrdiff_t>(kept.size()));
    }
    return count(false);
}

std::vector<Rep> RepCounter::judge(const Activity& activity) {
    // What is doubtful begins an exercise, but keeps none going that was sure.
    const bool goes_on =
        activity.doing == Doing::reps && (!activity.doubtful || !bout_ || bout_->doubtful);
    if (!bout_ && goes_on) start_bout(activity);
    if (!bout_) return {};
    if (goes_on) {
        bout_->quiet.reset();
        bout_->doubtful = bout_->doubtful && activity.doubtful;
        follow_motion();
    } else if (!bout_->quiet) {
        bout_->quiet = activity.time;
    }
    bout_->vote.add(activity.exercises);
    if (has_ended(activity)) last_bout_ = std::exchange(bout_, std::nullopt);
    return count(false);
}

std::vector<Rep> RepCounter::finish() {
    return count(true);
}

void RepCounter::reset() {
    const int bouts = bouts_;
    *this = RepCounter(proof_);
    bouts_ = bouts;
}

void RepCounter::start_bout(const Activity& activity) {
    LabelVote now;
    now.add(activity.exercises);
    const MediaTime covered = activity.time - activity.length;
    const bool resumes =
        last_bout_ && !last_bout_->swings.empty() &&
        (activity.time - counted_until_ < kShortBreak ||
         (activity.time - counted_until_ < kBreak && now.best() == last_bout_->vote.best()));
    if (resumes) {
        bout_ = last_bout_;
        bout_->begin = counted_until_;
    } else {
        bout_ = Bout{};
        bout_->number = ++bouts_;
        bout_->begin = std::max(counted_until_, covered - kLate);
    }
    bout_->covered = covered;
    bout_->quiet.reset();
    bout_->proven = false;
    bout_->doubtful = activity.doubtful;
}

// Whether nothing says any more that the exercise goes on, neither the scores nor the motion.
bool RepCounter::has_ended(const Activity& activity) const {
    if (!bout_->quiet) return false;
    MediaTime longest = activity.doing == Doing::unsure ? kLongestDoubt : kLongestPause;
    if (!bout_->lengths.empty()) {
        longest = std::max(longest, from_seconds(kSlower * median(bout_->lengths)));
    }
    return activity.time - std::max(*bout_->quiet, counted_until_) > longest;
}

// Where nothing is counted any more because something else is done, without a rest between.
void RepCounter::follow_motion() {
    if (bout_->lengths.empty() || motion_.empty()) return;
    const MediaTime now = motion_.back().time;
    const MediaTime from = std::max(bout_->begin, now - kAxisSpan);
    if (now - from >= kLongestPause && begins_anew(from)) return;
    const MediaTime longest =
        std::max(kLongestPause, from_seconds(kOtherPace * median(bout_->lengths)));
    if (now - from < longest) return;
    const std::vector<MotionSample> samples = smoothed(motion_since(from));
    const float turning = kLeastPart * median(bout_->swings);
    const bool rests = reach(motion_along(samples, bout_->axis)) < turning;
    if (moves_otherwise(samples, rests ? turning : median(bout_->swings))) change_motion(from);
}

// Whether there are reps since then, however small, along an axis of their own: who bent down to
// pick up the weights moved further than they go now.
bool RepCounter::begins_anew(MediaTime from) {
    const Bout before = *bout_;
    change_motion(from);
    const Found found = look(from, std::max(proof(false), RepProof::repeated), false);
    if (found.reps.size() >= kFewest) return true;
    bout_ = before;
    bouts_ = before.number;
    return false;
}

void RepCounter::change_motion(MediaTime from) {
    Bout next;
    next.number = ++bouts_;
    next.begin = next.covered = from;
    next.doubtful = bout_->doubtful;
    next.quiet = bout_->quiet;
    bout_ = next;
}

void RepCounter::Bout::remember(const RepCandidate& rep) {
    const auto keep = [](auto& values, const auto& value) {
        values.push_back(value);
        if (values.size() > kRemembered) values.erase(values.begin());
    };
    keep(swings, rep.cycle.out);
    keep(lengths, rep.seconds);
    keep(traces, rep.trace);
}

bool RepCounter::Bout::goes_on_with(const RepCandidate& one) const {
    if (lengths.empty() || !is_alike(one, median(swings), median(lengths))) return false;
    return lengths.size() >= kFewest || repeats(one, traces, median(lengths));
}

std::span<const MotionSample> RepCounter::motion_since(MediaTime time) const {
    return since(motion_, time);
}

float RepCounter::usual_swing(std::span<const MotionSample> samples,
                              std::span<const float> motion) const {
    if (!bout_->swings.empty()) return median(bout_->swings);
    const auto known = std::find_if(samples.begin(), samples.end(), [&](const MotionSample& s) {
        return s.time >= bout_->covered;
    });
    return known == samples.end()
               ? 0
               : reach(motion.subspan(static_cast<std::size_t>(known - samples.begin())));
}

// Of the motion since `from`.
RepCounter::Found RepCounter::look(MediaTime from, RepProof proof, bool is_over) {
    constexpr std::size_t kFewestSamples = 4;
    const auto seen = motion_since(std::max(bout_->begin, from));
    Found found{smoothed(seen), {}, {}};
    if (seen.size() < kFewestSamples) return found;
    if (bout_->swings.empty()) bout_->axis = main_axis(since(found.samples, bout_->covered));
    found.motion = motion_along(found.samples, bout_->axis);
    const float usual = usual_swing(found.samples, found.motion);
    const float least =
        std::max(kLeastSwing, kTrembles * trembling(seen, found.motion, bout_->axis));
    if (usual >= least)
        found.reps = done_cycles(found.samples, found.motion, usual, proof, is_over);
    return found;
}

std::vector<Rep> RepCounter::count(bool is_over) {
    if (!bout_ || motion_.empty()) return {};
    const bool settled = !bout_->swings.empty();
    const MediaTime now = motion_.back().time;
    Found found = look(now - (settled ? kLongestRep : kFirstSpan), proof(is_over), is_over);
    bool is_late = false;
    for (const MediaTime span : kLaterSpans) {
        if (settled || !found.reps.empty() || now - span <= bout_->begin) continue;
        found = look(now - span, std::max(proof(is_over), RepProof::repeated), is_over);
        is_late = true;
    }
    const auto& [samples, motion, cycles] = found;
    if (cycles.empty()) return {};
    const bool is_first = !std::exchange(bout_->proven, true);
    for (const RepCandidate& one : cycles) bout_->remember(one);
    const MediaTime first = samples[cycles.front().cycle.start].time;
    if (is_late) bout_->covered = std::max(bout_->covered, first);
    // Else what lies before was looked at, and is none.
    const bool is_cut = is_late || to_seconds(first - bout_->begin) <= median(bout_->lengths);
    if (is_first && is_cut) {
        const MediaTime begin = begin_of_motion(first, samples[cycles.front().cycle.turn].time);
        if (begin < first) {
            bout_->begin = bout_->covered = begin;
            return count(is_over);
        }
    }
    std::vector<Rep> reps;
    for (const RepCandidate& one : cycles) {
        const Cycle moving = trimmed(one.cycle, motion);
        const MotionSample& start =
            samples[std::max(moving.start, leaves_start(one.cycle, samples, motion))];
        const MotionSample& turn = samples[moving.turn];
        reps.push_back({bout_->vote.best(), start.time, turn.time, samples[moving.end].time,
                        one.cycle.out / median(bout_->swings), goes_up(start.motion, turn.motion),
                        bout_->number});
    }
    bout_->begin = counted_until_ = samples[cycles.back().cycle.end].time;
    settle(first);
    return reps;
}

// Since when the motion went to and fro as far and as fast as it does in the first rep, and the way
// that it came, also while nothing said yet that it is an exercise. `first`, `turn`: of that rep.
MediaTime RepCounter::begin_of_motion(MediaTime first, MediaTime turn) const {
    std::vector<MotionSample> samples =
        smoothed(motion_since(std::max(counted_until_, motion_.back().time - kLongestRep)));
    while (!samples.empty() && samples.back().time > turn) samples.pop_back();
    std::reverse(samples.begin(), samples.end());
    const std::vector<float> motion = motion_along(samples, bout_->axis);
    const float usual = median(bout_->swings);
    const std::vector<TurningPoint> turns = turning_points(motion, kLeastPart * usual);
    MediaTime begin = first;
    for (std::size_t i = 2; i < turns.size(); ++i) {
        const float way = std::abs(turns[i].value - turns[i - 1].value);
        if (std::min(way, usual) < kAlike * std::max(way, usual)) break;
        const Cycle cycle{turns[i - 2].at, turns[i - 1].at, turns[i].at,
                          std::abs(turns[i - 1].value - turns[i - 2].value), way};
        if (!bout_->axis.in_turn && !may_be_rep(shape_of(cycle, samples, motion, bout_->axis)))
            break;
        std::size_t there = turns[i - 1].at;
        while (std::abs(motion[there] - turns[i].value) > kThere * way) ++there;
        if (to_seconds(begin - samples[there].time) > median(bout_->lengths)) break;
        begin = samples[there].time;
    }
    return begin;
}

// The less sure the scores are, the more the motion has to say.
RepProof RepCounter::proof(bool is_over) const {
    if (bout_->doubtful) return RepProof::strict;
    const float strength = bout_->vote.strength();
    if (strength >= kSure) return proof_;
    return std::max(proof_,
                    is_over && strength >= kLikely ? RepProof::flawless : RepProof::repeated);
}

// Those that count now.
std::vector<RepCandidate> RepCounter::done_cycles(std::span<const MotionSample> samples,
                                                  std::span<const float> motion, float usual,
                                                  RepProof proof, bool is_over) {
    std::vector<RepCandidate> done;
    // Where sides move in turn, each rep begins and ends where they are alike.
    const Outwards way = bout_->axis.in_turn ? Outwards::up : Outwards::either;
    for (const Cycle& cycle : cycles_in(motion, usual, way)) {
        if (!is_done(cycle, samples, motion, is_over)) break;
        const auto seconds =
            static_cast<float>(to_seconds(samples[cycle.end].time - samples[cycle.start].time));
        if (seconds < kShortestRep_s) continue;
        const RepCandidate one{cycle, shape_of(cycle, samples, motion, bout_->axis), seconds,
                               trace_of(trimmed(cycle, motion), samples)};
        const MediaTime before = done.empty() ? bout_->begin : samples[done.back().cycle.end].time;
        const bool as_before =
            may_be_rep(one.shape) && bout_->goes_on_with(one) &&
            to_seconds(samples[cycle.start].time - before) <= kAtOnce * median(bout_->lengths);
        if (!as_before && bout_->quiet && samples[cycle.turn].time > *bout_->quiet) break;
        if (!as_before && samples[cycle.turn].time < bout_->covered - kLate) continue;
        if (may_be_rep(one.shape)) {
            done.push_back(one);
        } else if (moves_otherwise(samples.subspan(cycle.start, cycle.end + 1 - cycle.start),
                                   usual)) {
            if (!bout_->proven) continue;
            if (!done.empty()) break;
            change_motion(samples[cycle.start].time);
            return {};
        }
    }
    if (!bout_->proven && !are_reps(done, proof)) return {};
    if (bout_->proven) {
        const float usual_s = median(bout_->lengths);
        std::erase_if(done, [&](const RepCandidate& one) {
            const bool is_unsure = bout_->doubtful || bout_->quiet;
            return is_unsure ? !repeats(one, bout_->traces, usual_s) : !goes_on(one, usual_s);
        });
    }
    return done;
}

// The axis is made anew of the reps that were counted, and stands until the next one.
void RepCounter::settle(MediaTime first) {
    const MediaTime from =
        std::max(std::min(first, bout_->covered), motion_.back().time - kAxisSpan);
    const MotionAxis before = bout_->axis;
    const std::vector<MotionSample> samples = smoothed(motion_since(from));
    bout_->axis = main_axis(samples, &before);
    if (bout_->axis.in_turn == before.in_turn) return;
    bout_->swings = {reach(motion_along(samples, bout_->axis))};
}

}  // namespace spotter
