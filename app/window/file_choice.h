#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/window/folder_listing.h"
#include "ui/files/files_view.h"

namespace spotter {

// What may be chosen. `sources`: files and folders, several at once.
enum class FileWish { file, files, sources, folder, save };

struct FileRequest {
    std::string purpose;  // its last folder is where it begins the next time: "videos"
    std::string title;    // "Choose a video"
    std::string button;   // "Open"
    FileWish wish = FileWish::file;
    FileKind kind = FileKind::any;
    // A folder, or a file in it, as it stands in a field; empty: where it was last.
    std::filesystem::path begin = {};
    // To save: the suggested name, and whether what is there already may be replaced; it is asked
    // for then, and refused otherwise.
    std::string name = {};
    bool may_replace = false;
    // Something is written into the folder that is chosen: one can be made for it. So it is where
    // something is saved.
    bool writes = false;
};

// Makes the folder `name` in `folder`; what is wrong, one line, or empty: it is there now.
std::string make_folder(const std::filesystem::path& folder, const std::string& name);

struct FilesChosen {
    std::vector<std::filesystem::path> paths;  // at least one
    bool replace = false;                      // the user said so of the file that is there already
};

// What a press of Enter or of the button means: a folder to look into, what is chosen, or a
// question first; none of them: nothing.
struct FileMeaning {
    std::filesystem::path go_to = {};
    std::vector<std::filesystem::path> chosen = {};
    bool ask = false;  // whether to replace the one that is chosen
};

// What is listed, filtered and selected of one folder, and what that means. Nothing here looks at
// the disk.
class FileChoice {
  public:
    explicit FileChoice(FileRequest request);

    const FileRequest& request() const { return request_; }
    const FolderListing& listing() const { return listing_; }
    const std::vector<int>& shown() const { return shown_; }  // indices into listing().rows
    const std::string& filter() const { return filter_; }
    const std::string& name() const { return name_; }
    int cursor() const { return cursor_; }  // index into shown(); -1: nowhere
    std::vector<bool> chosen() const;       // of each of listing().rows

    // Another folder, or the same read again: then what is selected stays so.
    void take(FolderListing listing);
    // Letters in any case, anywhere in a name; the cursor is on the first that has them.
    void set_filter(const std::string& filter);
    void set_name(const std::string& name);
    // `place`: index into shown(). A click on a file gives its name to what is to be saved.
    void click(int place, RowClick how);
    void move(int by, bool extend);
    void choose_all();

    FileMeaning enter() const;  // what is under the cursor, else as the button
    FileMeaning press() const;  // the button
    std::string button_text() const;
    // One line of what is here, or of what is chosen.
    std::string status() const;
    // Of the name to save under: "… is there already"; empty: nothing is in its way.
    std::string in_the_way() const;

  private:
    const FileRow& row(int place) const;
    std::filesystem::path path_of(int row) const;
    bool takes(const FileRow& row) const;
    bool several() const;
    int place_of(const std::string& name) const;
    void show();
    FileMeaning save() const;

    const FileRequest request_;
    FolderListing listing_;
    std::vector<int> shown_;
    std::string filter_;
    std::string name_;
    std::set<int> chosen_;  // indices into listing_.rows
    int cursor_ = -1;
    int anchor_ = -1;  // where a range begins
};

}  // namespace spotter
