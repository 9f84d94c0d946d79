#include <chrono>
#include <stdexcept>
#include <thread>

#include "app/end_sessions.h"
#include "app/window/replay_screen.h"
#include "engine/session/session_rescue.h"

// What the Replay screen writes: corrections, and the workout of a video into History.
namespace spotter {

namespace {

Session with_corrections(const ReplayDocument& document, const SessionEdit& edit) {
    Session out = document.session;
    edit.store(out);
    return out;
}

// Without the timeline, which is not saved again with a session.
Session to_save(const ReplayDocument& document, const SessionEdit& edit) {
    Session out = with_corrections(document, edit);
    if (document.is_session()) out.timeline.clear();
    return out;
}

}  // namespace

// Everything is written before another recording is opened.
std::string ReplayScreen::close() {
    std::string said;
    // What is being written comes first, or it would come last.
    while (saving_.busy() || keeping_.busy() || keep_wanted_) {
        take_saved({});
        if (const std::string failure = take_kept(std::chrono::steady_clock::now());
            !failure.empty())
            said = failure;
        if (keep_wanted_ && !saving_.busy()) start_keeping();
        std::this_thread::yield();
    }
    if (document_ && edit_.version() != saved_version_) {
        try {
            save_corrections(document_->video_key, to_save(*document_, edit_), context_.paths);
        } catch (const std::exception& error) {
            said = save_beside(error.what());
        }
        saved_version_ = edit_.version();
    }
    context_.notices.set_condition("corrections", NoticeView::Kind::warning, std::nullopt);
    opening_.cancel();
    comparison_.end();
    finding_.cancel();
    to_find_.clear();
    clips_.close();
    player_.reset();
    document_.reset();
    drag_.reset();
    view_ = {};
    return said;
}

// The whole recording with its corrections, for want of a better place.
std::string ReplayScreen::save_beside(const std::string& problem) const {
    const auto file = write_rescue(with_corrections(*document_, edit_),
                                   {context_.paths.data, document_->video_key},
                                   rescue_folders(context_.paths.data));
    if (!file) throw std::runtime_error(problem);
    return problem + "; the corrections lie in " + file->string() +
           ", and the next start of Spotter brings them in";
}

// A change is on its way to the disk with the next picture, a drag once it ends; a kill loses no
// more than that.
void ReplayScreen::keep_corrections(SteadyTime now) {
    take_saved(now);
    if (const std::string failure = take_kept(now); !failure.empty()) {
        context_.notices.add(NoticeView::Kind::error, failure, now);
    }
    // Into the log of a video, or into its session: never into both at once.
    if (saving_.busy() || keeping_.busy() || drag_) return;
    if (keep_wanted_) {
        start_keeping();
        return;
    }
    if (edit_.version() == saved_version_ || now < save_again_) return;
    saving_version_ = edit_.version();
    saving_.start([key = document_->video_key, session = to_save(*document_, edit_),
                   paths = context_.paths](JobToken&) {
        save_corrections(key, session, paths);
        return true;
    });
}

// What could not be saved is tried again.
void ReplayScreen::take_saved(SteadyTime now) {
    constexpr std::chrono::seconds kPause{3};
    const auto outcome = saving_.poll();
    if (!outcome) return;
    view_.save_failure = outcome->failure;
    std::optional<std::string> condition;
    if (outcome->result) {
        saved_version_ = saving_version_;
    } else {
        save_again_ = now + kPause;
        condition = outcome->failure + " (corrections are not saved yet)";
    }
    context_.notices.set_condition("corrections", NoticeView::Kind::warning, condition);
}

void ReplayScreen::start_keeping() {
    keep_wanted_ = false;
    saving_version_ = edit_.version();
    keeping_.start([key = document_->video_key, session = with_corrections(*document_, edit_),
                    paths = context_.paths](JobToken&) {
        keep_in_history(key, session, paths);
        return true;
    });
}

// What is open is the session from here on.
std::string ReplayScreen::take_kept(SteadyTime now) {
    const auto outcome = keeping_.poll();
    if (!outcome) return {};
    if (!outcome->result) return outcome->failure;
    document_->video_key.clear();
    document_->deleted = false;
    saved_version_ = saving_version_;
    view_.save_failure.clear();
    context_.notices.set_condition("corrections", NoticeView::Kind::warning, std::nullopt);
    show_names();
    recent_known_ = false;
    context_.notices.add(NoticeView::Kind::info,
                         "The workout is kept in History; corrections go there from now on.", now);
    return {};
}

}  // namespace spotter
