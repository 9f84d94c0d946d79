#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/session/session.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_timeline.h"

namespace spotter {

// A segment by its place in SessionEdit::State::segments, or a set by its number.
struct EditTarget {
    enum class Kind { segment, set };
    Kind kind = Kind::set;
    int id = 0;

    friend bool operator==(const EditTarget&, const EditTarget&) = default;
};

// What somebody else, another model, says of the same time.
struct Opinion {
    std::vector<SessionSegment> segments;  // in order, without overlaps
    std::vector<RecordedSet> sets;         // in order of start, without overlaps
    std::vector<RecordedRep> reps;
};

enum class EditSide { start, end };
enum class RepPoint { start, turn, end };

// Corrects what a session says: segments, sets, reps, weights, notes. What the user changed is
// noted as corrections; what Spotter counted stays beside it (counted_reps, reps that are removed
// and not gone, `from` of the corrections). Each change is one step that can be undone, and done
// again until another change is made; undone, it leaves no correction. Changes return false, and
// change nothing, where they make no sense. A value; one thread at a time.
class SessionEdit {
  public:
    // What can be changed.
    struct State {
        std::vector<SessionSegment> segments;  // in order, without overlaps
        std::vector<RecordedSet> sets;         // in order of start, without overlaps
        std::vector<RecordedRep> reps;         // in order of set and start
        std::vector<Correction> corrections;
    };

    static constexpr SessionTime kShortest{100};  // segment, set or rep

    SessionEdit() = default;
    // `now`: when corrections are made.
    explicit SessionEdit(const Session& session, std::function<UtcTime()> now = utc_now);

    const State& state() const { return state_; }
    // Changes with each change, undone ones too.
    int version() const { return version_; }
    // Takes over what was changed, and nothing else.
    void store(Session& session) const;

    bool set_label(EditTarget target, const std::string& label);
    // Between the neighbours: a segment beside it gives way, but does not go; a set beside it
    // stays. Reps whose turn is then outside do not count any more. `continues`: the change
    // before was a part of the same movement, and this one takes its place.
    bool move_border(EditTarget target, EditSide side, SessionTime to, bool continues = false);
    bool split(EditTarget target, SessionTime at);
    // With the one after it; the first one's label stands, and its weight if it has one, and both
    // notes.
    bool merge_with_next(EditTarget target);
    bool remove(EditTarget target);
    // Over what is there: segments give way, sets do not (false). The new one's place or number.
    std::optional<EditTarget> add_segment(const std::string& label, SessionTime start,
                                          SessionTime end);
    std::optional<EditTarget> add_set(const std::string& label, SessionTime start, SessionTime end);

    // What `other` says of these stretches, which are in order, stands there instead. Segments are
    // cut at their ends. A set counts where its middle lies: one of `other` takes the number, what
    // was counted, weight and note of the one in whose place it comes, and gives way to those that
    // stay. False: it says the same there.
    bool take(const Opinion& other, std::span<const SessionStretch> stretches);

    // What was lifted in it, nothing: no weight; and what is to be remembered of it.
    bool set_load(int set, const std::optional<Weight>& weight, const std::string& note);
    // Another number of reps, whenever they were.
    bool set_reps(int set, int reps);
    // A rep with its turn there, as long as the set's usual, between the others.
    bool add_rep(int set, SessionTime turn);
    // Takes it away, or brings it back.
    bool remove_rep(int set, int rep, bool removed = true);
    bool move_rep(int set, int rep, RepPoint point, SessionTime to, bool continues = false);

    bool can_undo() const { return !past_.empty(); }
    bool can_redo() const { return !future_.empty(); }
    bool undo();
    bool redo();

  private:
    // Makes `after` the state, with the corrections that this takes.
    bool change(State after, bool continues = false);
    const State& base(bool continues) const;

    std::function<UtcTime()> now_ = utc_now;
    SessionTime length_{};
    State state_;
    std::vector<State> past_;
    std::vector<State> future_;
    int version_ = 0;
};

// What was changed between two states but for the corrections themselves, one for each value.
std::vector<Correction> corrections_between(const SessionEdit::State& before,
                                            const SessionEdit::State& after, UtcTime made);

}  // namespace spotter
