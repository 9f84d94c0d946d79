#include <algorithm>
#include <utility>

#include "app/typed_path.h"
#include "app/window/replay_screen.h"
#include "app/window/set_loads.h"
#include "engine/core/error.h"
#include "engine/core/set_name.h"
#include "engine/session/session_facts.h"
#include "ui/format.h"

// What the Replay screen does of what was asked for.
namespace spotter {

namespace {

using Kind = ReplaySelection::Kind;
using Drag = TimelineDrag::Kind;

}  // namespace

void ReplayScreen::perform(const ReplayActions& actions, SteadyTime now) {
    perform_opening(actions);
    if (actions.show_help) view_.show_help = *actions.show_help;
    if (!document_ || !player_) return;
    if (actions.select) select(*actions.select);
    perform_playing(actions);
    perform_drag(actions);
    perform_comparison(actions);
    perform_load(actions);
    perform_history(actions);
    try {
        perform_edit(actions);
        take_others(actions);
        perform_clips(actions);
    } catch (const Error& refused) {
        // What makes no sense there is a hint, no failure.
        context_.notices.add(NoticeView::Kind::info, sentence(refused.what()) + ".", now);
    }
}

void ReplayScreen::perform_opening(const ReplayActions& actions) {
    if (actions.open_text) view_.open_text = *actions.open_text;
    if (actions.naming) view_.naming = *actions.naming;
    const std::optional<std::string> text = view_.open_text;
    if (actions.close || actions.open || actions.set_label) {
        view_.open_text.reset();
        view_.naming.reset();
        view_.load.reset();
        if (actions.close) clips_.close();
    }
    if (actions.cancel) {
        opening_.cancel();
        view_.failure.clear();
        view_.title.clear();
    }
    if (actions.open && text) open({"", typed_path(*text)});
    if (actions.browse) browse();
    if (actions.open_recent) {
        open(ReplayRequest(recent_.at(static_cast<std::size_t>(*actions.open_recent)).request));
    }
    if (actions.retry && request_) open(ReplayRequest(*request_));
}

void ReplayScreen::browse() {
    FileRequest request{"videos", "Choose a video", "Open", FileWish::file, FileKind::videos};
    request.begin = typed_path(view_.open_text.value_or(""));
    context_.files.ask(std::move(request), [this](const FilesChosen& chosen) {
        view_.open_text.reset();
        open({"", chosen.paths.front()});
    });
}

void ReplayScreen::perform_playing(const ReplayActions& actions) {
    if (actions.toggle_play) player_->toggle_play();
    if (actions.step != 0) player_->step(actions.step);
    if (actions.seek_s) {
        player_->seek(*actions.seek_s);
        if (!actions.drag) show_around(*actions.seek_s);
    }
    if (actions.speed) player_->set_speed(*actions.speed);
    if (actions.find_poses) find_poses();
    if (actions.show_skeleton) view_.player.show_skeleton = *actions.show_skeleton;
    if (actions.loop) {
        const ReplaySelection& what = view_.selection;
        std::pair stretch = {0.0, view_.player.length_s};
        if (what.kind != Kind::nothing) stretch = {what.start_s, what.end_s};
        player_->set_loop(*actions.loop ? std::optional(stretch) : std::nullopt);
    }
    if (actions.show_s) {
        view_.first_s = actions.show_s->first;
        view_.last_s = actions.show_s->second;
    }
    if (actions.toggle_label) {
        const auto label = static_cast<std::size_t>(*actions.toggle_label);
        if (view_.hidden.size() <= label) view_.hidden.resize(label + 1);
        view_.hidden[label] = !view_.hidden[label];
    }
}

// Those of a session's films are found when they are wanted, as that takes a while: of the film
// that is shown first, then of the others.
void ReplayScreen::find_poses() {
    const auto shown = player_->film();
    if (!shown || finding_.busy()) return;
    to_find_ = {*shown};
    for (std::size_t i = 0; i < document_->films.size(); ++i) {
        const ReplayFilm& film = document_->films[i];
        if (i != *shown && film.poses.empty() && !film.key.empty()) to_find_.push_back(i);
    }
    find_next_poses();
}

void ReplayScreen::find_next_poses() {
    if (to_find_.empty()) return;
    finding_.start([film = document_->films[to_find_.front()], settings = context_.settings,
                    paths = context_.paths](JobToken& token) mutable {
        film_opinion(film, settings.model, settings, paths, token);
        return film.poses;
    });
}

void ReplayScreen::take_poses(SteadyTime now) {
    auto found = finding_.poll();
    if (!found || to_find_.empty()) return;
    if (found->result) {
        document_->films[to_find_.front()].poses = std::move(*found->result);
    } else {
        context_.notices.add(NoticeView::Kind::error, found->failure, now);
    }
    to_find_.erase(to_find_.begin());
    find_next_poses();
}

// So that the playhead is in sight.
void ReplayScreen::show_around(double time_s) {
    const double shown = view_.last_s - view_.first_s;
    if (time_s >= view_.first_s && time_s <= view_.last_s) return;
    const double most = std::max(view_.player.length_s - shown, 0.0);
    view_.first_s = std::clamp(time_s - shown * 0.3, 0.0, most);
    view_.last_s = view_.first_s + shown;
}

void ReplayScreen::select(const ReplaySelection& selection) {
    view_.selection = selection;
    if (player_->looping() && selection.kind != Kind::nothing) {
        player_->set_loop(std::pair(selection.start_s, selection.end_s));
    }
}

void ReplayScreen::perform_drag(const ReplayActions& actions) {
    if (actions.drag) {
        drag_ = actions.drag;
        if (actions.drag_to_s) drag_to(*drag_, *actions.drag_to_s);
    }
    if (actions.drop) drag_.reset();
}

void ReplayScreen::drag_to(TimelineDrag& drag, double to_s) {
    const double length = view_.player.length_s;
    const double inside = std::clamp(to_s, 0.0, length);
    switch (drag.kind) {
        case Drag::playhead:
            player_->seek(inside);
            break;
        case Drag::span: {
            const double from = std::clamp(drag.from_s, 0.0, length);
            select({Kind::span, 0, 0, std::min(from, inside), std::max(from, inside)});
            drag.changed = true;
            break;
        }
        case Drag::pan: {
            const double shown = view_.last_s - view_.first_s;
            view_.first_s = std::clamp(view_.first_s + drag.from_s - to_s, 0.0, length - shown);
            view_.last_s = view_.first_s + shown;
            drag.changed = true;
            break;
        }
        case Drag::overview:
            break;
        default:
            drag.changed |= move_dragged(drag, session_time(inside));
    }
}

// The first part of a movement is a step of its own; the rest takes its place.
bool ReplayScreen::move_dragged(const TimelineDrag& drag, SessionTime to) {
    const auto border = [&](EditTarget::Kind kind, EditSide side) {
        return edit_.move_border({kind, drag.id}, side, to, drag.changed);
    };
    const auto rep = [&](RepPoint point) {
        return edit_.move_rep(drag.id, drag.rep, point, to, drag.changed);
    };
    switch (drag.kind) {
        case Drag::segment_start:
            return border(EditTarget::Kind::segment, EditSide::start);
        case Drag::segment_end:
            return border(EditTarget::Kind::segment, EditSide::end);
        case Drag::set_start:
            return border(EditTarget::Kind::set, EditSide::start);
        case Drag::set_end:
            return border(EditTarget::Kind::set, EditSide::end);
        case Drag::rep_start:
            return rep(RepPoint::start);
        case Drag::rep_turn:
            return rep(RepPoint::turn);
        case Drag::rep_end:
            return rep(RepPoint::end);
        default:
            return false;
    }
}

std::optional<EditTarget> ReplayScreen::target() const {
    const ReplaySelection& what = view_.selection;
    if (what.kind == Kind::segment) return EditTarget{EditTarget::Kind::segment, what.id};
    if (what.kind == Kind::set || what.kind == Kind::rep) {
        return EditTarget{EditTarget::Kind::set, what.id};
    }
    return std::nullopt;
}

void ReplayScreen::perform_edit(const ReplayActions& actions) {
    if (actions.undo) edit_.undo();
    if (actions.redo) edit_.redo();
    if (actions.set_label) label_selected(*actions.set_label, actions.add_set);
    if (actions.add_rep) add_rep();
    edit_selected(actions);
    // A place in the list means another segment once one before it came or went.
    if ((actions.undo || actions.redo) && view_.selection.kind == Kind::segment) select({});
}

void ReplayScreen::edit_selected(const ReplayActions& actions) {
    const auto what = target();
    if (!what) return;
    if (view_.selection.kind == Kind::rep) {
        move_rep(actions);
        return;
    }
    const SessionTime playhead = session_time(view_.player.position_s);
    if (actions.move_start_s) {
        edit_.move_border(*what, EditSide::start, session_time(*actions.move_start_s));
    }
    if (actions.move_end_s) {
        edit_.move_border(*what, EditSide::end, session_time(*actions.move_end_s));
    }
    if (actions.set_reps && what->kind == EditTarget::Kind::set) {
        edit_.set_reps(what->id, *actions.set_reps);
    }
    if (actions.split) edit_.split(*what, playhead);
    if (actions.merge) edit_.merge_with_next(*what);
    if (actions.remove && edit_.remove(*what)) select({});
}

void ReplayScreen::move_rep(const ReplayActions& actions) {
    const ReplaySelection rep = view_.selection;
    const auto move = [&](const std::optional<double>& to, RepPoint point) {
        if (to) edit_.move_rep(rep.id, rep.rep, point, session_time(*to));
    };
    move(actions.move_start_s, RepPoint::start);
    move(actions.move_turn_s, RepPoint::turn);
    move(actions.move_end_s, RepPoint::end);
    if (actions.remove || actions.restore) edit_.remove_rep(rep.id, rep.rep, actions.remove);
    if (actions.split) {
        edit_.split({EditTarget::Kind::set, rep.id}, session_time(view_.player.position_s));
    }
}

void ReplayScreen::label_selected(const std::string& label, bool as_set) {
    const ReplaySelection span = view_.selection;
    if (const auto what = target()) {
        edit_.set_label(*what, label);
        return;
    }
    if (span.kind != Kind::span) return;
    const SessionTime start = session_time(span.start_s);
    const SessionTime end = session_time(span.end_s);
    const auto made =
        as_set ? edit_.add_set(label, start, end) : edit_.add_segment(label, start, end);
    if (!made) {
        throw Error("correct", "", "a set is there already", "move its borders, or delete it");
    }
    select({as_set ? Kind::set : Kind::segment, made->id, 0, span.start_s, span.end_s});
}

// To the selected set, else to the one at the playhead, else to the nearest.
void ReplayScreen::add_rep() {
    const SessionTime at = session_time(view_.player.position_s);
    const RecordedSet* best = nullptr;
    const auto away = [&](const RecordedSet& set) {
        return at < set.start ? set.start - at : at > set.end ? at - set.end : SessionTime::zero();
    };
    for (const RecordedSet& set : edit_.state().sets) {
        const bool chosen = target() == EditTarget{EditTarget::Kind::set, set.number};
        if (chosen) {
            best = &set;
            break;
        }
        if (best == nullptr || away(set) < away(*best)) best = &set;
    }
    if (best == nullptr) {
        throw Error("add a rep", "", "there is no set", "mark a stretch and add a set first");
    }
    if (!edit_.add_rep(best->number, at)) {
        throw Error("add a rep", "", "another rep is there already",
                    "go to a moment between two reps");
    }
}

void ReplayScreen::perform_history(const ReplayActions& actions) {
    if (actions.keep && view_.in_history == InHistory::no) keep_wanted_ = true;
    if (actions.open_history) context_.history(document_->session.uuid);
}

void ReplayScreen::perform_load(const ReplayActions& actions) {
    const auto& sets = edit_.state().sets;
    if (actions.open_load) {
        const auto set = std::ranges::find(sets, *actions.open_load, &RecordedSet::number);
        if (set == sets.end()) return;
        load_set_ = set->number;
        view_.load = {set_name(sets, *set),
                      form_of({weight_of(*set), set->note}, live_.view().weight_unit), "", ""};
    }
    if (!view_.load) return;
    if (actions.edit_load) {
        view_.load->form = *actions.edit_load;
        view_.load->refusal.clear();
    }
    if (!actions.save_load) return;
    try {
        const SetLoad load = load_from(view_.load->form);
        edit_.set_load(load_set_, load.weight, load.note);
        view_.load.reset();
    } catch (const Error& refused) {
        view_.load->refusal = refused.what();
    }
}

void ReplayScreen::perform_comparison(const ReplayActions& actions) {
    if (actions.compare) {
        const auto index = static_cast<std::size_t>(*actions.compare);
        comparison_.start(view_.models.items.at(index).name, *document_);
        select({});
    }
    if (actions.end_comparison) comparison_.end();
    if (!actions.go_to_difference) return;
    if (const auto at = comparison_.go_to(*actions.go_to_difference)) {
        player_->pause();
        player_->seek(*at);
        show_around(*at);
        select({});
    }
}

void ReplayScreen::take_others(const ReplayActions& actions) {
    const ReplaySelection& what = view_.selection;
    bool took = false;
    if (actions.take_difference) {
        took = comparison_.take_difference(edit_, *actions.take_difference);
    } else if (actions.take_selected) {
        took = comparison_.take(edit_, {session_time(what.start_s), session_time(what.end_s)});
    } else if (actions.take_all) {
        took = comparison_.take(edit_, {SessionTime::zero(), SessionTime::max()});
    } else {
        return;
    }
    if (!took) {
        throw Error("take the other model's", "", "it says the same there, or nothing was filmed");
    }
    select({});
}

void ReplayScreen::perform_clips(const ReplayActions& actions) {
    if (actions.edit_adding) clips_.edit(*actions.edit_adding);
    if (actions.open_adding) {
        if (document_->films.empty()) {
            throw Error("add to dataset", "", "no video of this session was kept",
                        "switch on the video in Live (V) the next time");
        }
        clips_.open();
    }
    if (actions.add) clips_.add(*document_, edit_.state(), view_.selection);
    if (actions.cancel_adding) clips_.cancel();
    if (actions.train) {
        clips_.close();
        context_.train(clips_.dataset());
    }
}

}  // namespace spotter
