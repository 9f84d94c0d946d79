#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/paths.h"
#include "app/window/file_choice.h"
#include "app/window/last_folders.h"
#include "app/window/latest_job.h"
#include "engine/core/clock.h"
#include "ui/files/files_view.h"
#include "ui/rect.h"

namespace spotter {

// The one file chooser of the window: takes the place of the screen that asked until something
// was chosen or it was closed. Folders are read on a thread of their own. Main thread.
class FileChooser {
  public:
    using Done = std::function<void(const FilesChosen& chosen)>;

    // `paths` outlives it.
    explicit FileChooser(const Paths& paths, Environment environment = process_environment);

    // Opens it; `done` is called once something was chosen, and not when it is closed.
    void ask(FileRequest request, Done done);
    // Where files of this purpose were last, else the home folder.
    std::filesystem::path last_folder(const std::string& purpose);

    bool open() const { return choice_.has_value(); }
    void close();
    // While it is open: takes over what was read, and draws it into `area`.
    void draw(const Rect& area, SteadyTime now);
    // Whether pictures are wanted at the display's rate.
    bool busy() const { return open() && reading_.busy(); }

  private:
    struct Found {
        FolderListing listing;
        std::vector<FilePlace> places;
    };

    LastFolders& last();
    void look_into(const std::filesystem::path& path, SteadyTime now, bool climb = false);
    void start_reading(const FolderQuery& query);
    void look_for_changes(SteadyTime now);
    void take_read();
    void show(SteadyTime now);
    void perform(const FilesActions& actions, SteadyTime now);
    void perform_going(const FilesActions& actions, SteadyTime now);
    void perform_choosing(const FilesActions& actions, SteadyTime now);
    void perform_making(const FilesActions& actions, SteadyTime now);
    void follow(const FileMeaning& meaning, SteadyTime now);
    void finish(FilesChosen chosen);

    const Paths& paths_;
    const Environment environment_;
    std::optional<LastFolders> last_;
    std::optional<FileChoice> choice_;  // nothing: it is closed
    Done done_;
    FilesView view_;
    FileKind kind_ = FileKind::any;
    std::filesystem::path wanted_;                // is being read, or was last
    bool begins_ = false;                         // nothing was read yet
    bool takes_named_ = false;                    // a file whose path was typed is chosen at once
    bool quiet_ = false;                          // what is read is only looked through for changes
    SteadyTime read_at_{};                        // began to
    std::optional<std::filesystem::path> asked_;  // whether to replace it
    std::optional<std::string> new_folder_;       // the name of one that is to be made
    std::string folder_refusal_;                  // why it was not
    LatestJob<Found> reading_{"Read folder"};
};

}  // namespace spotter
