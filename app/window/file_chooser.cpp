#include "app/window/file_chooser.h"

#include <utility>

#include "app/typed_path.h"
#include "app/window/file_places.h"
#include "ui/files/files_panel.h"

namespace spotter {

namespace fs = std::filesystem;

FileChooser::FileChooser(const Paths& paths, Environment environment)
    : paths_(paths), environment_(std::move(environment)) {}

LastFolders& FileChooser::last() {
    if (!last_) last_.emplace(paths_.data);
    return *last_;
}

fs::path FileChooser::last_folder(const std::string& purpose) {
    if (fs::path folder = last().of(purpose); !folder.empty()) return folder;
    return environment_("HOME").value_or(paths_.data.string());
}

void FileChooser::ask(FileRequest request, Done done) {
    close();
    kind_ = request.kind;
    // What is no path, such as an address, is no place to begin.
    wanted_ = request.begin.is_absolute() ? request.begin : last_folder(request.purpose);
    choice_.emplace(std::move(request));
    done_ = std::move(done);
    begins_ = true;
}

void FileChooser::close() {
    reading_.cancel();
    choice_.reset();
    done_ = nullptr;
    asked_.reset();
    new_folder_.reset();
    takes_named_ = false;
    const int version = view_.version + 1;
    view_ = {};
    view_.version = version;
}

void FileChooser::look_into(const fs::path& path, SteadyTime now, bool climb) {
    wanted_ = path;
    quiet_ = false;
    asked_.reset();
    new_folder_.reset();
    read_at_ = now;
    view_.path_text = path.string();
    start_reading({path, kind_, climb, std::nullopt});
}

void FileChooser::start_reading(const FolderQuery& query) {
    reading_.start([query, environment = environment_](JobToken& token) {
        return Found{list_folder(query, token), file_places(environment)};
    });
}

// Another program may write to the folder, or a stick be pulled out.
void FileChooser::look_for_changes(SteadyTime now) {
    constexpr std::chrono::seconds kPause{2};
    if (reading_.at_work() || now < read_at_ + kPause) return;
    quiet_ = true;
    read_at_ = now;
    start_reading({choice_->listing().folder, kind_, false, choice_->listing().changed_at});
}

void FileChooser::take_read() {
    auto outcome = reading_.poll();
    if (!outcome) return;
    const bool typed = std::exchange(takes_named_, false);
    Found found = outcome->result.value_or(Found{});
    if (!outcome->result) {
        found.listing.folder = wanted_;
        found.listing.failure = outcome->failure;
        found.places = view_.places;
    }
    view_.places = std::move(found.places);
    if (found.listing.unchanged) return;
    const fs::path file =
        found.listing.named.empty() ? fs::path() : found.listing.folder / found.listing.named;
    choice_->take(std::move(found.listing));
    if (quiet_) return;
    view_.path_text = choice_->listing().folder.string();
    view_.show_cursor = true;
    ++view_.version;
    const FileWish wish = choice_->request().wish;
    const bool files = wish != FileWish::folder && wish != FileWish::save;
    if (typed && files && !file.empty()) finish({{file}, false});
}

void FileChooser::show(SteadyTime now) {
    constexpr std::chrono::milliseconds kSoon{250};
    const FileRequest& request = choice_->request();
    const FolderListing& listing = choice_->listing();
    const bool waiting = reading_.busy() && !quiet_;
    view_.title = request.title;
    view_.folder = listing.folder.string();
    view_.reading = waiting && now - read_at_ > kSoon;
    view_.read = reading_.progress().step;
    view_.failure = listing.failure;
    view_.rows = listing.folder.empty() ? nullptr : &listing.rows;
    view_.shown = &choice_->shown();
    view_.chosen = choice_->chosen();
    view_.cursor = choice_->cursor();
    view_.filter = choice_->filter();
    view_.kinds.clear();
    if (request.kind != FileKind::any && request.kind != FileKind::folders_alone) {
        view_.kinds = {kind_name(request.kind), kind_name(FileKind::any)};
        view_.kind = kind_ == request.kind ? 0 : 1;
    }
    if (request.wish == FileWish::save) view_.name = choice_->name();
    const FileMeaning meaning = choice_->press();
    view_.ready = !waiting && (!meaning.chosen.empty() || !meaning.go_to.empty());
    view_.button = choice_->button_text();
    view_.asking = asked_.has_value();
    const std::string in_the_way = choice_->in_the_way();
    view_.warning = !in_the_way.empty();
    view_.status = view_.warning ? in_the_way : choice_->status();
    if (view_.asking) view_.status = in_the_way + ". Replace it?";
    const bool writes = request.wish == FileWish::save || request.writes;
    view_.can_make = writes && !listing.folder.empty() && listing.failure.empty();
    view_.folder_name = new_folder_;
    if (new_folder_) {
        view_.status = folder_refusal_;
        view_.warning = !folder_refusal_.empty();
    }
}

void FileChooser::draw(const Rect& area, SteadyTime now) {
    if (std::exchange(begins_, false)) look_into(wanted_, now, true);
    take_read();
    if (open()) look_for_changes(now);
    if (!open()) return;
    show(now);
    const FilesActions actions = draw_files_panel(view_, area);
    view_.show_cursor = false;
    perform(actions, now);
}

void FileChooser::perform(const FilesActions& actions, SteadyTime now) {
    if (actions.path_text) view_.path_text = *actions.path_text;
    if (actions.close) {
        close();
        return;
    }
    // What is still shown of the folder before is not chosen from.
    if (!reading_.busy() || quiet_) {
        new_folder_ ? perform_making(actions, now) : perform_choosing(actions, now);
    }
    if (open()) perform_going(actions, now);
}

// A folder that was made is looked into: what is chosen or saved goes there.
void FileChooser::perform_making(const FilesActions& actions, SteadyTime now) {
    if (actions.folder_name) {
        new_folder_ = *actions.folder_name;
        folder_refusal_.clear();
    }
    if (actions.keep) {
        new_folder_.reset();
    } else if (actions.make_folder && !new_folder_->empty()) {
        const fs::path made = choice_->listing().folder / *new_folder_;
        folder_refusal_ = make_folder(choice_->listing().folder, *new_folder_);
        if (folder_refusal_.empty()) look_into(made, now);
    }
}

void FileChooser::perform_going(const FilesActions& actions, SteadyTime now) {
    if (actions.go_to_path) {
        const fs::path typed = typed_path(view_.path_text, environment_);
        takes_named_ = true;
        look_into(choice_->listing().folder / typed, now);
    }
    if (actions.place)
        look_into(view_.places.at(static_cast<std::size_t>(*actions.place)).path, now);
    if (actions.parent) {
        const fs::path folder = choice_->listing().folder;
        if (folder.has_relative_path()) look_into(folder.parent_path(), now);
    }
    if (actions.kind) {
        kind_ = *actions.kind == 0 ? choice_->request().kind : FileKind::any;
        look_into(choice_->listing().folder, now);
    }
}

void FileChooser::perform_choosing(const FilesActions& actions, SteadyTime now) {
    FileChoice& choice = *choice_;
    if (actions.new_folder) {
        new_folder_.emplace();
        folder_refusal_.clear();
        asked_.reset();
    }
    if (actions.filter) {
        choice.set_filter(*actions.filter);
        view_.show_cursor = true;
    }
    if (actions.name) choice.set_name(*actions.name);
    if (actions.row) choice.click(*actions.row, actions.click);
    if (actions.move != 0) {
        choice.move(actions.move, actions.extend);
        view_.show_cursor = true;
    }
    if (actions.choose_all) choice.choose_all();
    // The field of the name shows that of the file that was selected.
    if (choice.name() != view_.name.value_or("") && !actions.name) ++view_.version;
    if (actions.keep || actions.name || actions.row || actions.move != 0) asked_.reset();
    if (actions.replace && asked_) {
        finish({{*asked_}, true});
    } else if (actions.enter) {
        follow(choice.enter(), now);
    } else if (actions.choose) {
        follow(choice.press(), now);
    }
}

void FileChooser::follow(const FileMeaning& meaning, SteadyTime now) {
    if (!meaning.go_to.empty()) {
        look_into(meaning.go_to, now);
    } else if (meaning.ask) {
        asked_ = meaning.chosen.front();
    } else if (!meaning.chosen.empty()) {
        finish({meaning.chosen, false});
    }
}

void FileChooser::finish(FilesChosen chosen) {
    // Whoever chose a folder looks for its neighbour the next time.
    last().put(choice_->request().purpose, chosen.paths.front().parent_path());
    const Done done = std::move(done_);
    close();
    done(chosen);
}

}  // namespace spotter
