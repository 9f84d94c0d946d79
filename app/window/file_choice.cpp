#include "app/window/file_choice.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/typed_path.h"
#include "engine/core/counted.h"
#include "training/data/label_name.h"

namespace spotter {

namespace fs = std::filesystem;

std::string make_folder(const fs::path& folder, const std::string& name) {
    const std::string quoted = "“" + name + "”";
    if (name == "." || name == ".." || name.find('/') != std::string::npos) {
        return quoted + " is no name of a folder";
    }
    std::error_code error;
    if (fs::create_directory(folder / name, error)) return {};
    if (!error || error == std::errc::file_exists) {
        return quoted + " is there already; choose another name";
    }
    return quoted + " cannot be made here: " + error.message();
}

FileChoice::FileChoice(FileRequest request) : request_(std::move(request)), name_(request_.name) {}

const FileRow& FileChoice::row(int place) const {
    return listing_.rows.at(static_cast<std::size_t>(shown_.at(static_cast<std::size_t>(place))));
}

fs::path FileChoice::path_of(int row) const {
    return listing_.folder / listing_.rows.at(static_cast<std::size_t>(row)).name;
}

// Whether it can be the answer.
bool FileChoice::takes(const FileRow& row) const {
    const bool folders = request_.wish == FileWish::folder || request_.wish == FileWish::sources;
    return row.folder ? folders : request_.wish != FileWish::folder;
}

bool FileChoice::several() const {
    return request_.wish == FileWish::files || request_.wish == FileWish::sources;
}

int FileChoice::place_of(const std::string& name) const {
    for (int place = 0; place < static_cast<int>(shown_.size()); ++place) {
        if (row(place).name == name) return place;
    }
    return -1;
}

std::vector<bool> FileChoice::chosen() const {
    std::vector<bool> out(listing_.rows.size());
    for (const int index : chosen_) out[static_cast<std::size_t>(index)] = true;
    return out;
}

void FileChoice::take(FolderListing listing) {
    const bool again = listing.folder == listing_.folder;
    std::set<std::string> selected;
    std::string at = listing.named;
    if (again) {
        for (const int index : chosen_) {
            selected.insert(listing_.rows.at(static_cast<std::size_t>(index)).name);
        }
        if (at.empty() && cursor_ >= 0) at = row(cursor_).name;
    } else {
        filter_.clear();
        // Who comes up from a folder stands on it.
        if (at.empty() && listing_.folder.parent_path() == listing.folder) {
            at = listing_.folder.filename().string();
        }
    }
    if (!listing.named.empty()) {
        selected = {listing.named};
        if (request_.wish == FileWish::save) name_ = listing.named;
    }
    listing_ = std::move(listing);
    chosen_.clear();
    for (int i = 0; i < static_cast<int>(listing_.rows.size()); ++i) {
        if (selected.contains(listing_.rows[static_cast<std::size_t>(i)].name)) chosen_.insert(i);
    }
    show();
    cursor_ = anchor_ = at.empty() ? -1 : place_of(at);
}

void FileChoice::show() {
    const std::string wanted = case_folded(filter_);
    shown_.clear();
    for (int i = 0; i < static_cast<int>(listing_.rows.size()); ++i) {
        const FileRow& row = listing_.rows[static_cast<std::size_t>(i)];
        if (row.folded.find(wanted) != std::string::npos) shown_.push_back(i);
    }
}

void FileChoice::set_filter(const std::string& filter) {
    filter_ = filter;
    show();
    chosen_.clear();
    cursor_ = anchor_ = -1;
    if (!filter_.empty() && !shown_.empty()) click(0, RowClick::only);
}

void FileChoice::set_name(const std::string& name) {
    name_ = name;
    chosen_.clear();
    cursor_ = anchor_ = -1;
}

void FileChoice::click(int place, RowClick how) {
    if (place < 0 || place >= static_cast<int>(shown_.size())) return;
    cursor_ = place;
    if (how == RowClick::range && several() && anchor_ >= 0) {
        chosen_.clear();
        for (int at = std::min(place, anchor_); at <= std::max(place, anchor_); ++at) {
            chosen_.insert(shown_[static_cast<std::size_t>(at)]);
        }
        return;
    }
    anchor_ = place;
    const int index = shown_[static_cast<std::size_t>(place)];
    if (how == RowClick::toggle && several()) {
        if (chosen_.erase(index) == 0) chosen_.insert(index);
        return;
    }
    chosen_ = {index};
    if (request_.wish == FileWish::save && !row(place).folder) name_ = row(place).name;
}

void FileChoice::move(int by, bool extend) {
    if (shown_.empty() || by == 0) return;
    const int last = static_cast<int>(shown_.size()) - 1;
    const int from = cursor_ < 0 ? (by > 0 ? -1 : last + 1) : cursor_;
    click(std::clamp(from + by, 0, last), extend ? RowClick::range : RowClick::only);
}

void FileChoice::choose_all() {
    if (!several()) return;
    chosen_.clear();
    for (const int index : shown_) {
        if (takes(listing_.rows[static_cast<std::size_t>(index)])) chosen_.insert(index);
    }
}

FileMeaning FileChoice::enter() const {
    if (cursor_ < 0) return press();
    const int index = shown_.at(static_cast<std::size_t>(cursor_));
    if (row(cursor_).folder && chosen_.size() < 2) return {path_of(index)};
    return press();
}

FileMeaning FileChoice::press() const {
    if (!listing_.failure.empty() || listing_.folder.empty()) return {};
    if (request_.wish == FileWish::save) return save();
    FileMeaning out;
    for (const int index : chosen_) {
        if (takes(listing_.rows.at(static_cast<std::size_t>(index)))) {
            out.chosen.push_back(path_of(index));
        }
    }
    if (!out.chosen.empty()) return out;
    const bool here = request_.wish == FileWish::folder || request_.wish == FileWish::sources;
    if (here) {
        out.chosen = {listing_.folder};
    } else if (!chosen_.empty()) {
        out.go_to = path_of(*chosen_.begin());
    }
    return out;
}

FileMeaning FileChoice::save() const {
    const std::string typed = typed_path(name_);
    if (typed.empty()) return {};
    const fs::path target = (listing_.folder / typed).lexically_normal();
    const bool folder = std::ranges::any_of(
        listing_.rows, [&](const FileRow& row) { return row.folder && row.name == typed; });
    if (folder) return {target};
    const bool there = listing_.names.contains(typed);
    if (there && !request_.may_replace) return {};
    return {{}, {target}, there};
}

std::string FileChoice::in_the_way() const {
    if (request_.wish != FileWish::save || !listing_.names.contains(typed_path(name_))) return {};
    const FileMeaning meaning = save();
    if (!meaning.go_to.empty()) return {};
    return "“" + typed_path(name_) + "” is there already" +
           (meaning.ask ? "" : "; choose another name");
}

std::string FileChoice::button_text() const {
    const FileMeaning meaning = press();
    if (!meaning.go_to.empty()) return "Open folder";
    const bool here = meaning.chosen.size() == 1 && meaning.chosen.front() == listing_.folder;
    return here ? "Choose this folder" : request_.button;
}

std::string FileChoice::status() const {
    if (!listing_.failure.empty() || listing_.folder.empty()) return {};
    if (chosen_.size() > 1) return std::to_string(chosen_.size()) + " chosen";
    if (!filter_.empty()) {
        return std::to_string(shown_.size()) + " of " + std::to_string(listing_.rows.size());
    }
    const auto folders = static_cast<std::size_t>(
        std::ranges::count_if(listing_.rows, [](const FileRow& row) { return row.folder; }));
    const std::size_t files = listing_.rows.size() - folders;
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    if (folders > 0) add(counted(folders, "folder"));
    if (files > 0) add(counted(files, "file"));
    if (listing_.left_out > 0) {
        add(counted(listing_.left_out, out.empty() ? "file" : "other file") +
            (listing_.left_out == 1 ? " is" : " are") + " not shown");
    }
    return out;
}

}  // namespace spotter
